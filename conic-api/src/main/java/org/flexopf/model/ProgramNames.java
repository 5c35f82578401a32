package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a model read backwards: what each column and row of its program stands for. Immutable. Two numbers per
 * column and row are kept, no objects.
 */
public final class ProgramNames {

    private final NameTable columns;
    private final NameTable equalities;
    private final boolean[] fixedLimit;
    private final NameTable coneRows;

    private ProgramNames(Model model) {
        columns = new NameTable(model.program().variableCount());
        equalities = new NameTable(model.program().equalityCount());
        fixedLimit = new boolean[model.program().equalityCount()];
        coneRows = new NameTable(model.program().coneRowCount());
        int[] coneEnd = model.coneEnds();
        for (NamedBlock block : model.blocks()) {
            block.variableFamilies().forEach((family, variables) -> {
                int name = columns.family(block, family);
                for (int element = 0; element < variables.size(); element++) {
                    if (variables.has(element)) {
                        columns.put(variables.column(element), name, element);
                    }
                }
            });
            block.rowFamilies().forEach((family, codes) -> nameRows(model, block, family, codes, coneEnd));
            for (Map.Entry<ConstraintFamily, PieceList> limit : block.pieces().entrySet()) {
                int name = coneRows.family(block, limit.getKey());
                for (int k = 0; k < limit.getValue().size(); k++) {
                    coneRows.put(limit.getValue().row(k), name, limit.getValue().element(k));
                }
            }
        }
    }

    /** The names of a model. */
    public static ProgramNames of(Model model) {
        return new ProgramNames(model);
    }

    private void nameRows(Model model, NamedBlock block, ConstraintFamily family, int[] codes, int[] coneEnd) {
        int equality = equalities.family(block, family);
        int coneRow = coneRows.family(block, family);
        for (int element = 0; element < codes.length; element++) {
            if (codes[element] == RowKind.NONE) {
                continue;
            }
            int row = RowKind.row(codes[element]);
            switch (RowKind.of(codes[element])) {
                case EQUALITY -> equalities.put(row, equality, element);
                case FIXED_FROM_BELOW, FIXED_FROM_ABOVE -> {
                    // Both limits have the row; it goes by the name of the first.
                    if (!equalities.has(row)) {
                        equalities.put(row, equality, element);
                    }
                    fixedLimit[row] = true;
                }
                case INEQUALITY -> coneRows.put(row, coneRow, element);
                case CONE, ROTATED_CONE -> {
                    int first = model.inequalityCount() + row;
                    for (int k = first; k < coneEnd[first]; k++) {
                        coneRows.put(k, coneRow, element);
                    }
                }
            }
        }
    }

    /** What a variable of the program stands for in its block; empty if it has no name. */
    public Optional<Key> column(int column) {
        return columns.key(column);
    }

    /** What an equality of the program stands for in its block; empty if it has no name. */
    public Optional<Key> equality(int row) {
        return equalities.key(row);
    }

    /**
     * Whether an equality is a pair of limits that leave no room between them; it goes by the name of the lower one.
     */
    public boolean isFixedLimit(int row) {
        return fixedLimit[row];
    }

    /**
     * What an inequality or a row of a cone stands for in its block; all rows of a cone, and all pieces of a limit,
     * have one name. Empty if it has none.
     */
    public Optional<Key> coneRow(int row) {
        return coneRows.key(row);
    }

    /** The label of the block that a named variable belongs to; empty if the variable has no name. */
    public Optional<String> blockOfColumn(int column) {
        return columns.block(column);
    }

    /** The label of the block that a named equality belongs to; empty if the row has no name. */
    public Optional<String> blockOfEquality(int row) {
        return equalities.block(row);
    }

    /** The name of each number of a list, as a family and an element. */
    private static final class NameTable {

        private static final int NONE = -1;

        private final List<Family> families = new ArrayList<>();
        private final List<NamedBlock> blocks = new ArrayList<>();
        private final int[] familyOf;
        private final int[] elementOf;

        NameTable(int size) {
            familyOf = new int[size];
            elementOf = new int[size];
            Arrays.fill(familyOf, NONE);
        }

        /** Registers a family of a block and returns its number. */
        int family(NamedBlock block, Family family) {
            families.add(family);
            blocks.add(block);
            return families.size() - 1;
        }

        void put(int place, int family, int element) {
            familyOf[place] = family;
            elementOf[place] = element;
        }

        boolean has(int place) {
            return familyOf[place] != NONE;
        }

        Optional<Key> key(int place) {
            return has(place)
                    ? Optional.of(new Key(families.get(familyOf[place]), elementOf[place]))
                    : Optional.empty();
        }

        Optional<String> block(int place) {
            return has(place) ? Optional.of(blocks.get(familyOf[place]).label()) : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "names of " + columns.familyOf.length + " variables, " + equalities.familyOf.length + " equalities and "
                + coneRows.familyOf.length + " cone rows";
    }
}
