package dev.simarena.cli;

/** Hold the exit codes of all commands. */
final class ExitCode {

    /** All is well. */
    static final int GREEN = 0;

    /** The command did what it was asked for, and what it found is red. */
    static final int RED = 1;

    /** The command line is wrong, or what it names cannot be read or written. */
    static final int WRONG = 2;

    static final String GREEN_TEXT = "0:done, and all is well";
    static final String RED_TEXT = "1:done, and something is red: a gate, a test";
    static final String WRONG_TEXT = "2:not done: wrong usage, or what is named cannot be read or written";

    private ExitCode() {}
}
