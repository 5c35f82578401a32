package org.flexopf.model;

import java.util.List;
import java.util.Map;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;

/**
 * A program with other numbers in the pattern of the one that it was made of, and how its answers are read. Immutable.
 */
public final class EditedProgram {

    private final Model model;
    private final List<Replacement> replacements;
    /** The constant costs of pulls, by the label of their block. */
    private final Map<String, Double> pullConstants;

    private final OwnProgram own;

    EditedProgram(Model model, List<Replacement> replacements, Map<String, Double> pullConstants, OwnProgram own) {
        this.model = model;
        this.replacements = replacements;
        this.pullConstants = pullConstants;
        this.own = own;
    }

    /** The program that a solver sees. */
    public ConicProgram program() {
        return model.program();
    }

    /** The program with its names. */
    public Model model() {
        return model;
    }

    /**
     * A start from the solution of the program before the changes. What left starts where it will end, at the best
     * within its own limits: one that was needed at full power and whose best is now to stand still would hold up all
     * others until its multipliers have changed sides.
     */
    public WarmStart startFrom(WarmStart neighbour, CheckedSolver solver, SolverOptions options) {
        return own == null ? neighbour : own.within(neighbour, solver, options);
    }

    /** An answer by name in a block, with variables that are held at their values and those that left at NaN. */
    public ModelSolution solution(CheckedAnswer answer, int block) {
        return model.solution(answer, block)
                .replacing(
                        replacements,
                        pullConstants.getOrDefault(model.blocks().get(block).label(), 0.0));
    }

    @Override
    public String toString() {
        return "edited " + model;
    }
}
