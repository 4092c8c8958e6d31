package dev.simarena.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.cli.LintCommand.Linted;
import dev.simarena.episode.RecordsJson;
import dev.simarena.trace.lint.Finding;
import dev.simarena.trace.lint.LintRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Print what was found in traces, and the rules, as JSON. */
final class LintJson {

    private LintJson() {}

    /** Return all findings of all traces. */
    static String of(List<Linted> linted, boolean compatible) throws IOException {
        ObjectNode json = RecordsJson.object();
        json.put("compatible", compatible);
        json.put(
                "errors", linted.stream().mapToInt(one -> one.report().errors()).sum());
        json.put(
                "warnings",
                linted.stream().mapToInt(one -> one.report().warnings()).sum());
        ArrayNode traces = json.putArray("traces");
        for (Linted one : linted) {
            ObjectNode trace = traces.addObject();
            trace.put("trace", one.report().name());
            trace.put("errors", one.report().errors());
            trace.put("warnings", one.report().warnings());
            ObjectNode counts = trace.putObject("counts");
            one.report().counts().forEach((rule, count) -> counts.put(rule.code(), count));
            findings(trace.putArray("fixed"), one.fixed());
            findings(trace.putArray("findings"), one.report().findings());
        }
        return text(json);
    }

    private static void findings(ArrayNode list, List<Finding> findings) {
        for (Finding finding : findings) {
            ObjectNode one = list.addObject();
            one.put("code", finding.rule().code());
            one.put("name", finding.rule().title());
            one.put("severity", finding.rule().severity().toString());
            one.put("event", finding.event());
            one.put("object", finding.object());
            one.put("pointer", finding.pointer());
            one.put("message", finding.text());
        }
    }

    /** Return the rules. */
    static String rules(List<LintRule> rules) throws IOException {
        ObjectNode json = RecordsJson.object();
        ArrayNode list = json.putArray("rules");
        for (LintRule rule : rules) {
            list.addObject()
                    .put("code", rule.code())
                    .put("name", rule.title())
                    .put("severity", rule.severity().toString())
                    .put("simkube", rule.simkube())
                    .put("cause", rule.cause())
                    .put("cure", rule.cure())
                    .put("fixable", rule.fixable());
        }
        return text(json);
    }

    private static String text(ObjectNode json) throws IOException {
        return new String(RecordsJson.pretty(json), StandardCharsets.UTF_8);
    }
}
