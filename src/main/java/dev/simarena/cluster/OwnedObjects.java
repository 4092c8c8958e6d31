package dev.simarena.cluster;

import dev.simarena.engine.Propagation;
import dev.simarena.engine.World;
import dev.simarena.engine.model.ApiObject;
import java.util.ArrayList;
import java.util.List;

/** Find and delete what carries the label of a run; nothing else is ever deleted. */
final class OwnedObjects {

    private final World world;
    private final String runId;

    OwnedObjects(World world, String runId) {
        this.world = world;
        this.runId = runId;
    }

    /** Tell whether an object was created by this run. */
    boolean owns(ApiObject object) {
        return runId.equals(object.labels().get(VirtualObjects.RUN_LABEL));
    }

    /** Delete everything of the run. */
    void deleteAll() {
        world.together(() -> {
            for (ApiObject object : world.objects()) {
                if (owns(object)) {
                    delete(object);
                }
            }
        });
    }

    /** Delete an object unless something deleted before took it along. */
    void delete(ApiObject object) {
        if (!object.gone()) {
            world.delete(object.gvk(), object.namespace(), object.name(), Propagation.BACKGROUND);
        }
    }

    /** Name what is left of the run, and pods in its namespaces that nothing owns any more. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        for (ApiObject object : world.objects()) {
            String namespace = object.namespace();
            if (owns(object) || (namespace != null && namespace.startsWith(EmbeddedReplay.PREFIX + "-"))) {
                left.add(object.gvk().kind() + "/" + (namespace == null ? "" : namespace + "/") + object.name());
            }
        }
        return left;
    }
}
