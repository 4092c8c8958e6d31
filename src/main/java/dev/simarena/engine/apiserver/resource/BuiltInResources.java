package dev.simarena.engine.apiserver.resource;

import static java.util.Objects.requireNonNull;

import dev.simarena.trace.Gvk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Read the resources every API server of Kubernetes 1.36 has from {@code resources.txt}, which explains its columns. */
final class BuiltInResources {

    private static final List<String> ALL =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> PART = List.of("get", "patch", "update");

    /** Versions that are views of objects stored in another one. */
    private static final Map<Gvk, Gvk> STORED = Map.of(
            new Gvk("autoscaling", "v1", "HorizontalPodAutoscaler"),
            new Gvk("autoscaling", "v2", "HorizontalPodAutoscaler"),
            new Gvk("events.k8s.io", "v1", "Event"),
            new Gvk("", "v1", "Event"));

    private BuiltInResources() {}

    static List<ApiResource> read() {
        List<ApiResource> resources = new ArrayList<>();
        List<String> group = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!line.startsWith(" ") && !group.isEmpty()) {
                resources.add(resource(group));
                group.clear();
            }
            group.add(line);
        }
        resources.add(resource(group));
        return resources;
    }

    private static ApiResource resource(List<String> lines) {
        String[] columns = columns(lines.get(0));
        Gvk gvk = Gvk.of(columns[0], columns[3]);
        List<ApiSubresource> subresources = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            subresources.add(subresource(gvk, columns(line.substring(line.indexOf('/') + 1))));
        }
        return new ApiResource(
                gvk,
                STORED.getOrDefault(gvk, gvk),
                columns[1],
                columns[2],
                columns[4].equals("namespaced"),
                columns[5].equals("*") ? ALL : words(columns[5]),
                words(columns[6]),
                words(columns[7]),
                subresources,
                traits(columns[8]),
                false);
    }

    private static Set<Trait> traits(String text) {
        return words(text).stream()
                .map(word -> Trait.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ApiSubresource subresource(Gvk owner, String[] columns) {
        int slash = columns[1].lastIndexOf('/');
        Gvk gvk = slash < 0
                ? new Gvk(owner.group(), owner.version(), columns[1])
                : Gvk.of(columns[1].substring(0, slash), columns[1].substring(slash + 1));
        return new ApiSubresource(columns[0], gvk, slash >= 0, columns[2].equals("=") ? PART : words(columns[2]));
    }

    private static String[] columns(String line) {
        String[] columns = line.split("\\|", -1);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i].strip();
        }
        return columns;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static List<String> lines() {
        try (InputStream text = requireNonNull(BuiltInResources.class.getResourceAsStream("resources.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
