package dev.simarena.engine.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.StoreListener;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.FieldErrors;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.JsonMaps;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.PodTemplate;
import dev.simarena.engine.validation.PodSpecRules;
import dev.simarena.trace.Gvk;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Take pods in as the API server does: complete them, check them, hold them to bounds and quotas.
 *
 * <p>The order is the API server's: the namespace must take new content; LimitRange defaults, priority and RuntimeClass
 * complete the pod; then its fields are checked (422), then LimitRange bounds and quotas (403). Equal pods are admitted
 * once, all others share the result, until an object that matters changes.
 */
public final class Admission implements StoreListener {

    private static final Set<Gvk> DECISIVE = Set.of(Kinds.LIMIT_RANGE, Kinds.RUNTIME_CLASS, Kinds.PRIORITY_CLASS);

    private static final int MOST_REMEMBERED = 4096;
    private static final ConcurrentHashMap<PodTemplate, List<FieldError>> CHECKED = new ConcurrentHashMap<>();

    private final ObjectStore store;
    private final Priorities priorities;
    private final ResourceQuotas quotas;
    private final Map<String, IdentityHashMap<PodTemplate, AdmittedPod>> admitted = new HashMap<>();

    public Admission(ObjectStore store) {
        this.store = store;
        priorities = new Priorities(store);
        quotas = new ResourceQuotas(store);
    }

    @Override
    public void added(ApiObject object) {
        changed(object);
    }

    @Override
    public void changed(ApiObject object) {
        if (object instanceof GenericObject && DECISIVE.contains(object.gvk())) {
            admitted.clear();
        }
    }

    @Override
    public void removed(ApiObject object) {
        changed(object);
    }

    /**
     * Admit a pod that is about to be created, and charge it to the quotas of its namespace.
     *
     * @throws ApiException 403, 404 or 422 where the API server would not take it
     */
    public AdmittedPod admit(String namespace, String name, PodTemplate template) {
        return admit(namespace, name, name, template);
    }

    /**
     * Admit a pod that a client wrote.
     *
     * @param wrong what is wrong with its metadata, which is answered together with what is wrong with its spec
     * @throws ApiException 403, 404 or 422 where the API server would not take it
     */
    public AdmittedPod admit(String namespace, String name, PodTemplate template, FieldErrors wrong) {
        if (!wrong.isEmpty()) {
            // It is refused in any case, but by whom depends on the rest.
            requireNamespace(Gvk.POD, namespace, name);
            PodSpecRules.check(template.podSpec(), "spec", wrong);
            wrong.check(Gvk.POD, name);
        }
        return admit(namespace, name, name, template);
    }

    /**
     * Admit a pod whose name is generated.
     *
     * @param asked what the client wrote as name: who completes pods knows no other yet, and names it in messages
     * @throws ApiException 403, 404 or 422 where the API server would not take it
     */
    public AdmittedPod admit(String namespace, String name, String asked, PodTemplate template) {
        requireNamespace(Gvk.POD, namespace, asked);
        AdmittedPod pod = complete(namespace, name, asked, template);
        quotas.chargePod(namespace, name, pod.template());
        return pod;
    }

    /**
     * Charge an object of any other kind that is about to be created to the quotas of its namespace.
     *
     * @param body the object
     * @throws ApiException 403 where a quota forbids it
     */
    public void charge(Gvk gvk, String namespace, String name, JsonNode body) {
        quotas.charge(namespace, gvk, name, body);
    }

    /**
     * Look whether an object of any other kind may be as it is to be.
     *
     * @param present whether it exists already and is changed
     * @throws ApiException 403 where it may not
     */
    public void review(Gvk gvk, String name, JsonNode object, boolean present) {
        if (gvk.equals(Kinds.PRIORITY_CLASS) && object.path("globalDefault").asBoolean()) {
            priorities.requireOnlyDefault(name, present);
        }
    }

    /**
     * Look whether a namespace takes new content.
     *
     * @throws ApiException 404 where it does not exist, 403 where it is going
     */
    public void requireNamespace(Gvk gvk, String namespace, String name) {
        ApiObject object = store.get(Gvk.NAMESPACE, null, namespace);
        if (object == null) {
            throw ApiException.notFound(Gvk.NAMESPACE, namespace);
        }
        if (object.terminating()) {
            throw ApiException.terminatingNamespace(gvk, name, namespace);
        }
    }

    /**
     * Complete and check a pod without charging it.
     *
     * @throws ApiException 403 or 422 where the API server would not take it
     */
    public AdmittedPod complete(String namespace, String name, PodTemplate template) {
        return complete(namespace, name, name, template);
    }

