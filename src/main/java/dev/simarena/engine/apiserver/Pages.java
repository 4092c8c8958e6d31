package dev.simarena.engine.apiserver;

import dev.simarena.engine.World;
import dev.simarena.engine.apiserver.request.ContinueToken;
import dev.simarena.engine.apiserver.request.ListOptions;
import dev.simarena.engine.apiserver.request.Selection;
import dev.simarena.engine.apiserver.resource.ApiResource;
import dev.simarena.engine.apiserver.watch.KeyOrder;
import dev.simarena.engine.apiserver.watch.Watches;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.FieldError;
import dev.simarena.engine.model.StatusDetails;
import dev.simarena.trace.Gvk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Find the objects of lists, whole or in parts.
 *
 * <p>A list that is read in parts shows all of it as it was when its first part was read.
 */
final class Pages {

    private final World world;
    private final Watches watches;

    Pages(World world, Watches watches) {
        this.world = world;
        this.watches = watches;
    }

    /**
     * Return the part of a list that is asked for.
     *
     * @throws ApiException 400 for a version or token that is none, 410 for one too old, 504 for one that has not come yet
     */
    Page page(ApiResource resource, Selection selection, ListOptions options) {
        long present = world.requests().resourceVersion();
        if (!options.token().isEmpty()) {
            return further(resource, selection, options, present);
        }
        long version = options.version("invalid resource version: resourceVersion: Invalid value: %q: ");
        boolean exact = options.match().equals("Exact")
                || (version > 0 && options.limit() > 0 && options.match().isEmpty());
        if (version > present) {
            throw tooLarge(version, present, !exact);
        }
        if (exact) {
            return cut(watches.at(resource.stored(), version), version, selection, options.limit(), "");
        }
        // Whoever takes any version gets all of what is cached.
        long limit = options.resourceVersion().equals("0") ? 0 : options.limit();
        return cut(present(resource.stored(), selection), present, selection, limit, "");
    }

    private Page further(ApiResource resource, Selection selection, ListOptions options, long present) {
        ContinueToken token = ContinueToken.decode(options.token());
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
            throw ApiException.badRequest("specifying resource version is not allowed when using continue");
        }
        if (token.resourceVersion() == ContinueToken.INCONSISTENT) {
            return cut(present(resource.stored(), selection), present, selection, options.limit(), token.start());
        }
        try {
            List<ApiObject> then = watches.at(resource.stored(), token.resourceVersion());
            return cut(then, token.resourceVersion(), selection, options.limit(), token.start());
        } catch (ApiException e) {
            if (e.code() != 410) {
                throw e;
            }
            throw ContinueToken.expired(token);
        }
    }

    /** Return the selected objects as they are, in the order of their keys. */
    private List<ApiObject> present(Gvk stored, Selection selection) {
        String name = selection.fields().required("metadata.name");
        if (!name.isEmpty() && selection.namespace() != null) {
            ApiObject object = world.requests().find(stored, selection.namespace(), name);
            return object == null ? List.of() : List.of(object);
        }
        Collection<ApiObject> all = world.requests().list(stored, selection.namespace());
        List<ApiObject> objects = new ArrayList<>(selection.isEmpty() ? all.size() : 16);
        for (ApiObject object : all) {
            if (selection.test(object)) {
                objects.add(object);
            }
        }
        objects.sort(KeyOrder.INSTANCE);
        return objects;
    }

    private static Page cut(List<ApiObject> sorted, long version, Selection selection, long limit, String start) {
        List<ApiObject> objects = new ArrayList<>();
        int remaining = 0;
        for (ApiObject object : sorted) {
            boolean before =
                    !start.isEmpty() && place(object, selection.namespace()).compareTo(start) < 0;
            if (before || !selection.test(object)) {
                continue;
            }
            if (limit > 0 && objects.size() == limit) {
                remaining++;
            } else {
                objects.add(object);
            }
        }
        String token = remaining == 0
                ? ""
                : new ContinueToken(version, place(objects.get(objects.size() - 1), selection.namespace()) + "\0")
                        .encode();
        return new Page(objects, version, token, selection.isEmpty() ? remaining : 0);
    }

    /** Return the key of an object from below the namespace of the list. */
    private static String place(ApiObject object, @Nullable String namespace) {
        return namespace == null ? KeyOrder.key(object) : object.name();
    }

    /** Answer 504 for a version that has not come yet; whoever asks for exactly that is not told to try again. */
    static ApiException tooLarge(long version, long present, boolean again) {
        String what = "Too large resource version";
        return new ApiException(
                504,
                "Timeout",
                "Timeout: %s: %d, current: %d".formatted(what, version, present),
                new StatusDetails(
                        "", "", "", List.of(new FieldError("ResourceVersionTooLarge", "", what)), again ? 1 : null));
    }
}
