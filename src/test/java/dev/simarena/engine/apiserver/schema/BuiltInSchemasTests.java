package dev.simarena.engine.apiserver.schema;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts of Kubernetes 1.36: k8s.io/api's types and their markers. */
class BuiltInSchemasTests {

    @ParameterizedTest
    @CsvSource({
        "'', v1, Pod, spec.containers, LIST, MAP, name, merge, name",
        "'', v1, Pod, spec.containers.ports, LIST, MAP, containerPort protocol, merge, containerPort",
        "'', v1, Pod, spec.containers.args, LIST, ATOMIC, '', '', ''",
        "'', v1, Pod, spec.tolerations, LIST, ATOMIC, '', '', ''",
        "'', v1, Pod, spec.topologySpreadConstraints, LIST, MAP, topologyKey whenUnsatisfiable, merge, topologyKey",
        "'', v1, Pod, spec.volumes, LIST, MAP, name, merge retainKeys, name",
        "'', v1, Pod, spec.nodeSelector, MAP, ATOMIC, '', '', ''",
        "'', v1, Pod, metadata.finalizers, LIST, SET, '', merge, ''",
        "'', v1, Pod, metadata.ownerReferences, LIST, MAP, uid, merge, uid",
        "'', v1, Pod, metadata.managedFields, LIST, ATOMIC, '', '', ''",
        "'', v1, Node, spec.podCIDRs, LIST, SET, '', merge, ''",
        "'', v1, Node, status.addresses, LIST, MAP, type, merge, type",
        "'', v1, Service, spec.ports, LIST, MAP, port protocol, merge, port",
        "apps, v1, Deployment, spec.template.spec.imagePullSecrets, LIST, MAP, name, merge, name",
        "apps, v1, Deployment, spec.strategy, OBJECT, ATOMIC, '', retainKeys, ''",
        "batch, v1, Job, status.conditions, LIST, ATOMIC, '', merge, type",
        "autoscaling, v2, HorizontalPodAutoscaler, spec.metrics, LIST, ATOMIC, '', '', ''",
        "apiregistration.k8s.io, v1, APIService, status.conditions, LIST, MAP, type, merge, type",
    })
    void a_field_says_how_it_is_merged(
            String group,
            String version,
            String kind,
            String path,
            ValueType type,
            ListType list,
            String keys,
            String strategies,
            String mergeKey) {
        Field field = field(new Gvk(group, version, kind), path);

        assertThat(field.schema().type()).isEqualTo(type);
        assertThat(field.schema().listType()).isEqualTo(list);
        assertThat(String.join(" ", field.schema().keys())).isEqualTo(keys);
        assertThat(field.patchStrategies())
                .containsExactlyInAnyOrderElementsOf(strategies.isEmpty() ? List.of() : List.of(strategies.split(" ")));
        assertThat(field.mergeKey() == null ? "" : field.mergeKey()).isEqualTo(mergeKey);
    }

    @ParameterizedTest
    @CsvSource({
        "'', v1, Pod, spec.containers.resources.limits, MAP",
        "'', v1, Pod, spec.containers.livenessProbe.httpGet.port, INT_OR_STRING",
        "'', v1, Pod, spec.terminationGracePeriodSeconds, INTEGER",
        "'', v1, Pod, spec.volumes.configMap.items.mode, INTEGER",
        "'', v1, Pod, metadata.creationTimestamp, TIME",
        "'', v1, Secret, data, MAP",
        "'', v1, ConfigMap, immutable, BOOLEAN",
        "apps, v1, Deployment, spec.strategy.rollingUpdate.maxSurge, INT_OR_STRING",
        "apps, v1, ControllerRevision, data, ANY",
        "coordination.k8s.io, v1, Lease, spec.renewTime, TIME",
    })
    void a_field_says_what_it_holds(String group, String version, String kind, String path, ValueType type) {
        assertThat(field(new Gvk(group, version, kind), path).schema().type()).isEqualTo(type);
    }

    @Test
    void numbers_and_times_say_how_exact_they_are() {
        assertThat(field(Gvk.POD, "spec.priority").schema().format()).isEqualTo("int32");
        assertThat(field(Gvk.POD, "spec.activeDeadlineSeconds").schema().format())
                .isEqualTo("int64");
        assertThat(field(new Gvk("coordination.k8s.io", "v1", "Lease"), "spec.renewTime")
                        .schema()
                        .format())
                .isEqualTo("micro-time");
        assertThat(field(Gvk.POD, "spec.containers.resources.limits")
                        .schema()
                        .element()
                        .type())
                .isEqualTo(ValueType.QUANTITY);
    }

