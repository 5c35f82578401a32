package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;

/**
 * The elastic program of a model (Chinneck, Feasibility and Infeasibility in Optimization, 2008): every limit may be
 * exceeded, and the total excess is least. It always has a solution if the laws do. The limits can be met together if
 * and only if its optimum is zero, and its multipliers prove it if they cannot: what a search for conflicting limits
 * solves, each time with other limits left out.
 *
 * <pre>
 *   minimise   sum e_k
 *   subject to Ax - d = b                deviations d of fixed expressions alone, in their equalities
 *              Gx - e_k + s = h          the rows and cones of limits, s in K; laws without excess
 *              d - e_k &lt;= 0, -d - e_k &lt;= 0, r - e_k &lt;= 0, e &gt;= 0
 * </pre>
 *
 * <p>A limit is a named row or cone that is not a law: an inequality, a cone, or one side of an expression that is
 * fixed. A variable of relief r, such as curtailed demand, is a limit too: it should stay at zero. Equalities are laws
 * unless they are called conditions; rows without names are laws; laws always hold. A condition is two limits of one
 * name, from below and from above.
 *
 * <p>It is the program of the continuous relaxation: only multipliers prove that limits conflict, and a program with
 * integers has none. What conflicts in the relaxation conflicts in the model; a conflict that integers alone make is
 * not among them. Immutable.
 */
public final class ElasticProgram {

    /**
     * A limit.
     *
     * @param block the block or link that has it
     * @param rhs its bound, p.u.; zero for relief and for cones
     * @param begin its first row among the cone rows of the elastic program
     * @param end the row after its last one
     * @param relaxed how many of its rows the excess stands in: two of a rotated cone, of which a unit more of u is
     *     half a unit each
     */
    private record Limit(NamedBlock block, Key key, double rhs, int begin, int end, int relaxed) {}

    /** The row {@code sign * variable <= 0} of a limit that is no row of the model: a deviation, or relief. */
    private record AtMostZero(int column, double sign) {}

    private final List<Limit> limits = new ArrayList<>();
    private final ConicProgram whole;
    private final int[] limitOfRow;

    /**
     * The limits of a model, block by block in the order in which they were stated, those of relief after the others of
     * their block.
     *
     * @param isLaw which families of rows are laws although they are not equalities
     * @param isCondition which families of equalities are limits although they are equalities
     * @param relief the variables of relief, as far as the model has them
     * @param asks for which of these elements of a block the relief has to be asked for
     */
    public ElasticProgram(
            Model model,
            Predicate<ConstraintFamily> isLaw,
            Predicate<ConstraintFamily> isCondition,
            VariableFamily relief,
            BiPredicate<NamedBlock, Integer> asks) {
        ConicProgram program = model.program();
        Map<Integer, Integer> deviations = new LinkedHashMap<>();
        List<AtMostZero> added = new ArrayList<>();
        int[] coneEnd = model.coneEnds();
        Singles singles = new Singles(singles(program.equalityMatrix()), singles(program.coneMatrix()));
        for (NamedBlock block : model.blocks()) {
            for (ConstraintFamily family : block.rowFamilies().keySet()) {
                if (!isLaw.test(family)) {
                    addLimits(model, block, family, isCondition.test(family), singles, coneEnd, deviations, added);
                }
            }
            for (int element = 0;
                    block.has(relief) && element < block.variables(relief).size();
                    element++) {
                if (block.column(relief, element) >= 0 && asks.test(block, element)) {
                    addAtMostZero(
                            block,
                            new Key(relief, element),
                            0.0,
                            new AtMostZero(block.column(relief, element), 1.0),
                            coneEnd.length,
                            added);
                }
            }
        }
        whole = elastic(program, deviations, added);
        limitOfRow = new int[whole.coneRowCount()];
        Arrays.fill(limitOfRow, -1);
        for (int k = 0; k < limits.size(); k++) {
            Arrays.fill(limitOfRow, limits.get(k).begin(), limits.get(k).end(), k);
        }
    }

