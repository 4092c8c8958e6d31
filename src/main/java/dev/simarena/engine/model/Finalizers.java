package dev.simarena.engine.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Name the finalizers by which objects wait for the garbage collector. */
public final class Finalizers {

    /** Keeps an object until the dependents that block its deletion are gone. */
    public static final String FOREGROUND = "foregroundDeletion";

    /** Keeps an object until its dependents name it as an owner no more. */
    public static final String ORPHAN = "orphan";

    private Finalizers() {}

    /**
     * Return finalizers with the garbage collector's put right.
     *
     * @param wanted which of them there is to be, empty for neither, {@code null} for what there is
     */
    public static List<String> with(List<String> finalizers, @Nullable String wanted) {
        if (wanted == null || (finalizers.isEmpty() && wanted.isEmpty())) {
            return finalizers;
        }
        List<String> others = new ArrayList<>(finalizers);
        others.removeIf(finalizer -> finalizer.equals(FOREGROUND) || finalizer.equals(ORPHAN));
        if (!wanted.isEmpty()) {
            others.add(wanted);
        }
        return others;
    }

    /** Tell whether an object is being deleted and waits for its dependents to go before it. */
    public static boolean deletingDependents(ApiObject object) {
        return object.terminating() && object.finalizers().contains(FOREGROUND);
    }

    /** Tell whether an object is being deleted and waits for its dependents to be set free. */
    public static boolean orphaningDependents(ApiObject object) {
        return object.terminating() && object.finalizers().contains(ORPHAN);
    }
}
