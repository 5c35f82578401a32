package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Builds a convex program from named variables and rows. Everything is in per unit. Rows without duals of interest may
 * go without a name ({@code null} quantity).
 *
 * <p>Each kind of row states what its dual means, so that the {@link ModelSolution} can hand it out without a sign to
 * remember.
 */
public final class ProgramBuilder {

    private final ToIntFunction<ElementType> elementCount;
    private final Map<Quantity, Variables> variables = new LinkedHashMap<>();
    private final Map<Quantity, int[]> rowCodes = new LinkedHashMap<>();
    private final RowList equalities = new RowList();
    private final RowList inequalities = new RowList();
    private final RowList coneRows = new RowList();
    private final List<Cone> cones = new ArrayList<>();
    private final Map<Integer, Cone> coneOfDimension = new HashMap<>();
    private final Map<Key, List<Integer>> pieces = new LinkedHashMap<>();
    private int columns;
    private double[] linear = new double[64];
    private double[] start = new double[64];
    private boolean[] integer = new boolean[64];
    private boolean hasStart;
    private double[] quadratic = new double[64];
    private double constant;

    /**
     * A builder for a network with a number of elements of each type; families of type {@link ElementType#OTHER} grow
     * with their rows.
     */
    public ProgramBuilder(ToIntFunction<ElementType> elementCount) {
        this.elementCount = elementCount;
    }

    /** Adds one free variable for every element. */
    public Variables variables(Quantity quantity) {
        return variables(quantity, element -> true);
    }

    /** Adds one free variable for every element index that a condition holds for. */
    public Variables variables(Quantity quantity, IntPredicate present) {
        return variables(quantity, elementCount.applyAsInt(quantity.element()), present);
    }

    /** Adds a number of free variables of type {@link ElementType#OTHER}. */
    public Variables variables(Quantity quantity, int count) {
        if (quantity.element() != ElementType.OTHER) {
            throw new IllegalArgumentException("the variables '" + quantity
                    + "' are counted by the network's elements of type " + quantity.element());
        }
        return variables(quantity, count, element -> true);
    }

    private Variables variables(Quantity quantity, int count, IntPredicate present) {
        if (variables.containsKey(quantity)) {
            throw new IllegalStateException("the variables '" + quantity + "' exist already");
        }
        int[] column = new int[count];
        for (int element = 0; element < column.length; element++) {
            column[element] = present.test(element) ? columns++ : -1;
        }
        makeRoom();
        Variables family = new Variables(quantity, column);
        variables.put(quantity, family);
        return family;
    }

    private void makeRoom() {
        if (columns > linear.length) {
            int larger = Math.max(columns, 2 * linear.length);
            linear = Arrays.copyOf(linear, larger);
            start = Arrays.copyOf(start, larger);
            integer = Arrays.copyOf(integer, larger);
            quadratic = Arrays.copyOf(quadratic, larger);
        }
    }

    /**
     * Adds one free variable for one element to a family that grows element by element.
     *
     * @param value where it starts if the formulation suggests a start at all
     */
    public Variable variable(Quantity quantity, int element, double value) {
        Variables family = variables.computeIfAbsent(quantity, key -> {
            int[] none = new int[elementCount.applyAsInt(key.element())];
            Arrays.fill(none, -1);
            return new Variables(key, none);
        });
        Variable variable = family.add(element, columns++);
        makeRoom();
        start[variable.column()] = value;
        return variable;
    }

    /** Adds one free variable without a name. */
    public Variable variable() {
        Variable variable = new Variable(columns++);
        makeRoom();
        return variable;
    }

    /** The variables added under a name before. @throws IllegalStateException if there are none */
    public Variables existing(Quantity quantity) {
        Variables family = variables.get(quantity);
        if (family == null) {
            throw new IllegalStateException("there are no variables '" + quantity + "'");
        }
        return family;
    }

    /** Whether variables of a name were added. */
    public boolean has(Quantity quantity) {
        return variables.containsKey(quantity);
    }

