package org.flexopf.opf;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.KktReport;

/**
 * One program, solved: the solution of every block, and what links them. A plain problem has one block.
 *
 * <p>Objectives and duals of a block are per hour of that block and per unit of its weight, so that a price is currency
 * per MWh whatever the length of the period. Values and duals of links are those of the program itself: a link counts
 * once.
 */
public final class OpfRun {

    private final PreparedOpf prepared;
    private final ProgramChange change;
    private final List<ModelSolution> named;
    private final CheckedAnswer answer;
    private final SolverRun solver;
    private final OpfSolution[] solutions;

    /**
     * A run.
     *
     * @param named the answer in every namespace of the program: the root, the blocks, the links
     */
    OpfRun(
            PreparedOpf prepared,
            ProgramChange change,
            List<ModelSolution> named,
            CheckedAnswer answer,
            SolverRun solver) {
        this.prepared = prepared;
        this.change = change;
        this.named = List.copyOf(named);
        this.answer = answer;
        this.solver = solver;
        this.solutions = new OpfSolution[prepared.problem().blocks().size()];
    }

    /**
     * The same decisions with prices: where integers were decided, a program has no multipliers, and what is left of it
     * at those integers has. These are fixed-integer prices (O'Neill, Sotkiewicz, Hobbs, Rothkopf and Stewart 2005): a
     * participant whose own integers they do not pay for may lose at them. Where several prices fit, they are those
     * that the solver came to. A run without integers has its prices already and is returned as it is.
     *
     * @throws IllegalArgumentException if the program was changed before it was solved
     * @throws OpfNotSolvedException if the solver fails on what is left
     */
    public OpfRun atItsIntegers() {
        return prepared.formulated(0).program().hasIntegers() ? prepared.atItsIntegers(this) : this;
    }

    /** What was solved. */
    public LinkedProblem problem() {
        return prepared.problem();
    }

    /** The problem as it was prepared, to be solved again with other numbers; a thread needs its own fork. */
    public PreparedOpf prepared() {
        return prepared;
    }

    /** What was changed in the prepared program before it was solved. */
    public ProgramChange change() {
        return change;
    }

    /** The optimal value over all blocks and links, in currency: hourly costs times hours times weight. */
    public double objective() {
        double sum = 0.0;
        for (ModelSolution part : named) {
            sum += part.block().costFactor() * part.objective();
        }
        return change.steps().isEmpty() ? answer.objective() : sum;
    }

    /**
     * What no AC-feasible point undercuts, in currency, if every block is a relaxation and the solver's multipliers
     * prove it.
     */
    public OptionalDouble lowerBound() {
        boolean relaxed = problem().blocks().stream()
                .allMatch(block -> block.formulation().isRelaxation());
        return relaxed && change.steps().isEmpty() ? answer.lowerBound() : OptionalDouble.empty();
    }

    /**
     * What no point of the program undercuts, in currency, as the search of a program with integers says; the objective
     * is at most the gap asked for above it. It is the solver's word, see {@link CheckedAnswer#claimedBound}.
     */
    public OptionalDouble claimedBound() {
        return change.steps().isEmpty() ? answer.claimedBound() : OptionalDouble.empty();
    }

    /** Our own check of the solver's answer. */
    public KktReport kkt() {
        return answer.kkt();
    }

    /** Which solver answered, and with what effort. */
    public SolverRun solver() {
        return solver;
    }

    /** The answer in the program's own numbers, for a warm start of a neighbouring problem. */
    public CheckedAnswer result() {
        return answer;
    }

    /** The solution of the first block: that of a plain problem. */
    public OpfSolution solution() {
        return solution(0);
    }

    /** The solution of a block, by its place. */
    public OpfSolution solution(int block) {
        synchronized (solutions) {
            if (solutions[block] == null) {
                solutions[block] =
                        new OpfSolution(problem().blocks().get(block), prepared.formulated(block), named(block), this);
            }
            return solutions[block];
        }
    }

    /** The numbers of a block by name, by its place. */
    ModelSolution named(int block) {
        return named.get(prepared.formulated(block).place());
    }

    /** The solution of a block. @throws NoSuchElementException if there is no block of that label */
    public OpfSolution solution(String label) {
        for (int k = 0; k < solutions.length; k++) {
            if (problem().blocks().get(k).label().equals(label)) {
                return solution(k);
            }
        }
        throw new NoSuchElementException("there is no block '" + label + "'; there are "
                + problem().blocks().stream().map(Block::label).toList());
    }

    /** The solutions of all blocks, in their order. */
    public List<OpfSolution> solutions() {
        List<OpfSolution> all = new ArrayList<>();
        for (int k = 0; k < solutions.length; k++) {
            all.add(solution(k));
        }
        return List.copyOf(all);
    }

    /**
     * The values of a family of variables of a link per element index, in its physical unit; NaN where an element has
     * none.
     *
     * @throws NoSuchElementException if there is no link of that label
     */
    public double[] linkValues(String link, VariableFamily family) {
        ModelSolution part = link(link);
        double[] values = part.values(family, count(family.kind(), part.elementCount(family)));
        for (int i = 0; i < values.length; i++) {
            values[i] *= firstBase().step(family.unit());
        }
        return values;
    }

    /**
     * The duals of a family of rows of a link per element index, in currency per physical unit; 0 where an element has
     * none, NaN without duals.
     *
     * @throws NoSuchElementException if there is no link of that label
     */
    public double[] linkDuals(String link, ConstraintFamily family) {
        ModelSolution part = link(link);
        double[] duals = part.duals(family, count(family.kind(), part.elementCount(family)));
        for (int i = 0; i < duals.length; i++) {
            duals[i] /= firstBase().step(family.unit());
        }
        return duals;
    }

    private PerUnit firstBase() {
        return firstNetwork().perUnit();
    }

    private Network firstNetwork() {
        return problem().blocks().get(0).problem().network();
    }

    private int count(ElementKind kind, int own) {
        return kind.equals(ElementKind.OWN)
                ? own
                : firstNetwork().elements(kind).size();
    }

    private ModelSolution link(String label) {
        return named.stream()
                .filter(part -> part.block().label().equals(label)
                        && problem().links().stream()
                                .anyMatch(link -> link.label().equals(label)))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no link '" + label + "'; there are "
                        + problem().links().stream().map(Link::label).toList()));
    }

    @Override
    public String toString() {
        return answer.status() + ": objective " + objective()
                + (named.size() == 1 ? "" : " of " + named.size() + " blocks") + ", by the solver " + solver.name();
    }
}
