package dev.simarena.engine.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of {@code pkg/printers/internalversion}'s tests and of the tables that its printers describe. */
class PrintersTests {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Job | {spec: {completions: 2, template: {}}, status: {succeeded: 1}} | p;Running;1/2;;<unknown>;;;<none>",
                "Job | {spec: {parallelism: 5}, status: {startTime: '2026-01-01T11:59:00Z'}} | p;Running;0/1 of 5;60s;<unknown>;;;<none>",
                "Job | {spec: {}, status: {startTime: '2026-01-01T10:00:00Z', completionTime: '2026-01-01T10:30:00Z', conditions: [{type: Complete, status: 'True'}]}} | p;Complete;0/1;30m;<unknown>;;;<none>",
                "Job | {spec: {suspend: true}, status: {conditions: [{type: Suspended, status: 'True'}]}} | p;Suspended;0/1;;<unknown>;;;<none>",
                "CronJob | {spec: {schedule: '0 * * * *', suspend: false}, status: {active: [{}], lastScheduleTime: '2026-01-01T11:00:00Z'}} | p;0 * * * *;<none>;False;1;60m;<unknown>;;;<none>",
                "Service | {spec: {type: LoadBalancer, clusterIPs: [10.0.0.1], ports: [{port: 80, protocol: TCP, nodePort: 30080}, {port: 53, protocol: UDP}]}} | p;LoadBalancer;10.0.0.1;<pending>;80:30080/TCP,53/UDP;<unknown>;<none>",
                "Service | {spec: {type: ExternalName, externalName: a.b, selector: {b: '2', a: '1'}}} | p;ExternalName;<none>;a.b;<none>;<unknown>;a=1,b=2",
                "Service | {spec: {type: LoadBalancer, clusterIPs: [None], externalIPs: [9.9.9.9]}, status: {loadBalancer: {ingress: [{hostname: z}, {ip: 1.1.1.1}]}}} | p;LoadBalancer;None;1.1.1.1,z,9.9.9.9;<none>;<unknown>;<none>",
                "Endpoints | {subsets: [{addresses: [{ip: 1.1.1.1}, {ip: 1.1.1.2}], ports: [{port: 80}, {port: 81}]}]} | p;1.1.1.1:80,1.1.1.2:80,1.1.1.1:81 + 1 more...;<unknown>",
                "Endpoints | {} | p;<none>;<unknown>",
                "Node | {spec: {unschedulable: true}, status: {conditions: [{type: Ready, status: Unknown}], nodeInfo: {kubeletVersion: v1}}} | p;NotReady,SchedulingDisabled;<none>;<unknown>;v1;<none>;<none>;<unknown>;<unknown>;<unknown>",
                "Node | {metadata: {name: p, labels: {node-role.kubernetes.io/control-plane: '', kubernetes.io/role: etcd}}} | p;Unknown;control-plane,etcd;<unknown>;;<none>;<none>;<unknown>;<unknown>;<unknown>",
                "Event | {type: Normal, reason: R, message: ' m ', involvedObject: {kind: Pod, name: a}, source: {component: c, host: h}, firstTimestamp: '2026-01-01T11:58:00Z', lastTimestamp: '2026-01-01T11:59:00Z', count: 3} | 60s;Normal;R;pod/a;;c, h;m;2m;3;p",
                "Event | {type: Normal, reason: R, note: m, regarding: {kind: Pod, name: a}, reportingController: c, eventTime: '2026-01-01T11:59:00.5Z'} | 59s;Normal;R;pod/a;;c;m;59s;1;p",
                "Event | {type: Warning, reason: R, involvedObject: {kind: Node}, eventTime: '2026-01-01T11:00:00Z', series: {count: 7, lastObservedTime: '2026-01-01T11:59:59Z'}} | 1s;Warning;R;node;;;;60m;7;p",
                "PersistentVolumeClaim | {spec: {volumeName: v, volumeMode: Filesystem}, status: {phase: Bound, capacity: {storage: 1Gi}, accessModes: [ReadWriteMany, ReadWriteOnce]}} | p;Bound;v;1Gi;RWO,RWX;;<unset>;<unknown>;Filesystem",
                "PersistentVolume | {spec: {capacity: {storage: 1Gi}, claimRef: {namespace: n, name: c}, persistentVolumeReclaimPolicy: Delete, storageClassName: s}, status: {phase: Bound}} | p;1Gi;;Delete;Bound;n/c;s;<unset>;;<unknown>;<unset>",
                "ResourceQuota | {status: {hard: {pods: '50', limits.cpu: '2', cpu: '4'}, used: {pods: '1'}}} | p;cpu: 0/4, pods: 1/50;limits.cpu: 0/2;<unknown>",
                "HorizontalPodAutoscaler | {spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: d}, metrics: [{type: Resource, resource: {name: cpu, target: {averageUtilization: 80}}}]}} | p;Deployment/d;cpu: <unknown>/80%;<unset>;3;0;<unknown>",
                "HorizontalPodAutoscaler | {spec: {minReplicas: 1, maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: d}, metrics: [{type: Pods, pods: {target: {averageValue: 1k}}}, {type: External, external: {target: {value: 5}}}, {type: Object}]}, status: {currentReplicas: 2, currentMetrics: [{type: Pods, pods: {current: {averageValue: 900}}}]}} | p;Deployment/d;900/1k, <unknown>/5 + 1 more...;1;3;2;<unknown>",
                "PodDisruptionBudget | {spec: {minAvailable: 50%}, status: {disruptionsAllowed: 1}} | p;50%;N/A;1;<unknown>",
                "PriorityClass | {value: 7, globalDefault: true, preemptionPolicy: Never} | p;7;true;<unknown>;Never",
                "ControllerRevision | {revision: 2, metadata: {name: p, ownerReferences: [{controller: true, apiVersion: apps/v1, kind: StatefulSet, name: s}]}} | p;statefulset.apps/s;2;<unknown>",
                "RoleBinding | {roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: ServiceAccount, namespace: n, name: s}]} | p;Role/r;<unknown>;u;;n/s",
                "StorageClass | {metadata: {name: p, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}, provisioner: x} | p (default);x;Delete;Immediate;false;<unknown>",
                "Deployment | {spec: {replicas: 2, selector: {matchLabels: {b: c}, matchExpressions: [{key: a, operator: In, values: [y, x]}, {key: z, operator: DoesNotExist}]}, template: {spec: {containers: [{name: m, image: i}, {name: n, image: j}]}}}, status: {readyReplicas: 1}} | p;1/2;0;0;<unknown>;m,n;i,j;a in (x,y),b=c,!z",
                "LimitRange | {metadata: {name: p, creationTimestamp: '2026-01-01T00:00:00Z'}} | p;2026-01-01T00:00:00Z",
            })
    void a_row_sums_up_an_object(String kind, String object, String cells) throws IOException {
        ObjectNode read = (ObjectNode) YAML.readTree(object);
        if (!read.has("metadata")) {
            read.putObject("metadata").put("name", "p");
        }
        StringBuilder shown = new StringBuilder();
        for (Object cell : Printers.of(new Gvk("", "v1", kind)).cells(new Shown(read, NOW))) {
            shown.append(shown.isEmpty() ? "" : ";").append(cell);
        }
        assertThat(shown).hasToString(cells);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".spec.size | integer | 5",
                ".spec.size | string | 5",
                ".spec.none | integer | null",
                ".spec.ratio | number | 0.5",
                ".spec.on | boolean | true",
                ".spec.on | integer | null",
                ".spec | string | {\"size\":5,\"ratio\":0.5,\"on\":true}",
                ".status.conditions[?(@.type==\"Ready\")].status | string | True",
                ".status.conditions[?(@.type=='Gone')].status | string | null",
                ".status.conditions[0].type | string | Synced",
                ".status.conditions[-1].type | string | Ready",
                ".status.conditions[*].type | string | Synced",
                ".metadata.labels.a\\.b/c | string | d",
                ".metadata.labels['a\\.b/c'] | string | d",
                ".metadata.creationTimestamp | date | 2m",
                ".status.conditions[0].type | date | <invalid>",
                ".status.numbers[?(@ > 3)] | integer | 4",
                ".status.conditions[ | string | null",
            })
    void columns_of_custom_resources_follow_paths(String path, String type, String cell) throws IOException {
        ObjectNode column =
                YAML.createObjectNode().put("name", "C").put("type", type).put("jsonPath", path);
        ObjectNode definition = YAML.createObjectNode();
        definition
                .putObject("spec")
                .putArray("versions")
                .addObject()
                .put("name", "v1")
                .putArray("additionalPrinterColumns")
                .add(column);
        Shown object = new Shown(YAML.readTree("""
                metadata: {name: w, creationTimestamp: '2026-01-01T11:58:00Z', labels: {a.b/c: d}}
                spec: {size: 5, ratio: 0.5, on: true}
                status: {numbers: [1, 4], conditions: [{type: Synced, status: 'False'}, {type: Ready, status: 'True'}]}
                """), NOW);

        assertThat(String.valueOf(
                        CustomPrinter.of(definition, "v1").cells(object).get(1)))
                .isEqualTo(cell);
    }

    @Test
    void custom_resources_without_columns_show_their_age() throws IOException {
        CustomPrinter printer = CustomPrinter.of(YAML.readTree("spec: {versions: [{name: v1}]}"), "v1");

        assertThat(printer.columns()).extracting(Column::name).containsExactly("Name", "Age");
        assertThat(printer.columns().get(1).type()).isEqualTo("date");
    }
}