    private void addLimits(
            Model model,
            NamedBlock block,
            ConstraintFamily family,
            boolean isCondition,
            Singles singles,
            int[] coneEnd,
            Map<Integer, Integer> deviations,
            List<AtMostZero> added) {
        ConicProgram program = model.program();
        int[] codes = block.rowCodes(family);
        for (int element = 0; element < codes.length; element++) {
            boolean isEquality = codes[element] != RowKind.NONE && RowKind.of(codes[element]) == RowKind.EQUALITY;
            if (codes[element] == RowKind.NONE || (isEquality && !isCondition)) {
                continue;
            }
            Key key = new Key(family, element);
            RowKind kind = RowKind.of(codes[element]);
            int row = RowKind.row(codes[element]);
            if (kind == RowKind.INEQUALITY) {
                double bound = bound(program.coneRhs(row), singles.inCones()[row]);
                limits.add(new Limit(block, key, bound, row, row + 1, 1));
            } else if (kind.isCone()) {
                int first = model.inequalityCount() + row;
                limits.add(new Limit(block, key, 0.0, first, coneEnd[first], kind == RowKind.CONE ? 1 : 2));
            } else {
                int column = program.variableCount() + deviations.size();
                Integer known = deviations.putIfAbsent(row, column);
                int deviation = known == null ? column : known;
                double bound = bound(program.equalityRhs(row), singles.inEqualities()[row]);
                if (kind != RowKind.FIXED_FROM_ABOVE) {
                    AtMostZero below = new AtMostZero(deviation, -1.0);
                    addAtMostZero(block, key, bound, below, coneEnd.length, added);
                }
                if (kind != RowKind.FIXED_FROM_BELOW) {
                    AtMostZero above = new AtMostZero(deviation, 1.0);
                    addAtMostZero(block, key, bound, above, coneEnd.length, added);
                }
            }
        }
    }

    /**
     * The coefficient of each row that bounds one variable; NaN for rows of several.
     *
     * @param inEqualities of the rows of A
     * @param inCones of the rows of G
     */
    private record Singles(double[] inEqualities, double[] inCones) {}

