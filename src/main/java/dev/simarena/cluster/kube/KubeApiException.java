package dev.simarena.cluster.kube;

import dev.simarena.cluster.EnvironmentException;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Signal that an API server refused something, or could not be asked. */
final class KubeApiException extends EnvironmentException {

    private static final long serialVersionUID = 1L;

    private final int code;

    KubeApiException(String message, KubernetesClientException cause) {
        super(message, cause);
        this.code = cause.getCode();
    }

    /** Return the status of the answer, 0 where there was none. */
    int code() {
        return code;
    }
}
