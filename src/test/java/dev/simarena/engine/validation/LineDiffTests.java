package dev.simarena.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The expected differences were made by Python's {@code difflib.unified_diff}. */
class LineDiffTests {

    @Test
    void equal_texts_differ_nowhere() {
        assertThat(LineDiff.of("a\nb", "a\nb")).isEmpty();
    }

    @Test
    void texts_without_a_common_line_are_replaced() {
        assertThat(LineDiff.of("a", "b\nc")).isEqualTo("@@ -1 +1,2 @@\n-a\n+b\n+c\n");
    }

    @Test
    void far_differences_are_told_apart() {
        String before = "{\na\n x\n y\n}\nb\n{\nc\nd\ne\nf\ng\nh\ni\n}";
        String after = "{\na\n y\n x\n}\n{\nc\nd\ne\nf\ng\nh\nj\ni\n}\nk";

        assertThat(LineDiff.of(before, after)).isEqualTo("""
                @@ -1,9 +1,8 @@
                 {
                 a
                + y
                  x
                - y
                 }
                -b
                 {
                 c
                 d
                @@ -11,5 +10,7 @@
                 f
                 g
                 h
                +j
                 i
                 }
                +k
                """);
    }

    @Test
    void lines_that_stand_all_over_a_long_text_begin_no_match() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 260; i++) {
            before.add(i % 3 == 0 ? "f" + i : " null");
        }
        List<String> after = new ArrayList<>(before);
        after.set(9, "changed");
        after.subList(120, 123).clear();
        after.add(200, " null");
        after.add("end");

        assertThat(LineDiff.of(String.join("\n", before), String.join("\n", after)))
                .isEqualTo("""
                @@ -7,7 +7,7 @@
                 f6
                  null
                  null
                -f9
                +changed
                  null
                  null
                 f12
                @@ -118,9 +118,6 @@
                 f117
                  null
                  null
                -f120
                - null
                - null
                 f123
                  null
                  null
                @@ -202,6 +199,7 @@
                 f201
                  null
                  null
                + null
                 f204
                  null
                  null
                @@ -258,3 +256,4 @@
                  null
                 f258
                  null
                +end
                """);
    }
}
