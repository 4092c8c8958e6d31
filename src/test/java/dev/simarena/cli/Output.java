package dev.simarena.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Output(int exit, String out, String err) {

    static Output of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine arena = Arena.commandLine();
        arena.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = arena.execute(arguments);
        return new Output(exit, out.toString(), err.toString());
    }
}
