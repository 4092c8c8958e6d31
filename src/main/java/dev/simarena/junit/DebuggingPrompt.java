package dev.simarena.junit;

/** Tell the person at the terminal that a cluster is open. */
final class DebuggingPrompt {

    private DebuggingPrompt() {}

    /** Print lines where they are seen while the test waits. */
    static void print(String lines) {
        System.out.println();
        System.out.println(lines);
        System.out.flush();
    }
}
