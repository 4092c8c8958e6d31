package dev.simarena.engine.apiserver.resource;

import dev.simarena.trace.Gvk;
import java.util.List;

/**
 * Describe a part of objects that has a path of its own.
 *
 * @param name last part of the path, for example {@code scale}
 * @param gvk kind of what is sent and answered
 * @param foreign whether that kind belongs to another group, so that discovery names the group
 * @param verbs what can be done with it, in the order in which discovery tells it
 */
public record ApiSubresource(String name, Gvk gvk, boolean foreign, List<String> verbs) {

    public ApiSubresource {
        verbs = List.copyOf(verbs);
    }
}