    private AdmittedPod complete(String namespace, String name, String asked, PodTemplate template) {
        IdentityHashMap<PodTemplate, AdmittedPod> known =
                admitted.computeIfAbsent(namespace, __ -> new IdentityHashMap<>());
        AdmittedPod pod = known.get(template);
        if (pod == null) {
            pod = decide(namespace, name, asked, template);
            if (known.size() >= MOST_REMEMBERED) {
                known.clear();
            }
            known.put(template, pod);
        }
        return pod;
    }

    private AdmittedPod decide(String namespace, String name, String asked, PodTemplate template) {
        Collection<ApiObject> limitRanges = store.list(Kinds.LIMIT_RANGE, namespace);
        PodTemplate completed = template;
        if (!limitRanges.isEmpty()) {
            completed = limit(limitRanges, completed);
        }
        PriorityChoice choice = priorities.choose(completed, asked);
        completed = prioritize(completed, choice);
        completed = runtime(asked, completed);
        check(name, completed);
        for (ApiObject limitRange : limitRanges) {
            String refusal = LimitRanger.refuse(body(limitRange), completed.podSpec());
            if (refusal != null) {
                throw ApiException.forbidden(Gvk.POD, name, refusal);
            }
        }
        return new AdmittedPod(completed, choice.value());
    }

    private static PodTemplate limit(Collection<ApiObject> limitRanges, PodTemplate template) {
        ObjectNode spec = template.podSpec().deepCopy();
        Map<String, String> annotations = template.annotations();
        for (ApiObject limitRange : limitRanges) {
            String set = LimitRanger.complete(body(limitRange), spec);
            if (set != null) {
                annotations = JsonMaps.with(annotations, LimitRanger.ANNOTATION, set);
            }
        }
        return new PodTemplate(template.labels(), annotations, spec, spec);
    }

    /** A class gives its name, where it is the default one, and its preemption policy. */
    private static PodTemplate prioritize(PodTemplate template, PriorityChoice choice) {
        String policy = template.podSpec().path("preemptionPolicy").asText("");
        boolean named = choice.name().equals(template.priorityClass());
        boolean usual = choice.preemptionPolicy().equals("PreemptLowerPriority");
        if (named && (usual ? policy.isEmpty() || policy.equals("PreemptLowerPriority") : policy.equals("Never"))) {
            return template;
        }
        ObjectNode spec = template.podSpec().deepCopy();
        if (!choice.name().isEmpty()) {
            spec.put("priorityClassName", choice.name());
        }
        spec.put("preemptionPolicy", choice.preemptionPolicy());
        return new PodTemplate(template.labels(), template.annotations(), spec, spec);
    }

    private PodTemplate runtime(String name, PodTemplate template) {
        String className = template.podSpec().path("runtimeClassName").asText("");
        if (className.isEmpty() && template.podSpec().path("overhead").isEmpty()) {
            return template;
        }
        ApiObject runtimeClass = className.isEmpty() ? null : store.get(Kinds.RUNTIME_CLASS, null, className);
        if (runtimeClass == null && !className.isEmpty()) {
            throw ApiException.forbidden(
                    Gvk.POD, name, "pod rejected: RuntimeClass \"%s\" not found".formatted(className));
        }
        ObjectNode spec = template.podSpec().deepCopy();
        @Nullable JsonNode body = runtimeClass == null ? null : body(runtimeClass);
        String refusal = RuntimeClasses.complete(body, spec);
        if (refusal == null && body != null) {
            refusal = RuntimeClasses.place(body, spec);
        }
        if (refusal != null) {
            throw ApiException.forbidden(Gvk.POD, name, refusal);
        }
        return new PodTemplate(template.labels(), template.annotations(), spec, spec);
    }

    /** What is wrong with a template follows from it alone, so it is remembered for all worlds. */
    private static void check(String name, PodTemplate template) {
        List<FieldError> wrong = CHECKED.get(template);
        if (wrong == null) {
            FieldErrors errors = new FieldErrors();
            PodSpecRules.check(template.podSpec(), "spec", errors);
            wrong = List.copyOf(errors.list());
            if (CHECKED.size() >= MOST_REMEMBERED) {
                CHECKED.clear();
            }
            CHECKED.put(template, wrong);
        }
        if (!wrong.isEmpty()) {
            FieldErrors errors = new FieldErrors();
            errors.addAll(wrong);
            errors.check(Gvk.POD, name);
        }
    }

    private static JsonNode body(ApiObject object) {
        return ((GenericObject) object).body();
    }
}
