package dev.simarena.engine.apiserver.apply;

import dev.simarena.trace.Gvk;

/**
 * Say who writes an object.
 *
 * @param name field manager, empty where unknown
 * @param served group, version and kind in which the object is written
 */
public record Author(String name, Gvk served) {

    private static final int MOST_CHARACTERS = 128;

    /**
     * Return who writes by a request.
     *
     * @param manager query parameter {@code fieldManager}, empty where it is absent
     * @param userAgent header, empty where it is absent; what is before its first slash counts
     */
    public static Author of(String manager, String userAgent, Gvk served) {
        if (!manager.isEmpty()) {
            return new Author(manager, served);
        }
        int slash = userAgent.indexOf('/');
        String prefix = slash < 0 ? userAgent : userAgent.substring(0, slash);
        StringBuilder name = new StringBuilder();
        prefix.codePoints()
                .filter(c -> !Character.isISOControl(c) && name.length() < MOST_CHARACTERS)
                .forEach(name::appendCodePoint);
        return new Author(name.toString(), served);
    }
}
