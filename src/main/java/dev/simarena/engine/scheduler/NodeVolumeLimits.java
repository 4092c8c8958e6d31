package dev.simarena.engine.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.GenericObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.Node;
import dev.simarena.engine.model.PersistentVolume;
import dev.simarena.engine.model.PersistentVolumeClaim;
import dev.simarena.engine.model.Pod;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keep pods off nodes to which a CSI driver can attach no more volumes.
 *
 * <p>A node's CSINode says how many volumes each driver can attach. Counted are the volumes of the pods there, each once,
 * and those of VolumeAttachments; a claim that has no volume yet counts for the driver its class names. Volumes of in-tree
 * plugins are not translated to their CSI drivers.
 */
final class NodeVolumeLimits implements FilterPlugin {

    static final String NAME = "NodeVolumeLimits";

    private final Storage storage;
    private final Map<Integer, Set<Pod>> mounting = new HashMap<>();
    private final Map<String, Map<String, Integer>> limits = new HashMap<>();
    private boolean limitRaised;

    NodeVolumeLimits(Storage storage) {
        this.storage = storage;
    }

    /** Note that a pod came to a node (+1) or left it (-1). */
    void moved(Pod pod, int node, int change) {
        if (pod.template().claims().isEmpty()) {
            return;
        }
        Set<Pod> pods = mounting.computeIfAbsent(node, __ -> new LinkedHashSet<>());
        if (change > 0) {
            pods.add(pod);
        } else {
            pods.remove(pod);
        }
    }

    /** Note a new or changed object, and whether it lets a driver attach more than before. */
    void changed(ApiObject object) {
        if (object.gvk().equals(Kinds.CSI_NODE) && object instanceof GenericObject csiNode) {
            Map<String, Integer> now = limits(csiNode);
            Map<String, Integer> before = limits.getOrDefault(csiNode.name(), Map.of());
            limitRaised = now.entrySet().stream()
                    .anyMatch(limit -> limit.getValue() > before.getOrDefault(limit.getKey(), 0));
            limits.put(csiNode.name(), now);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean cares(ClusterEvent.Kind kind) {
        return switch (kind) {
            case POD_DELETED, STORAGE_ADDED, STORAGE_CHANGED, STORAGE_REMOVED -> true;
            default -> false;
        };
    }

    @Override
    public boolean helps(Pod waiting, ClusterEvent event) {
        ApiObject subject = event.subject();
        if (subject == null) {
            return false;
        }
        boolean csiNode = subject.gvk().equals(Kinds.CSI_NODE);
        return switch (event.kind()) {
            case POD_DELETED -> !event.pod().template().claims().isEmpty();
            case STORAGE_ADDED -> csiNode || Storage.mounts(waiting, subject);
            case STORAGE_CHANGED -> csiNode && limitRaised;
            default ->
                subject.gvk().equals(Kinds.VOLUME_ATTACHMENT)
                        && waiting.template().claims().stream().anyMatch(mounted -> !mounted.ephemeral());
        };
    }

    @Override
    public boolean concerns(Cycle cycle) {
        return !cycle.pod().template().claims().isEmpty();
    }

    @Override
    public boolean feasible(Cycle cycle, int index) {
        Node node = cycle.nodes().node(index);
        GenericObject csiNode = node == null ? null : storage.csiNode(node.name());
        if (node == null || csiNode == null) {
            return true;
        }
        Map<String, Integer> most = limits(csiNode);
        if (most.isEmpty()) {
            return true;
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        addVolumes(cycle.pod(), wanted);
        Map<String, String> attached = new LinkedHashMap<>();
        for (Pod pod : mounting.getOrDefault(index, Set.of())) {
            addVolumes(pod, attached);
        }
        wanted.keySet().removeAll(attached.keySet());
        addAttachments(node, attached);
        Map<String, Integer> counts = new HashMap<>();
        attached.values().forEach(driver -> counts.merge(driver, 1, Integer::sum));
        wanted.values().forEach(driver -> counts.merge(driver, 1, Integer::sum));
        return wanted.values().stream()
                .allMatch(driver -> counts.getOrDefault(driver, 0) <= most.getOrDefault(driver, Integer.MAX_VALUE));
    }

    @Override
    public void explain(Cycle cycle, int node, Rejection rejection) {
        rejection.add("node(s) exceed max volume count");
    }

    /** Add the CSI volumes of a pod with their drivers. */
    private void addVolumes(Pod pod, Map<String, String> volumes) {
        for (PersistentVolumeClaim claim : storage.claims(pod)) {
            PersistentVolume volume = claim.volumeName().isEmpty() ? null : storage.volume(claim.volumeName());
            if (volume != null) {
                add(volume.spec().path("csi").path("driver").asText(""), volume, volumes);
            } else {
                GenericObject storageClass = storage.storageClass(Storage.className(claim));
                if (storageClass != null) {
                    String driver = storageClass.body().path("provisioner").asText();
                    volumes.put(driver + "/-" + claim.namespace() + "/" + claim.name(), driver);
                }
            }
        }
    }

    private void addAttachments(Node node, Map<String, String> volumes) {
        for (GenericObject attachment : storage.attachments()) {
            JsonNode spec = attachment.body().path("spec");
            PersistentVolume volume = storage.volume(
                    spec.path("source").path("persistentVolumeName").asText(""));
            if (volume != null && spec.path("nodeName").asText().equals(node.name())) {
                add(spec.path("attacher").asText(""), volume, volumes);
            }
        }
    }

    private static void add(String driver, PersistentVolume volume, Map<String, String> volumes) {
        String handle = volume.spec().path("csi").path("volumeHandle").asText("");
        if (!driver.isEmpty() && !handle.isEmpty()) {
            volumes.put(driver + "/" + handle, driver);
        }
    }

    private static Map<String, Integer> limits(@Nullable GenericObject csiNode) {
        Map<String, Integer> limits = new HashMap<>();
        if (csiNode != null) {
            for (JsonNode driver : csiNode.body().path("spec").path("drivers")) {
                JsonNode count = driver.path("allocatable").path("count");
                if (count.isNumber()) {
                    limits.put(driver.path("name").asText(), count.asInt());
                }
            }
        }
        return limits;
    }
}
