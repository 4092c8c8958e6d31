package dev.simarena.engine.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.model.ApiException;
import dev.simarena.trace.Gvk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What patches make of objects. */
class PatchesTests {

    private static final Gvk CONFIG_MAP = new Gvk("", "v1", "ConfigMap");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // examples of RFC 7386, appendix A
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void merge_patch_follows_its_standard(String object, String patch, String result) {
        assertThat(patched(PatchType.MERGE, CONFIG_MAP, object, patch)).isEqualTo(Manifests.json(result));
    }

    /** Results are those of a real API server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"op\":\"replace\",\"path\":\"/a/none\",\"value\":2} | {\"a\":{\"b\":1,\"none\":2},\"l\":[1,2]}",
                "{\"op\":\"replace\",\"path\":\"/a/b\"} | {\"a\":{\"b\":null},\"l\":[1,2]}",
                "{\"op\":\"replace\",\"path\":\"\",\"value\":{\"x\":1}} | {\"x\":1}",
                "{\"op\":\"copy\",\"from\":\"/a/none\",\"path\":\"/a/c\"} | {\"a\":{\"b\":1,\"c\":null},\"l\":[1,2]}",
                "{\"op\":\"move\",\"from\":\"/a/b\",\"path\":\"/c\"} | {\"a\":{},\"l\":[1,2],\"c\":1}",
                "{\"op\":\"test\",\"path\":\"/a/none\",\"value\":null} | {\"a\":{\"b\":1},\"l\":[1,2]}",
                "{\"op\":\"test\",\"path\":\"\",\"value\":{\"l\":[1,2],\"a\":{\"b\":1}}} | {\"a\":{\"b\":1},\"l\":[1,2]}",
                "{\"op\":\"add\",\"path\":\"/l/-\",\"value\":3} | {\"a\":{\"b\":1},\"l\":[1,2,3]}",
                "{\"op\":\"add\",\"path\":\"/l/-1\",\"value\":3} | {\"a\":{\"b\":1},\"l\":[1,2,3]}",
                "{\"op\":\"add\",\"path\":\"/l/0\",\"value\":3} | {\"a\":{\"b\":1},\"l\":[3,1,2]}",
                "{\"op\":\"remove\",\"path\":\"/l/-1\"} | {\"a\":{\"b\":1},\"l\":[1]}",
                "{\"op\":\"replace\",\"path\":\"/l/1\",\"value\":5} | {\"a\":{\"b\":1},\"l\":[1,5]}",
                "{\"op\":\"add\",\"path\":\"/a/x~1y~0z\",\"value\":5} | {\"a\":{\"b\":1,\"x/y~z\":5},\"l\":[1,2]}",
                "{\"op\":\"remove\",\"path\":\"/a/none\"} | refused",
                "{\"op\":\"remove\",\"path\":\"/l/2\"} | refused",
                "{\"op\":\"replace\",\"path\":\"/l/2\",\"value\":5} | refused",
                "{\"op\":\"replace\",\"path\":\"/none/x\",\"value\":5} | refused",
                "{\"op\":\"add\",\"path\":\"/l/3\",\"value\":5} | refused",
                "{\"op\":\"add\",\"path\":\"/l/x\",\"value\":5} | refused",
                "{\"op\":\"add\",\"path\":\"/a/b/c\",\"value\":5} | refused",
                "{\"op\":\"add\",\"path\":\"\",\"value\":{}} | refused",
                "{\"op\":\"add\",\"path\":\"a\",\"value\":{}} | refused",
                "{\"op\":\"add\",\"value\":{}} | refused",
                "{\"op\":\"move\",\"from\":\"/a/none\",\"path\":\"/c\"} | refused",
                "{\"op\":\"test\",\"path\":\"/a/b\",\"value\":1.0} | refused",
                "{\"op\":\"test\",\"path\":\"/a/b\"} | refused",
                "{\"op\":\"none\",\"path\":\"/a/b\"} | refused"
            })
    void json_patch_is_as_loose_as_on_a_cluster(String operation, String result) {
        ObjectNode object = Manifests.json("{\"a\":{\"b\":1},\"l\":[1,2]}");
        JsonNode patch = Manifests.json("{\"patch\": [" + operation + "]}").path("patch");
        if (result.equals("refused")) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> Patches.apply(PatchType.JSON, CONFIG_MAP, object, patch))
                    .matches(refused -> refused.code() == 422);
        } else {
            assertThat(Patches.apply(PatchType.JSON, CONFIG_MAP, object, patch)).isEqualTo(Manifests.json(result));
        }
        assertThat(object).isEqualTo(Manifests.json("{\"a\":{\"b\":1},\"l\":[1,2]}"));
    }

    @Test
    void json_patch_carries_out_all_operations_or_none() throws JsonProcessingException {
        ObjectNode object = Manifests.json("{\"data\": {\"a\": \"1\"}}");
        JsonNode good = new ObjectMapper().readTree("""
                [{"op": "test", "path": "/data/a", "value": "1"}, {"op": "add", "path": "/data/b", "value": "2"},
                 {"op": "remove", "path": "/data/a"}]
                """);
        assertThat(Patches.apply(PatchType.JSON, CONFIG_MAP, object, good))
                .isEqualTo(Manifests.json("{\"data\": {\"b\": \"2\"}}"));
        for (String bad : new String[] {
            "[{\"op\": \"add\", \"path\": \"/data/b\", \"value\": \"2\"}, {\"op\": \"remove\", \"path\": \"/data/zzz\"}]",
            "[{\"op\": \"test\", \"path\": \"/data/a\", \"value\": \"2\"}]"
        }) {
            JsonNode patch = new ObjectMapper().readTree(bad);
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> Patches.apply(PatchType.JSON, CONFIG_MAP, object, patch))
                    .withMessage("the server rejected our request due to an error in our request")
                    .matches(
                            refusal -> refusal.code() == 422 && refusal.reason().equals("Invalid"));
        }
        assertThat(object).isEqualTo(Manifests.json("{\"data\": {\"a\": \"1\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[a b c] | [{\"name\":\"b\",\"image\":\"new\"}] | [a b=new c]",
                "[a b c] | [{\"name\":\"d\",\"image\":\"x\"}] | [d=x a b c]",
                "[a b c] | [{\"name\":\"b\",\"$patch\":\"delete\"}] | [a c]",
                "[a b c] | [{\"$patch\":\"replace\"},{\"name\":\"z\",\"image\":\"y\"}] | [z=y]",
                "[a b c] | [{\"name\":\"c\",\"image\":\"1\"},{\"name\":\"a\",\"image\":\"2\"}] | [b c=1 a=2]"
            })
    void strategic_patch_merges_containers_by_name(String before, String patch, String after) {
        String object = "{\"spec\": {\"containers\": %s}}".formatted(containers(before));
        String change = "{\"spec\": {\"containers\": %s}}".formatted(patch);
        assertThat(patched(PatchType.STRATEGIC, Gvk.POD, object, change))
                .isEqualTo(Manifests.json("{\"spec\": {\"containers\": %s}}".formatted(containers(after))));
    }

    @Test
    void strategic_patch_sets_an_order_and_keeps_what_it_does_not_name() {
        String object = "{\"spec\": {\"containers\": %s}}".formatted(containers("[a b c]"));
        assertThat(patched(PatchType.STRATEGIC, Gvk.POD, object, """
                        {"spec": {"$setElementOrder/containers": [{"name": "c"}, {"name": "a"}],
                          "containers": [{"name": "a", "image": "new"}]}}
                        """))
                .isEqualTo(Manifests.json("{\"spec\": {\"containers\": %s}}".formatted(containers("[b c a=new]"))));
    }

    @Test
    void strategic_patch_keeps_only_the_keys_it_retains() {
        assertThat(patched(
                        PatchType.STRATEGIC,
                        Gvk.DEPLOYMENT,
                        "{\"spec\": {\"strategy\": {\"type\": \"RollingUpdate\", \"rollingUpdate\": {\"maxSurge\": 1}}}}",
                        "{\"spec\": {\"strategy\": {\"$retainKeys\": [\"type\"], \"type\": \"Recreate\"}}}"))
                .isEqualTo(Manifests.json("{\"spec\": {\"strategy\": {\"type\": \"Recreate\"}}}"));
    }

    @Test
    void strategic_patch_adds_plain_values_and_deletes_them() {
        assertThat(patched(
                                PatchType.STRATEGIC,
                                CONFIG_MAP,
                                "{\"metadata\": {\"finalizers\": [\"a/x\", \"b/y\"]}}",
                                "{\"metadata\": {\"$deleteFromPrimitiveList/finalizers\": [\"a/x\"], \"finalizers\": [\"c/z\"]}}")
                        .at("/metadata/finalizers"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("b/y", "c/z");
    }

    @Test
    void strategic_patch_replaces_lists_without_a_key() {
        assertThat(patched(
                        PatchType.STRATEGIC,
                        Gvk.POD,
                        "{\"spec\": {\"tolerations\": [{\"key\": \"a\"}, {\"key\": \"b\"}]}}",
                        "{\"spec\": {\"tolerations\": [{\"key\": \"c\"}]}}"))
                .isEqualTo(Manifests.json("{\"spec\": {\"tolerations\": [{\"key\": \"c\"}]}}"));
    }

    @Test
    void custom_resources_know_no_strategic_patch() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> patched(PatchType.STRATEGIC, new Gvk("example.com", "v1", "Widget"), "{}", "{}"))
                .matches(refusal -> refusal.code() == 415);
    }

    private static ObjectNode patched(PatchType type, Gvk gvk, String object, String patch) {
        return Patches.apply(type, gvk, Manifests.json(object), Manifests.json(patch));
    }

    /** Write containers such as {@code [a b=image]}. */
    private static String containers(String notation) {
        StringBuilder json = new StringBuilder("[");
        for (String word : notation.substring(1, notation.length() - 1).split(" ")) {
            String[] parts = word.split("=");
            json.append(json.length() > 1 ? ", " : "")
                    .append("{\"name\": \"%s\", \"image\": \"%s\"}"
                            .formatted(parts[0], parts.length > 1 ? parts[1] : "old"));
        }
        return json.append("]").toString();
    }
}
