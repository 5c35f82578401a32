package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.flexopf.program.Cone;
import org.flexopf.program.ConvexProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.SolverResult;

/**
 * The limits of a model, numbered, and the feasibility problems that keep only some of them: what a search for conflicting limits solves.
 *
 * <p>A limit is a named row or cone that is not a law: an inequality, a cone, or one side of an expression that is fixed. A variable of relief, such as curtailed demand,
 * is a limit too: it is kept where the variable stays at zero. Equalities and rows without names are laws, and always hold.
 */
public final class LimitSubsets {

    /** The kind of a limit that is kept by leaving a variable of relief at zero. */
    private static final RowKind AT_ZERO = null;

    private final Model model;
    private final ConvexProgram program;
    private final List<Key> keys = new ArrayList<>();
    private final List<RowKind> kinds = new ArrayList<>();
    /** The row of a limit in its own list, or the column of a variable of relief. */
    private final List<Integer> places = new ArrayList<>();
    private final int[] coneOfRow;

    /**
     * The limits of a model, in the order in which its formulation stated them, and then those that are kept by relief at zero.
     *
     * @param isLaw  which families of rows are laws although they are not equalities
     * @param relief the variables of relief, as far as the model has them
     * @param asks   for which of these elements the relief has to be asked for
     */
    public LimitSubsets(Model model, Predicate<Quantity> isLaw, Quantity relief, Predicate<Integer> asks) {
        this.model = model;
        this.program = model.program();
        this.coneOfRow = coneOfRow(program);
        model.rowFamilies().forEach((quantity, codes) -> {
            if (!isLaw.test(quantity)) {
                for (int element = 0; element < codes.length; element++) {
                    if (codes[element] != RowKind.NONE && RowKind.of(codes[element]) != RowKind.EQUALITY) {
                        add(new Key(quantity, element), RowKind.of(codes[element]), RowKind.row(codes[element]));
                    }
                }
            }
        });
        Variables variables = model.variables(relief);
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

    private static int[] coneOfRow(ConvexProgram program) {
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

    /** The feasibility problem with all laws and the limits kept, and the way back from its certificate to the limits. */
    public Part keeping(BitSet kept) {
        return new Part(kept);
    }

    /** One feasibility problem. */
    public final class Part {

        /** The place of a row that is not in this problem. */
        private static final int DROPPED = -1;

        private final BitSet kept;
        private final boolean[] zeroColumn = new boolean[program.variableCount()];
        /** Where the equalities of the full program went: as equalities, or as rows {@code <=} and {@code >=} of a fixed expression. */
        private final int[] equalityRow = new int[program.equalityCount()];
        private final int[] fromAboveRow = new int[program.equalityCount()];
        private final int[] fromBelowRow = new int[program.equalityCount()];
        private final int[] coneRow = new int[program.coneRowCount()];
        private final ConvexProgram partial;

        private Part(BitSet kept) {
            this.kept = (BitSet) kept.clone();
            Arrays.fill(fromAboveRow, DROPPED);
            Arrays.fill(fromBelowRow, DROPPED);
            boolean[] coneDropped = new boolean[program.cones().size()];
            boolean[] rowDropped = new boolean[program.coneRowCount()];
            boolean[] above = new boolean[program.equalityCount()];
            boolean[] below = new boolean[program.equalityCount()];
            boolean[] fixed = new boolean[program.equalityCount()];
            for (int k = 0; k < size(); k++) {
                int place = places.get(k);
                RowKind kind = kinds.get(k);
                if (kind == AT_ZERO) {
                    zeroColumn[place] = kept.get(k);
                } else {
                    switch (kind) {
                        case FIXED_FROM_ABOVE -> {
                            fixed[place] = true;
                            above[place] = kept.get(k);
                        }
                        case FIXED_FROM_BELOW -> {
                            fixed[place] = true;
                            below[place] = kept.get(k);
                        }
                        case INEQUALITY -> rowDropped[place] = !kept.get(k);
                        default -> coneDropped[coneOfRow[model.inequalityCount() + place]] = !kept.get(k);
                    }
                }
            }
            int equalities = 0;
            int sides = 0;
            for (int i = 0; i < equalityRow.length; i++) {
                boolean whole = !fixed[i] || (above[i] && below[i]);
                equalityRow[i] = whole ? equalities++ : DROPPED;
                if (!whole && above[i]) {
                    fromAboveRow[i] = sides++;
                }
                if (!whole && below[i]) {
                    fromBelowRow[i] = sides++;
                }
            }
            boolean[] empty = emptyRows();
            int inequalities = sides;
            for (int i = 0; i < model.inequalityCount(); i++) {
                coneRow[i] = rowDropped[i] || empty[i] ? DROPPED : inequalities++;
            }
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
            partial = assemble(equalities, rows, cones);
        }

        /** Rows without any variable that is left: what they demand of relief holds at zero. */
        private boolean[] emptyRows() {
            boolean[] empty = new boolean[program.coneRowCount()];
            Arrays.fill(empty, true);
            SparseMatrix g = program.coneMatrix();
            for (int j = 0; j < g.columns(); j++) {
                for (int k = g.columnStart(j); !zeroColumn[j] && k < g.columnStart(j + 1); k++) {
                    empty[g.rowIndex(k)] = false;
                }
            }
            return empty;
        }

        private ConvexProgram assemble(int equalities, int rows, List<Cone> cones) {
            int n = 0;
            for (boolean zero : zeroColumn) {
                n += zero ? 0 : 1;
            }
            SparseMatrix.Builder a = new SparseMatrix.Builder(equalities, n);
            SparseMatrix.Builder g = new SparseMatrix.Builder(rows, n);
            double[] b = new double[equalities];
            double[] h = new double[rows];
            for (int i = 0; i < equalityRow.length; i++) {
                set(b, equalityRow[i], program.equalityRhs(i));
                set(h, fromAboveRow[i], program.equalityRhs(i));
                set(h, fromBelowRow[i], -program.equalityRhs(i));
            }
            for (int i = 0; i < coneRow.length; i++) {
                set(h, coneRow[i], program.coneRhs(i));
            }
            int column = 0;
            for (int j = 0; j < zeroColumn.length; j++) {
                if (zeroColumn[j]) {
                    continue;
                }
                SparseMatrix from = program.equalityMatrix();
                for (int k = from.columnStart(j); k < from.columnStart(j + 1); k++) {
                    int i = from.rowIndex(k);
                    add(a, equalityRow[i], column, from.value(k));
                    add(g, fromAboveRow[i], column, from.value(k));
                    add(g, fromBelowRow[i], column, -from.value(k));
                }
                from = program.coneMatrix();
                for (int k = from.columnStart(j); k < from.columnStart(j + 1); k++) {
                    add(g, coneRow[from.rowIndex(k)], column, from.value(k));
                }
                column++;
            }
            return new ConvexProgram(new SparseMatrix.Builder(n, n).build(), new double[n], 0.0, a.build(), b, g.build(), h, cones, null);
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

        /** The program: without a cost, so that any point will do. */
        public ConvexProgram program() {
            return partial;
        }

        /**
         * How much each limit counts in a certificate of infeasibility: the size of its multiplier times that of its rows; zero for limits that were not kept. Without a
         * certificate every limit kept counts 1.
         */
        public double[] weights(SolverResult certificate) {
            double[] weights = new double[size()];
            if (certificate.y().length != partial.equalityCount() || certificate.z().length != partial.coneRowCount()) {
                kept.stream().forEach(k -> weights[k] = 1.0);
                return weights;
            }
            double[] y = certificate.y();
            double[] z = certificate.z();
            double[] equalitySize = rowSizes(partial.equalityMatrix());
            double[] coneSize = rowSizes(partial.coneMatrix());
            for (int k = kept.nextSetBit(0); k >= 0; k = kept.nextSetBit(k + 1)) {
                int place = places.get(k);
                RowKind kind = kinds.get(k);
                if (kind == AT_ZERO) {
                    weights[k] = Math.abs(relief(place, y, z));
                } else if (kind == RowKind.FIXED_FROM_ABOVE || kind == RowKind.FIXED_FROM_BELOW) {
                    int side = kind == RowKind.FIXED_FROM_ABOVE ? fromAboveRow[place] : fromBelowRow[place];
                    double sign = kind == RowKind.FIXED_FROM_ABOVE ? 1.0 : -1.0;
                    weights[k] = side != DROPPED
                            ? z[side] * coneSize[side]
                            : Math.max(0.0, sign * y[equalityRow[place]]) * equalitySize[equalityRow[place]];
                } else {
                    int first = kind == RowKind.INEQUALITY ? place : model.inequalityCount() + place;
                    int dimension = kind == RowKind.INEQUALITY ? 1 : program.cones().get(coneOfRow[first]).dimension();
                    for (int i = first; i < first + dimension && coneRow[i] != DROPPED; i++) {
                        weights[k] = Math.max(weights[k], Math.abs(z[coneRow[i]]) * coneSize[coneRow[i]]);
                    }
                }
            }
            return weights;
        }

        /** The certificate's worth of letting a variable of relief off zero. */
        private double relief(int column, double[] y, double[] z) {
            double sum = 0.0;
            SparseMatrix from = program.equalityMatrix();
            for (int k = from.columnStart(column); k < from.columnStart(column + 1); k++) {
                int row = equalityRow[from.rowIndex(k)];
                sum += row == DROPPED ? 0.0 : from.value(k) * y[row];
            }
            from = program.coneMatrix();
            for (int k = from.columnStart(column); k < from.columnStart(column + 1); k++) {
                int row = coneRow[from.rowIndex(k)];
                sum += row == DROPPED ? 0.0 : from.value(k) * z[row];
            }
            return sum;
        }

        private static double[] rowSizes(SparseMatrix matrix) {
            double[] sizes = new double[matrix.rows()];
            for (int k = 0; k < matrix.entryCount(); k++) {
                sizes[matrix.rowIndex(k)] = Math.max(sizes[matrix.rowIndex(k)], Math.abs(matrix.value(k)));
            }
            return sizes;
        }
    }
}
