package dev.simarena.engine.apiserver.rule;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.simarena.trace.InvalidQuantityException;
import dev.simarena.trace.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Offer what Kubernetes adds to the language: functions of lists, of texts and of quantities.
 *
 * <p>Source: {@code k8s.io/apiserver/pkg/cel/library}, of which URLs, addresses, versions and formats are left out.
 */
final class CelFunctions {

    /** Functions of Kubernetes that are left out. */
    static final List<String> LEFT_OUT = List.of(
            "url",
            "isURL",
            "ip",
            "isIP",
            "ip.isCanonical",
            "cidr",
            "isCIDR",
            "semver",
            "isSemver",
            "format",
            "authorizer",
            "jsonpatch",
            "asInteger",
            "asApproximateFloat",
            "isInteger",
            "add",
            "sub",
            "sign",
            "getScheme",
            "getHost",
            "containsIP",
            "containsCIDR",
            "major",
            "minor",
            "patch");

    private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
    private static final CelType ANY = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(ANY);

    private CelFunctions() {}

    static List<CelFunctionDecl> declarations() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        functions.add(member("isSorted", "list_is_sorted", SimpleType.BOOL, LIST));
        functions.add(member("sum", "list_sum", ANY, LIST));
        functions.add(member("min", "list_min", ANY, LIST));
        functions.add(member("max", "list_max", ANY, LIST));
        functions.add(member("indexOf", "list_index_of", SimpleType.INT, LIST, ANY));
        functions.add(member("lastIndexOf", "list_last_index_of", SimpleType.INT, LIST, ANY));
        functions.add(member("find", "string_find", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING));
        functions.add(member(
                "findAll",
                "string_find_all",
                ListType.create(SimpleType.STRING),
                SimpleType.STRING,
                SimpleType.STRING));
        functions.add(CelFunctionDecl.newFunctionDeclaration(
                "quantity", CelOverloadDecl.newGlobalOverload("string_to_quantity", QUANTITY, SimpleType.STRING)));
        functions.add(CelFunctionDecl.newFunctionDeclaration(
                "isQuantity",
                CelOverloadDecl.newGlobalOverload("is_quantity_string", SimpleType.BOOL, SimpleType.STRING)));
        functions.add(member("isLessThan", "quantity_is_less_than", SimpleType.BOOL, QUANTITY, QUANTITY));
        functions.add(member("isGreaterThan", "quantity_is_greater_than", SimpleType.BOOL, QUANTITY, QUANTITY));
        functions.add(member("compareTo", "quantity_compare_to", SimpleType.INT, QUANTITY, QUANTITY));
        return functions;
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("list_is_sorted", List.class, CelFunctions::sorted),
                CelFunctionBinding.from("list_sum", List.class, CelFunctions::sum),
                CelFunctionBinding.from("list_min", List.class, list -> extreme(list, "min", -1)),
                CelFunctionBinding.from("list_max", List.class, list -> extreme(list, "max", 1)),
                CelFunctionBinding.from(
                        "list_index_of", List.class, Object.class, (list, item) -> (long) list.indexOf(item)),
                CelFunctionBinding.from(
                        "list_last_index_of", List.class, Object.class, (list, item) -> (long) list.lastIndexOf(item)),
                CelFunctionBinding.from("string_find", String.class, String.class, CelFunctions::find),
                CelFunctionBinding.from("string_find_all", String.class, String.class, CelFunctions::findAll),
                CelFunctionBinding.from("string_to_quantity", String.class, CelFunctions::quantity),
                CelFunctionBinding.from("is_quantity_string", String.class, CelFunctions::isQuantity),
                CelFunctionBinding.from(
                        "quantity_is_less_than", Quantity.class, Quantity.class, (a, b) -> a.compareTo(b) < 0),
                CelFunctionBinding.from(
                        "quantity_is_greater_than", Quantity.class, Quantity.class, (a, b) -> a.compareTo(b) > 0),
                CelFunctionBinding.from("quantity_compare_to", Quantity.class, Quantity.class, (a, b) ->
                        (long) Integer.signum(a.compareTo(b))));
    }

    private static CelFunctionDecl member(String name, String id, CelType result, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newMemberOverload(id, result, List.of(arguments)));
    }

    private static boolean sorted(List<?> list) {
        for (int i = 1; i < list.size(); i++) {
            if (compare(list.get(i - 1), list.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked") // the items are of one type that has an order, as the expression was checked
    private static int compare(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    private static Object sum(List<?> list) {
        if (!list.isEmpty() && list.get(0) instanceof Double) {
            double sum = 0;
            for (Object item : list) {
                sum += (Double) item;
            }
            return sum;
        }
        long sum = 0;
        for (Object item : list) {
            sum += (Long) item;
        }
        return sum;
    }

    private static Object extreme(List<?> list, String name, int sign) throws CelEvaluationException {
        if (list.isEmpty()) {
            throw new CelEvaluationException("%s called on empty list".formatted(name));
        }
        Object best = list.get(0);
        for (Object item : list) {
            best = compare(item, best) * sign > 0 ? item : best;
        }
        return best;
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static List<String> findAll(String text, String pattern) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Quantity quantity(String text) throws CelEvaluationException {
        try {
            return Quantity.parse(text);
        } catch (InvalidQuantityException e) {
            throw new CelEvaluationException(e.apiMessage(), e);
        }
    }

    private static boolean isQuantity(String text) {
        try {
            Quantity.parse(text);
            return true;
        } catch (InvalidQuantityException e) {
            return false;
        }
    }
}
