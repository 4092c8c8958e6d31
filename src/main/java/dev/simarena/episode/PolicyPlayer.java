package dev.simarena.episode;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Call a policy and name it where it fails. */
final class PolicyPlayer {

    private final EpisodeSpec spec;
    private final Policy policy;
    private final EpisodeRecorder recorder;

    PolicyPlayer(EpisodeSpec spec, Policy policy, EpisodeRecorder recorder) {
        this.spec = spec;
        this.policy = policy;
        this.recorder = recorder;
    }

    void begin() {
        PolicyContext context = new PolicyContext(
                spec.target(),
                spec.maxSteps(),
                spec.deltas(),
                spec.limits(),
                new EpisodeRandom(EpisodeSeed.stream(spec.seed(), "policy")));
        guarded("begin", () -> policy.begin(context));
    }

    Action act(Observation observation) {
        long start = WallClock.nanos();
        Action action;
        try {
            action = policy.act(observation);
        } catch (RuntimeException | Error e) {
            throw failure("act", e);
        }
        recorder.decided(spec, Duration.ofNanos(WallClock.nanos() - start));
        // Policies of users are not checked for null by the compiler.
        if (isNull(action)) {
            throw new PolicyException(spec.policy(), EpisodeMessages.policySilent(spec.policy()), null);
        }
        return action;
    }

    void observe(StepResult result) {
        guarded("observe", () -> policy.observe(result));
    }

    void close() {
        guarded("close", policy::close);
    }

    private void guarded(String where, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            throw failure(where, e);
        }
    }

    private PolicyException failure(String where, Throwable thrown) {
        return new PolicyException(spec.policy(), EpisodeMessages.policyThrew(spec.policy(), where, thrown), thrown);
    }

    private static boolean isNull(@Nullable Object value) {
        return value == null;
    }
}
