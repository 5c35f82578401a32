package org.flexopf.model;

import java.util.Collections;
import java.util.Map;

/** A block of a finished program: its names, and where its columns and rows stand. Immutable. */
public final class NamedBlock {

    private final String label;
    private final double costFactor;
    private final double constant;
    private final Datum constantDatum;
    private final BlockRange begin;
    private final BlockRange end;
    private final Map<VariableFamily, Variables> variables;
    private final Map<ConstraintFamily, int[]> rowCodes;
    private final Map<ConstraintFamily, PieceList> pieces;

    NamedBlock(
            String label,
            double costFactor,
            double constant,
            Datum constantDatum,
            BlockRange begin,
            BlockRange end,
            Map<VariableFamily, Variables> variables,
            Map<ConstraintFamily, int[]> rowCodes,
            Map<ConstraintFamily, PieceList> pieces) {
        this.label = label;
        this.costFactor = costFactor;
        this.constant = constant;
        this.constantDatum = constantDatum;
        this.begin = begin;
        this.end = end;
        this.variables = Collections.unmodifiableMap(variables);
        this.rowCodes = Collections.unmodifiableMap(rowCodes);
        this.pieces = Collections.unmodifiableMap(pieces);
    }

    /** The same block where its costs have another constant. */
    NamedBlock withConstant(double other) {
        return new NamedBlock(label, costFactor, other, constantDatum, begin, end, variables, rowCodes, pieces);
    }

    /** How the constant follows from parameters. */
    Datum constantDatum() {
        return constantDatum;
    }

    /** What the block is called; empty for a program that is one block. */
    public String label() {
        return label;
    }

    /** What one unit of the block's costs counts in the program's objective. */
    public double costFactor() {
        return costFactor;
    }

    /** The constant of the block's own costs. */
    public double constant() {
        return constant;
    }

    /** The number of variables. */
    public int variableCount() {
        return end.columns() - begin.columns();
    }

    /** Whether the block has variables of a name. */
    public boolean has(VariableFamily family) {
        return variables.containsKey(family);
    }

    /** Whether the block has rows of a name. */
    public boolean has(ConstraintFamily family) {
        return rowCodes.containsKey(family);
    }

    /** The column of a variable in the program; -1 if the block has no such variable. */
    public int column(VariableFamily family, int element) {
        Variables group = variables.get(family);
        return group == null ? -1 : group.column(element);
    }

    BlockRange begin() {
        return begin;
    }

    BlockRange end() {
        return end;
    }

    /** The variables of a name; {@code null} if there are none. */
    Variables variables(VariableFamily family) {
        return variables.get(family);
    }

    /** The variables by name, in the order in which they were added first. */
    Map<VariableFamily, Variables> variableFamilies() {
        return variables;
    }

    /** The codes of a family of rows by element; {@code null} if there are none. */
    int[] rowCodes(ConstraintFamily family) {
        return rowCodes.get(family);
    }

    /** The rows by name, in the order in which they were stated first. */
    Map<ConstraintFamily, int[]> rowFamilies() {
        return rowCodes;
    }

    /** The inequalities that make up limits together, by the limits' name. */
    Map<ConstraintFamily, PieceList> pieces() {
        return pieces;
    }

    @Override
    public String toString() {
        return (label.isEmpty() ? "block" : "block " + label) + " of " + variableCount() + " variables: "
                + variables.keySet() + " with " + rowCodes.keySet();
    }
}
