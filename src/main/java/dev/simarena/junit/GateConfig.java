package dev.simarena.junit;

import dev.simarena.episode.Shard;
import dev.simarena.gate.ComparisonGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hold everything that is declared and set about gates, validated.
 *
 * @param repetitions number of episodes for each trace, policy and reward
 * @param repetition the only repetition to play, empty for all
 * @param shard the part of the traces to play, empty for all
 * @param runs number of runs that must be equal, 0 where nobody asks
 * @param gates the gates of the test, in the order of their tests
 * @param comparisons the comparisons of policies that are declared
 * @param unsolved episodes known not to be solved
 * @param reference policy that must solve every trace of the scenario, {@code null} where nothing is checked
 * @param updatesBaseline whether results are accepted instead of compared
 * @param overridden whether policy or reward come from a setting
 * @param environmentRequired whether a failed environment is red
 */
record GateConfig(
        int repetitions,
        OptionalInt repetition,
        Optional<Shard> shard,
        int runs,
        List<DeclaredGate> gates,
        List<DeclaredGate> comparisons,
        Optional<KnownUnsolved> unsolved,
        @Nullable String reference,
        boolean updatesBaseline,
        boolean overridden,
        boolean environmentRequired) {

    GateConfig {
        gates = List.copyOf(gates);
        comparisons = List.copyOf(comparisons);
    }

    /** Tell whether nothing is judged. */
    boolean isEmpty() {
        return gates.isEmpty() && comparisons.isEmpty();
    }

    /** Return the gates that judge a policy, those in which it is the candidate of a comparison last. */
    List<DeclaredGate> of(String policy) {
        List<DeclaredGate> asked = new ArrayList<>(gates);
        comparisons.stream()
                .filter(declared -> declared.gate() instanceof ComparisonGate gate
                        && gate.candidate().equals(policy))
                .forEach(asked::add);
        return List.copyOf(asked);
    }
}
