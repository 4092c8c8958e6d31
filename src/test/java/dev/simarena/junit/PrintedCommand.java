package dev.simarena.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Run a command that a failed test printed, in this JVM.
 *
 * @param goal goal of Maven
 * @param properties what is given with {@code -D}
 */
record PrintedCommand(String goal, Map<String, String> properties) {

    /** Read the last line of a message. */
    static PrintedCommand lastLine(String message) {
        String line = message.substring(message.lastIndexOf('\n') + 1);
        assertThat(line).startsWith("  reproduce:  mvn ");
        return of(line.substring("  reproduce:  ".length()));
    }

    /** Read the line that replays a trace. */
    static PrintedCommand replay(String message) {
        String line = message.lines()
                .filter(one -> one.startsWith("  replay it:  "))
                .findFirst()
                .orElseThrow();
        return of(line.substring("  replay it:  ".length()));
    }

    /** Let a shell take the words apart, as it does for whoever copies them. */
    private static PrintedCommand of(String command) {
        List<String> words =
                sh("mvn() { printf '%s\\n' \"$@\"; }\n" + command).lines().toList();
        Map<String, String> properties = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            assertThat(word).startsWith("-D").contains("=");
            properties.put(word.substring(2, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return new PrintedCommand(words.get(0), properties);
    }

    /** Run a script and return what it prints. */
    static String sh(String script) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Play what the command plays, of a test class. */
    ArenaTestKit.Played play(ArenaTestKit kit, Class<?> type) {
        properties.forEach((key, value) -> {
            if (key.startsWith(ArenaSettings.PREFIX) || key.equals(ArenaSettings.SCENARIO_SHORT)) {
                kit.set(key, value);
            }
        });
        String test = properties.getOrDefault("it.test", properties.get("test"));
        if (test == null) {
            return kit.play(type);
        }
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1);
        assertThat(test).startsWith(name + "#");
        return kit.playMethod(type, test.substring(name.length() + 1));
    }
}
