package dev.simarena.engine.kwok;

import dev.simarena.engine.patch.PatchType;
import dev.simarena.engine.template.GoTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stand for one step of a stage as declared. */
sealed interface StageStep {

    /** Report an event. */
    record Report(StageChange.Event event) implements StageStep {}

    /** Change the finalizers: empty them or remove some, then add some. */
    record Finalizers(boolean empty, List<String> remove, List<String> add) implements StageStep {}

    /** Patch with what the template yields, below a field of the object or at its root. */
    record Render(@Nullable PatchType type, String subresource, String root, GoTemplate template)
            implements StageStep {}

    /** Delete the object; later steps only report events. */
    record Delete() implements StageStep {}
}
