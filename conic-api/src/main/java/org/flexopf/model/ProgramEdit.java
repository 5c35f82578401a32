package org.flexopf.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Changes of the numbers of a program that leave its pattern alone: right-hand sides, costs, variables that are held at
 * a value or leave altogether, and a pull towards a point. Everything is in the program's own units and by the names of
 * a block. Collected one after the other; made by {@link EditableModel#edit()}.
 */
public final class ProgramEdit {

    /** Whether a row holds other variables than these. */
    @FunctionalInterface
    private interface Sharing {
        boolean isShared(int row, int[] own);
    }

    private final EditableModel editable;
    private final Model model;
    private final ConicProgram program;
    private final double[] equalityRhs;
    private final double[] coneRhs;
    private final double[] linear;
    private final double[] pull;
    private final double[] equalityValues;
    private final double[] coneValues;
    private double constant;
    private final Map<String, Double> pullConstants = new HashMap<>();
    private boolean hasPull;
    private boolean hasMatrices;
    private final List<Replacement> replacements = new ArrayList<>();
    private int[] leaving = {};
    private int[] ownEqualities = {};
    private int[] ownConeRows = {};

    ProgramEdit(EditableModel editable) {
        this.editable = editable;
        this.model = editable.model();
        this.program = model.program();
        this.equalityRhs = program.equalityRhs();
        this.coneRhs = program.coneRhs();
        this.linear = program.linear();
        this.pull = new double[linear.length];
        this.constant = program.constant();
        this.equalityValues = valuesOf(program.equalityMatrix());
        this.coneValues = valuesOf(program.coneMatrix());
    }

    private static double[] valuesOf(SparseMatrix matrix) {
        double[] values = new double[matrix.entryCount()];
        matrix.copyValues(values);
        return values;
    }

    /**
     * Raises the right-hand side of an equality, such as the demand of a balance.
     *
     * @throws IllegalArgumentException if the block has no such equality
     */
    public ProgramEdit shift(NamedBlock block, ConstraintFamily family, int element, double by) {
        int code = code(block, family, element);
        if (RowKind.of(code) != RowKind.EQUALITY) {
            throw new IllegalArgumentException("'" + family + "' of " + family.kind() + " index " + element
                    + " is a limit, and a limit is given more room, not shifted");
        }
        equalityRhs[RowKind.row(code)] += by;
        return this;
    }

    /**
     * Gives a limit more room, or less if negative: an inequality, or the bound of a cone.
     *
     * @throws IllegalArgumentException if the block has no such limit, or two limits leave no room between them, so
     *     that they are one equality
     */
    public ProgramEdit relax(NamedBlock block, ConstraintFamily family, int element, double by) {
        int code = code(block, family, element);
        int row = RowKind.row(code);
        switch (RowKind.of(code)) {
            case INEQUALITY -> coneRhs[row] += by;
            case CONE -> coneRhs[model.inequalityCount() + row] += by;
            case ROTATED_CONE -> {
                // A unit more of u is half a unit more of (u + v)/2 and of (u - v)/2.
                coneRhs[model.inequalityCount() + row] += 0.5 * by;
                coneRhs[model.inequalityCount() + row + 1] += 0.5 * by;
            }
            case EQUALITY, FIXED_FROM_BELOW, FIXED_FROM_ABOVE ->
                throw new IllegalArgumentException("'" + family + "' of " + family.kind() + " index " + element
                        + " is an equality in this program, and has no room to give");
        }
        return this;
    }

    private static int code(NamedBlock block, ConstraintFamily family, int element) {
        int[] codes = block.rowCodes(family);
        if (codes == null || element < 0 || element >= codes.length || codes[element] == RowKind.NONE) {
            throw new IllegalArgumentException("the program has no row '" + family + "' of " + family.kind() + " index "
                    + element + (block.label().isEmpty() ? "" : " in block '" + block.label() + "'"));
        }
        return codes[element];
    }

    private static int column(NamedBlock block, VariableFamily family, int element) {
        Variables variables = block.variables(family);
        if (variables == null || element < 0 || element >= variables.size() || !variables.has(element)) {
            throw new IllegalArgumentException("the program has no variable '" + family + "' of " + family.kind()
                    + " index " + element
                    + (block.label().isEmpty() ? "" : " in block '" + block.label() + "'"));
        }
        return variables.column(element);
    }

    /**
     * Adds a linear cost to a variable, in the block's own currency. @throws IllegalArgumentException if it has none
     */
    public ProgramEdit addCost(NamedBlock block, VariableFamily family, int element, double slope) {
        linear[column(block, family, element)] += block.costFactor() * slope;
        return this;
    }

    /**
     * Pulls a variable towards a value by the cost {@code weight/2 (variable - centre)^2} in the block's own currency.
     *
     * @param weight above zero
     * @throws IllegalArgumentException if the block has no such variable, or the weight is not above zero
     */
    public ProgramEdit pull(NamedBlock block, VariableFamily family, int element, double centre, double weight) {
        if (!(weight > 0.0)) {
            throw new IllegalArgumentException("a pull of weight " + weight + " pulls nowhere; give one above zero");
        }
        int column = column(block, family, element);
        double counted = block.costFactor() * weight;
        pull[column] += counted;
        linear[column] -= counted * centre;
        constant += 0.5 * counted * centre * centre;
        pullConstants.merge(block.label(), 0.5 * counted * centre * centre, Double::sum);
        hasPull = true;
        return this;
    }

    /**
     * Holds a variable at a value: its part of every row that it shares goes to the right-hand side. The rows that it
     * has to itself stay, so that nothing loses its interior.
     *
     * @throws IllegalArgumentException if the block has no such variable, or the value breaks one of its own limits
     */
    public ProgramEdit fix(NamedBlock block, VariableFamily family, int element, double value) {
        int column = column(block, family, element);
        int[] own = {column};
        requireWithinOwnRows(family, element, column, value);
        moveToRhs(column, value, program.equalityMatrix(), editable::isSharedEquality, equalityRhs);
        moveToRhs(column, value, program.coneMatrix(), editable::isSharedConeRow, coneRhs);
        disconnect(own, program.equalityMatrix(), editable::isSharedEquality, equalityValues);
        disconnect(own, program.coneMatrix(), editable::isSharedConeRow, coneValues);
        double cost = (linear[column] + 0.5 * program.quadratic().get(column, column) * value) * value;
        // The square stays and pulls to the value, so that the pattern does.
        linear[column] = -program.quadratic().get(column, column) * value;
        constant += cost + 0.5 * program.quadratic().get(column, column) * value * value;
        replacements.add(new Replacement(column, value, cost));
        hasMatrices = true;
        return this;
    }

    private void requireWithinOwnRows(VariableFamily family, int element, int column, double value) {
        SparseMatrix rows = program.coneMatrix();
        for (int e = rows.columnStart(column); e < rows.columnStart(column + 1); e++) {
            int row = rows.rowIndex(e);
            boolean own = row < model.inequalityCount() && !editable.isSharedConeRow(row, new int[] {column});
            double excess = rows.value(e) * value - coneRhs[row];
            if (own && excess > 1e-9 * (1.0 + Math.abs(coneRhs[row]))) {
                throw new IllegalArgumentException("'" + family + "' of " + family.kind() + " index " + element
                        + " cannot be held at " + value + ", which is " + excess + " beyond a limit of its own");
            }
        }
    }

    private static void moveToRhs(int column, double value, SparseMatrix matrix, Sharing sharing, double[] rhs) {
        int[] own = {column};
        for (int e = matrix.columnStart(column); e < matrix.columnStart(column + 1); e++) {
            if (sharing.isShared(matrix.rowIndex(e), own)) {
                rhs[matrix.rowIndex(e)] -= matrix.value(e) * value;
            }
        }
    }

    /**
     * Takes all variables of an element out. What remains of it stands alone within its own limits and keeps its
     * interior however small the room of the others is; its values are NaN in the solution, and its cost is not part of
     * the objective there.
     *
     * @return whether that was possible: not where limits of its own cannot be told from rows that it shares
     */
    public boolean remove(NamedBlock block, ElementKind kind, int element) {
        int[] own = block.variableFamilies().entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind)
                        && element < entry.getValue().size()
                        && entry.getValue().has(element))
                .mapToInt(entry -> entry.getValue().column(element))
                .sorted()
                .toArray();
        int[] fixed = disconnect(own, program.equalityMatrix(), editable::isSharedEquality, equalityValues);
        for (int row : fixed) {
            // A bus without lines: its balance holds nothing but the element, and reads like a limit of it.
            if (!editable.names().isFixedLimit(row)) {
                return false;
            }
        }
        leaving = concatenated(leaving, own);
        ownEqualities = concatenated(ownEqualities, fixed);
        ownConeRows =
                concatenated(ownConeRows, disconnect(own, program.coneMatrix(), editable::isSharedConeRow, coneValues));
        for (int column : own) {
            replacements.add(new Replacement(column, Double.NaN, -model.constantOf(column)));
        }
        hasMatrices = true;
        return true;
    }

    /** Clears the coefficients of columns in the rows that others share; returns the rows that stay their own. */
    private static int[] disconnect(int[] own, SparseMatrix matrix, Sharing sharing, double[] values) {
        int[] kept = {};
        for (int column : own) {
            for (int e = matrix.columnStart(column); e < matrix.columnStart(column + 1); e++) {
                int row = matrix.rowIndex(e);
                if (sharing.isShared(row, own)) {
                    values[e] = 0.0;
                } else if (Arrays.stream(kept).noneMatch(known -> known == row)) {
                    kept = concatenated(kept, row);
                }
            }
        }
        return kept;
    }

    private static int[] concatenated(int[] first, int... second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The program with all changes. */
    public EditedProgram build() {
        ConicProgram changed = program.withRightHandSides(equalityRhs, coneRhs);
        changed = hasPull ? changed.withObjective(pulled(), linear, constant) : changed.withLinear(linear, constant);
        if (hasMatrices) {
            changed = changed.withEqualityMatrix(program.equalityMatrix().withValues(equalityValues))
                    .withConeMatrix(program.coneMatrix().withValues(coneValues));
        }
        int[] sorted = Arrays.stream(leaving).sorted().toArray();
        OwnProgram own = leaving.length == 0
                ? null
                : OwnProgram.of(
                                changed,
                                leaving,
                                ownEqualities,
                                ownConeRows,
                                row -> editable.isSharedConeRow(row, sorted))
                        .orElse(null);
        return new EditedProgram(model.withProgram(changed), List.copyOf(replacements), Map.copyOf(pullConstants), own);
    }

    /** The quadratic costs with those of the pull, which every variable gets a place for. */
    private SparseMatrix pulled() {
        int n = linear.length;
        SparseMatrix.Builder squares = new SparseMatrix.Builder(n, n);
        SparseMatrix quadratic = program.quadratic();
        IntStream.range(0, n).forEach(j -> {
            squares.add(j, j, pull[j]);
            for (int e = quadratic.columnStart(j); e < quadratic.columnStart(j + 1); e++) {
                squares.add(quadratic.rowIndex(e), j, quadratic.value(e));
            }
        });
        return squares.build();
    }

    @Override
    public String toString() {
        return "an edit of " + model;
    }
}
