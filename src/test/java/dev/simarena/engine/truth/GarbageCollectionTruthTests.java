package dev.simarena.engine.truth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.DeleteOptions;
import dev.simarena.engine.Manifests;
import dev.simarena.engine.Propagation;
import dev.simarena.engine.Subresource;
import dev.simarena.engine.World;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What goes, and what stays until what is gone, when owners are deleted. */
class GarbageCollectionTruthTests {

    @TestFactory
    List<DynamicTest> cases() {
        return TruthTable.of("garbage-collection").tests(single -> {
            Cluster objects = new Cluster(single.path("objects"));
            if (single.has("after")) {
                assertThat(objects.present()).isEqualTo(texts(single.path("after")));
            }
            assertThat(objects.warned()).isEqualTo(single.path("warned").asText(""));
            for (JsonNode step : single.path("steps")) {
                String[] words = step.path("do").asText().split(" ", 2);
                objects.act(words[0], words[1]);
                assertThat(objects.present()).as(step.path("do").asText()).isEqualTo(texts(step.path("after")));
            }
        });
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** One object as it was written. */
    private record Written(Gvk gvk, @Nullable String namespace, String name, String place) {}

    private static final class Cluster {
        private static final Gvk INSIDE = new Gvk("", "v1", "ConfigMap");
        private static final Gvk OUTSIDE = new Gvk("rbac.authorization.k8s.io", "v1", "ClusterRole");
        private static final String ABSENT = "00000000-0000-4000-8000-000000000000";

        private final World world = Manifests.world(0);
        private final Map<String, Written> written = new LinkedHashMap<>();

        Cluster(JsonNode notations) {
            world.submit(Manifests.namespace("other"));
            Map<Written, String> later = new LinkedHashMap<>();
            for (String notation : texts(notations)) {
                List<String> words = Notation.words(notation);
                String place = field(words, "in");
                Written object = switch (place) {
                    case "cluster" -> new Written(OUTSIDE, null, words.get(0), place);
                    case "" -> new Written(INSIDE, "default", words.get(0), place);
                    default -> new Written(INSIDE, place, words.get(0), place);
                };
                written.put(object.name(), object);
                ObjectNode manifest = manifest(object);
                list(field(words, "finalizers"))
                        .forEach(finalizer -> manifest.withObject("/metadata")
                                .withArray("finalizers")
                                .add(finalizer));
                String owners = field(words, "owners");
                if (list(owners).stream()
                        .allMatch(owner -> owner.startsWith("?") || written.containsKey(bare(owner)))) {
                    own(manifest, owners);
                } else {
                    later.put(object, owners);
                }
                world.submit(manifest);
            }
            later.forEach((object, owners) -> {
                ObjectNode manifest = manifest(object);
                own(manifest, owners);
                world.submit(manifest);
            });
        }

        void act(String verb, String name) {
            Written object = find(name);
            switch (verb) {
                case "finish", "unblock" -> {
                    ObjectNode present = json(object);
                    if (verb.equals("finish")) {
                        present.withObject("/metadata").remove("finalizers");
                    } else {
                        ((ObjectNode) present.at("/metadata/ownerReferences/0")).remove("blockOwnerDeletion");
                    }
                    world.requests().replace(object.gvk(), object.namespace(), name, present, Subresource.NONE);
                }
                default -> {
                    Propagation propagation = Propagation.valueOf(verb.toUpperCase(Locale.ROOT));
                    world.requests().delete(object.gvk(), object.namespace(), name, DeleteOptions.with(propagation));
                }
            }
        }

        /** Describe what there is, in the order in which it was written. */
        List<String> present() {
            List<String> present = new ArrayList<>();
            for (Written object : written.values()) {
                if (world.exists(object.gvk(), object.namespace(), object.name())) {
                    present.add(describe(object));
                }
            }
            return present;
        }

        /** Return the name of the object about which there is a warning, empty where there is none. */
        String warned() {
            StringBuilder warned = new StringBuilder();
            world.events().stream()
                    .filter(event -> event.reason().equals("OwnerRefInvalidNamespace"))
                    .forEach(event -> warned.append(event.name()));
            return warned.toString();
        }

        private String describe(Written object) {
            JsonNode metadata = json(object).path("metadata");
            StringBuilder text = new StringBuilder(object.name());
            List<String> owners = new ArrayList<>();
            for (JsonNode owner : metadata.path("ownerReferences")) {
                String prefix = written.containsKey(owner.path("name").asText())
                        ? ""
                        : owner.path("kind").asText().equals("ConfigMap") ? "?" : "??";
                owners.add(prefix
                        + owner.path("name").asText()
                        + (owner.path("blockOwnerDeletion").asBoolean() ? "!" : ""));
            }
            text.append(owners.isEmpty() ? "" : " owners=" + String.join(",", owners));
            List<String> finalizers = texts(metadata.path("finalizers"));
            text.append(finalizers.isEmpty() ? "" : " finalizers=" + String.join(",", finalizers));
            text.append(object.place().isEmpty() ? "" : " in=" + object.place());
            text.append(metadata.has("deletionTimestamp") ? " deleting" : "");
            return text.toString();
        }

        private void own(ObjectNode manifest, String owners) {
            ArrayNode references = manifest.withObject("/metadata").withArray("ownerReferences");
            for (String owner : list(owners)) {
                String name = bare(owner);
                ObjectNode reference = references.addObject().put("name", name);
                if (owner.startsWith("?")) {
                    reference
                            .put("apiVersion", owner.startsWith("??") ? "example.com/v1" : "v1")
                            .put("kind", owner.startsWith("??") ? "Unknown" : "ConfigMap")
                            .put("uid", ABSENT);
                } else {
                    JsonNode present = json(find(name));
                    reference
                            .put("apiVersion", present.path("apiVersion").asText())
                            .put("kind", present.path("kind").asText())
                            .put("uid", present.at("/metadata/uid").asText());
                }
                if (owner.endsWith("!")) {
                    reference.put("blockOwnerDeletion", true);
                }
            }
        }

        private Written find(String name) {
            return Objects.requireNonNull(written.get(name), name);
        }

        private ObjectNode json(Written object) {
            return Objects.requireNonNull(world.get(object.gvk(), object.namespace(), object.name()), object.name());
        }

        private static ObjectNode manifest(Written object) {
            ObjectNode manifest = Manifests.json("{}")
                    .put("apiVersion", object.gvk().apiVersion())
                    .put("kind", object.gvk().kind());
            ObjectNode metadata = manifest.putObject("metadata").put("name", object.name());
            if (object.namespace() != null) {
                metadata.put("namespace", object.namespace());
            }
            return manifest;
        }

        private static String bare(String owner) {
            return owner.replaceAll("[?!]", "");
        }

        private static List<String> list(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        }

        private static String field(List<String> words, String name) {
            return words.stream()
                    .filter(word -> word.startsWith(name + "="))
                    .map(word -> word.substring(name.length() + 1))
                    .findFirst()
                    .orElse("");
        }
    }
}
