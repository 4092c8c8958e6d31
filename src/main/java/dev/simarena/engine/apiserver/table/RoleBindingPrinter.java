package dev.simarena.engine.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Print role bindings and cluster role bindings. */
final class RoleBindingPrinter implements Printer {

    private final List<Column> columns;

    /** Print bindings of a kind, whose name descriptions spell with a small first letter. */
    RoleBindingPrinter(String kind, String spelled) {
        columns = List.of(
                Column.NAME,
                Column.string("Role", Column.doc("rbac.v1." + kind, "roleRef")),
                Column.AGE,
                Column.string("Users", "Users in the " + spelled).wide(),
                Column.string("Groups", "Groups in the " + spelled).wide(),
                Column.string("ServiceAccounts", "ServiceAccounts in the " + spelled)
                        .wide());
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<@Nullable Object> cells(Shown binding) {
        return List.of(
                binding.name(),
                binding.text("roleRef", "kind") + "/" + binding.text("roleRef", "name"),
                binding.age(),
                subjects(binding, "User"),
                subjects(binding, "Group"),
                subjects(binding, "ServiceAccount"));
    }

    private static String subjects(Shown binding, String kind) {
        List<String> names = new ArrayList<>();
        for (JsonNode subject : binding.at("subjects")) {
            if (subject.path("kind").asText().equals(kind)) {
                String name = subject.path("name").asText();
                names.add(
                        kind.equals("ServiceAccount")
                                ? subject.path("namespace").asText() + "/" + name
                                : name);
            }
        }
        return String.join(", ", names);
    }
}
