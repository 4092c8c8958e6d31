package dev.simarena.trace.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.Repair;
import dev.simarena.trace.TraceFiles;
import dev.simarena.trace.TraceFormatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Find what is wrong with traces, by SimKube's rules as they are or by all rules. */
public final class TraceLint {

    private final boolean compatible;
    private final @Nullable Nodes nodes;

    private TraceLint(boolean compatible, @Nullable Nodes nodes) {
        this.compatible = compatible;
        this.nodes = nodes;
    }

    /** Check all rules; pods are compared with the nodes that a trace declares. */
    public static TraceLint all() {
        return new TraceLint(false, null);
    }

    /**
     * Check SimKube's rules the way {@code skctl validate check} of SimKube 2.7 does, with the same counts.
     *
     * <p>A file that SimKube refuses to load has no counts there; the reasons are reported instead.
     */
    public static TraceLint compatible() {
        return new TraceLint(true, Nodes.UNKNOWN);
    }

    /** Compare pods with these nodes instead of those that a trace declares. */
    public TraceLint withNodes(Nodes others) {
        return new TraceLint(compatible, others);
    }

    /** Read and check a file; one that cannot be read is reported as {@link LintRule#UNREADABLE}. */
    public LintReport lint(Path file) {
        try {
            return new LintReport(file.toString(), findings(TraceFiles.load(file)));
        } catch (TraceFormatException e) {
            Finding finding = new Finding(LintRule.UNREADABLE, null, null, "", String.valueOf(e.getMessage()));
            return new LintReport(file.toString(), List.of(finding));
        }
    }

    /** Check a trace that was read; what was mended while reading is found too. */
    public LintReport lint(LoadedTrace loaded) {
        return new LintReport(loaded.name(), findings(loaded));
    }

    private List<Finding> findings(LoadedTrace loaded) {
        List<Finding> findings = new ArrayList<>();
        for (Repair repair : loaded.mended()) {
            findings.add(new Finding(rule(repair), null, null, repair.pointer(), repair.text()));
        }
        if (!compatible) {
            new AllRules(loaded.trace(), nodes).check(findings);
            return findings;
        }
        findings.removeIf(finding -> finding.rule() == LintRule.UNSORTED);
        if (findings.isEmpty()) {
            SimKubeRules.check(loaded.trace(), findings);
        }
        return findings;
    }

    private static LintRule rule(Repair repair) {
        return switch (repair.kind()) {
            case VERSION -> LintRule.VERSION;
            case MISSING_KEY -> LintRule.MISSING_KEY;
            case UNSORTED -> LintRule.UNSORTED;
            case UNKNOWN_KEY -> LintRule.TRACKED_WITH_UNKNOWN_KEY;
            case INVALID_PATH -> LintRule.TRACKED_WITH_WRONG_PATH;
            case MISSING_PATH -> LintRule.TRACKED_WITHOUT_PATH;
        };
    }

    /** Tell whether an object has a status that is not null. */
    static boolean hasStatus(JsonNode body) {
        return body.hasNonNull("status");
    }
}
