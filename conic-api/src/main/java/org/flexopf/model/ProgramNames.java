package org.flexopf.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.program.Cone;

/** The names of a model read backwards: what each column and row of its program stands for. Immutable. */
public final class ProgramNames {

    private final Key[] columns;
    private final Key[] equalities;
    private final boolean[] fixedLimit;
    private final Key[] coneRows;

    private ProgramNames(Model model) {
        columns = new Key[model.program().variableCount()];
        equalities = new Key[model.program().equalityCount()];
        fixedLimit = new boolean[equalities.length];
        coneRows = new Key[model.program().coneRowCount()];
        model.variableFamilies().forEach((quantity, family) -> {
            for (int element = 0; element < family.size(); element++) {
                if (family.has(element)) {
                    columns[family.column(element)] = new Key(quantity, element);
                }
            }
        });
        int[] blockEnd = blockEnds(model);
        for (Map.Entry<Quantity, int[]> family : model.rowFamilies().entrySet()) {
            int[] codes = family.getValue();
            for (int element = 0; element < codes.length; element++) {
                if (codes[element] != RowKind.NONE) {
                    name(
                            new Key(family.getKey(), element),
                            RowKind.of(codes[element]),
                            RowKind.row(codes[element]),
                            model.inequalityCount(),
                            blockEnd);
                }
            }
        }
        for (Map.Entry<Key, List<Integer>> limit : model.pieces().entrySet()) {
            limit.getValue().forEach(row -> coneRows[row] = limit.getKey());
        }
    }

    /** The names of a model. */
    public static ProgramNames of(Model model) {
        return new ProgramNames(model);
    }

    /** The row after the cone that each cone row belongs to; inequalities end with themselves. */
    private static int[] blockEnds(Model model) {
        int[] end = new int[model.program().coneRowCount()];
        int row = 0;
        for (Cone cone : model.program().cones()) {
            int next = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                Arrays.fill(end, row, next, next);
            } else {
                for (int k = row; k < next; k++) {
                    end[k] = k + 1;
                }
            }
            row = next;
        }
        return end;
    }

    private void name(Key key, RowKind kind, int row, int inequalityCount, int[] blockEnd) {
        switch (kind) {
            case EQUALITY -> equalities[row] = key;
            case FIXED_FROM_BELOW, FIXED_FROM_ABOVE -> {
                // Both limits have the row; it goes by the name of the first.
                equalities[row] = equalities[row] == null ? key : equalities[row];
                fixedLimit[row] = true;
            }
            case INEQUALITY -> coneRows[row] = key;
            case CONE, ROTATED_CONE ->
                Arrays.fill(coneRows, inequalityCount + row, blockEnd[inequalityCount + row], key);
        }
    }

    /** What a variable of the program stands for; empty if it has no name. */
    public Optional<Key> column(int column) {
        return Optional.ofNullable(columns[column]);
    }

    /** What an equality of the program stands for; empty if it has no name. */
    public Optional<Key> equality(int row) {
        return Optional.ofNullable(equalities[row]);
    }

    /**
     * Whether an equality is a pair of limits that leave no room between them; it goes by the name of the lower one.
     */
    public boolean isFixedLimit(int row) {
        return fixedLimit[row];
    }

    /**
     * What an inequality or a row of a cone stands for; all rows of a cone, and all pieces of a limit, have one name.
     * Empty if it has none.
     */
    public Optional<Key> coneRow(int row) {
        return Optional.ofNullable(coneRows[row]);
    }
}
