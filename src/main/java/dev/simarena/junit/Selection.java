package dev.simarena.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hold the scenarios that were asked for.
 *
 * @param names names as typed, with hyphens for underscores, without duplicates; empty where the selection is blank
 */
record Selection(List<String> names) {

    Selection {
        names = List.copyOf(names);
    }

    /** Read the selection; empty where nothing was asked for and everything plays. */
    static Optional<Selection> of(Function<String, Optional<String>> settings) {
        return settings.apply(ArenaSettings.SCENARIO_SHORT)
                .or(() -> settings.apply(ArenaSettings.SCENARIO))
                .map(text -> new Selection(Arrays.stream(text.split(","))
                        .map(String::strip)
                        // the folder of a scenario whose name has hyphens
                        .map(name -> name.replace('_', '-'))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList()));
    }

    boolean includes(String scenario) {
        return names.contains(scenario);
    }

    /** Return the errors of this selection, by the name they are shown under; empty when all is well. */
    List<Fault> faults(ScenarioCatalog catalog) {
        if (names.isEmpty()) {
            return List.of(new Fault("-Dscenario=", JunitMessages.noScenarioNamed(catalog.names())));
        }
        return names.stream()
                .filter(name -> !catalog.names().contains(name))
                .map(name -> new Fault(name, JunitMessages.unknownScenario(name, catalog.names())))
                .toList();
    }

    /**
     * Say what is wrong with the selection.
     *
     * @param name what was typed
     * @param message what is wrong
     */
    record Fault(String name, String message) {}
}
