package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;

/** Takes a block out of a program of several, with its names and its part of an answer; costs as the block has them. */
final class BlockAlone {

    private final ConicProgram whole;
    private final NamedBlock block;
    private final BlockRange begin;
    private final BlockRange end;
    /** The first row of second-order cones among all cone rows: they follow the inequalities. */
    private final int firstConeRow;

    private final int inequalities;

    private BlockAlone(ModelSolution solution) {
        whole = solution.model().program();
        block = solution.block();
        begin = block.begin();
        end = block.end();
        firstConeRow = solution.model().inequalityCount();
        inequalities = end.inequalities() - begin.inequalities();
    }

    static ModelSolution of(ModelSolution solution) {
        BlockAlone part = new BlockAlone(solution);
        ConicProgram program = part.program();
        Model model = Model.of(program, part.names(), part.inequalities);
        return model.solution(part.answer(program, solution.result()));
    }

    private ConicProgram program() {
        int n = end.columns() - begin.columns();
        SparseMatrix.Builder quadratic = new SparseMatrix.Builder(n, n);
        SparseMatrix.Builder equalities = new SparseMatrix.Builder(end.equalities() - begin.equalities(), n);
        SparseMatrix.Builder coneRows = new SparseMatrix.Builder(inequalities + end.coneRows() - begin.coneRows(), n);
        double[] linear = new double[n];
        boolean[] integer = new boolean[n];
        for (int j = 0; j < n; j++) {
            int column = begin.columns() + j;
            linear[j] = whole.linear(column) / block.costFactor();
            integer[j] = whole.isInteger(column);
            quadratic.add(j, j, whole.quadratic().get(column, column) / block.costFactor());
            copy(
                    whole.equalityMatrix(),
                    column,
                    equalities,
                    j,
                    row -> inRange(row, begin.equalities(), end.equalities(), 0));
            copy(whole.coneMatrix(), column, coneRows, j, this::coneRow);
        }
        return new ConicProgram(
                quadratic.build(),
                linear,
                block.constant(),
                equalities.build(),
                Arrays.copyOfRange(whole.equalityRhs(), begin.equalities(), end.equalities()),
                coneRows.build(),
                coneRows(whole.coneRhs()),
                cones(),
                integer);
    }

    private static void copy(
            SparseMatrix from, int column, SparseMatrix.Builder to, int target, IntUnaryOperator rowOf) {
        for (int k = from.columnStart(column); k < from.columnStart(column + 1); k++) {
            int row = rowOf.applyAsInt(from.rowIndex(k));
            if (row >= 0) {
                to.add(row, target, from.value(k));
            }
        }
    }

    /** The row's place in a range, counted from an offset; -1 if it is not in it. */
    private static int inRange(int row, int first, int last, int offset) {
        return row >= first && row < last ? row - first + offset : -1;
    }

    private int coneRow(int row) {
        return row < firstConeRow
                ? inRange(row, begin.inequalities(), end.inequalities(), 0)
                : inRange(row - firstConeRow, begin.coneRows(), end.coneRows(), inequalities);
    }

    /** The block's part of a vector over all cone rows. */
    private double[] coneRows(double[] vector) {
        double[] part = Arrays.copyOf(
                Arrays.copyOfRange(vector, begin.inequalities(), end.inequalities()),
                inequalities + end.coneRows() - begin.coneRows());
        System.arraycopy(
                vector, firstConeRow + begin.coneRows(), part, inequalities, end.coneRows() - begin.coneRows());
        return part;
    }

    private List<Cone> cones() {
        List<Cone> cones = new ArrayList<>();
        if (inequalities > 0) {
            cones.add(new Cone.Nonnegative(inequalities));
        }
        int row = 0;
        for (Cone cone : whole.cones()) {
            if (cone instanceof Cone.SecondOrder) {
                if (row >= begin.coneRows() && row < end.coneRows()) {
                    cones.add(cone);
                }
                row += cone.dimension();
            }
        }
        return cones;
    }

    /** The block's names, where its columns and rows are counted from zero. */
    private NamedBlock names() {
        Map<VariableFamily, Variables> variables = new LinkedHashMap<>();
        block.variableFamilies().forEach((family, group) -> variables.put(family, group.shifted(-begin.columns())));
        Map<ConstraintFamily, int[]> rows = new LinkedHashMap<>();
        block.rowFamilies()
                .forEach((family, codes) -> rows.put(
                        family,
                        Arrays.stream(codes)
                                .map(code -> RowKind.shifted(code, begin))
                                .toArray()));
        Map<ConstraintFamily, PieceList> pieces = new LinkedHashMap<>();
        block.pieces().forEach((family, list) -> pieces.put(family, list.shifted(-begin.inequalities())));
        BlockRange size = new BlockRange(
                end.columns() - begin.columns(),
                end.equalities() - begin.equalities(),
                inequalities,
                end.coneRows() - begin.coneRows());
        return new NamedBlock(
                block.label(),
                1.0,
                block.constant(),
                new Datum.Constant(block.constant()),
                BlockRange.START,
                size,
                variables,
                rows,
                pieces);
    }

    private CheckedAnswer answer(ConicProgram program, CheckedAnswer answer) {
        double[] x = Arrays.copyOfRange(answer.x(), begin.columns(), end.columns());
        return answer.hasDuals()
                ? answer.part(
                        program,
                        x,
                        unscaled(Arrays.copyOfRange(answer.y(), begin.equalities(), end.equalities())),
                        unscaled(coneRows(answer.z())))
                : answer.part(program, x, new double[0], new double[0]);
    }

    private double[] unscaled(double[] duals) {
        return Arrays.stream(duals).map(dual -> dual / block.costFactor()).toArray();
    }
}
