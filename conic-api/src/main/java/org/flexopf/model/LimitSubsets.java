package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;

/**
 * The limits of a model, numbered, and the problems that ask by how much some of them, and no others, have to be
 * exceeded: what a search for conflicting limits solves.
 *
 * <p>A limit is a named row or cone that is not a law: an inequality, a cone, or one side of an expression that is
 * fixed. A variable of relief, such as curtailed demand, is a limit too: it is kept where the variable stays at zero.
 * Equalities and rows without names are laws, and always hold.
 *
 * <p>The problems are those of the continuous relaxation: only multipliers prove that limits conflict, and a program
 * with integers has none. What conflicts in the relaxation conflicts in the model; a conflict that integers alone make
 * is not among them.
 */
public final class LimitSubsets {

    /** The kind of a limit that is kept by leaving a variable of relief at zero. */
    private static final RowKind AT_ZERO = null;

    private final Model model;
    private final ConicProgram program;
    private final List<Key> keys = new ArrayList<>();
    private final List<RowKind> kinds = new ArrayList<>();
    /** The row of a limit in its own list, or the column of a variable of relief. */
    private final List<Integer> places = new ArrayList<>();

    private final int[] coneOfRow;

    /**
     * The limits of a model, in the order in which its formulation stated them, and then those that are kept by relief
     * at zero.
     *
     * @param isLaw which families of rows are laws although they are not equalities
     * @param relief the variables of relief, as far as the model has them
     * @param asks for which of these elements the relief has to be asked for
     */
    public LimitSubsets(
            Model model, Predicate<ConstraintFamily> isLaw, VariableFamily relief, Predicate<Integer> asks) {
        this.model = model;
        this.program = model.program().relaxed();
        this.coneOfRow = coneOfRow(program);
        model.blocks().get(0).rowFamilies().forEach((family, codes) -> {
            if (!isLaw.test(family)) {
                for (int element = 0; element < codes.length; element++) {
                    if (codes[element] != RowKind.NONE && RowKind.of(codes[element]) != RowKind.EQUALITY) {
                        add(new Key(family, element), RowKind.of(codes[element]), RowKind.row(codes[element]));
                    }
                }
            }
        });
        Variables variables = model.blocks().get(0).variables(relief);
        for (int element = 0; variables != null && element < variables.size(); element++) {
            if (variables.has(element) && asks.test(element)) {
                add(new Key(relief, element), AT_ZERO, variables.column(element));
            }
        }
    }

    private void add(Key key, RowKind kind, int place) {
        keys.add(key);
        kinds.add(kind);
        places.add(place);
    }

    private static int[] coneOfRow(ConicProgram program) {
        int[] coneOf = new int[program.coneRowCount()];
        int row = 0;
        for (int c = 0; c < program.cones().size(); c++) {
            int end = row + program.cones().get(c).dimension();
            Arrays.fill(coneOf, row, end, c);
            row = end;
        }
        return coneOf;
    }

    /** The number of limits. */
    public int size() {
        return keys.size();
    }

    /** The name of a limit. */
    public Key key(int limit) {
        return keys.get(limit);
    }

    /** The right-hand side of a limit's row, p.u.; zero for relief and for cones. */
    public double rhs(int limit) {
        RowKind kind = kinds.get(limit);
        if (kind == RowKind.FIXED_FROM_ABOVE || kind == RowKind.FIXED_FROM_BELOW) {
            return program.equalityRhs(places.get(limit));
        }
        return kind == RowKind.INEQUALITY ? program.coneRhs(places.get(limit)) : 0.0;
    }

    /** The problem with all laws and the limits kept, and the way back from its multipliers to the limits. */
    public Part keeping(BitSet kept) {
        return new Part(kept);
    }

    /**
     * The least total excess, in p.u., over the limits kept, where each may be exceeded and the others do not exist
     * (the elastic program of Chinneck, 2008). It always has a solution if the laws do; the limits can be met together
     * if and only if its optimum is zero, and its multipliers prove it if they cannot.
     */
    public final class Part {

