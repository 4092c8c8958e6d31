package dev.simarena.engine.service;

import dev.simarena.engine.core.KeyedController;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Fork;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follow the pods of Services that select some; where there is no such Service pods cost nothing. */
abstract class ServiceController extends KeyedController<GenericObject> {

    /** Annotation with the time of the change that an object tells of. */
    private static final String TRIGGER = "endpoints.kubernetes.io/last-change-trigger-time";

    static final String HEADLESS = "service.kubernetes.io/headless";

    private final Map<String, Map<GenericObject, FollowedService>> byNamespace = new LinkedHashMap<>();
    private final Gvk written;
    final ObjectStore store;

    /**
     * Make a controller.
     *
     * @param written kind of the objects it writes
     */
    ServiceController(ObjectStore store, Timeline timeline, Gvk written, int queue) {
        super(GenericObject.class, queue, timeline);
        this.store = store;
        this.written = written;
    }

    /** Return the name of the Service that one of the objects it writes belongs to. */
    abstract String service(ApiObject object);

    /** Write what is known of a Service. */
    abstract void write(GenericObject service, FollowedService followed);

    /** Clean up after a Service that is gone; by default the garbage collector does. */
    void forget(GenericObject object) {}

    @Override
    public void changed(ApiObject object) {
        if (object instanceof Pod pod) {
            notice(pod);
        } else if (object.gvk().equals(Kinds.SERVICE) && object instanceof GenericObject service) {
            follow(service);
        } else if (object.gvk().equals(written)) {
            enqueue(store.get(Kinds.SERVICE, object.namespace(), service(object)));
        }
    }

    @Override
    public void removed(ApiObject object) {
        if (object.gvk().equals(Kinds.SERVICE)) {
            Map<GenericObject, FollowedService> here = byNamespace.get(String.valueOf(object.namespace()));
            if (here != null) {
                here.remove(object);
            }
            enqueue(store.get(written, object.namespace(), object.name()));
        } else {
            changed(object);
        }
    }

    private void notice(Pod pod) {
        Map<GenericObject, FollowedService> here =
                byNamespace.isEmpty() ? null : byNamespace.get(String.valueOf(pod.namespace()));
        if (here != null) {
            here.forEach((service, followed) -> {
                if (followed.notice(pod)) {
                    enqueue(service);
                }
            });
        }
    }

    private void follow(GenericObject service) {
        Map<String, String> selector = FollowedService.selector(service);
        Map<GenericObject, FollowedService> here =
                byNamespace.computeIfAbsent(String.valueOf(service.namespace()), __ -> new LinkedHashMap<>());
        FollowedService before = here.get(service);
        if (selector.isEmpty()) {
            here.remove(service);
            return;
        }
        if (before == null || before.outdated(selector)) {
            FollowedService followed = new FollowedService(selector);
            if (before != null) {
                followed.changed.addAll(before.pods);
            }
            for (ApiObject object : store.list(Gvk.POD, service.namespace())) {
                followed.notice((Pod) object);
            }
            here.put(service, followed);
        } else {
            before.changed.addAll(before.pods);
        }
        enqueue(service);
    }

    @Override
    protected final void sync(GenericObject object) {
        if (!object.gvk().equals(Kinds.SERVICE)) {
            if (store.get(Kinds.SERVICE, object.namespace(), object.name()) == null) {
                forget(object);
            }
            return;
        }
        FollowedService followed = byNamespace
                .getOrDefault(String.valueOf(object.namespace()), Map.of())
                .get(object);
        ApiObject namespace = store.get(Gvk.NAMESPACE, null, String.valueOf(object.namespace()));
        if (followed != null && !object.terminating() && namespace != null && !namespace.terminating()) {
            write(object, followed);
            followed.changed.clear();
        }
    }

    @Override
    protected final void copyMemory(KeyedController<GenericObject> original, Fork fork) {
        ((ServiceController) original).byNamespace.forEach((namespace, services) -> {
            Map<GenericObject, FollowedService> here = new LinkedHashMap<>();
            services.forEach((service, followed) -> here.put(fork.of(service), followed.copy(fork)));
            byNamespace.put(namespace, here);
        });
    }

    /** Return annotations with the present time; without any where pods only went, which has no time to tell. */
    final Map<String, String> triggered(Map<String, String> annotations, FollowedService followed, boolean first) {
        Map<String, String> triggered = new TreeMap<>(annotations);
        triggered.remove(TRIGGER);
        if (first || followed.changed.stream().anyMatch(pod -> followed.pods.contains(pod) && !pod.terminating())) {
            Instant now = Timeline.instant(now());
            triggered.put(TRIGGER, now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return triggered;
    }

    static boolean headless(GenericObject service) {
        String address = service.body().path("spec").path("clusterIP").asText("");
        return address.isEmpty() || address.equals("None");
    }

    static boolean publishesUnready(GenericObject service) {
        return service.body().path("spec").path("publishNotReadyAddresses").asBoolean();
    }

    /** Return the labels of a Service with those a controller adds. */
    static Map<String, String> labels(GenericObject service, Map<String, String> added) {
        Map<String, String> labels = new TreeMap<>(service.labels());
        labels.remove(HEADLESS);
        labels.putAll(added);
        if (headless(service)) {
            labels.put(HEADLESS, "");
        }
        return labels;
    }

    final @Nullable GenericObject find(Gvk gvk, GenericObject service) {
        return store.get(gvk, service.namespace(), service.name()) instanceof GenericObject object ? object : null;
    }
}
