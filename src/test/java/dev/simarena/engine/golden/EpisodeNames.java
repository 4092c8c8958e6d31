package dev.simarena.engine.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.World;
import dev.simarena.trace.Gvk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Give objects the names recordings give them: ReplicaSets by the number of the template, pods without their random end,
 * jobs of CronJobs without the minute.
 */
final class EpisodeNames {

    private static final String LETTERS = "[bcdfghjklmnpqrstvwxz2456789]";
    private static final Pattern MINUTE = Pattern.compile("-[0-9]{8}(?![0-9])");
    private static final Pattern POD =
            Pattern.compile("(-#[0-9]+|-<minute>|\\b[a-z][a-z0-9]*)(-[0-9]+)?-" + LETTERS + "{5}(?![-a-z0-9#])");

    private World world;
    private final Map<String, String> sets = new LinkedHashMap<>();
    private final Map<String, Integer> templates = new TreeMap<>();
    private final Map<String, String> revisions = new LinkedHashMap<>();

    EpisodeNames(World world) {
        this.world = world;
    }

    /** Go on in another world that shows the same. */
    void moveTo(World other) {
        world = other;
    }

    /** Learn the names of what is there now. */
    void learn() {
        for (JsonNode set : world.list(Gvk.REPLICA_SET, null)) {
            String name = set.at("/metadata/name").asText();
            String owner = set.at("/metadata/ownerReferences/0/name").asText("");
            String hash = set.at("/metadata/labels/pod-template-hash").asText("");
            if (!hash.isEmpty() && !sets.containsKey(name)) {
                String base = owner.isEmpty() ? name.substring(0, name.length() - hash.length() - 1) : owner;
                sets.put(name, base + "-#" + templates.merge(base, 1, Integer::sum));
            }
        }
        for (JsonNode revision : world.list(new Gvk("apps", "v1", "ControllerRevision"), null)) {
            String owner = revision.at("/metadata/ownerReferences/0/name").asText("");
            String name = revision.at("/metadata/name").asText();
            if (!owner.isEmpty() && !revisions.containsKey(name)) {
                revisions.put(name, owner + "-rev" + revision.path("revision").asText());
            }
        }
    }

    /** Return the name of the revision a pod names by its hash, which for StatefulSets is the whole name. */
    String revision(String label) {
        for (Map.Entry<String, String> name : revisions.entrySet()) {
            if (!label.isEmpty()
                    && (name.getKey().equals(label) || name.getKey().endsWith("-" + label))) {
                return name.getValue();
            }
        }
        return label;
    }

    /** Return a text in which all names are those of recordings. */
    String logical(String text) {
        String result = text;
        for (Map.Entry<String, String> name : sets.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        for (Map.Entry<String, String> name : revisions.entrySet()) {
            result = result.replace(name.getKey(), name.getValue());
        }
        result = MINUTE.matcher(result).replaceAll("-<minute>");
        return POD.matcher(result)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + (match.group(2) == null ? "" : match.group(2)) + "-*"));
    }
}
