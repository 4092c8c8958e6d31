package dev.simarena.policy;

import dev.simarena.episode.PolicyProvider;
import dev.simarena.trace.Suggestions;
import java.util.Collection;

/** Word what the registry has to say. */
final class PolicyMessages {

    private PolicyMessages() {}

    static String unknown(String name, Collection<String> names) {
        return "Policy [%s] does not exist.%s Available: %s."
                .formatted(name, Suggestions.didYouMean(name, names), Suggestions.available(names));
    }

    static String duplicate(String name, PolicyProvider one, PolicyProvider other) {
        return "Policy [%s] is offered by %s and by %s. Rename one of them."
                .formatted(name, one.getClass().getName(), other.getClass().getName());
    }

    static String notLoaded(Throwable error) {
        // ServiceLoader's text names the file or the class.
        return "Policy provider [%s] cannot be loaded. Mend it, or take it out of META-INF/services."
                .formatted(error.getMessage());
    }

    static String badName(String name, PolicyProvider provider) {
        return "Policy [%s] of %s has no usable name. Use no spaces and no commas."
                .formatted(name, provider.getClass().getName());
    }

    static String notMade(String name, PolicyProvider provider, String fault) {
        return "Policy [%s] of %s cannot be made: %s. Mend its create()."
                .formatted(name, provider.getClass().getName(), fault);
    }

    static String notBegun(String name) {
        return "Policy [%s] was asked before its episode began. Call begin() first.".formatted(name);
    }
}
