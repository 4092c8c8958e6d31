package dev.simarena.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ClientTasksTests {

    private static final long LONG = Duration.ofHours(1).toMillis();

    private final ClientTasks tasks = new ClientTasks();
    private final ExecutorService threads = tasks.threads();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_task_that_works_is_waited_for() {
        AtomicBoolean ended = new AtomicBoolean();
        threads.execute(() -> {
            long began = System.nanoTime();
            while (System.nanoTime() - began < Duration.ofMillis(500).toNanos()) {
                Thread.onSpinWait();
            }
            ended.set(true);
        });

        tasks.quiet(1, LONG);

        assertThat(ended).isTrue();
    }

    @Test
    void a_task_that_waits_is_given_up_and_not_waited_for_again() {
        CountDownLatch happened = new CountDownLatch(1);
        threads.execute(() -> await(happened));

        tasks.quiet(1, LONG);
        assertThat(tasks.finished()).isZero();

        tasks.quiet(LONG, LONG);
        assertThat(tasks.finished()).isZero();
        happened.countDown();
    }

    @Test
    void a_task_that_works_for_ever_is_given_up() {
        AtomicBoolean enough = new AtomicBoolean();
        threads.execute(() -> {
            while (!enough.get()) {
                Thread.onSpinWait();
            }
        });

        tasks.quiet(LONG, 1);

        assertThat(tasks.finished()).isZero();
        enough.set(true);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
