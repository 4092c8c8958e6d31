package dev.simarena.engine.apiserver.resource;

import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Know the resources that are served: those every API server has, and those somebody defines while it runs.
 *
 * <p>Only {@link #of} may be asked by several threads at once.
 */
public final class ResourceRegistry {

    private static final List<ApiResource> BUILT_IN = BuiltInResources.read();

    /** Group, versions in order of preference, resources by plural. */
    private final Map<String, Map<String, Map<String, ApiResource>>> groups = new LinkedHashMap<>();

    private final Map<Gvk, ApiResource> kinds = new ConcurrentHashMap<>();
    private long revision;

    /** Know the built-in resources. */
    public ResourceRegistry() {
        BUILT_IN.forEach(this::put);
    }

    /** Serve one more resource, or serve it differently from now on. */
    public void add(ApiResource resource) {
        put(resource);
        revision++;
    }

    /** Serve a resource no more; a version or group without resources goes with it. */
    public void remove(ApiResource resource) {
        Map<String, Map<String, ApiResource>> versions = groups.get(resource.group());
        if (versions == null) {
            return;
        }
        Map<String, ApiResource> resources = versions.get(resource.version());
        if (resources == null || resources.remove(resource.plural()) == null) {
            return;
        }
        kinds.remove(resource.gvk());
        if (resources.isEmpty()) {
            versions.remove(resource.version());
        }
        if (versions.isEmpty()) {
            groups.remove(resource.group());
        }
        revision++;
    }

    /** Return a resource, {@code null} where there is none. */
    public @Nullable ApiResource find(String group, String version, String plural) {
        Map<String, Map<String, ApiResource>> versions = groups.get(group);
        Map<String, ApiResource> resources = versions == null ? null : versions.get(version);
        return resources == null ? null : resources.get(plural);
    }

    /** Return the resource whose objects are of a kind, {@code null} where there is none. */
    public @Nullable ApiResource of(Gvk gvk) {
        return kinds.get(gvk);
    }

    /** Tell whether a version of a group is served. */
    public boolean serves(String group, String version) {
        Map<String, Map<String, ApiResource>> versions = groups.get(group);
        return versions != null && versions.containsKey(version);
    }

    /** Return the groups in the order in which discovery names them, the core group first as the empty text. */
    public Collection<String> groups() {
        return groups.keySet();
    }

    /** Return the versions of a group, the preferred one first; none where the group is not served. */
    public Collection<String> versions(String group) {
        return groups.getOrDefault(group, Map.of()).keySet();
    }

    /** Return the resources of a version in the order in which discovery names them. */
    public Collection<ApiResource> resources(String group, String version) {
        return groups.getOrDefault(group, Map.of())
                .getOrDefault(version, Map.of())
                .values();
    }

    /** Return all resources. */
    public List<ApiResource> all() {
        List<ApiResource> all = new ArrayList<>();
        groups.values().forEach(versions -> versions.values().forEach(resources -> all.addAll(resources.values())));
        return all;
    }

    /** Return a number that rises with every change, so that others may keep what they made of it. */
    public long revision() {
        return revision;
    }

    private void put(ApiResource resource) {
        groups.computeIfAbsent(resource.group(), __ -> new LinkedHashMap<>())
                .computeIfAbsent(resource.version(), __ -> new LinkedHashMap<>())
                .put(resource.plural(), resource);
        kinds.put(resource.gvk(), resource);
    }
}
