package dev.simarena.engine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.model.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server refuses of HorizontalPodAutoscalers, in its words. */
class AutoscalerRefusalTests {

    private final World world = Manifests.world(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'maxReplicas': 0"
                        + "| [spec.maxReplicas: Required value: must be set and greater than 0, spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`]",
                "'maxReplicas': -1"
                        + "| [spec.maxReplicas: Invalid value: -1: must be greater than or equal to 1, spec.maxReplicas: Invalid value: -1: must be greater than or equal to `minReplicas`]",
                "'minReplicas': 0"
                        + "| [spec.minReplicas: Invalid value: 0: must be greater than or equal to 1, spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas]",
                "'minReplicas': 5"
                        + "| spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`",
                "'scaleTargetRef': {'kind': 'Deployment', 'name': 'd'}"
                        + "| spec.scaleTargetRef.apiVersion: Invalid value: \"\": apiVersion must specify API group",
                "'scaleTargetRef': {'apiVersion': 'v1', 'kind': 'Deployment', 'name': 'd'}"
                        + "| spec.scaleTargetRef.apiVersion: Invalid value: \"v1\": apiVersion must specify API group",
                "'scaleTargetRef': {'apiVersion': 'a/b/c', 'kind': 'Deployment', 'name': 'd'}"
                        + "| spec.scaleTargetRef.apiVersion: Invalid value: \"a/b/c\": unexpected GroupVersion string: a/b/c",
                "'scaleTargetRef': {'apiVersion': 'apps/v1', 'kind': 'a/b', 'name': 'a%b'}"
                        + "| [spec.scaleTargetRef.kind: Invalid value: \"a/b\": may not contain '/', spec.scaleTargetRef.name: Invalid value: \"a%b\": may not contain '%']",
                "'scaleTargetRef': {}"
                        + "| [spec.scaleTargetRef.kind: Required value, spec.scaleTargetRef.name: Required value, spec.scaleTargetRef.apiVersion: Invalid value: \"\": apiVersion must specify API group]",
                "'metrics': [{}]"
                        + "| [spec.metrics[0].type: Required value: must specify a metric source type, spec.metrics[0].type: Unsupported value: \"\": supported values: \"ContainerResource\", \"External\", \"Object\", \"Pods\", \"Resource\"]",
                "'metrics': [{'type': 'Foo'}]"
                        + "| spec.metrics[0].type: Unsupported value: \"Foo\": supported values: \"ContainerResource\", \"External\", \"Object\", \"Pods\", \"Resource\"",
                "'metrics': [{'type': 'Resource'}]"
                        + "| spec.metrics[0].resource: Required value: must populate information for the given metric source",
                "'metrics': [{'type': 'Resource', 'resource': {}}]"
                        + "| [spec.metrics[0].resource.name: Required value: must specify a resource name, spec.metrics[0].resource.target.type: Required value: must specify a metric target type, spec.metrics[0].resource.target.type: Invalid value: \"\": must be either Utilization, Value, or AverageValue, spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization]",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization'}}}]"
                        + "| spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 0}}}]"
                        + "| spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Foo', 'averageUtilization': 50}}}]"
                        + "| spec.metrics[0].resource.target.type: Invalid value: \"Foo\": must be either Utilization, Value, or AverageValue",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 50, 'averageValue': '1'}}}]"
                        + "| spec.metrics[0].resource.target.averageValue: Forbidden: may not set both a target raw value and a target utilization",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'AverageValue', 'averageValue': '-1'}}}]"
                        + "| spec.metrics[0].resource.target.averageValue: Invalid value: \"-1\": must be positive",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Value', 'value': '0'}}}]"
                        + "| [spec.metrics[0].resource.target.value: Invalid value: \"0\": must be positive, spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization]",
                "'metrics': [{'type': 'ContainerResource', 'containerResource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 50}}}]"
                        + "| spec.metrics[0].containerResource.container: Required value: must specify a container",
                "'metrics': [{'type': 'Pods', 'pods': {'metric': {}, 'target': {}}}]"
                        + "| [spec.metrics[0].pods.metric.name: Required value: must specify a metric name, spec.metrics[0].pods.target.type: Required value: must specify a metric target type, spec.metrics[0].pods.target.type: Invalid value: \"\": must be either Utilization, Value, or AverageValue, spec.metrics[0].pods.target.averageValue: Required value: must specify a positive target averageValue]",
                "'metrics': [{'type': 'Pods', 'pods': {'metric': {'name': 'a/b'}, 'target': {'type': 'AverageValue', 'averageValue': '0'}}}]"
                        + "| [spec.metrics[0].pods.metric.name: Invalid value: \"a/b\": may not contain '/', spec.metrics[0].pods.target.averageValue: Invalid value: \"0\": must be positive]",
                "'metrics': [{'type': 'Object', 'object': {'metric': {}, 'target': {}, 'describedObject': {}}}]"
                        + "| [spec.metrics[0].object.describedObject.kind: Required value, spec.metrics[0].object.describedObject.name: Required value, spec.metrics[0].object.metric.name: Required value: must specify a metric name, spec.metrics[0].object.target.type: Required value: must specify a metric target type, spec.metrics[0].object.target.type: Invalid value: \"\": must be either Utilization, Value, or AverageValue, spec.metrics[0].object.target.averageValue: Required value: must set either a target value or averageValue]",
                "'metrics': [{'type': 'External', 'external': {'metric': {}, 'target': {}}}]"
                        + "| [spec.metrics[0].external.metric.name: Required value: must specify a metric name, spec.metrics[0].external.target.type: Required value: must specify a metric target type, spec.metrics[0].external.target.type: Invalid value: \"\": must be either Utilization, Value, or AverageValue, spec.metrics[0].external.target.averageValue: Required value: must set either a target value for metric or a per-pod target]",
                "'metrics': [{'type': 'External', 'external': {'metric': {'name': '..'}, 'target': {'type': 'Value', 'value': '1', 'averageValue': '1'}}}]"
                        + "| [spec.metrics[0].external.metric.name: Invalid value: \"..\": may not be '..', spec.metrics[0].external.target.value: Forbidden: may not set both a target value for metric and a per-pod target]",
                "'metrics': [{'type': 'Resource', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 50}}, 'pods': {'metric': {'name': 'm'}, 'target': {'type': 'AverageValue', 'averageValue': '1'}}}]"
                        + "| spec.metrics[0].pods: Forbidden: must populate the given metric source only",
                "'metrics': [{'type': 'Pods', 'resource': {'name': 'cpu', 'target': {'type': 'Utilization', 'averageUtilization': 50}}}]"
                        + "| spec.metrics[0].pods: Required value: must populate information for the given metric source",
                "'behavior': {'scaleUp': {'stabilizationWindowSeconds': -1}}"
                        + "| spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero",
                "'behavior': {'scaleUp': {'stabilizationWindowSeconds': 3601}}"
                        + "| spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600",
                "'behavior': {'scaleDown': {'policies': []}}"
                        + "| spec.behavior.scaleDown.policies: Required value: must specify at least one Policy",
                "'behavior': {'scaleUp': {'selectPolicy': 'X'}}"
                        + "| spec.behavior.scaleUp.selectPolicy: Unsupported value: \"X\": supported values: \"Disabled\", \"Max\", \"Min\"",
                "'behavior': {'scaleUp': {'selectPolicy': ''}}"
                        + "| spec.behavior.scaleUp.selectPolicy: Unsupported value: \"\": supported values: \"Disabled\", \"Max\", \"Min\"",
                "'behavior': {'scaleUp': {'policies': [{'type': 'Pods', 'value': 1, 'periodSeconds': 1801}]}}"
                        + "| spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800",
                "'behavior': {'scaleUp': {'policies': [{}]}}"
                        + "| [spec.behavior.scaleUp.policies[0].type: Unsupported value: \"\": supported values: \"Percent\", \"Pods\", spec.behavior.scaleUp.policies[0].value: Invalid value: 0: must be greater than zero, spec.behavior.scaleUp.policies[0].periodSeconds: Invalid value: 0: must be greater than zero]",
                "'behavior': {'scaleDown': {'policies': [{'type': 'Pods', 'value': -2, 'periodSeconds': -1}], 'stabilizationWindowSeconds': -1, 'selectPolicy': 'Q'}}"
                        + "| [spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: -1: must be greater than or equal to zero, spec.behavior.scaleDown.selectPolicy: Unsupported value: \"Q\": supported values: \"Disabled\", \"Max\", \"Min\", spec.behavior.scaleDown.policies[0].value: Invalid value: -2: must be greater than zero, spec.behavior.scaleDown.policies[0].periodSeconds: Invalid value: -1: must be greater than zero]",
                "'behavior': {'scaleUp': {'tolerance': '-1'}}"
                        + "| spec.behavior.scaleUp.tolerance: Invalid value: \"-1\": must be greater than or equal to 0",
            })
    void autoscaler_is_refused(String fields, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> world.submit(autoscaler(fields)))
                .withMessage("HorizontalPodAutoscaler.autoscaling \"h\" is invalid: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'behavior': {'scaleUp': {'stabilizationWindowSeconds': 3600}}",
                "'scaleTargetRef': {'apiVersion': 'v1', 'kind': 'ReplicationController', 'name': 'd'}",
                "'metrics': [{'type': 'Object', 'object': {'metric': {'name': 'm'}, 'target': {'type': 'Value',"
                        + " 'value': '1', 'averageValue': '1'}, 'describedObject': {'kind': 'Service', 'name': 'a b'}}}]",
            })
    void autoscaler_is_taken(String fields) {
        assertThatNoException().isThrownBy(() -> world.submit(autoscaler(fields)));
    }

    private static ObjectNode autoscaler(String fields) {
        ObjectNode object = Manifests.json("""
                {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "h", "namespace": "default"}, "spec": {"maxReplicas": 3,
                  "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "d"}}}
                """);
        object.withObject("/spec").setAll(Manifests.json("{" + fields.replace('\'', '"') + "}"));
        return object;
    }
}
