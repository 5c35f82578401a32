package org.flexopf.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.WarmStart;

/**
 * A conic program together with the names of its variables and rows, block by block. Immutable.
 *
 * <p>A program that was built without {@linkplain ProgramBuilder#block blocks} has one, without a label; the methods
 * that name no block mean the first one.
 */
public final class Model {

    private final ConicProgram program;
    private final List<NamedBlock> blocks;
    private final int inequalityCount;
    private final Map<Integer, Double> constantOfColumn;
    private final double[] start;

    Model(
            ConicProgram program,
            List<NamedBlock> blocks,
            int inequalityCount,
            Map<Integer, Double> constantOfColumn,
            double[] start) {
        this.program = program;
        this.blocks = List.copyOf(blocks);
        this.inequalityCount = inequalityCount;
        this.constantOfColumn = Map.copyOf(constantOfColumn);
        this.start = start;
    }

    /** The program that a solver sees. */
    public ConicProgram program() {
        return program;
    }

    /** The blocks in the order in which they were built. */
    public List<NamedBlock> blocks() {
        return blocks;
    }

    /** The start that the formulation suggests, if it does. */
    public Optional<WarmStart> start() {
        return start == null ? Optional.empty() : Optional.of(WarmStart.primal(start.clone()));
    }

    /**
     * A start from the solution of a model with other variables and rows, number by number under its name, block by
     * block under its label. What the neighbour does not have comes from {@link #start()}; its multipliers are zero.
     *
     * @param neighbour the solution to start from
     * @param inNeighbour where the neighbour has the elements of this model
     */
    public WarmStart startFrom(ModelSolution neighbour, NeighbourIndex inNeighbour) {
        return NeighbourStart.of(this, neighbour, inNeighbour);
    }

    /** The named numbers of a solver's answer in the first block. */
    public ModelSolution solution(CheckedAnswer result) {
        return solution(result, 0);
    }

    /** The named numbers of a solver's answer in a block, by its place in {@link #blocks()}. */
    public ModelSolution solution(CheckedAnswer result, int block) {
        return new ModelSolution(this, blocks.get(block), result);
    }

    /** The column of a variable of the first block in the program; -1 if there is no such variable. */
    public int column(VariableFamily family, int element) {
        return blocks.get(0).column(family, element);
    }

    /** The part of the objective's constant that goes if a variable goes, such as what a unit costs standing idle. */
    public double constantOf(int column) {
        return constantOfColumn.getOrDefault(column, 0.0);
    }

    /** The same names on a program of the same shape with other numbers. */
    public Model withProgram(ConicProgram other) {
        return new Model(other, blocks, inequalityCount, constantOfColumn, start);
    }

    int inequalityCount() {
        return inequalityCount;
    }

    /** The row after the cone that each cone row belongs to; inequalities end with themselves. */
    int[] coneEnds() {
        int[] end = new int[program.coneRowCount()];
        int row = 0;
        for (Cone cone : program.cones()) {
            int next = row + cone.dimension();
            if (cone instanceof Cone.SecondOrder) {
                Arrays.fill(end, row, next, next);
            } else {
                for (int k = row; k < next; k++) {
                    end[k] = k + 1;
                }
            }
            row = next;
        }
        return end;
    }

    @Override
    public String toString() {
        return program + " in " + blocks.size() + (blocks.size() == 1 ? " block" : " blocks");
    }
}
