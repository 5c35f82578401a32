package org.flexopf.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Builds a conic program from named variables and rows, in the units that the caller chooses (per unit in an optimal
 * power flow). Rows without duals of interest may go without a name ({@code null} family).
 *
 * <p>Each kind of row states what its dual means, so that the {@link ModelSolution} can hand it out without a sign to
 * remember.
 *
 * <p>A {@linkplain #block block} is a further namespace on the same columns and rows: another hour, scenario or area
 * whose variables and rows go by the same names. Blocks are built one after the other, so that the columns and rows of
 * each lie together. A row may hold variables of any block: that is how rows link blocks. A row that says something of
 * nothing but variables that were {@linkplain #decided decided} elsewhere asks nothing of the program, and is left out.
 */
public final class ProgramBuilder {

    private final ProgramParts parts;
    private final ToIntFunction<ElementKind> elementCount;
    private final String label;
    private final double costFactor;
    private final Map<VariableFamily, Variables> variables = new LinkedHashMap<>();
    private final Map<ConstraintFamily, int[]> rowCodes = new LinkedHashMap<>();
    private final Map<ConstraintFamily, PieceList> pieces = new LinkedHashMap<>();
    private final BlockRange begin;
    private BlockRange end;
    private boolean hasStart;
    private final Tally constant = Tally.of(0.0);
    /** The values of the columns in their order where they are decided, else null. */
    private final double[] decided;

    /**
     * A builder for a network with a number of elements of each type; families of type {@link ElementKind#OWN} grow
     * with their rows.
     */
    public ProgramBuilder(ToIntFunction<ElementKind> elementCount) {
        this(new ProgramParts(), elementCount, "", 1.0, null);
    }

    /**
     * A builder whose variables were decided by another program: what is written into it is written as it was there, so
     * that its variables stand for their values, in whatever rows of other programs they come. Its own rows and costs
     * are of no use, and are not kept; see {@link #forgetRows}.
     *
     * @param values the values of the block's variables in the order in which they were added
     */
    public static ProgramBuilder decided(ToIntFunction<ElementKind> elementCount, double[] values) {
        return new ProgramBuilder(new ProgramParts(), elementCount, "", 1.0, values.clone());
    }

    private ProgramBuilder(
            ProgramParts parts,
            ToIntFunction<ElementKind> elementCount,
            String label,
            double costFactor,
            double[] decided) {
        this.parts = parts;
        this.elementCount = elementCount;
        this.label = label;
        this.costFactor = costFactor;
        this.decided = decided;
        this.begin = parts.here();
        parts.open(this);
    }

    /** Drops all rows and costs, of a builder that is asked for its variables alone; nothing is added after that. */
    public void forgetRows() {
        rowCodes.clear();
        pieces.clear();
        close();
        parts.release();
    }

    /**
     * Opens a further namespace on the same columns and rows, and closes the one that was open before.
     *
     * @param newLabel what the block is called, such as {@code hour 7}; no two blocks have the same label
     * @param newElementCount the number of elements of each type in the block
     * @param newCostFactor what one unit of the block's costs counts in the program's objective, above zero: hours
     *     times weight in an optimal power flow. Every cost that is added to the block is multiplied by it.
     * @throws IllegalArgumentException if the label is taken, or the factor is not a finite number above zero
     */
    public ProgramBuilder block(String newLabel, ToIntFunction<ElementKind> newElementCount, double newCostFactor) {
        if (!(newCostFactor > 0.0 && newCostFactor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the costs of block '" + newLabel + "' are to count " + newCostFactor
                    + " times; give a finite number above zero");
        }
        parts.requireUnused(newLabel);
        return new ProgramBuilder(parts, newElementCount, newLabel, newCostFactor, null);
    }

    String label() {
        return label;
    }

    /** No more is added to this block from now on. */
    void close() {
        end = parts.here();
    }

    private void requireOpen() {
        if (end != null) {
            throw new IllegalStateException("block '" + label
                    + "' is closed, for another one was opened after it; build one block after the other");
        }
    }

    /** The block as the finished program has it. */
    NamedBlock named() {
        return new NamedBlock(
                label, costFactor, constant.value(), constant.datum(), begin, end, variables, rowCodes, pieces);
    }

    /** Adds one free variable for every element. */
    public Variables variables(VariableFamily family) {
        return variables(family, element -> true);
    }

    /** Adds one free variable for every element index that a condition holds for. */
    public Variables variables(VariableFamily family, IntPredicate present) {
        return variables(family, elementCount.applyAsInt(family.kind()), present);
    }

    /** Adds a number of free variables of type {@link ElementKind#OWN}. */
    public Variables variables(VariableFamily family, int count) {
        if (!family.kind().equals(ElementKind.OWN)) {
            throw new IllegalArgumentException(
                    "the variables '" + family + "' are counted by the network's elements of kind " + family.kind());
        }
        return variables(family, count, element -> true);
    }

    private Variables variables(VariableFamily family, int count, IntPredicate present) {
        if (variables.containsKey(family)) {
            throw new IllegalStateException("the variables '" + family + "' exist already");
        }
        requireOpen();
        int[] column = new int[count];
        for (int element = 0; element < column.length; element++) {
            column[element] = present.test(element) ? parts.addColumn() : -1;
        }
        Variables added = new Variables(family, column, decided);
        variables.put(family, added);
        return added;
    }

    /**
     * Adds a parameter: a number that may be another one once the program is written, see {@link Model#at}. What a
     * formulation does may not depend on its value, but where the methods here say that they see to it.
     *
     * @param value what it is for now
     * @throws IllegalStateException if the program is finished
     */
    public Parameter parameter(double value) {
        return parts.parameter(value);
    }

    /**
     * Adds one free variable for one element to a family that grows element by element.
     *
     * @param value where it starts if the formulation suggests a start at all
     */
    public Variable variable(VariableFamily family, int element, double value) {
        return variable(family, element, Parameter.fixed(value));
    }

    /**
     * Adds one free variable for one element to a family that grows element by element.
     *
     * @param value where it starts if the formulation suggests a start at all
     */
    public Variable variable(VariableFamily family, int element, Parameter value) {
        Variables group = variables.computeIfAbsent(family, key -> {
            int[] none = new int[elementCount.applyAsInt(key.kind())];
            Arrays.fill(none, -1);
            return new Variables(key, none, decided);
        });
        requireOpen();
        Variable added = group.add(element, parts.addColumn());
        parts.start(point -> point.put(added, point.of(value)));
        return added;
    }

    /** Adds one free variable without a name. */
    public Variable variable() {
        requireOpen();
        int column = parts.addColumn();
        return decided == null ? new Variable(column) : Variable.decided(decided[column]);
    }

    /** The variables added under a name before. @throws IllegalStateException if there are none */
    public Variables existing(VariableFamily family) {
        Variables group = variables.get(family);
        if (group == null) {
            throw new IllegalStateException("there are no variables '" + family + "'");
        }
        return group;
    }

    /** Whether variables of a name were added. */
    public boolean has(VariableFamily family) {
        return variables.containsKey(family);
    }

    /** Demands that a variable be integer. */
    public void integer(Variable variable) {
        if (!variable.isDecided()) {
            parts.integer(variable.column());
        }
    }

    /**
     * Suggests where a solver should start: the step puts variables, after the steps before it. It is asked when a
     * start is, with the parameters of then.
     */
    public void startBy(Consumer<StartPoint> step) {
        parts.suggestStart(step);
        hasStart = true;
    }

    /** Whether a start was suggested for this block. */
    public boolean hasStart() {
        return hasStart;
    }

    /** Adds a linear cost. */
    public void cost(double coefficient, Variable variable) {
        cost(Parameter.fixed(coefficient), variable);
    }

    /** Adds a linear cost. */
    public void cost(Parameter coefficient, Variable variable) {
        Tally amount = Tally.of(coefficient);
        if (variable.isDecided()) {
            cost(amount.times(variable.value()));
        } else {
            parts.cost(amount.times(costFactor), variable.column());
        }
    }

    /** Adds an expression to the cost. */
    public void cost(LinearExpression expression) {
        cost(1.0, expression);
    }

    /** Adds a scaled expression to the cost. */
    public void cost(double factor, LinearExpression expression) {
        for (int k = 0; k < expression.size(); k++) {
            parts.cost(expression.tally(k).times(factor).times(costFactor), expression.column(k));
        }
        cost(expression.constant().times(factor));
    }

    /** Adds the cost {@code coefficient * variable^2}, coefficient not negative. */
    public void squareCost(double coefficient, Variable variable) {
        squareCost(Parameter.fixed(coefficient), variable);
    }

    /** Adds the cost {@code coefficient * variable^2}, coefficient not negative. */
    public void squareCost(Parameter coefficient, Variable variable) {
        Tally amount = Tally.of(coefficient);
        if (variable.isDecided()) {
            cost(amount.times(variable.value()).times(variable.value()));
        } else {
            parts.squareCost(amount.times(costFactor), variable.column());
        }
    }

    /** Adds a constant to the cost. */
    public void cost(double amount) {
        cost(Tally.of(amount));
    }

    private void cost(Tally amount) {
        constant.add(amount);
        parts.cost(amount.times(costFactor));
    }

    /** Adds a constant to the cost that goes if the variable goes, such as what a unit costs while it stands idle. */
    public void constantCost(double amount, Variable variable) {
        constantCost(Parameter.fixed(amount), variable);
    }

    /** Adds a constant to the cost that goes if the variable goes, such as what a unit costs while it stands idle. */
    public void constantCost(Parameter amount, Variable variable) {
        cost(Tally.of(amount));
        if (!variable.isDecided()) {
            parts.constantOf(variable.column(), Tally.of(amount).times(costFactor));
        }
    }

    /** The row {@code expression = rhs}. Its dual is d cost / d rhs. */
    public void equal(ConstraintFamily family, int element, LinearExpression expression, double rhs) {
        if (expression.isDecided()) {
            return;
        }
        name(
                family,
                element,
                RowKind.EQUALITY,
                parts.equalities.add(1.0, expression, room(expression, Parameter.fixed(rhs))));
    }

    /** {@code rhs - constant}: what is left for the variables of an expression. */
    private static Tally room(LinearExpression expression, Parameter rhs) {
        Tally room = Tally.of(rhs);
        room.add(-1.0, expression.constant());
        return room;
    }

    /** {@code constant - rhs}. */
    private static Tally excess(LinearExpression expression, Parameter rhs) {
        Tally excess = expression.constant().times(1.0);
        excess.add(-1.0, Tally.of(rhs));
        return excess;
    }

    /** The row {@code expression <= rhs}. Its dual is what a unit more of rhs saves, not negative. */
    public void atMost(ConstraintFamily family, int element, LinearExpression expression, double rhs) {
        atMost(family, element, expression, Parameter.fixed(rhs));
    }

    /** The row {@code expression <= rhs}. Its dual is what a unit more of rhs saves, not negative. */
    public void atMost(ConstraintFamily family, int element, LinearExpression expression, Parameter rhs) {
        if (expression.isDecided()) {
            return;
        }
        name(family, element, RowKind.INEQUALITY, parts.inequalities.add(1.0, expression, room(expression, rhs)));
    }

    /** The row {@code expression >= rhs}. Its dual is what a unit less of rhs saves, not negative. */
    public void atLeast(ConstraintFamily family, int element, LinearExpression expression, double rhs) {
        atLeast(family, element, expression, Parameter.fixed(rhs));
    }

    /** The row {@code expression >= rhs}. Its dual is what a unit less of rhs saves, not negative. */
    public void atLeast(ConstraintFamily family, int element, LinearExpression expression, Parameter rhs) {
        if (expression.isDecided()) {
            return;
        }
        name(family, element, RowKind.INEQUALITY, parts.inequalities.add(-1.0, expression, excess(expression, rhs)));
    }

    /**
     * The row {@code expression >= rhs}, one of several that make up one limit of an element together, such as the
     * lines below a curve. It belongs to that element's name but has no dual of its own there.
     */
    public void piece(ConstraintFamily family, int element, LinearExpression expression, double rhs) {
        requireOpen();
        pieces.computeIfAbsent(family, key -> new PieceList())
                .add(element, parts.inequalities.add(-1.0, expression, excess(expression, Parameter.fixed(rhs))));
    }

    /**
     * The rows {@code lower <= expression <= upper}, where an infinite limit is left out and equal limits become one
     * equality, so that the feasible set keeps an interior. The duals are those of {@link #atLeast} and
     * {@link #atMost}; at equal limits only the one that binds is positive.
     */
    public void between(
            ConstraintFamily lowerLimit,
            ConstraintFamily upperLimit,
            int element,
            LinearExpression expression,
            double lower,
            double upper) {
        between(lowerLimit, upperLimit, element, expression, Parameter.fixed(lower), Parameter.fixed(upper));
    }

    /**
     * The same rows with limits that may become others: a program whose limits appear, go, or leave no room any more
     * has another pattern.
     */
    public void between(
            ConstraintFamily lowerLimit,
            ConstraintFamily upperLimit,
            int element,
            LinearExpression expression,
            Parameter lower,
            Parameter upper) {
        if (expression.isDecided()) {
            return;
        }
        boolean isOne = lower.value() == upper.value();
        boolean hasLower = lower.value() > Double.NEGATIVE_INFINITY;
        boolean hasUpper = upper.value() < Double.POSITIVE_INFINITY;
        if (!lower.isFixed() || !upper.isFixed()) {
            parts.require(others -> (lower.at(others) == upper.at(others)) == isOne
                    && lower.at(others) > Double.NEGATIVE_INFINITY == hasLower
                    && upper.at(others) < Double.POSITIVE_INFINITY == hasUpper);
        }
        if (isOne) {
            int row = parts.equalities.add(1.0, expression, room(expression, lower));
            name(lowerLimit, element, RowKind.FIXED_FROM_BELOW, row);
            name(upperLimit, element, RowKind.FIXED_FROM_ABOVE, row);
            return;
        }
        if (hasLower) {
            atLeast(lowerLimit, element, expression, lower);
        }
        if (hasUpper) {
            atMost(upperLimit, element, expression, upper);
        }
    }

    /** The cone {@code bound >= ||components||}. Its dual is what a unit more of the bound saves, not negative. */
    public void cone(ConstraintFamily family, int element, LinearExpression bound, LinearExpression... components) {
        int row = addConeRow(bound);
        for (LinearExpression component : components) {
            addConeRow(component);
        }
        parts.addCone(1 + components.length);
        name(family, element, RowKind.CONE, row);
    }

    /**
     * The disk {@code bound >= ||(a, b)||} in a shape. Its dual is what a unit more of the bound saves, not negative. A
     * polygon has one row per side, {@code cos(phi) a + sin(phi) b <= bound}, times {@code cos(pi/sides)} if it lies
     * inside; a variable of its own between the bound and the sides gathers their duals.
     */
    public void disk(
            ConstraintFamily family,
            int element,
            DiskShape shape,
            LinearExpression bound,
            LinearExpression a,
            LinearExpression b) {
        if (shape.isCone()) {
            cone(family, element, bound, a, b);
            return;
        }
        Variable radius = variable();
        atMost(family, element, LinearExpression.of(radius).minus(bound), 0.0);
        double share = shape.inside() ? Math.cos(Math.PI / shape.sides()) : 1.0;
        for (int side = 0; side < shape.sides(); side++) {
            double phi = 2.0 * Math.PI * side / shape.sides();
            LinearExpression room =
                    LinearExpression.of(share, radius).plus(-Math.cos(phi), a).plus(-Math.sin(phi), b);
            if (family == null) {
                atLeast(null, element, room, 0.0);
            } else {
                piece(family, element, room, 0.0);
            }
        }
    }

    /**
     * The rotated cone {@code u v >= ||components||^2, u >= 0, v >= 0}, lowered to {@code (u + v)/2 >= ||((u - v)/2,
     * parts)||}. Its dual is what a unit more of u saves: half the sum of the first two dual components, not negative.
     */
    public void rotatedCone(
            ConstraintFamily family,
            int element,
            LinearExpression u,
            LinearExpression v,
            LinearExpression... components) {
        int row = addConeRow(LinearExpression.zero().plus(0.5, u).plus(0.5, v));
        addConeRow(LinearExpression.zero().plus(0.5, u).plus(-0.5, v));
        for (LinearExpression component : components) {
            addConeRow(component);
        }
        parts.addCone(2 + components.length);
        name(family, element, RowKind.ROTATED_CONE, row);
    }

    /** The slack s is the expression itself: {@code -expression + s = constant}. */
    private int addConeRow(LinearExpression expression) {
        return parts.coneRows.add(-1.0, expression, expression.constant());
    }

    private void name(ConstraintFamily family, int element, RowKind kind, int row) {
        requireOpen();
        if (family == null) {
            return;
        }
        int[] codes = rowCodes.computeIfAbsent(family, key -> emptyCodes(elementCount.applyAsInt(key.kind())));
        if (family.kind().equals(ElementKind.OWN) && element >= codes.length) {
            int[] longer = emptyCodes(Math.max(element + 1, 2 * codes.length));
            System.arraycopy(codes, 0, longer, 0, codes.length);
            codes = longer;
            rowCodes.put(family, codes);
        }
        if (codes[element] != RowKind.NONE) {
            throw new IllegalStateException(
                    "the row '" + family + "' of " + family.kind() + " index " + element + " exists already");
        }
        codes[element] = kind.encode(row);
    }

    private static int[] emptyCodes(int size) {
        int[] codes = new int[size];
        Arrays.fill(codes, RowKind.NONE);
        return codes;
    }

    /**
     * The finished program of all blocks, with the way back from its numbers to names. Nothing can be added after that.
     */
    public Model build() {
        return parts.build();
    }

    @Override
    public String toString() {
        return "a program in the making" + (label.isEmpty() ? "" : ", block " + label) + ": " + variables.keySet()
                + " with " + rowCodes.keySet();
    }
}
