package dev.simarena.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTests {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void variablesOfTheCiSystem_win() {
        assertThat(Checkout.of(Map.of("GITHUB_SHA", HASH, "GITHUB_REF_NAME", "main"), folder))
                .isEqualTo(new Checkout(HASH, "main"));
        assertThat(Checkout.of(Map.of("CI_COMMIT_SHA", HASH), folder)).isEqualTo(new Checkout(HASH, null));
        assertThat(Checkout.of(Map.of("GIT_COMMIT", HASH, "GIT_BRANCH", "origin/x"), folder))
                .isEqualTo(new Checkout(HASH, "origin/x"));
    }

    @Test
    void branch_isFollowedToItsCommit_alsoFromAFolderBelow() throws IOException {
        write(".git/HEAD", "ref: refs/heads/topic/one\n");
        write(".git/refs/heads/topic/one", HASH + "\n");

        Path below = Files.createDirectories(folder.resolve("a/b"));
        assertThat(Checkout.of(Map.of(), below)).isEqualTo(new Checkout(HASH, "topic/one"));
    }

    @Test
    void packedBranch_andDetachedHead_areRead() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/packed-refs", "# pack-refs with: peeled\n" + HASH + " refs/heads/main\n");
        assertThat(Checkout.of(Map.of(), folder)).isEqualTo(new Checkout(HASH, "main"));

        write(".git/HEAD", HASH + "\n");
        assertThat(Checkout.of(Map.of(), folder)).isEqualTo(new Checkout(HASH, null));
    }

    @Test
    void workTree_isReadThroughItsMainRepository() throws IOException {
        write("main/.git/worktrees/w/HEAD", "ref: refs/heads/w\n");
        write("main/.git/worktrees/w/commondir", "../..\n");
        write("main/.git/refs/heads/w", HASH + "\n");
        write("tree/.git", "gitdir: " + folder.resolve("main/.git/worktrees/w") + "\n");

        assertThat(Checkout.of(Map.of(), folder.resolve("tree"))).isEqualTo(new Checkout(HASH, "w"));
    }

    @Test
    void branchWithoutCommits_andGarbage_areUnknown() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        assertThat(Checkout.of(Map.of(), folder)).isEqualTo(new Checkout(null, "main"));

        write(".git/HEAD", "<html>");
        assertThat(Checkout.of(Map.of(), folder)).isEqualTo(new Checkout(null, null));
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
