package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.World;
import dev.simarena.engine.model.Job;
import dev.simarena.trace.Gvk;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which of the garbage collector's finalizers an object has right after a request to delete it. */
class DeletionFinalizersTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("deletion-finalizers").tests(single -> {
            World world = Manifests.world(0);
            boolean job = single.path("case").asText().startsWith("Job");
            ObjectNode manifest = job ? Manifests.json("""
                            {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "x", "namespace": "default"},
                             "spec": {"suspend": true, "template": {"spec": {"restartPolicy": "Never",
                              "containers": [{"name": "c", "image": "i:1"}]}}}}
                            """) : Manifests.json("""
                            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x", "namespace": "default"}}
                            """);
            String there = single.path("there").asText();
            if (!there.isEmpty()) {
                manifest.withObject("/metadata").putArray("finalizers").add(there);
            }
            world.submit(manifest);
            ObjectNode options = JsonNodeFactory.instance.objectNode();
            if (!single.path("policy").asText().isEmpty()) {
                options.put("propagationPolicy", single.path("policy").asText());
            }
            Gvk gvk = job ? Job.GVK : new Gvk("", "v1", "ConfigMap");
            ObjectNode answer = world.requests()
                    .delete(gvk, "default", "x", DeleteOptions.read(options))
                    .object();
            String then = single.path("then").asText();
            if (then.isEmpty()) {
                assertThat(answer.path("metadata").has("deletionTimestamp")).isFalse();
            } else {
                assertThat(answer.path("metadata").has("deletionTimestamp")).isTrue();
                assertThat(answer.at("/metadata/finalizers")).hasSize(1);
                assertThat(answer.at("/metadata/finalizers/0").asText()).isEqualTo(then);
            }
            // The garbage collector has nothing to wait for.
            assertThat(world.exists(gvk, "default", "x")).isFalse();
        });
    }
}
