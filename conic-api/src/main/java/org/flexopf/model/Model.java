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
    private final Map<Integer, Datum> constantOfColumn;
    private final ProgramStart start;
    /** Which numbers follow from parameters; {@code null} if none does any more. */
    private final ProgramData data;

    private final double[] parameters;

    Model(
            ConicProgram program,
            List<NamedBlock> blocks,
            int inequalityCount,
            Map<Integer, Datum> constantOfColumn,
            ProgramStart start,
            ProgramData data,
            double[] parameters) {
        this.program = program;
        this.blocks = List.copyOf(blocks);
        this.inequalityCount = inequalityCount;
        this.constantOfColumn = Map.copyOf(constantOfColumn);
        this.start = start;
        this.data = data;
        this.parameters = parameters;
    }

    /** A program of one block that nothing can be changed of. */
    static Model of(ConicProgram program, NamedBlock block, int inequalityCount) {
        return new Model(program, List.of(block), inequalityCount, Map.of(), null, null, new double[0]);
    }

    /** How many parameters the program has. */
    public int parameterCount() {
        return parameters.length;
    }

    /**
     * The same program with other parameters: the numbers that it would have, had it been written with them, to the
     * last bit. Symbolic work and a neighbour's solution carry over.
     *
     * @param others a number for each parameter, by its place
     * @return empty if the program would have been written in another pattern, as where two limits now leave no room
     * @throws IllegalArgumentException if there is not one number for each parameter, or the program would have a
     *     number that is none
     * @throws IllegalStateException if this is a program that was changed in another way before
     */
    public Optional<Model> at(double[] others) {
        if (data == null) {
            throw new IllegalStateException("a program that was edited has no parameters; put them in before");
        }
        if (others.length != parameters.length) {
            throw new IllegalArgumentException("the program has " + parameters.length + " parameters, and "
                    + others.length + " numbers are given; give one for each");
        }
        if (!data.fits(others)) {
            return Optional.empty();
        }
        double[] own = others.clone();
        return Optional.of(new Model(
                data.at(own, program),
                blocks.stream()
                        .map(block -> block.withConstant(block.constantDatum().at(own)))
                        .toList(),
                inequalityCount,
                constantOfColumn,
                start,
                data,
                own));
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
        return start == null ? Optional.empty() : Optional.of(WarmStart.primal(start.at(parameters)));
    }

    /**
     * A start from the solution of a model with other variables and rows, number by number under its name, block by
     * block under its label. What the neighbour does not have comes from {@link #start()}; its multipliers are zero.
     *
     * @param neighbour the solution to start from
     * @param inNeighbour where the neighbour has the elements of this model
     */
    public WarmStart startFrom(ModelSolution neighbour, NeighbourIndex inNeighbour) {
        return NeighbourStart.of(this, neighbour, inNeighbour).of(this);
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
        Datum constant = constantOfColumn.get(column);
        return constant == null ? 0.0 : constant.at(parameters);
    }

    /** The same names on a program of the same shape with other numbers; it has no parameters any more. */
    public Model withProgram(ConicProgram other) {
        return new Model(other, blocks, inequalityCount, constantOfColumn, start, null, parameters);
    }

    /** The same without integers: they may take any value in their ranges. */
    public Model relaxed() {
        return new Model(program.relaxed(), blocks, inequalityCount, constantOfColumn, start, data, parameters);
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