    /** Demands that a variable be integer. */
    public void integer(Variable variable) {
        integer[variable.column()] = true;
    }

    /** Sets where a solver should start, in the variable's own unit. */
    public void start(Variable variable, double value) {
        start[variable.column()] = value;
        hasStart = true;
    }

    /** Whether any variable was given a start. */
    public boolean hasStart() {
        return hasStart;
    }

    /** Where a variable starts; 0 unless it was set. */
    public double startOf(Variable variable) {
        return start[variable.column()];
    }

    /** Adds a linear cost. */
    public void cost(double coefficient, Variable variable) {
        linear[variable.column()] += coefficient;
    }

    /** Adds an expression to the cost. */
    public void cost(LinearExpression expression) {
        cost(1.0, expression);
    }

    /** Adds a scaled expression to the cost. */
    public void cost(double factor, LinearExpression expression) {
        for (int k = 0; k < expression.size(); k++) {
            linear[expression.column(k)] += factor * expression.coefficient(k);
        }
        constant += factor * expression.constant();
    }

    /** Adds the cost {@code coefficient * variable^2}, coefficient not negative. */
    public void squareCost(double coefficient, Variable variable) {
        quadratic[variable.column()] += 2.0 * coefficient;
    }

    /** Adds a constant to the cost. */
    public void cost(double amount) {
        constant += amount;
    }

    /** The row {@code expression = rhs}. Its dual is d cost / d rhs. */
    public void equal(Quantity quantity, int element, LinearExpression expression, double rhs) {
        name(quantity, element, RowKind.EQUALITY, equalities.add(1.0, expression, rhs - expression.constant()));
    }

    /** The row {@code expression <= rhs}. Its dual is what a unit more of rhs saves, not negative. */
    public void atMost(Quantity quantity, int element, LinearExpression expression, double rhs) {
        name(quantity, element, RowKind.INEQUALITY, inequalities.add(1.0, expression, rhs - expression.constant()));
    }

    /** The row {@code expression >= rhs}. Its dual is what a unit less of rhs saves, not negative. */
    public void atLeast(Quantity quantity, int element, LinearExpression expression, double rhs) {
        name(quantity, element, RowKind.INEQUALITY, inequalities.add(-1.0, expression, expression.constant() - rhs));
    }

    /**
     * The row {@code expression >= rhs}, one of several that make up one limit of an element together, such as the
     * lines below a curve. It belongs to that element's name but has no dual of its own there.
     */
    public void piece(Quantity quantity, int element, LinearExpression expression, double rhs) {
        pieces.computeIfAbsent(new Key(quantity, element), key -> new ArrayList<>())
                .add(inequalities.add(-1.0, expression, expression.constant() - rhs));
    }

    /**
     * The rows {@code lower <= expression <= upper}, where an infinite limit is left out and equal limits become one
     * equality, so that the feasible set keeps an interior. The duals are those of {@link #atLeast} and
     * {@link #atMost}; at equal limits only the one that binds is positive.
     */
    public void between(
            Quantity lowerLimit,
            Quantity upperLimit,
            int element,
            LinearExpression expression,
            double lower,
            double upper) {
        if (lower == upper) {
            int row = equalities.add(1.0, expression, lower - expression.constant());
            name(lowerLimit, element, RowKind.FIXED_FROM_BELOW, row);
            name(upperLimit, element, RowKind.FIXED_FROM_ABOVE, row);
            return;
        }
        if (lower > Double.NEGATIVE_INFINITY) {
            atLeast(lowerLimit, element, expression, lower);
        }
        if (upper < Double.POSITIVE_INFINITY) {
            atMost(upperLimit, element, expression, upper);
        }
    }

