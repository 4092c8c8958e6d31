package dev.simarena.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Word what can go wrong with a real cluster. */
final class KubeMessages {

    /** Somebody uses a cluster that was closed. */
    static final String CLOSED = "Cluster [kubeconfig] is closed. Use it before, or make another one.";

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private KubeMessages() {}

    static String noKubeconfig(Path path) {
        return ("Kubeconfig [%s] is not there. Name one with -Darena.kubeconfig=<path> or the variable KUBECONFIG, make one, "
                        + "for example with: kind create cluster; or play on -Darena.cluster=embedded.")
                .formatted(path);
    }

    static String noPod(String variable) {
        return ("Variable [%s] is not set, so this is no pod of a cluster. Run the tests in a pod whose service account may play, "
                        + "or name a kubeconfig: -Darena.cluster=kubeconfig.")
                .formatted(variable);
    }

    static String noServiceAccount(Path token) {
        return ("Token [%s] of a service account cannot be read, nor the certificate beside it. Give the pod a serviceAccountName "
                        + "and do not set automountServiceAccountToken: false; or play with -Darena.cluster=kubeconfig.")
                .formatted(token);
    }

    static String unreadableKubeconfig(Path path, Exception cause) {
        return "Kubeconfig [%s] cannot be read: %s. Correct the file; kubectl config view --kubeconfig %s shows what kubectl makes of it."
                .formatted(path, firstLine(cause.getMessage()), path);
    }

    static String severalKubeconfigs(String variable) {
        return ("Variable [KUBECONFIG = %s] names several files. Name one with -Darena.kubeconfig=<path>; kubectl config view "
                        + "--flatten makes one of them.")
                .formatted(variable);
    }

    static String unknownContext(String context, Path path, Collection<String> available) {
        return "Context [%s] is not in kubeconfig %s. Name one with -Darena.context=<name>; it has %s."
                .formatted(context, path, available.isEmpty() ? "none" : String.join(", ", available));
    }

    static String noServer(String cluster, String context, Path path) {
        return "Cluster [%s] of context %s has no server in kubeconfig %s. Give it one: kubectl config --kubeconfig %s set-cluster %s --server=https://<host>:<port>."
                .formatted(cluster, context, path, path, cluster);
    }

    /** Say what an API server answered, or why it could not be asked, and what to do about it. */
    static String refused(Kubeconfig kubeconfig, String what, KubernetesClientException cause) {
        String answer = answer(cause);
        String where = kubeconfig.place();
        String tls = tls(kubeconfig, cause);
        if (tls != null) {
            return "Server [%s] %s. %s in %s."
                    .formatted(kubeconfig.server(), tls, "Correct the URL or its certificate authority", where);
        }
        if (cause.getCode() == UNAUTHORIZED) {
            return ("Server [%s] does not know the user of context %s: 401 %s. Log in again or renew the token or certificate in "
                            + "%s.")
                    .formatted(kubeconfig.server(), kubeconfig.context(), answer, where);
        }
        if (cause.getCode() == FORBIDDEN) {
            return "Server [%s] forbids to %s: 403 %s. Give the user of context %s in %s the permission."
                    .formatted(kubeconfig.server(), what, answer, kubeconfig.context(), where);
        }
        if (cause.getCode() <= 0) {
            return "Server [%s] does not answer: %s. Start the cluster, or correct the server of context %s in %s."
                    .formatted(kubeconfig.server(), answer, kubeconfig.context(), where);
        }
        return "Server [%s] refuses to %s: %d %s. Correct what is asked for, or look into the cluster of context %s in %s."
                .formatted(kubeconfig.server(), what, cause.getCode(), answer, kubeconfig.context(), where);
    }

