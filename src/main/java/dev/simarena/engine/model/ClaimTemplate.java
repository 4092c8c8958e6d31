package dev.simarena.engine.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Describe the claims of one volume of a StatefulSet's pods.
 *
 * @param name name of the volume, the first part of the claims' names
 * @param labels labels of the claims
 * @param annotations annotations of the claims
 * @param spec spec of the claims as stored; read only
 */
public record ClaimTemplate(String name, Map<String, String> labels, Map<String, String> annotations, ObjectNode spec) {

    /** Return the name of the claim of one pod. */
    public String claimName(String set, int ordinal) {
        return name + "-" + set + "-" + ordinal;
    }
}
