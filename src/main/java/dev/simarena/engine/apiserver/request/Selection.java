package dev.simarena.engine.apiserver.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simarena.engine.apiserver.message.ApiRequest;
import dev.simarena.engine.model.ApiException;
import dev.simarena.engine.model.ApiObject;
import dev.simarena.engine.model.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Say which objects of a resource a request is about.
 *
 * @param namespace namespace they live in, {@code null} for any
 * @param labels what their labels must be
 * @param fields what their fields must be
 * @param shown shows an object as the resource does; asked only where fields cannot be told without
 */
public record Selection(
        @Nullable String namespace, LabelSelector labels, FieldQuery fields, Function<ApiObject, ObjectNode> shown)
        implements Predicate<ApiObject> {

    private static final LabelSelector ANY = new LabelSelector(Map.of(), List.of());

    /**
     * Read the selectors of a request.
     *
     * @throws ApiException 400 where they cannot be read or name fields that cannot be selected by
     */
    public static Selection read(ApiRequest request, Target target, Function<ApiObject, ObjectNode> shown) {
        String labels = request.parameter("labelSelector");
        String fields = request.parameter("fieldSelector");
        LabelSelector wanted = labels.isEmpty() ? ANY : LabelQuery.read(labels);
        FieldQuery query = fields.isEmpty() ? FieldQuery.ALL : FieldQuery.read(fields);
        SelectableFields.check(target.resource(), query);
        return new Selection(target.namespace(), wanted, query, shown);
    }

    /** Tell whether every object is selected, but for the namespace. */
    public boolean isEmpty() {
        return labels.isEmpty() && fields.isEmpty();
    }

    @Override
    public boolean test(ApiObject object) {
        return (namespace == null || namespace.equals(object.namespace()))
                && (labels.isEmpty() || labels.matches(object.labels()))
                && (fields.isEmpty() || SelectableFields.select(fields, object, () -> shown.apply(object)));
    }
}