    /** The cone {@code bound >= ||parts||}. Its dual is what a unit more of the bound saves, not negative. */
    public void cone(Quantity quantity, int element, LinearExpression bound, LinearExpression... parts) {
        int row = addConeRow(bound);
        for (LinearExpression part : parts) {
            addConeRow(part);
        }
        addCone(1 + parts.length);
        name(quantity, element, RowKind.CONE, row);
    }

    /**
     * The disk {@code bound >= ||(a, b)||} in a shape. Its dual is what a unit more of the bound saves, not negative. A
     * polygon has one row per side, {@code cos(phi) a + sin(phi) b <= bound}, times {@code cos(pi/sides)} if it lies
     * inside; a variable of its own between the bound and the sides gathers their duals.
     */
    public void disk(
            Quantity quantity,
            int element,
            DiskShape shape,
            LinearExpression bound,
            LinearExpression a,
            LinearExpression b) {
        if (shape.isCone()) {
            cone(quantity, element, bound, a, b);
            return;
        }
        Variable radius = variable();
        atMost(quantity, element, LinearExpression.of(radius).minus(bound), 0.0);
        double share = shape.inside() ? Math.cos(Math.PI / shape.sides()) : 1.0;
        for (int side = 0; side < shape.sides(); side++) {
            double phi = 2.0 * Math.PI * side / shape.sides();
            LinearExpression room =
                    LinearExpression.of(share, radius).plus(-Math.cos(phi), a).plus(-Math.sin(phi), b);
            if (quantity == null) {
                atLeast(null, element, room, 0.0);
            } else {
                piece(quantity, element, room, 0.0);
            }
        }
    }

    /**
     * The rotated cone {@code u v >= ||parts||^2, u >= 0, v >= 0}, lowered to {@code (u + v)/2 >= ||((u - v)/2,
     * parts)||}. Its dual is what a unit more of u saves: half the sum of the first two dual components, not negative.
     */
    public void rotatedCone(
            Quantity quantity, int element, LinearExpression u, LinearExpression v, LinearExpression... parts) {
        int row = addConeRow(LinearExpression.zero().plus(0.5, u).plus(0.5, v));
        addConeRow(LinearExpression.zero().plus(0.5, u).plus(-0.5, v));
        for (LinearExpression part : parts) {
            addConeRow(part);
        }
        addCone(2 + parts.length);
        name(quantity, element, RowKind.ROTATED_CONE, row);
    }

    /** Cones of the same dimension share one object. */
    private void addCone(int dimension) {
        cones.add(coneOfDimension.computeIfAbsent(dimension, Cone.SecondOrder::new));
    }

    /** The slack s is the expression itself: {@code -expression + s = constant}. */
    private int addConeRow(LinearExpression expression) {
        return coneRows.add(-1.0, expression, expression.constant());
    }

    private void name(Quantity quantity, int element, RowKind kind, int row) {
        if (quantity == null) {
            return;
        }
        int[] codes = rowCodes.computeIfAbsent(quantity, key -> emptyCodes(elementCount.applyAsInt(key.element())));
        if (quantity.element() == ElementType.OTHER && element >= codes.length) {
            int[] longer = emptyCodes(Math.max(element + 1, 2 * codes.length));
            System.arraycopy(codes, 0, longer, 0, codes.length);
            codes = longer;
            rowCodes.put(quantity, codes);
        }
        if (codes[element] != RowKind.NONE) {
            throw new IllegalStateException(
                    "the row '" + quantity + "' of " + quantity.element() + " index " + element + " exists already");
        }
        codes[element] = kind.encode(row);
    }

    private static int[] emptyCodes(int size) {
        int[] codes = new int[size];
        Arrays.fill(codes, RowKind.NONE);
        return codes;
    }

    /** The finished program with the way back from its numbers to names. */
    public Model build() {
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
        return new Model(
                program,
                Collections.unmodifiableMap(variables),
                Collections.unmodifiableMap(rowCodes),
                Collections.unmodifiableMap(pieces),
                inequalities.rows(),
                hasStart ? Arrays.copyOf(start, columns) : null);
    }
}
