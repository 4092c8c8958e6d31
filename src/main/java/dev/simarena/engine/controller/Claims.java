package dev.simarena.engine.controller;

import dev.simarena.engine.model.ApiObject;
import dev.simarena.trace.Gvk;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Say what the controller of a kind may take.
 *
 * @param type class of the owners
 * @param gvk kind of the owners
 * @param children classes of what they own
 * @param belongs whether an object belongs to an owner
 * @param considered whether an object is looked at at all
 * @param finalizer what is taken gets this finalizer, and loses it when it is let go; empty for none
 * @param <O> kind of the owners
 */
public record Claims<O extends ApiObject>(
        Class<O> type,
        Gvk gvk,
        List<Class<? extends ApiObject>> children,
        BiPredicate<O, ApiObject> belongs,
        Predicate<ApiObject> considered,
        String finalizer) {

    public Claims(
            Class<O> type, Gvk gvk, List<Class<? extends ApiObject>> children, BiPredicate<O, ApiObject> belongs) {
        this(type, gvk, children, belongs, object -> true, "");
    }

    /** Look only at what passes a test. */
    Claims<O> onlyIf(Predicate<ApiObject> test) {
        return new Claims<>(type, gvk, children, belongs, test, finalizer);
    }

    /** Give what is taken a finalizer. */
    public Claims<O> withFinalizer(String given) {
        return new Claims<>(type, gvk, children, belongs, considered, given);
    }
}
