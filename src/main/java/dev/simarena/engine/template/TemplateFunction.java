package dev.simarena.engine.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compute a value inside a template.
 *
 * <p>Values are {@code null}, {@link String}, {@link Boolean}, {@link Long}, {@link Double}, {@link JsonNumber},
 * {@link List}, {@link java.util.Map} with string keys, and arrays and objects of Jackson.
 */
@FunctionalInterface
public interface TemplateFunction {

    /**
     * Return the value for these arguments.
     *
     * @throws TemplateException for arguments it cannot work with
     */
    @Nullable
    Object call(List<@Nullable Object> arguments);
}
