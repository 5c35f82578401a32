package org.flexopf.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/** A convex program together with the names of its variables and rows. Immutable. */
public final class Model {

    private final ConicProgram program;
    private final Map<Quantity, Variables> variables;
    private final Map<Quantity, int[]> rowCodes;
    private final Map<Key, List<Integer>> pieces;
    private final int inequalityCount;
    private final double[] start;

    Model(
            ConicProgram program,
            Map<Quantity, Variables> variables,
            Map<Quantity, int[]> rowCodes,
            Map<Key, List<Integer>> pieces,
            int inequalityCount,
            double[] start) {
        this.program = program;
        this.variables = variables;
        this.rowCodes = rowCodes;
        this.pieces = pieces;
        this.inequalityCount = inequalityCount;
        this.start = start;
    }

    /** The program that a solver sees. */
    public ConicProgram program() {
        return program;
    }

    /** The start that the formulation suggests, if it does. */
    public Optional<WarmStart> start() {
        return start == null ? Optional.empty() : Optional.of(WarmStart.primal(start.clone()));
    }

    /**
     * A start from the solution of a model with other variables and rows, number by number under its name. What the
     * neighbour does not have comes from {@link #start()}; its multipliers are zero.
     *
     * @param neighbour the solution to start from
     * @param inNeighbour what a number of this model is called in the neighbour; empty if the neighbour has none of
     *     that name
     */
    public WarmStart startFrom(ModelSolution neighbour, Function<Key, Optional<Key>> inNeighbour) {
        return NeighbourStart.of(this, neighbour, inNeighbour);
    }

    /** The named numbers of a solver's answer. */
    public ModelSolution solution(SolverResult result) {
        return new ModelSolution(this, result);
    }

    /** The column of a variable in the program; -1 if the model has no such variable. */
    public int column(Quantity quantity, int element) {
        Variables family = variables.get(quantity);
        return family == null ? -1 : family.column(element);
    }

    Variables variables(Quantity quantity) {
        return variables.get(quantity);
    }

    /** The rows by name, in the order in which they were stated first. */
    Map<Quantity, int[]> rowFamilies() {
        return rowCodes;
    }

    /** The variables by name, in the order in which they were added first. */
    Map<Quantity, Variables> variableFamilies() {
        return variables;
    }

    /** The inequalities that make up a limit together, by its name. */
    Map<Key, List<Integer>> pieces() {
        return pieces;
    }

    int[] rowCodes(Quantity quantity) {
        return rowCodes.get(quantity);
    }

    int inequalityCount() {
        return inequalityCount;
    }
}