    @Test
    void required_fields_and_defaults_of_keys_are_known() {
        assertThat(field(Gvk.POD, "spec.containers").required()).isTrue();
        assertThat(field(Gvk.POD, "spec.containers.name").required()).isTrue();
        assertThat(field(Gvk.POD, "spec.containers.image").required()).isFalse();
        assertThat(field(Gvk.POD, "spec.containers.ports.protocol").defaultValue())
                .isEqualTo(TextNode.valueOf("TCP"));
    }

    @Test
    void selectors_and_references_are_replaced_as_a_whole() {
        assertThat(field(Gvk.DEPLOYMENT, "spec.selector").schema().isAtomic()).isTrue();
        assertThat(field(Gvk.POD, "spec.containers.env.valueFrom.fieldRef")
                        .schema()
                        .isAtomic())
                .isTrue();
        assertThat(field(Gvk.DEPLOYMENT, "spec.template").schema().isAtomic()).isFalse();
        assertThat(field(Gvk.POD, "spec.nodeSelector").schema().isAtomic()).isTrue();
        assertThat(field(Gvk.POD, "metadata.labels").schema().isAtomic()).isFalse();
    }

    /** Numbers of generated.proto; a probe's handler is embedded as field 1. */
    @Test
    void fields_have_their_numbers_in_protobuf() {
        assertThat(field(Gvk.POD, "spec").number()).isEqualTo(2);
        assertThat(field(Gvk.POD, "spec.containers.livenessProbe.periodSeconds").number())
                .isEqualTo(4);
        Field embedded = field(Gvk.POD, "spec.containers.livenessProbe.httpGet");
        assertThat(embedded.number()).isEqualTo(2);
        assertThat(embedded.within()).isEqualTo(1);
    }

    @Test
    void custom_and_unknown_kinds_have_no_schema_here() {
        assertThat(BuiltInSchemas.of(new Gvk("example.com", "v1", "Widget"))).isNull();
        assertThat(BuiltInSchemas.of(new Gvk("apps", "v1", "Widget"))).isNull();
        assertThat(BuiltInSchemas.of(new Gvk("apps", "v1beta1", "Deployment"))).isNull();
    }

    @Test
    void types_and_fields_are_described() {
        assertThat(BuiltInSchemas.describe(BuiltInSchemas.name(Gvk.POD)))
                .startsWith("Pod is a collection of containers");
        assertThat(BuiltInSchemas.describe("io.k8s.api.core.v1.PodSpec", "affinity"))
                .isNotEmpty();
        assertThat(BuiltInSchemas.describe("io.k8s.api.core.v1.PodSpec", "nothing"))
                .isEmpty();
    }

    @Test
    void every_type_that_a_type_refers_to_exists() {
        Set<String> seen = new LinkedHashSet<>();
        List<Schema> open = new ArrayList<>();
        for (String kind : List.of("Pod", "Node", "Service", "PersistentVolume", "Event")) {
            open.add(requireNonNull(BuiltInSchemas.of(new Gvk("", "v1", kind))));
        }
        open.add(requireNonNull(BuiltInSchemas.of(new Gvk("apiextensions.k8s.io", "v1", "CustomResourceDefinition"))));
        while (!open.isEmpty()) {
            Schema schema = open.remove(open.size() - 1);
            if (schema.type() == ValueType.LIST || schema.type() == ValueType.MAP) {
                open.add(schema.element());
            } else if (schema.type() == ValueType.OBJECT && seen.add(schema.name())) {
                assertThat(BuiltInSchemas.named(schema.name()))
                        .as(schema.name())
                        .isNotNull();
                schema.fields().values().forEach(field -> open.add(field.schema()));
            }
        }
        assertThat(seen).hasSizeGreaterThan(150);
    }

    private static Field field(Gvk gvk, String path) {
        Schema schema = requireNonNull(BuiltInSchemas.of(gvk));
        Field field = null;
        for (String name : path.split("\\.")) {
            while (schema.type() == ValueType.LIST) {
                schema = schema.element();
            }
            field = requireNonNull(schema.field(name), name);
            schema = field.schema();
        }
        return requireNonNull(field);
    }
}