        /** The place of a row that is not in this problem. */
        private static final int DROPPED = -1;

        private final BitSet kept;
        /**
         * Where the equalities of the full program went: as equalities, or as rows {@code <=} and {@code >=} of a fixed
         * expression.
         */
        private final int[] equalityRow = new int[program.equalityCount()];

        private final int[] fromAboveRow = new int[program.equalityCount()];
        private final int[] fromBelowRow = new int[program.equalityCount()];
        private final int[] coneRow = new int[program.coneRowCount()];
        private final ConicProgram partial;

        private Part(BitSet kept) {
            this.kept = (BitSet) kept.clone();
            Arrays.fill(fromAboveRow, DROPPED);
            Arrays.fill(fromBelowRow, DROPPED);
            boolean[] coneDropped = new boolean[program.cones().size()];
            boolean[] rowDropped = new boolean[program.coneRowCount()];
            boolean[] fixed = new boolean[program.equalityCount()];
            int sides = 0;
            for (int k = 0; k < size(); k++) {
                int place = places.get(k);
                RowKind kind = kinds.get(k);
                if (kind != AT_ZERO) {
                    switch (kind) {
                        case FIXED_FROM_ABOVE, FIXED_FROM_BELOW -> {
                            fixed[place] = true;
                            int[] side = kind == RowKind.FIXED_FROM_ABOVE ? fromAboveRow : fromBelowRow;
                            side[place] = kept.get(k) ? sides++ : DROPPED;
                        }
                        case INEQUALITY -> rowDropped[place] = !kept.get(k);
                        default -> coneDropped[coneOfRow[model.inequalityCount() + place]] = !kept.get(k);
                    }
                }
            }
            int equalities = 0;
            for (int i = 0; i < equalityRow.length; i++) {
                equalityRow[i] = fixed[i] ? DROPPED : equalities++;
            }
            int inequalities = sides;
            for (int i = 0; i < model.inequalityCount(); i++) {
                coneRow[i] = rowDropped[i] ? DROPPED : inequalities++;
            }
            int firstExcess = inequalities;
            inequalities += excessCount();
            int rows = inequalities;
            List<Cone> cones = new ArrayList<>();
            if (inequalities > 0) {
                cones.add(new Cone.Nonnegative(inequalities));
            }
            for (int i = model.inequalityCount(); i < coneRow.length; i++) {
                coneRow[i] = coneDropped[coneOfRow[i]] ? DROPPED : rows++;
                boolean first = i == model.inequalityCount() || coneOfRow[i] != coneOfRow[i - 1];
                if (coneRow[i] != DROPPED && first) {
                    cones.add(program.cones().get(coneOfRow[i]));
                }
            }
            partial = assemble(equalities, firstExcess, rows, cones);
        }

        private ConicProgram assemble(int equalities, int firstExcess, int rows, List<Cone> cones) {
            int n = program.variableCount();
            int columns = n + excessCount();
            SparseMatrix.Builder a = new SparseMatrix.Builder(equalities, columns);
            SparseMatrix.Builder g = new SparseMatrix.Builder(rows, columns);
            double[] b = new double[equalities];
            double[] h = new double[rows];
            double[] cost = new double[columns];
            for (int i = 0; i < equalityRow.length; i++) {
                set(b, equalityRow[i], program.equalityRhs(i));
                set(h, fromAboveRow[i], program.equalityRhs(i));
                set(h, fromBelowRow[i], -program.equalityRhs(i));
            }
            for (int i = 0; i < coneRow.length; i++) {
                set(h, coneRow[i], program.coneRhs(i));
            }
            for (int j = 0; j < n; j++) {
                SparseMatrix from = program.equalityMatrix();
                for (int k = from.columnStart(j); k < from.columnStart(j + 1); k++) {
                    int i = from.rowIndex(k);
                    add(a, equalityRow[i], j, from.value(k));
                    add(g, fromAboveRow[i], j, from.value(k));
                    add(g, fromBelowRow[i], j, -from.value(k));
                }
                from = program.coneMatrix();
                for (int k = from.columnStart(j); k < from.columnStart(j + 1); k++) {
                    add(g, coneRow[from.rowIndex(k)], j, from.value(k));
                }
            }
            int excess = 0;
            for (int k = kept.nextSetBit(0); k >= 0; k = kept.nextSetBit(k + 1)) {
                int column = kinds.get(k) == AT_ZERO ? places.get(k) : n + excess;
                cost[column] = 1.0;
                if (kinds.get(k) != AT_ZERO) {
                    g.add(firstExcess + excess++, column, -1.0);
                    addExcess(g, k, column);
                }
            }
            return ConicProgram.continuous(
                    new SparseMatrix.Builder(columns, columns).build(), cost, 0.0, a.build(), b, g.build(), h, cones);
        }

