package dev.simarena.engine.apiserver.request;

import dev.simarena.engine.model.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Say in which form a client wants the answer.
 *
 * <p>Source: {@code endpoints/handlers/negotiation} of the API server's library. Protobuf is never chosen.
 *
 * @param yaml whether as YAML, else as JSON
 * @param shape what to make of the object
 * @param group group of that shape, empty for the object itself
 * @param version version of that shape, empty for the object itself
 */
public record Accepted(boolean yaml, Shape shape, String group, String version) {

    /** Say what to make of an object or a list. */
    public enum Shape {
        /** Leave it as it is. */
        OBJECT,
        /** Rows and columns for people. */
        TABLE,
        /** Only the metadata of one object. */
        PARTIAL,
        /** Only the metadata of all objects of a list. */
        PARTIAL_LIST,
        /** All groups, versions and resources in one document. */
        DISCOVERY
    }

    /** Plain JSON, as everybody understands it. */
    public static final Accepted JSON = new Accepted(false, Shape.OBJECT, "", "");

    private static final Accepted YAML = new Accepted(true, Shape.OBJECT, "", "");
    private static final String META = "meta.k8s.io";

    private record Clause(String type, Map<String, String> parameters, double quality) {}

    /** Return the media type of the answer. */
    public String mediaType() {
        return yaml ? "application/yaml" : "application/json";
    }

    /**
     * Read the header of a request for an object or a list.
     *
     * @throws ApiException 406 where nothing of it can be served
     */
    public static Accepted object(@Nullable String header) {
        return header == null || header.equals("application/json")
                ? JSON
                : choose(header, List.of(Shape.OBJECT, Shape.TABLE, Shape.PARTIAL, Shape.PARTIAL_LIST));
    }

    /**
     * Read the header of a request for a document that has one form only.
     *
     * @throws ApiException 406 where nothing of it can be served
     */
    public static Accepted plain(@Nullable String header) {
        return header == null || header.equals("application/json") ? JSON : choose(header, List.of(Shape.OBJECT));
    }

    /**
     * Read the header of a request for all groups.
     *
     * @throws ApiException 406 where nothing of it can be served
     */
    public static Accepted discovery(@Nullable String header) {
        return header == null ? JSON : choose(header, List.of(Shape.OBJECT, Shape.DISCOVERY));
    }

    private static Accepted choose(String header, List<Shape> shapes) {
        List<Clause> clauses = clauses(header);
        boolean known = header.isBlank();
        for (Clause clause : clauses) {
            known |= known(clause.type());
            Accepted accepted = of(clause);
            if (accepted != null && shapes.contains(accepted.shape())) {
                return accepted;
            }
        }
        if (header.isBlank()) {
            return JSON;
        }
        if (known) {
            throw new ApiException(
                    406, "NotAcceptable", "only the following media types are accepted: " + Bodies.ACCEPTED);
        }
        throw Failures.notAcceptable(Bodies.ACCEPTED);
    }

    private static boolean known(String type) {
        return type.equals("application/json")
                || type.equals("application/yaml")
                || type.equals("application/vnd.kubernetes.protobuf")
                || type.equals("*/*");
    }

    private static @Nullable Accepted of(Clause clause) {
        boolean yaml = clause.type().equals("application/yaml");
        if (!yaml && !clause.type().equals("application/json") && !clause.type().equals("*/*")) {
            return null;
        }
        String as = clause.parameters().getOrDefault("as", "");
        if (as.isEmpty()) {
            return yaml ? YAML : JSON;
        }
        String group = clause.parameters().getOrDefault("g", "");
        String version = clause.parameters().getOrDefault("v", "");
        boolean meta = group.equals(META) && (version.equals("v1") || version.equals("v1beta1"));
        Shape shape = switch (as) {
            case "Table" -> meta ? Shape.TABLE : null;
            case "PartialObjectMetadata" -> meta ? Shape.PARTIAL : null;
            case "PartialObjectMetadataList" -> meta ? Shape.PARTIAL_LIST : null;
            case "APIGroupDiscoveryList" ->
                group.equals("apidiscovery.k8s.io") && version.equals("v2") ? Shape.DISCOVERY : null;
            default -> null;
        };
        return shape == null ? null : new Accepted(yaml, shape, group, version);
    }

    /** The best come first; clauses alike in quality stay in their order. */
    private static List<Clause> clauses(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pieces = part.split(";");
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 1; i < pieces.length; i++) {
                int equal = pieces[i].indexOf('=');
                if (equal > 0) {
                    parameters.put(
                            pieces[i].substring(0, equal).strip(),
                            pieces[i].substring(equal + 1).strip());
                }
            }
            clauses.add(new Clause(
                    pieces.length == 0 ? "" : pieces[0].strip().toLowerCase(Locale.ROOT),
                    parameters,
                    quality(parameters)));
        }
        clauses.sort(Comparator.comparingDouble(Clause::quality).reversed());
        return clauses;
    }

    private static double quality(Map<String, String> parameters) {
        try {
            return Double.parseDouble(parameters.getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
