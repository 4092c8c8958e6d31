package dev.simarena.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.Kinds;
import dev.simarena.engine.model.StatusDetails;

/** Hold requests to the version and uid they name. */
final class Preconditions {

    private Preconditions() {}

    /** Optimistic concurrency: who names a version or uid must name the present one. */
    static void versions(ApiObject live, JsonNode metadata) {
        String uid = metadata.path("uid").asText("");
        if (!uid.isEmpty() && !uid.equals(live.uid())) {
            throw ApiException.conflict(
                    live.gvk(),
                    live.name(),
                    ("StorageError: invalid object, Code: 4, Key: /registry/%s/%s%s, ResourceVersion: 0,"
                                    + " AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object"
                                    + " meta: %s")
                            .formatted(
                                    Kinds.resource(live.gvk()),
                                    live.namespace() == null ? "" : live.namespace() + "/",
                                    live.name(),
                                    uid,
                                    live.uid()));
        }
        String version = metadata.path("resourceVersion").asText("");
        if (!version.isEmpty() && !version.equals(String.valueOf(live.resourceVersion()))) {
            throw ApiException.conflict(
                    live.gvk(),
                    live.name(),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    static void check(ApiObject live, DeleteOptions options) {
        StatusDetails about =
                StatusDetails.of(live.name(), live.gvk().group(), live.gvk().kind());
        String uid = options.uid();
        if (uid != null && !uid.equals(live.uid())) {
            throw ApiException.conflict(
                    live.gvk().kind(),
                    about,
                    ("the UID in the precondition (%s) does not match the UID in record (%s). The object might have been"
                                    + " deleted and then recreated")
                            .formatted(uid, live.uid()));
        }
        String version = options.resourceVersion();
        if (version != null && !version.equals(String.valueOf(live.resourceVersion()))) {
            throw ApiException.conflict(
                    live.gvk().kind(),
                    about,
                    ("the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%d). The"
                                    + " object might have been modified")
                            .formatted(version, live.resourceVersion()));
        }
    }
}
