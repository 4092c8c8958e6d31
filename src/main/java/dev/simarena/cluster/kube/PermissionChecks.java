package dev.simarena.cluster.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Ask the API server whether the user may do all that replays need, verb by verb. */
final class PermissionChecks {

    static final String SUBJECT = "permission for ";

    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final String WHO = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final KubeApi api;
    private final KubernetesOptions options;

    PermissionChecks(KubeApi api, KubernetesOptions options) {
        this.api = api;
        this.options = options;
    }

    List<PreflightCheck> run() {
        List<PreflightCheck> checks = new ArrayList<>();
        String user = user();
        for (Permission needed : Permission.needed(options)) {
            List<String> missing = needed.verbs().stream()
                    .filter(verb -> !allowed(needed, verb))
                    .toList();
            String subject = SUBJECT + needed.resource();
            String tried = "ask with a SelfSubjectAccessReview whether %s may %s %s everywhere"
                    .formatted(user, String.join(", ", needed.verbs()), needed.name());
            checks.add(
                    missing.isEmpty()
                            ? PreflightCheck.passed(subject, tried, String.join(", ", needed.verbs()))
                            : PreflightCheck.failed(
                                    subject,
                                    tried,
                                    "that it must not " + String.join(", ", missing),
                                    grant(needed, missing, user)));
        }
        return checks;
    }

    private static String grant(Permission needed, List<String> missing, String user) {
        String name = "sim-arena-" + needed.resource().replace('/', '-');
        String subject = user.startsWith(SERVICE_ACCOUNT)
                ? "--serviceaccount=" + user.substring(SERVICE_ACCOUNT.length())
                : "--user=" + user;
        return "Grant it: kubectl create clusterrole %s --verb=%s --resource=%s && kubectl create clusterrolebinding %s --clusterrole=%s %s"
                .formatted(name, String.join(",", missing), needed.name(), name, name, subject);
    }

    private boolean allowed(Permission needed, String verb) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        ObjectNode attributes = review.putObject("spec").putObject("resourceAttributes");
        String[] resource = needed.resource().split("/", 2);
        attributes.put("group", needed.group()).put("resource", resource[0]).put("verb", verb);
        if (resource.length > 1) {
            attributes.put("subresource", resource[1]);
        }
        return api.create(REVIEWS, review).at("/status/allowed").asBoolean();
    }

    /** Return the name by which the API server knows us; servers before 1.28 do not tell. */
    private String user() {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
        try {
            String name =
                    api.create(WHO, review).at("/status/userInfo/username").asText("");
            return name.isEmpty() ? "<user>" : name;
        } catch (KubeApiException unknown) {
            return "<user>";
        }
    }
}
