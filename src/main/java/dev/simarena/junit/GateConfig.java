package dev.simarena.junit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hold everything that is declared and set about gates, validated.
 *
 * @param repetitions number of episodes for each trace, policy and reward
 * @param repetition the only repetition to play, empty for all
 * @param runs number of runs that must be equal, 0 where nobody asks
 * @param gates the gates of the test, in the order of their tests
 * @param unsolved episodes known not to be solved
 * @param reference policy that must solve every trace of the scenario, {@code null} where nothing is checked
 * @param updatesBaseline whether results are accepted instead of compared
 * @param overridden whether policy or reward come from a setting
 * @param environmentRequired whether a failed environment is red
 */
record GateConfig(
        int repetitions,
        OptionalInt repetition,
        int runs,
        List<DeclaredGate> gates,
        Optional<KnownUnsolved> unsolved,
        @Nullable String reference,
        boolean updatesBaseline,
        boolean overridden,
        boolean environmentRequired) {

    GateConfig {
        gates = List.copyOf(gates);
    }
}
