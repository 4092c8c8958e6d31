package dev.simarena.engine.apiserver.resource;

import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describe one resource of the API.
 *
 * @param gvk group, version and kind as served
 * @param stored kind under which its objects are stored; another one where versions share their objects
 * @param plural name in paths, for example {@code pods}
 * @param singular name of one, for example {@code pod}
 * @param namespaced whether its objects live in namespaces
 * @param verbs what can be done with it, in the order in which discovery tells it
 * @param shortNames for example {@code po}
 * @param categories for example {@code all}
 * @param subresources parts of objects that have paths of their own, in the order in which discovery tells it
 * @param traits in what its objects differ from most
 * @param custom whether a CustomResourceDefinition made it
 */
public record ApiResource(
        Gvk gvk,
        Gvk stored,
        String plural,
        String singular,
        boolean namespaced,
        List<String> verbs,
        List<String> shortNames,
        List<String> categories,
        List<ApiSubresource> subresources,
        Set<Trait> traits,
        boolean custom) {

    public ApiResource {
        verbs = List.copyOf(verbs);
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        subresources = List.copyOf(subresources);
        traits = Set.copyOf(traits);
    }

    /** Return the API group, empty for the core group. */
    public String group() {
        return gvk.group();
    }

    /** Return the version as served. */
    public String version() {
        return gvk.version();
    }

    /** Return the kind of one object. */
    public String kind() {
        return gvk.kind();
    }

    /** Return the kind of a list of objects. */
    public String listKind() {
        return gvk.kind() + "List";
    }

    /** Return the name with the group, as messages have it, for example {@code deployments.apps}. */
    public String qualified() {
        return gvk.group().isEmpty() ? plural : plural + "." + gvk.group();
    }

    /** Tell whether a verb is served. */
    public boolean allows(String verb) {
        return verbs.contains(verb);
    }

    /** Tell whether its objects differ so from most. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Return a subresource, {@code null} where there is none of that name. */
    public @Nullable ApiSubresource subresource(String name) {
        for (ApiSubresource subresource : subresources) {
            if (subresource.name().equals(name)) {
                return subresource;
            }
        }
        return null;
    }
}
