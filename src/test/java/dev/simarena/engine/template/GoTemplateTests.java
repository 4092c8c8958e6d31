package dev.simarena.engine.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.simarena.engine.Manifests;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what Go's text/template and sprig give for the same data. */
class GoTemplateTests {

    private static final JsonNode DATA = Manifests.json("""
            {"name": "web", "zero": 0, "three": 3, "on": true, "off": false, "empty": "",
             "list": ["a", "b", "c"], "numbers": [1, 2], "none": [],
             "map": {"y": "2", "x": "1"}, "deep": {"er": {"est": "here"}}, "dotted": {"a.b/c": "d"}}
            """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "plain text ^ plain text",
                "{{ .name }} ^ web",
                "{{.deep.er.est}} ^ here",
                "{{ $.name }} ^ web",
                "{{ .missing }} ^ <no value>",
                "{{ .missing.further.down }} ^ <no value>",
                "{{ .three }}{{ 3 }}{{ -0x10 }}{{ 1.5 }} ^ 33-161.5",
                "{{ .map }} {{ .list }} {{ .none }} ^ map[x:1 y:2] [a b c] []",
                "{{ \"a\\tb\" }}{{ `c\\d` }} ^ a\tbc\\d",
                "a {{- .name -}} b ^ awebb",
                "a {{/* nothing */}} b ^ a  b",
                "a {{- /* nothing */ -}} b ^ ab",
                "{{ if .on }}yes{{ else }}no{{ end }} ^ yes",
                "{{ if .off }}1{{ else if .empty }}2{{ else if .on }}3{{ else }}4{{ end }} ^ 3",
                "{{ if .zero }}text{{ else }}number{{ end }} ^ text",
                "{{ if 0 }}1{{ end }}{{ if .none }}2{{ end }}{{ if .missing }}3{{ end }}{{ if .map }}4{{ end }} ^ 4",
                "{{ with .deep }}{{ .er.est }}{{ $.name }}{{ end }} ^ hereweb",
                "{{ with .missing }}1{{ else }}{{ .name }}{{ end }} ^ web",
                "{{ with .missing }}1{{ else with .name }}{{ . }}{{ end }} ^ web",
                "{{ range .list }}{{ . }},{{ end }} ^ a,b,c,",
                "{{ range $i, $v := .list }}{{ $i }}{{ $v }}{{ end }} ^ 0a1b2c",
                "{{ range $k, $v := .map }}{{ $k }}{{ $v }}{{ end }} ^ x1y2",
                "{{ range .none }}1{{ else }}nothing{{ end }} ^ nothing",
                "{{ range .missing }}1{{ else }}nothing{{ end }} ^ nothing",
                "{{ range 3 }}{{ . }}{{ end }} ^ 012",
                "{{ range .list }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }} ^ ac",
                "{{ range .list }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }} ^ a",
                "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }} ^ 2",
                "{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }} ^ 1",
                "{{ $d := .deep }}{{ $d.er.est }} ^ here",
                "{{ (index .list 1) }}{{ (.deep).er.est }} ^ bhere",
                "{{ index .map \"x\" }}{{ index .dotted \"a.b/c\" }}{{ index .deep \"er\" \"est\" }} ^ 1dhere",
                "{{ index .map \"q\" }} ^ <no value>",
                "{{ .name | printf \"%s-%s\" \"x\" | len }} ^ 5",
                "{{ printf \"%05d|%-4s|%q|%.2f|%v|%t|%x|%%\" 42 \"a\" \"b\" 1.005 .list true 255 }} ^ 00042|a   |\"b\"|1.00|[a b c]|true|ff|%",
                "{{ print 1 2 \"a\" 3 }} ^ 1 2a3",
                "{{ and .on .name }}{{ and .off .name }}{{ or .empty .name }}{{ or .off .empty }}| ^ webfalseweb|",
                "{{ and .off (index .none 5) }} ^ false",
                "{{ not .on }}{{ ne 1 2 }}{{ lt 1 2 }}{{ le 2 2 }}{{ gt 1 2 }}{{ ge \"b\" \"a\" }} ^ falsetruetruetruefalsetrue",
                "{{ eq .name \"a\" \"web\" }}{{ eq .missing \"a\" }} ^ truefalse",
                "{{ len .list }}{{ len .name }}{{ slice .name 1 2 }} ^ 33e",
                "{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" .name }}{{ template \"t\" }} ^ <web><<no value>>",
                "{{ block \"b\" .name }}[{{ . }}]{{ end }} ^ [web]",
                "{{ default \"d\" .empty }}{{ .name | default \"d\" }}{{ coalesce .empty .missing \"c\" }} ^ dwebc",
                "{{ list \"a\" .name | join \"-\" }} ^ a-web",
                "{{ $d := dict \"k\" 1 \"l\" .name }}{{ $d.k }}{{ $d.l }}{{ hasKey $d \"m\" }} ^ 1webfalse",
                "{{ upper .name }}{{ trimPrefix \"w\" .name }}{{ replace \"e\" \"i\" .name }}{{ contains \"eb\" .name }} ^ WEBebwibtrue",
                "{{ add 1 2 .three }}{{ sub 5 2 }}{{ mul 2 3 }}{{ div 7 2 }}{{ mod 7 2 }}{{ max 1 5 2 }} ^ 636315",
                "{{ ternary \"y\" \"n\" .on }}{{ empty .none }}{{ quote .name }}{{ .map | toJson }} ^ ytrue\"web\"{\"x\":\"1\",\"y\":\"2\"}",
                "{{ Hello .name }} ^ hello web"
            })
    void renders_as_go_does(String source, String expected) {
        GoTemplate template = GoTemplate.parse("t", source, Set.of("Hello"));
        assertThat(template.render(DATA, Map.of("Hello", a -> "hello " + a.get(0))))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "{{ .name ^ an action does not end",
                "{{ if .on }}x ^ {{if}} has no {{end}}",
                "x{{ end }} ^ {{end}} belongs to nothing",
                "{{ defualt 1 2 }} ^ function [defualt] is not defined. Did you mean [default]?",
                "{{ break }} ^ stands outside a range",
                "{{ \"a }} ^ a quoted text does not end",
                "{{ (1 }} ^ a parenthesis does not end",
                "{{ | len }} ^ a command is missing",
                "{{ /* x }} ^ a comment does not end",
                "{{ 1 ? 2 }} ^ [?] is not part of the template language"
            })
    void refuses_what_cannot_be_read(String source, String message) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> GoTemplate.parse("t", source, Set.of()))
                .withMessageStartingWith("Template [t] line 1: ")
                .withMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '~',
            value = {
                "{{ index .list 3 }} ^ index [3] is outside a list of 3 elements",
                "{{ index .missing 0 }} ^ has no elements",
                "{{ .name.first }} ^ field [first] is asked of [web]",
                "{{ range .name }}{{ end }} ^ [web] cannot be ranged over",
                "{{ .name 1 }} ^ arguments are given to something that is no function",
                "{{ $x }} ^ variable [$x] is not defined",
                "{{ eq .name .list }} ^ cannot be compared",
                "{{ eq 1 }} ^ function [eq] needs more than 1 arguments",
                "{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }} ^ includes itself without end",
                "{{ template \"u\" }} ^ template [u] is not defined",
                "{{ div 1 0 }} ^ divided by 0",
                "{{ fail \"no\" }} ^ the template fails by itself: no"
            })
    void says_why_it_cannot_render(String source, String message) {
        GoTemplate template = GoTemplate.parse("t", source, Set.of());
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> template.render(DATA, Map.of()))
                .withMessageContaining("Template [t]")
                .withMessageContaining(message);
    }

    @Test
    void names_the_line_of_a_mistake() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> GoTemplate.parse("t", "a\n{{ .x }}\n{{ nothere }}\n", Set.of()))
                .withMessageContaining("line 3");
    }
}
