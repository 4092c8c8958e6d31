package dev.simarena.junit;

/** Tell the person at the terminal that a cluster is open. */
final class DebuggingPrompt {

    private DebuggingPrompt() {}

    /** Print a line of something that takes long. */
    static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Print lines where they are seen while the test waits. */
    static void print(String lines) {
        System.out.println();
        System.out.println(lines);
        System.out.flush();
    }
}