        /** The number of limits kept that need a variable for their excess; relief is its own. */
        private int excessCount() {
            return (int) kept.stream().filter(k -> kinds.get(k) != AT_ZERO).count();
        }

        /** Lets the variable of a column ease the row of a limit. */
        private void addExcess(SparseMatrix.Builder g, int limit, int column) {
            int place = places.get(limit);
            switch (kinds.get(limit)) {
                case FIXED_FROM_ABOVE -> g.add(fromAboveRow[place], column, -1.0);
                case FIXED_FROM_BELOW -> g.add(fromBelowRow[place], column, -1.0);
                case INEQUALITY -> g.add(coneRow[place], column, -1.0);
                case ROTATED_CONE -> {
                    // A unit more of u is half a unit more of (u + v)/2 and of (u - v)/2.
                    g.add(coneRow[model.inequalityCount() + place], column, -0.5);
                    g.add(coneRow[model.inequalityCount() + place + 1], column, -0.5);
                }
                default -> g.add(coneRow[model.inequalityCount() + place], column, -1.0);
            }
        }

        private static void set(double[] target, int row, double value) {
            if (row != DROPPED) {
                target[row] = value;
            }
        }

        private static void add(SparseMatrix.Builder matrix, int row, int column, double value) {
            if (row != DROPPED) {
                matrix.add(row, column, value);
            }
        }

        /** The program; its optimal value is the least total excess, p.u. */
        public ConicProgram program() {
            return partial;
        }

        /**
         * How much each limit counts in the proof that an answer gives: the size of its multiplier, at most about 1;
         * zero for limits that were not kept.
         *
         * @throws IllegalArgumentException if the answer has no multipliers
         */
        public double[] weights(CheckedAnswer answer) {
            if (!answer.hasDuals()) {
                throw new IllegalArgumentException("an answer without multipliers proves no conflict: " + answer);
            }
            double[] weights = new double[size()];
            double[] y = answer.y();
            double[] z = answer.z();
            for (int k = kept.nextSetBit(0); k >= 0; k = kept.nextSetBit(k + 1)) {
                weights[k] = weight(k, y, z);
            }
            return weights;
        }

        private double weight(int limit, double[] y, double[] z) {
            int place = places.get(limit);
            RowKind kind = kinds.get(limit);
            if (kind == AT_ZERO) {
                return Math.abs(relief(place, y));
            }
            return switch (kind) {
                case FIXED_FROM_ABOVE -> z[fromAboveRow[place]];
                case FIXED_FROM_BELOW -> z[fromBelowRow[place]];
                case INEQUALITY -> z[coneRow[place]];
                case ROTATED_CONE ->
                    0.5
                            * (z[coneRow[model.inequalityCount() + place]]
                                    + z[coneRow[model.inequalityCount() + place + 1]]);
                default -> z[coneRow[model.inequalityCount() + place]];
            };
        }

        /** What letting a variable of relief off zero is worth at the multipliers of the laws. */
        private double relief(int column, double[] y) {
            double sum = 0.0;
            SparseMatrix from = program.equalityMatrix();
            for (int k = from.columnStart(column); k < from.columnStart(column + 1); k++) {
                int row = equalityRow[from.rowIndex(k)];
                sum += row == DROPPED ? 0.0 : from.value(k) * y[row];
            }
            return sum;
        }
    }
}
