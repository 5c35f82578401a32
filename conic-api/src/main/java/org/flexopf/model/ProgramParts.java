package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/** The columns, rows and costs of a program under construction, whichever block they belong to. */
final class ProgramParts {

    RowList equalities = new RowList();
    RowList inequalities = new RowList();
    RowList coneRows = new RowList();
    private final List<Cone> cones = new ArrayList<>();
    private final Map<Integer, Cone> coneOfDimension = new HashMap<>();
    private final Map<String, ProgramBuilder> blocks = new LinkedHashMap<>();
    private ProgramBuilder open;
    private int columns;
    private double[] linear = new double[64];
    private double[] quadratic = new double[64];
    private double[] start = new double[64];
    private boolean[] integer = new boolean[64];
    private boolean hasStart;
    private double constant;
    private final Map<Integer, Double> constantOfColumn = new HashMap<>();

    void requireUnused(String label) {
        if (blocks.containsKey(label)) {
            throw new IllegalArgumentException(
                    "there is a block '" + label + "' already; give every block its own label");
        }
    }

    /** Makes a block the one that grows; the one before it is closed. */
    void open(ProgramBuilder block) {
        if (open != null) {
            open.close();
        }
        blocks.put(block.label(), block);
        open = block;
    }

    /** Where the next column and the next row of each list go. */
    BlockRange here() {
        return new BlockRange(columns, equalities.rows(), inequalities.rows(), coneRows.rows());
    }

    /** Adds a column and returns its number. */
    int addColumn() {
        if (columns == linear.length) {
            int larger = 2 * columns;
            linear = Arrays.copyOf(linear, larger);
            quadratic = Arrays.copyOf(quadratic, larger);
            start = Arrays.copyOf(start, larger);
            integer = Arrays.copyOf(integer, larger);
        }
        return columns++;
    }

    void integer(int column) {
        integer[column] = true;
    }

    void start(int column, double value) {
        start[column] = value;
    }

    void suggestStart(int column, double value) {
        start[column] = value;
        hasStart = true;
    }

    double startOf(int column) {
        return start[column];
    }

    void cost(double coefficient, int column) {
        linear[column] += coefficient;
    }

    void squareCost(double coefficient, int column) {
        quadratic[column] += 2.0 * coefficient;
    }

    void cost(double amount) {
        constant += amount;
    }

    /** Notes that a part of the constant cost belongs to a column. */
    void constantOf(int column, double amount) {
        if (amount != 0.0) {
            constantOfColumn.merge(column, amount, Double::sum);
        }
    }

    /** Adds a second-order cone for the rows added last. Cones of the same dimension share one object. */
    void addCone(int dimension) {
        cones.add(coneOfDimension.computeIfAbsent(dimension, Cone.SecondOrder::new));
    }

    Model build() {
        open.close();
        SparseMatrix.Builder squares = new SparseMatrix.Builder(columns, columns);
        for (int j = 0; j < columns; j++) {
            if (quadratic[j] != 0.0) {
                squares.add(j, j, quadratic[j]);
            }
        }
        SparseMatrix.Builder equalityMatrix =
                new SparseMatrix.Builder(equalities.rows(), columns, equalities.entries());
        double[] equalityRhs = new double[equalities.rows()];
        equalities.copyTo(equalityMatrix, 0, equalityRhs);
        int coneRowCount = inequalities.rows() + coneRows.rows();
        SparseMatrix.Builder coneMatrix =
                new SparseMatrix.Builder(coneRowCount, columns, inequalities.entries() + coneRows.entries());
        double[] coneRhs = new double[coneRowCount];
        inequalities.copyTo(coneMatrix, 0, coneRhs);
        coneRows.copyTo(coneMatrix, inequalities.rows(), coneRhs);
        List<Cone> allCones = new ArrayList<>(cones.size() + 1);
        if (inequalities.rows() > 0) {
            allCones.add(new Cone.Nonnegative(inequalities.rows()));
        }
        allCones.addAll(cones);
        ConicProgram program = new ConicProgram(
                squares.build(),
                Arrays.copyOf(linear, columns),
                constant,
                equalityMatrix.build(),
                equalityRhs,
                coneMatrix.build(),
                coneRhs,
                allCones,
                Arrays.copyOf(integer, columns));
        Model model = new Model(
                program,
                blocks.values().stream().map(ProgramBuilder::named).toList(),
                inequalities.rows(),
                constantOfColumn,
                hasStart ? Arrays.copyOf(start, columns) : null);
        release();
        return model;
    }

    /** Whoever still holds a builder, as devices do, holds the names and no longer the numbers. */
    void release() {
        equalities = new RowList();
        inequalities = new RowList();
        coneRows = new RowList();
        cones.clear();
        linear = new double[0];
        quadratic = new double[0];
        start = new double[0];
        integer = new boolean[0];
    }
}
