package dev.simarena.engine.apiserver.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of {@code TestPrintPod}, {@code TestPrintPodWithRestartableInitContainer} and {@code TestPrintNonTerminatedPod} of
 * {@code pkg/printers/internalversion}, and states that kubelets report.
 *
 * <p>Each container is written as what its status holds: {@code ready}, {@code started}, {@code x3} for three restarts,
 * {@code last=10s} for how long ago the run before ended, {@code running}, {@code waiting} or {@code waiting=reason},
 * {@code ended=exit code,reason,signal}.
 */
class PodPrinterTruthTests {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // phase | init containers; | containers; | others | ready | status | restarts
                "podPhase | \"\" | ready x3 running; x3 | \"\" | 1/2 | podPhase | 6",
                "podPhase | \"\" | ready x3 running; waiting=Why x3 | \"\" | 1/2 | Why | 6",
                "podPhase | \"\" | waiting=Why x3; ended=0,Over x3 | \"\" | 0/2 | Why | 6",
                "podPhase | \"\" | ready x3 running; ready x3 | \"\" | 1/2 | podPhase | 6",
                "podPhase | \"\" | ready x3 running; ready x3 | reason=podReason | 1/2 | podReason | 6",
                "Running | \"\" | ready x3 ended=0,Completed; ready x3 running | \"\" | 1/2 | NotReady | 6",
                "Running | \"\" | ready x3 ended=0,Completed; ready x3 running | Ready=True | 1/2 | Running | 6",
                "podPhase | x3 running last=10s | waiting | \"\" | 0/1 | Init:0/1 | 3 (10s ago)",
                "podPhase | x3 running last=10s; waiting | waiting | \"\" | 0/1 | Init:0/2 | 3 (10s ago)",
                "podPhase | ended=0; x3 running last=10s | waiting | \"\" | 0/1 | Init:1/2 | 3 (10s ago)",
                "podPhase | x2 ended=0 last=120s; x3 running last=10s | waiting | \"\" | 0/1 | Init:1/2 | 5 (10s ago)",
                "Running | x2 ended=0 last=120s | x4 running last=20s | \"\" | 0/1 | Running | 4 (20s ago)",
                "Running | \"\" | ready x3 running last=432000s | \"\" | 1/1 | Running | 3 (5d ago)",
                "Running | \"\" | ready running; ready x3 running last=864000s | \"\" | 2/2 | Running | 3 (10d ago)",
                "Running | \"\" | ready x6 running last=432000s; ready x3 running last=1728000s | \"\" | 2/2 | Running | 9 (5d ago)",
                "podPhase | \"\" | \"-;-\" | gated | 0/2 | SchedulingGated | 0",
                "Succeeded | \"\" | ended=0,Completed | \"\" | 0/1 | Completed | 0",
                "Failed | \"\" | ended=1,Error | \"\" | 0/1 | Error | 0",
                "Failed | \"\" | ended=137,,9 | \"\" | 0/1 | Signal:9 | 0",
                "Failed | \"\" | ended=2 | \"\" | 0/1 | ExitCode:2 | 0",
                "Running | \"\" | ended=0,Completed; ended=1,Error | \"\" | 0/2 | Error | 0",
                "Running | \"\" | x5 waiting=CrashLoopBackOff last=180s | \"\" | 0/1 | CrashLoopBackOff | 5 (3m ago)",
                "Pending | \"\" | waiting=ImagePullBackOff | \"\" | 0/1 | ImagePullBackOff | 0",
                "Pending | waiting=PodInitializing | waiting=PodInitializing | \"\" | 0/1 | Init:0/1 | 0",
                "Pending | waiting=CrashLoopBackOff | waiting=PodInitializing | \"\" | 0/1 | Init:CrashLoopBackOff | 0",
                "Pending | ended=1,Error | waiting=PodInitializing | \"\" | 0/1 | Init:Error | 0",
                "Pending | ended=3 | waiting=PodInitializing | \"\" | 0/1 | Init:ExitCode:3 | 0",
                "Pending | ended=137,,9 | waiting=PodInitializing | \"\" | 0/1 | Init:Signal:9 | 0",
                "Pending | sidecar x3 running last=10s; sidecar waiting | waiting | Initialized=False | 0/3 | Init:0/2 | 3 (10s ago)",
                "Pending | sidecar started x3 running last=10s; sidecar running | waiting | Initialized=False | 0/3 | Init:1/2 | 3 (10s ago)",
                "Running | sidecar started x3 running last=10s; sidecar started running | ready x4 running last=20s | Initialized=True | 1/3 | Running | 7 (10s ago)",
                "Running | sidecar started ready running | ready running | Initialized=True | 2/2 | Running | 0",
                "Succeeded | sidecar x3 ended=137,Error last=10s; sidecar ended=137,Error | x4 ended=0,Completed last=20s | Initialized=True | 0/3 | Completed | 7 (10s ago)",
                "Running | \"\" | ready running | going | 1/1 | Terminating | 0",
                "Succeeded | \"\" | ended=0,Completed | going | 0/1 | Completed | 0",
                "Failed | \"\" | ended=1,Error | going | 0/1 | Error | 0",
                "Running | \"\" | ready running | going reason=NodeLost | 1/1 | Unknown | 0",
                "Running | \"\" | ready running | reason=NodeLost | 1/1 | NodeLost | 0",
                "Failed | \"\" | \"-\" | reason=Evicted | 0/1 | Evicted | 0",
            })
    void the_state_of_a_pod_is_one_word(
            String phase, String init, String containers, String others, String ready, String status, String restarts) {
        assertThat(new PodPrinter()
                        .cells(new Shown(pod(phase, init, containers, others), NOW))
                        .subList(1, 4))
                .isEqualTo(List.of(ready, status, restarts));
    }

    /** The rows of {@code TestPrintPodwide}. */
    @Test
    void where_a_pod_runs_is_for_wide_tables() {
        ObjectNode pod = pod("Running", "", "ready running", "One=True Two=False");
        ObjectNode spec = (ObjectNode) pod.get("spec");
        spec.put("nodeName", "n1").putArray("readinessGates").addObject().put("conditionType", "One");
        ((ArrayNode) spec.get("readinessGates")).addObject().put("conditionType", "Two");
        ((ObjectNode) pod.get("status")).putArray("podIPs").addObject().put("ip", "2001:db8::");

        PodPrinter printer = new PodPrinter();
        assertThat(printer.cells(new Shown(pod, NOW)).subList(5, 9))
                .isEqualTo(List.of("2001:db8::", "n1", "<none>", "1/2"));
        assertThat(printer.cells(new Shown(pod("Pending", "", "-", ""), NOW)).subList(5, 9))
                .isEqualTo(List.of("<none>", "<none>", "<none>", "<none>"));
    }

    @Test
    void rows_of_pods_that_have_ended_say_so() {
        PodPrinter printer = new PodPrinter();
        assertThat(printer.completed(new Shown(pod("Succeeded", "", "-", ""), NOW)))
                .isEqualTo(List.of("Succeeded", "The pod has completed successfully."));
        assertThat(printer.completed(new Shown(pod("Failed", "", "-", ""), NOW)))
                .isEqualTo(List.of("Failed", "The pod failed."));
        assertThat(printer.completed(new Shown(pod("Running", "", "-", ""), NOW)))
                .isEmpty();
    }

    private static ObjectNode pod(String phase, String init, String containers, String others) {
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = pod.putObject("metadata").put("name", "p");
        ObjectNode spec = pod.putObject("spec");
        ObjectNode status = pod.putObject("status").put("phase", phase);
        containers(init, spec.putArray("initContainers"), status.putArray("initContainerStatuses"));
        containers(containers, spec.putArray("containers"), status.putArray("containerStatuses"));
        ArrayNode conditions = status.putArray("conditions");
        for (String other : others.split(" ")) {
            int equal = other.indexOf('=');
            if (other.equals("going")) {
                metadata.put("deletionTimestamp", "2026-01-01T11:59:50Z");
            } else if (other.equals("gated")) {
                conditions
                        .addObject()
                        .put("type", "PodScheduled")
                        .put("status", "False")
                        .put("reason", "SchedulingGated");
            } else if (other.startsWith("reason=")) {
                status.put("reason", other.substring(equal + 1));
            } else if (equal > 0) {
                conditions.addObject().put("type", other.substring(0, equal)).put("status", other.substring(equal + 1));
            }
        }
        return pod;
    }

    private static void containers(String written, ArrayNode containers, ArrayNode statuses) {
        for (String one : written.isEmpty() ? new String[0] : written.split(";")) {
            ObjectNode container = containers.addObject().put("name", "c" + containers.size());
            if (one.strip().equals("-")) {
                continue;
            }
            ObjectNode status =
                    statuses.addObject().put("name", container.get("name").asText());
            ObjectNode state = status.putObject("state");
            for (String word : one.strip().split(" ")) {
                String value = word.substring(word.indexOf('=') + 1);
                switch (word.replaceAll("[=\\d].*", "")) {
                    case "sidecar" -> container.put("restartPolicy", "Always");
                    case "ready" -> status.put("ready", true);
                    case "started" -> status.put("started", true);
                    case "x" -> status.put("restartCount", Integer.parseInt(word.substring(1)));
                    case "running" -> state.putObject("running");
                    case "waiting" -> waiting(state.putObject("waiting"), word);
                    case "ended" -> ended(state.putObject("terminated"), value);
                    case "last" ->
                        status.putObject("lastState")
                                .putObject("terminated")
                                .put(
                                        "finishedAt",
                                        NOW.minus(Duration.parse("PT" + value)).toString());
                    default -> throw new IllegalArgumentException(word);
                }
            }
        }
    }

    private static void waiting(ObjectNode waiting, String word) {
        if (word.contains("=")) {
            waiting.put("reason", word.substring(word.indexOf('=') + 1));
        }
    }

    private static void ended(ObjectNode terminated, String value) {
        String[] parts = value.split(",");
        terminated.put("exitCode", Integer.parseInt(parts[0]));
        if (parts.length > 1) {
            terminated.put("reason", parts[1]);
        }
        if (parts.length > 2) {
            terminated.put("signal", Integer.parseInt(parts[2]));
        }
    }
}
