package dev.simarena.engine.apiserver.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.simarena.trace.Gvk;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies as kubectl 1.32 sent them, and what kubectl shows for the same commands with {@code --dry-run=client -o json}. */
class ProtobufBodiesTests {

    private static final String NAMESPACE =
            "6b3873000a0f0a02763112094e616d65737061636512190a110a016b12001a0022002a0032003800420012001a020a001a002200";
    private static final String DEPLOYMENT =
            "6b3873000a150a07617070732f7631120a4465706c6f796d656e7412ac010a240a056f746865"
                    + "7212001a016b22002a003200380042005a0c0a0361707012056f7468657212760801120e0a0c0a0361707012056f746865721a5a0a1e"
                    + "0a0012001a0022002a003200380042005a0c0a0361707012056f746865721238121a0a01691201692a0042006a007200800100880100"
                    + "900100a201001a00320042004a0052005800600068008201008a01009a0100c2010022020a00280038001a0c08001000180020002800"
                    + "38001a002200";
    private static final String CONFIG_MAP =
            "6b3873000a0f0a0276311209436f6e6669674d6170121e0a140a03636d7812001a016b22002a"
                    + "0032003800420012060a01611201311a002200";
    private static final String QUOTA =
            "6b3873000a130a027631120d5265736f7572636551756f746112270a130a02717812001a016b2200"
                    + "2a00320038004200120e0a0c0a04706f647312040a0235301a001a002200";

    @Test
    void a_namespace_is_read() throws Exception {
        assertThat(read(NAMESPACE)).isEqualTo(json("""
                        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "k"}, "spec": {}, "status": {}}"""));
    }

    @Test
    void a_deployment_is_read_without_its_empty_fields() throws Exception {
        assertThat(read(DEPLOYMENT)).isEqualTo(json("""
                        {"apiVersion": "apps/v1", "kind": "Deployment",
                         "metadata": {"name": "other", "namespace": "k", "labels": {"app": "other"}},
                         "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "other"}},
                          "template": {"metadata": {"labels": {"app": "other"}},
                           "spec": {"containers": [{"name": "i", "image": "i", "resources": {}}]}},
                          "strategy": {}},
                         "status": {}}"""));
    }

    @Test
    void a_map_is_read() throws Exception {
        assertThat(read(CONFIG_MAP).path("data")).isEqualTo(json("{\"a\": \"1\"}"));
    }

    @Test
    void a_quantity_is_read_as_text() throws Exception {
        assertThat(read(QUOTA).path("spec")).isEqualTo(json("{\"hard\": {\"pods\": \"50\"}}"));
    }

    @Test
    void a_zero_counts_where_go_points_to_it() throws Exception {
        // Deployment{spec{replicas: 0, minReadySeconds: 0}}
        assertThat(read("6b3873000a150a07617070732f7631120a4465706c6f796d656e741206" + "1204" + "0800" + "2800")
                        .path("spec"))
                .isEqualTo(json("{\"replicas\": 0}"));
    }

    @Test
    void fields_of_an_embedded_message_stand_in_its_owner() throws Exception {
        // Pod{spec{volumes[{name: "v", volumeSource{emptyDir{}}}]}}
        assertThat(read("6b3873000a090a0276311203506f64" + "120b" + "1209" + "0a07" + "0a0176" + "1202" + "1200")
                        .at("/spec/volumes"))
                .isEqualTo(json("[{\"name\": \"v\", \"emptyDir\": {}}]"));
    }

    @Test
    void times_and_integers_or_texts_are_read_as_json_has_them() throws Exception {
        // Service{metadata{creationTimestamp: 1}, spec{ports[{port: 80, targetPort: 8080}, {targetPort: "web"}]}}
        JsonNode service = read("6b3873000a0d0a0276311207536572766963651" + "21e" + "0a04" + "42020801" + "1216"
                + "0a09" + "1850" + "2205" + "0800" + "10903f" + "0a09" + "2207" + "08011a03776562");
        assertThat(service.at("/metadata/creationTimestamp").asText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(service.at("/spec/ports"))
                .isEqualTo(json("[{\"port\": 80, \"targetPort\": 8080}, {\"targetPort\": \"web\"}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty data",
        "7b7d, 'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]'",
        "6b387300, empty body",
        "6b3873000a0f0a0276, unexpected EOF",
        "6b38730000, proto: Unknown: illegal tag 0 (wire type 0)",
    })
    void what_is_no_message_is_refused_in_the_words_of_kubernetes(String hex, String why) {
        assertThatExceptionOfType(ProtobufException.class)
                .isThrownBy(() -> read(hex))
                .satisfies(e -> {
                    assertThat(e.why()).isEqualTo(why);
                    assertThat(e.kind()).isNull();
                });
    }

    @Test
    void a_kind_that_kubernetes_has_not_is_refused() {
        assertThatExceptionOfType(ProtobufException.class)
                .isThrownBy(() -> read("6b3873000a0f0a02763112094e616d65737061636f1200"))
                .satisfies(e -> {
                    assertThat(e.why()).startsWith("no kind \"Namespaco\" is registered for version \"v1\"");
                    assertThat(e.kind()).isEqualTo(new Gvk("", "v1", "Namespaco"));
                });
    }

    @Test
    void cut_bodies_are_read_or_refused_and_never_crash() {
        byte[] whole = HexFormat.of().parseHex(DEPLOYMENT);
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                ProtobufBodies.read(Arrays.copyOf(whole, length), null);
            } catch (ProtobufException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    @Test
    void bodies_with_any_byte_changed_are_read_or_refused_and_never_crash() throws Exception {
        byte[] whole = HexFormat.of().parseHex(DEPLOYMENT);
        int refused = 0;
        for (int at = 4; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                try {
                    ProtobufBodies.read(changed, null);
                } catch (ProtobufException e) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private static JsonNode read(String hex) throws ProtobufException {
        return ProtobufBodies.read(HexFormat.of().parseHex(hex), null);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
