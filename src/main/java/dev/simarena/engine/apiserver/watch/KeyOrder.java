package dev.simarena.engine.apiserver.watch;

import dev.simarena.engine.model.ApiObject;
import java.util.Comparator;
import java.util.Objects;

/** Order objects of one kind as the API server does: by the path under which they are stored. */
public enum KeyOrder implements Comparator<ApiObject> {
    /** The only one. */
    INSTANCE;

    /** Return the end of that path: the name, with the namespace before it where there is one. */
    public static String key(ApiObject object) {
        return object.namespace() == null ? object.name() : object.namespace() + "/" + object.name();
    }

    @Override
    public int compare(ApiObject left, ApiObject right) {
        return Objects.equals(left.namespace(), right.namespace())
                ? left.name().compareTo(right.name())
                : key(left).compareTo(key(right));
    }
}