    private static @Nullable String tls(Kubeconfig kubeconfig, KubernetesClientException cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                String text = String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT);
                return text.contains("unsupported or unrecognized ssl message") || text.contains("plaintext")
                        ? "speaks http, not https"
                        : "does not prove who it is: " + firstLine(at.getMessage());
            }
        }
        // who waits for a TLS handshake hangs up on anything else, or answers 400 as servers written in Go do
        boolean dropped = cause.getCode() <= 0 && unreachable(cause) == null;
        return kubeconfig.server().startsWith("http:") && (dropped || cause.getCode() == BAD_REQUEST)
                ? "speaks https, not http"
                : null;
    }

    /** Say why nothing was reached at all, {@code null} where something was. */
    private static @Nullable String unreachable(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
                return "its name is not known";
            }
            if (at instanceof HttpTimeoutException || at instanceof TimeoutException) {
                return "no answer in time";
            }
            if (at instanceof ConnectException) {
                return at.getCause() instanceof UnresolvedAddressException
                        ? "its name is not known"
                        : "connection refused";
            }
        }
        return null;
    }

    private static String answer(KubernetesClientException cause) {
        if (cause.getStatus() != null && cause.getStatus().getMessage() != null) {
            return firstLine(cause.getStatus().getMessage());
        }
        String unreachable = unreachable(cause);
        if (unreachable != null) {
            return unreachable;
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = firstLine(root.getMessage());
        return root == cause || text.equals("no reason given")
                ? firstLine(cause.getMessage())
                        + (root == cause ? "" : " (" + root.getClass().getSimpleName() + ")")
                : text;
    }

    static String interrupted(String what) {
        return "Cluster [kubeconfig] was interrupted while it was to %s. Give the test more time.".formatted(what);
    }

    static String unwatched(String cluster, Exception cause) {
        return "Cluster [%s] cannot be watched: %s. Look whether its API server runs and lets you watch."
                .formatted(cluster, firstLine(cause.getMessage()));
    }

    static String noJson(Kubeconfig kubeconfig, String text) {
        return "Server [%s] is no API server of Kubernetes: it answered [%s]. Correct the server of context %s in kubeconfig %s."
                .formatted(
                        kubeconfig.server(),
                        text.substring(0, Math.min(60, text.length())),
                        kubeconfig.context(),
                        kubeconfig.path());
    }

    static String preflight(String cluster, String failed, String table) {
        return "Cluster [%s] is not ready for replays: %s. All checks:%n%s".formatted(cluster, failed, table);
    }

    static String reportOnly(String cluster) {
        return "Preflight of cluster [%s] was asked for; nothing is played. Leave out arena.preflight to play."
                .formatted(cluster);
    }

    static String report(String cluster, String table) {
        return "Preflight of cluster [%s]%n%s".formatted(cluster, table);
    }

    static String role(String manifest) {
        return "The smallest role that is enough, for kubectl apply -f -:%n%n%s".formatted(manifest);
    }

    static String nodesNotReady(String cluster, Collection<String> nodes, Duration waited) {
        return ("Cluster [%s] has made no node ready that takes the pods: %s after %d s. They are nodes without machines, which "
                        + "KWOK looks after: install it, %s.")
                .formatted(cluster, nodes, waited.toSeconds(), KwokCheck.INSTALL);
    }

    static String undecided(String cluster, Collection<String> undecided, Duration waited) {
        return ("Cluster [%s] does not keep up: %s after %d s. Look whether kube-scheduler, kube-controller-manager and KWOK "
                        + "run; nothing is observed before they have done their part.")
                .formatted(cluster, undecided, waited.toSeconds());
    }

    static String foreignPods(String cluster, Collection<String> pods) {
        return ("Nodes of the replay on cluster [%s] hold pods of others that take room: %s. Keep them away: give their "
                        + "DaemonSets a node affinity to nodes whose label type is not virtual.")
                .formatted(cluster, pods);
    }

    static String clusterScoped(String simulation, Object object) {
        return ("Simulation [%s] cannot apply %s to a real cluster: it is in no namespace and might be somebody's own. Take it out "
                        + "of the trace, or play on the embedded cluster.")
                .formatted(simulation, object);
    }

    static String lifecycles(String simulation) {
        return ("Simulation [%s] has pods that end as recorded in the trace, for which SimKube's webhook is needed. Play on the "
                        + "embedded cluster, or take pod_lifecycles out of the trace.")
                .formatted(simulation);
    }

    static String usage(String simulation, Object object) {
        return "Simulation [%s] declares usage of %s, which nothing but the embedded cluster simulates. Play it there."
                .formatted(simulation, object);
    }

    static String refusedObject(String simulation, Object object, KubeApiException cause) {
        return "Simulation [%s] could not apply %s: %s".formatted(simulation, object, cause.getMessage());
    }

    static String leaseLost(String root, String why) {
        return "Run [%s] has lost its lease on the cluster: %s. What it created may be deleted by other runs; play again."
                .formatted(root, why);
    }

    static String foreignObject(String name) {
        return "Hook object [%s] exists and was not created by this run. Give it another name, or delete it yourself."
                .formatted(name);
    }

    static String notEmpty(String namespace, Collection<String> left) {
        return "Namespace [%s] still holds %s. Look who holds them: kubectl get -n %s -o yaml shows their finalizers."
                .formatted(namespace, left, namespace);
    }

    private static String firstLine(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "no reason given";
        }
        String line = text.strip().lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
