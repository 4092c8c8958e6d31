package dev.simarena.junit;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Name one invocation of an {@link EpisodeTest} and bind its trace, policy and reward.
 *
 * @param config what is declared for the test
 * @param file the trace, not yet read
 * @param pairing policy, reward and repetition
 * @param batch where the result is counted
 * @param siblings the invocations of the same method
 * @param skipped whether the result could change no verdict, so that nothing is played
 */
record EpisodeInvocation(
        ScenarioConfig config, TraceFile file, Pairing pairing, BatchRun batch, Siblings siblings, boolean skipped)
        implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
        siblings.announce(this);
        return file.name() + pairing.suffix();
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
        siblings.begin(this);
        // the first that is put is closed last
        ExtensionStore.of(context).put(Siblings.class, (AutoCloseable) () -> siblings.end(this));
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of((BeforeEachCallback) context -> {
            Reports.announce(context, config, file, pairing);
            Run.of(context, config).collect(batch);
            if (skipped) {
                batch.skipped(file.name(), pairing.repetition());
                throw new TestAbortedException(GateTestMessages.skippedEarly(file.name() + pairing.suffix()));
            }
            EpisodeScope.open(context, config, file, pairing, batch);
        });
    }
}
