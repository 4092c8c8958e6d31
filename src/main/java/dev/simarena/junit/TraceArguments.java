package dev.simarena.junit;

import dev.simarena.trace.LoadedTrace;
import dev.simarena.trace.Trace;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterInfo;

/** Remember which file a trace argument came from until its invocation starts. */
final class TraceArguments {

    private final IdentityHashMap<Trace, TraceFile> files = new IdentityHashMap<>();

    /** Return the arguments of a parameterized test. */
    static TraceArguments of(ExtensionContext context) {
        return ExtensionStore.computed(ExtensionStore.of(context), TraceArguments.class, TraceArguments::new);
    }

    /** Find the trace among the arguments of this invocation; one that came from no file is named like the test. */
    static Optional<TraceFile> current(ExtensionContext context) {
        ParameterInfo info = ParameterInfo.get(context);
        if (info == null) {
            return Optional.empty();
        }
        return info.getArguments().toList().stream()
                .filter(Trace.class::isInstance)
                .map(Trace.class::cast)
                .findFirst()
                .map(trace -> of(context).forget(trace).orElseGet(() -> unnamed(trace, context)));
    }

    synchronized void remember(Trace trace, TraceFile file) {
        files.put(trace, file);
    }

    private synchronized Optional<TraceFile> forget(Trace trace) {
        return Optional.ofNullable(files.remove(trace));
    }

    private static TraceFile unnamed(Trace trace, ExtensionContext context) {
        return TraceFile.of(new LoadedTrace(context.getDisplayName(), trace, List.of()));
    }
}
