package dev.simarena.engine.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.controller.Queues;
import dev.simarena.engine.core.Client;
import dev.simarena.engine.core.Names;
import dev.simarena.engine.core.ObjectStore;
import dev.simarena.engine.core.Timeline;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Pod;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Write the EndpointSlices of each Service with a selector: at most a hundred pods each, all with the same ports.
 *
 * <p>Pods stay in the slice they are in. A slice nobody is in takes new pods or goes; the last one stays, empty. Source:
 * {@code staging/src/k8s.io/endpointslice}, of which hints for topology are left out.
 */
public final class EndpointSliceController extends ServiceController {

    private static final Gvk SLICE = new Gvk("discovery.k8s.io", "v1", "EndpointSlice");
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final String MANAGER = "endpointslice.kubernetes.io/managed-by";
    private static final String SELF = "endpointslice-controller.k8s.io";
    private static final int MOST = 100;

    private final Names names;
    private final Client client;

    public EndpointSliceController(ObjectStore store, Timeline timeline, Names names, Client client) {
        super(store, timeline, SLICE, Queues.ENDPOINT_SLICE);
        this.names = names;
        this.client = client;
    }

    @Override
    String service(ApiObject object) {
        return object.labels().getOrDefault(SERVICE, "");
    }

    @Override
    void write(GenericObject service, FollowedService followed) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (Pod pod : followed.changed) {
            wanted.put(pod.name(), Wanted.of(service, pod, followed.pods.contains(pod)));
        }
        List<SliceDraft> drafts = new ArrayList<>();
        for (ApiObject dependent : service.dependents()) {
            if (dependent.gvk().equals(SLICE)
                    && dependent instanceof GenericObject slice
                    && SELF.equals(slice.labels().get(MANAGER))) {
                SliceDraft draft = new SliceDraft(slice);
                draft.take(wanted);
                drafts.add(draft);
            }
        }
        for (Wanted one : wanted.values()) {
            if (one.endpoint() != null) {
                room(one, drafts).add(one.endpoint());
            }
        }
        boolean first = drafts.stream().allMatch(SliceDraft::isEmpty);
        if (drafts.isEmpty()) {
            drafts.add(new SliceDraft(null));
        }
        for (SliceDraft draft : drafts) {
            if (!draft.isEmpty() || first) {
                store(service, draft, followed);
                first = false;
            } else if (draft.slice() != null) {
                client.take();
                store.remove(draft.slice());
            }
        }
    }

    /** Return where a pod finds room: in the fullest slice with its ports, else in one that is empty, else in a new one. */
    private static SliceDraft room(Wanted wanted, List<SliceDraft> drafts) {
        SliceDraft best = null;
        for (SliceDraft draft : drafts) {
            boolean fits =
                    !draft.isEmpty() && draft.size() < MOST && draft.ports().equals(wanted.ports());
            if (fits && (best == null || draft.size() > best.size())) {
                best = draft;
            }
        }
        for (SliceDraft draft : drafts) {
            best = best == null && draft.isEmpty() ? draft : best;
        }
        if (best == null) {
            best = new SliceDraft(null);
            drafts.add(best);
        }
        if (best.isEmpty()) {
            best.setPorts(wanted.ports());
        }
        return best;
    }

    private void store(GenericObject service, SliceDraft draft, FollowedService followed) {
        ObjectNode body = draft.body();
        Map<String, String> labels = labels(service, Map.of(SERVICE, service.name(), MANAGER, SELF));
        GenericObject present = draft.slice();
        if (present == null) {
            client.take();
            String base = service.name() + "-";
            GenericObject slice = new GenericObject(
                    SLICE,
                    service.namespace(),
                    names.generate(base),
                    labels,
                    triggered(Map.of(), followed, true),
                    body);
            slice.setGenerateName(base);
            slice.setOwners(service.asOwner());
            store.add(slice);
            return;
        }
        boolean same = present.body().equals(body);
        if (same && present.labels().equals(labels)) {
            return;
        }
        client.take();
        present.setBody(body);
        present.setLabels(labels);
        present.setAnnotations(triggered(present.annotations(), followed, false));
        if (!same) {
            present.nextGeneration();
        }
        store.changed(present);
    }

    /** Say how a pod is to be shown, and with which ports; not at all where there is no endpoint. */
    record Wanted(@Nullable ObjectNode endpoint, ArrayNode ports) {

        static Wanted of(GenericObject service, Pod pod, boolean selected) {
            ArrayNode ports = JsonNodeFactory.instance.arrayNode();
            String address = selected ? ServedPod.address(pod) : "";
            if (address.isEmpty()) {
                return new Wanted(null, ports);
            }
            EndpointPort.of(service.body().path("spec"), pod.template().podSpec()).stream()
                    .sorted(EndpointPort.OF_SLICES)
                    .forEach(port -> port.writeSlice(ports));
            ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
            endpoint.putArray("addresses").add(address);
            boolean serving = pod.isReady();
            endpoint.putObject("conditions")
                    .put("ready", publishesUnready(service) || (serving && !pod.terminating()))
                    .put("serving", serving)
                    .put("terminating", pod.terminating());
            put(endpoint, "hostname", ServedPod.hostname(pod, service));
            ServedPod.reference(pod, endpoint.putObject("targetRef"));
            put(endpoint, "nodeName", pod.nodeName() == null ? "" : pod.nodeName());
            put(endpoint, "zone", ServedPod.zone(pod));
            return new Wanted(endpoint, ports);
        }

        private static void put(ObjectNode endpoint, String field, String value) {
            if (!value.isEmpty()) {
                endpoint.put(field, value);
            }
        }
    }
}
