package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    private boolean[] integer = new boolean[64];
    private boolean hasStart;
    private final List<Consumer<StartPoint>> startSteps = new ArrayList<>();
    private final Tally constant = Tally.of(0.0);
    private final Map<Integer, Tally> constantOfColumn = new HashMap<>();
    /** Costs that parameters are in, by column; all others are in the arrays alone. */
    private final Map<Integer, Tally> linearData = new TreeMap<>();

    private final Map<Integer, Tally> quadraticData = new TreeMap<>();
    private double[] parameters = new double[0];
    private int parameterCount;
    private boolean finished;
    private final List<Predicate<double[]>> conditions = new ArrayList<>();

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
            integer = Arrays.copyOf(integer, larger);
        }
        return columns++;
    }

    void integer(int column) {
        integer[column] = true;
    }

    /** Adds a step of the start that the formulation suggests. */
    void suggestStart(Consumer<StartPoint> step) {
        startSteps.add(step);
        hasStart = true;
    }

    /** Adds what puts a variable if a start is suggested at all. */
    void start(Consumer<StartPoint> step) {
        startSteps.add(step);
    }

    /** Adds a parameter. */
    Parameter parameter(double value) {
        if (finished) {
            throw new IllegalStateException("the program is finished, and takes no further parameter");
        }
        if (parameterCount == parameters.length) {
            parameters = Arrays.copyOf(parameters, Math.max(64, 2 * parameterCount));
        }
        parameters[parameterCount] = value;
        return new Parameter(parameterCount++, value);
    }

    /** Notes what parameters have to meet, so that the program is written the same way with them. */
    void require(Predicate<double[]> condition) {
        conditions.add(condition);
    }

    void cost(Tally coefficient, int column) {
        linear[column] = added(linear[column], linearData, coefficient, column);
    }

    void squareCost(Tally coefficient, int column) {
        quadratic[column] = added(quadratic[column], quadraticData, coefficient.times(2.0), column);
    }

    private static double added(double before, Map<Integer, Tally> data, Tally number, int column) {
        if (!number.follows() && !data.containsKey(column)) {
            return before + number.value();
        }
        Tally sum = data.computeIfAbsent(column, key -> Tally.of(before));
        sum.add(number);
        return sum.value();
    }

    void cost(Tally amount) {
        constant.add(amount);
    }

    /** Notes that a part of the constant cost belongs to a column. */
    void constantOf(int column, Tally amount) {
        if (amount.follows() || amount.value() != 0.0) {
            constantOfColumn.computeIfAbsent(column, key -> Tally.of(0.0)).add(amount);
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
                constant.value(),
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
                constantOfColumn.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().datum())),
                suggestedStart(),
                data(program),
                Arrays.copyOf(parameters, parameterCount));
        release();
        return model;
    }

    /** The start that is suggested; {@code null} for none. Without parameters it is worked out, and nothing is held. */
    private ProgramStart suggestedStart() {
        if (!hasStart) {
            return null;
        }
        ProgramStart suggested = new ProgramStart(new double[columns], List.copyOf(startSteps));
        return parameterCount == 0 ? new ProgramStart(suggested.at(parameters), List.of()) : suggested;
    }

    /** What of the finished program follows from parameters. */
    private ProgramData data(ConicProgram program) {
        DatumPlaces costs = new DatumPlaces();
        linearData.forEach((column, sum) -> costs.add(column, sum.datum()));
        DatumPlaces squares = new DatumPlaces();
        quadraticData.forEach((column, sum) -> {
            Datum datum = sum.datum();
            boolean isSquare = sum.value() != 0.0;
            require(others -> (datum.at(others) != 0.0) == isSquare);
            if (isSquare) {
                squares.add(program.quadratic().entry(column, column), datum);
            }
        });
        DatumPlaces equalityEntries = new DatumPlaces();
        DatumPlaces equalityRows = new DatumPlaces();
        equalities.copyDataTo(program.equalityMatrix(), 0, equalityEntries);
        equalities.copyDataTo(0, equalityRows);
        DatumPlaces coneEntries = new DatumPlaces();
        DatumPlaces rows = new DatumPlaces();
        inequalities.copyDataTo(program.coneMatrix(), 0, coneEntries);
        inequalities.copyDataTo(0, rows);
        coneRows.copyDataTo(program.coneMatrix(), inequalities.rows(), coneEntries);
        coneRows.copyDataTo(inequalities.rows(), rows);
        if (equalities.addsUpData() || inequalities.addsUpData() || coneRows.addsUpData()) {
            require(others -> false);
        }
        return new ProgramData(
                conditions, squares, costs, constant.datum(), equalityEntries, equalityRows, coneEntries, rows);
    }

    /** Whoever still holds a builder, as devices do, holds the names and no longer the numbers. */
    void release() {
        equalities = new RowList();
        inequalities = new RowList();
        coneRows = new RowList();
        cones.clear();
        linear = new double[0];
        quadratic = new double[0];
        integer = new boolean[0];
        finished = true;
        startSteps.clear();
        conditions.clear();
        linearData.clear();
        quadraticData.clear();
    }
}
