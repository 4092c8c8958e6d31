package dev.simarena.engine.apiserver.table;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Print objects of one kind. */
interface Printer {

    /** Return the columns of the kind. */
    List<Column> columns();

    /** Return one cell for each column: a string, a whole number, a boolean, or {@code null} for none. */
    List<@Nullable Object> cells(Shown object);

    /** Return the reason and a sentence where an object will not do anything more; empty where it will. */
    default List<String> completed(Shown object) {
        return List.of();
    }

    /** Make a printer of columns and a way to fill them. */
    static Printer of(List<Column> columns, Function<Shown, List<@Nullable Object>> cells) {
        return new Printer() {
            @Override
            public List<Column> columns() {
                return columns;
            }

            @Override
            public List<@Nullable Object> cells(Shown object) {
                return cells.apply(object);
            }
        };
    }
}