    private static double[] singles(SparseMatrix matrix) {
        double[] coefficient = new double[matrix.rows()];
        for (int j = 0; j < matrix.columns(); j++) {
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                int row = matrix.rowIndex(e);
                coefficient[row] = coefficient[row] == 0.0 ? matrix.value(e) : Double.NaN;
            }
        }
        return coefficient;
    }

    /** What a variable is bounded by, whatever sign and scale its row has; as it stands in rows of several. */
    private static double bound(double rhs, double single) {
        return Double.isNaN(single) || single == 0.0 ? rhs : rhs / single + 0.0;
    }

    private void addAtMostZero(
            NamedBlock block, Key key, double rhs, AtMostZero bound, int firstRow, List<AtMostZero> added) {
        int row = firstRow + added.size();
        limits.add(new Limit(block, key, rhs, row, row + 1, 1));
        added.add(bound);
    }

    /** The program with deviations, the rows added below its own, and an excess for every limit. */
    private ConicProgram elastic(ConicProgram program, Map<Integer, Integer> deviations, List<AtMostZero> added) {
        int firstExcess = program.variableCount() + deviations.size();
        int columns = firstExcess + limits.size();
        SparseMatrix.Builder a = copyOf(program.equalityMatrix(), program.equalityCount(), columns);
        deviations.forEach((row, column) -> a.add(row, column, -1.0));
        int firstBound = program.coneRowCount() + added.size();
        SparseMatrix.Builder g = copyOf(program.coneMatrix(), firstBound + limits.size(), columns);
        for (int k = 0; k < added.size(); k++) {
            g.add(
                    program.coneRowCount() + k,
                    added.get(k).column(),
                    added.get(k).sign());
        }
        for (int k = 0; k < limits.size(); k++) {
            Limit limit = limits.get(k);
            for (int i = 0; i < limit.relaxed(); i++) {
                g.add(limit.begin() + i, firstExcess + k, -1.0 / limit.relaxed());
            }
            g.add(firstBound + k, firstExcess + k, -1.0);
        }
        double[] cost = new double[columns];
        Arrays.fill(cost, firstExcess, columns, 1.0);
        List<Cone> cones = new ArrayList<>(program.cones());
        if (!limits.isEmpty()) {
            cones.add(new Cone.Nonnegative(added.size() + limits.size()));
        }
        return ConicProgram.continuous(
                SparseMatrix.zero(columns, columns),
                cost,
                0.0,
                a.build(),
                program.equalityRhs(),
                g.build(),
                Arrays.copyOf(program.coneRhs(), firstBound + limits.size()),
                cones);
    }

    private static SparseMatrix.Builder copyOf(SparseMatrix matrix, int rows, int columns) {
        SparseMatrix.Builder copy = new SparseMatrix.Builder(rows, columns, matrix.entryCount() + rows);
        for (int j = 0; j < matrix.columns(); j++) {
            for (int e = matrix.columnStart(j); e < matrix.columnStart(j + 1); e++) {
                copy.add(matrix.rowIndex(e), j, matrix.value(e));
            }
        }
        return copy;
    }

    /** The number of limits. */
    public int size() {
        return limits.size();
    }

    /** The block or link that has a limit. */
    public NamedBlock block(int limit) {
        return limits.get(limit).block();
    }

    /** The name of a limit. */
    public Key key(int limit) {
        return limits.get(limit).key();
    }

    /**
     * The bound of a limit, p.u.: of the variable where its row holds one, else the row's right-hand side; zero for
     * relief and for cones.
     */
    public double rhs(int limit) {
        return limits.get(limit).rhs();
    }

    /**
     * The program without the limits that are not kept, in the pattern of all: the rows of the others hold nothing,
     * with room, and their excess stands alone. Its optimum is the least total excess of the limits kept, p.u.
     */
    public ConicProgram keeping(BitSet kept) {
        SparseMatrix g = whole.coneMatrix();
        double[] values = new double[g.entryCount()];
        g.copyValues(values);
        for (int e = 0; e < values.length; e++) {
            int limit = limitOfRow[g.rowIndex(e)];
            if (limit >= 0 && !kept.get(limit)) {
                values[e] = 0.0;
            }
        }
        double[] h = whole.coneRhs();
        for (int k = kept.nextClearBit(0); k < limits.size(); k = kept.nextClearBit(k + 1)) {
            Arrays.fill(h, limits.get(k).begin(), limits.get(k).end(), 0.0);
            h[limits.get(k).begin()] = 1.0;
        }
        return whole.withConeMatrix(g.withValues(values)).withRightHandSides(whole.equalityRhs(), h);
    }

    /**
     * How much each limit counts in the proof that an answer gives: the size of its multiplier, at most about 1; zero
     * for limits that were not kept.
     *
     * @throws IllegalArgumentException if the answer has no multipliers
     */
    public double[] weights(CheckedAnswer answer, BitSet kept) {
        if (!answer.hasDuals()) {
            throw new IllegalArgumentException("an answer without multipliers proves no conflict: " + answer);
        }
        double[] z = answer.z();
        double[] weights = new double[limits.size()];
        for (int k = kept.nextSetBit(0); k >= 0; k = kept.nextSetBit(k + 1)) {
            Limit limit = limits.get(k);
            for (int i = 0; i < limit.relaxed(); i++) {
                weights[k] += z[limit.begin() + i] / limit.relaxed();
            }
        }
        return weights;
    }

    @Override
    public String toString() {
        return limits.size() + " limits that may give way in " + whole;
    }
}
