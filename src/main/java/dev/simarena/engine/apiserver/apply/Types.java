package dev.simarena.engine.apiserver.apply;

import dev.simarena.trace.Gvk;
import org.jspecify.annotations.Nullable;

/** Know what must be known of kinds to merge their objects. */
public interface Types {

    /** Return the type of the objects of a kind, {@code null} where no such kind is served. */
    @Nullable
    Shape shape(Gvk gvk);

    /** Tell whether a CustomResourceDefinition made a kind. */
    boolean custom(Gvk gvk);

    /** Tell whether the status of a kind's objects is written by a request of its own. */
    boolean statusApart(Gvk gvk);

    /** Return where objects of a kind say how many replicas are wanted, field by field, for example {@code spec.replicas}. */
    String replicas(Gvk gvk);
}
