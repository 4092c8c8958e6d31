package dev.simarena.engine.apiserver.apply;

import dev.simarena.engine.Subresource;
import dev.simarena.trace.Gvk;

/** Know the fields that requests cannot change, as the storage puts back what was there. */
final class ResetFields {

    private static final FieldSet STATUS = FieldSet.of("status");
    private static final FieldSet SPEC = FieldSet.of("spec");
    private static final FieldSet DEPLOYMENT = FieldSet.of("spec", "metadata.labels");
    private static final FieldSet POD = FieldSet.of("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");
    private static final FieldSet CUSTOM = FieldSet.of("spec", "metadata");

    private ResetFields() {}

    /**
     * Return the fields that a request cannot change.
     *
     * @param custom whether a CustomResourceDefinition made the kind
     * @param statusApart whether the kind has a status subresource
     */
    static FieldSet of(Gvk gvk, Subresource subresource, boolean custom, boolean statusApart) {
        if (subresource != Subresource.STATUS) {
            return statusApart ? STATUS : FieldSet.NONE;
        }
        if (custom) {
            return CUSTOM;
        }
        return switch (gvk.kind()) {
            case "Deployment" -> DEPLOYMENT;
            case "Pod" -> POD;
            default -> SPEC;
        };
    }
}
