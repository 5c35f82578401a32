package org.flexopf.opf;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flexopf.model.EditableModel;
import org.flexopf.model.EditedProgram;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.NamedBlock;
import org.flexopf.model.ProgramEdit;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.FixedIntegers;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A problem that was built once, to be solved many times with other numbers: the program, its names and a solver's
 * symbolic work are kept. The one place where an optimal power flow is solved, checked, lowered and described. Belongs
 * to one thread; {@link #fork()} gives another thread its own.
 *
 * <pre>
 *   PreparedOpf market = opf.prepare(problem);
 *   OpfResult all = market.solve();
 *   OpfResult without = market.solve(ProgramChange.none().without(plant), all.orElseThrow().run());
 * </pre>
 */
public final class PreparedOpf {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedOpf.class);

    private final Opf opf;
    private final LinkedProblem problem;
    private final List<FormulatedModel> formulated;
    private final Model model;
    private final double buildSeconds;
    private final CheckedSolver solver;
    private final CheckedSolver memory;
    private final NeighbourMemory neighbours;
    /** Shared by all forks; made when the first of them is asked with a change. */
    private final AtomicReference<EditableModel> editable;

    private PreparedOpf(
            Opf opf,
            LinkedProblem problem,
            List<FormulatedModel> formulated,
            double buildSeconds,
            CheckedSolver solver,
            CheckedSolver memory,
            NeighbourMemory neighbours,
            AtomicReference<EditableModel> editable) {
        this.opf = opf;
        this.problem = problem;
        this.formulated = formulated;
        this.model = formulated.get(0).named();
        this.buildSeconds = buildSeconds;
        this.solver = solver;
        this.memory = memory;
        this.neighbours = neighbours;
        this.editable = editable;
    }

    /** Builds a problem for one solve, without a solver's memory. */
    static PreparedOpf once(Opf opf, LinkedProblem problem) {
        long begin = System.nanoTime();
        List<FormulatedModel> formulated = problem.formulated(opf.relaxesIntegers());
        double seconds = (System.nanoTime() - begin) * 1e-9;
        CheckedSolver solver = opf.solverChoice().solverFor(formulated.get(0).program());
        return new PreparedOpf(
                opf, problem, formulated, seconds, solver, solver, new NeighbourMemory(), new AtomicReference<>());
    }

    /** The same problem with a solver's memory of its own, for another thread; program and names are shared. */
    public PreparedOpf fork() {
        return new PreparedOpf(
                opf, problem, formulated, buildSeconds, solver, solver.session(), new NeighbourMemory(), editable);
    }

    /**
     * Another problem with the memory of this one: where its program has the same pattern, symbolic work is not done
     * again. A problem that differs in the profiles of its blocks alone is not written again either, from the second
     * one on: its numbers are put into the program that is there, to the bits that writing it would give. Another
     * solver is chosen if this one's cannot take the program.
     */
    public PreparedOpf rebuilt(LinkedProblem other) {
        long begin = System.nanoTime();
        boolean changesProfiles = other.isOtherProfilesOf(problem);
        Optional<List<FormulatedModel>> given = changesProfiles ? other.given(formulated) : Optional.empty();
        List<FormulatedModel> next = given.isPresent()
                ? given.get()
                : changesProfiles
                        ? other.formulatedForProfiles(opf.relaxesIntegers())
                        : other.formulated(opf.relaxesIntegers());
        double seconds = (System.nanoTime() - begin) * 1e-9;
        ConicProgram program = next.get(0).program();
        NeighbourMemory sameNames = given.isPresent() ? neighbours : new NeighbourMemory();
        if (solver.capabilities().whyNot(program).isEmpty()) {
            return new PreparedOpf(opf, other, next, seconds, solver, memory, sameNames, new AtomicReference<>());
        }
        CheckedSolver another = opf.solverChoice().solverFor(program);
        return new PreparedOpf(
                opf, other, next, seconds, another, another.session(), sameNames, new AtomicReference<>());
    }

    /** Another plain problem with the memory of this one, by the formulation given. */
    public PreparedOpf rebuilt(OpfProblem other, OpfFormulation formulation) {
        return rebuilt(LinkedProblem.of(List.of(Block.of("", other, formulation))));
    }

    /** What was prepared. */
    public LinkedProblem problem() {
        return problem;
    }

    /** Which solver is asked, and with what options. */
    public SolverChoice solverChoice() {
        return opf.solverChoice();
    }

    /** Whether yes/no decisions may be made in part. */
    public boolean relaxesIntegers() {
        return opf.relaxesIntegers();
    }

    /** A block as its formulation has written it, by its place. */
    public FormulatedModel formulated(int block) {
        return formulated.get(block);
    }

    /** The program with its names. */
    public Model model() {
        return model;
    }

    /** Solves the program as it is, from the start that the formulation suggests. */
    public OpfResult solve() {
        return solve(model.start().orElse(null));
    }

    /** Solves the program as it is from a start for it; {@code null} for none. */
    public OpfResult solve(WarmStart start) {
        return solved(ProgramChange.none(), null, start);
    }

    /** Solves the program as it is, from the solution of a neighbour whose elements are known by their ids. */
    public OpfResult solveFrom(OpfSolution neighbour) {
        return solve(neighbours.start(problem.blocks().get(0).problem().network(), model, neighbour));
    }

    /**
     * Solves the program with other numbers, from the start that the formulation suggests.
     *
     * @throws IllegalArgumentException if the program has nothing of a name that the change gives
     */
    public OpfResult solve(ProgramChange change) {
        return solve(change, null);
    }

    /**
     * Solves the program with other numbers, from a solution of the same program with others again.
     *
     * @param near where to start; {@code null} for the formulation's start
     * @throws IllegalArgumentException if the program has nothing of a name that the change gives
     * @throws NoSuchElementException if the change names a block or an element that is not there
     */
    public OpfResult solve(ProgramChange change, OpfRun near) {
        WarmStart start = near == null ? model.start().orElse(null) : WarmStart.from(near.result());
        if (change.steps().isEmpty()) {
            return solve(start);
        }
        Optional<EditedProgram> edited = edited(change);
        if (edited.isEmpty()) {
            return withoutElements(change);
        }
        WarmStart own = start == null
                ? null
                : edited.get().startFrom(start, solver, opf.solverChoice().options());
        return solved(change, edited.get(), own);
    }

    private EditableModel editable() {
        synchronized (editable) {
            if (editable.get() == null) {
                editable.set(new EditableModel(model));
            }
            return editable.get();
        }
    }

    /** The program with the changes; empty if an element cannot be taken out of it. */
    private Optional<EditedProgram> edited(ProgramChange change) {
        ProgramEdit edit = editable().edit();
        boolean possible = true;
        for (ProgramChange.Step step : change.steps()) {
            int k = step.block() == null ? 0 : indexOf(step.block());
            possible &= apply(
                    step,
                    edit,
                    problem.blocks().get(k),
                    model.blocks().get(formulated.get(k).place()));
        }
        return possible ? Optional.of(edit.build()) : Optional.empty();
    }

    private int indexOf(String label) {
        return IntStream.range(0, problem.blocks().size())
                .filter(k -> problem.blocks().get(k).label().equals(label))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no block '" + label + "'"));
    }

    private boolean apply(ProgramChange.Step step, ProgramEdit edit, Block block, NamedBlock named) {
        boolean linked = !problem.links().isEmpty();
        Network network = block.problem().network();
        PerUnit perUnit = network.perUnit();
        if (step instanceof ProgramChange.Rhs rhs) {
            double by = rhs.by() / perUnit.step(rhs.family().unit());
            edit.shift(named, rhs.family(), index(network, rhs.element()), by);
        } else if (step instanceof ProgramChange.Room room) {
            double by = room.by() / perUnit.step(room.family().unit());
            edit.relax(named, room.family(), index(network, room.element()), by);
        } else if (step instanceof ProgramChange.Cost cost) {
            double slope = cost.slope() * perUnit.step(cost.family().unit());
            edit.addCost(named, cost.family(), index(network, cost.element()), slope);
        } else if (step instanceof ProgramChange.Fixed fixed) {
            double value = fixed.value() / perUnit.step(fixed.family().unit());
            edit.fix(named, fixed.family(), index(network, fixed.element()), value);
        } else if (step instanceof ProgramChange.Proximal pull) {
            double unit = perUnit.step(pull.family().unit());
            int element = index(network, pull.element());
            edit.pull(named, pull.family(), element, pull.centre() / unit, pull.weight() * unit * unit);
        } else if (step instanceof ProgramChange.Without without) {
            ElementRef element = without.element();
            if (linked && network.furtherKinds().contains(element.kind())) {
                // Rows between blocks may hold nothing but the element, and cannot be told from those of others.
                network.index(element);
                return false;
            }
            return edit.remove(named, element.kind(), index(network, element));
        }
        return true;
    }

    /** The index of an element; what a formulation counts itself is named by its own number. */
    private static int index(Network network, ElementRef element) {
        return element.kind().equals(ElementKind.OWN) ? element.id() : network.index(element);
    }

    /** Where elements cannot be told from the rest of the program, it is written anew with them switched out. */
    private OpfResult withoutElements(ProgramChange change) {
        if (problem.blocks().size() > 1 || !change.steps().stream().allMatch(ProgramChange.Without.class::isInstance)) {
            throw new IllegalArgumentException("the program of "
                    + problem.blocks().get(0).problem().network().name()
                    + " cannot be changed by " + change
                    + ": an element that goes stands alone at its bus, or is tied to itself in other blocks; "
                    + "write the problem without it instead");
        }
        List<ElementRef> gone = change.steps().stream()
                .map(step -> ((ProgramChange.Without) step).element())
                .toList();
        Block block = problem.blocks().get(0);
        OpfProblem rest = block.problem().withNetwork(block.problem().network().without(gone));
        return once(opf, LinkedProblem.of(List.of(Block.of(block.label(), rest, block.formulation()))))
                .solve();
    }

    private OpfResult solved(ProgramChange change, EditedProgram edited, WarmStart start) {
        Model asked = edited == null ? model : edited.model();
        Network first = problem.blocks().get(0).problem().network();
        LOG.debug("{}: {} solved by {}", first, asked.program(), memory.name());
        CheckedAnswer answer = memory.solve(asked.program(), opf.solverChoice().options(), start);
        SolverRun run = new SolverRun(
                memory.name(), answer.iterations(), buildSeconds, answer.setupSeconds(), answer.solveSeconds());
        IntFunction<Optional<Conflict>> explanation = maxSolves ->
                edited != null ? Optional.empty() : Optional.of(ConflictSearch.run(problem, opf, maxSolves));
        Optional<IntegerSearch> search = IntegerSearch.of(asked.program(), answer);
        if (!answer.status().isOptimal() && !isIncumbent(asked.program(), answer)) {
            return new OpfResult(
                    answer.status(), Optional.empty(), search, describe(first.name(), answer), run, explanation);
        }
        List<ModelSolution> named = IntStream.range(0, asked.blocks().size())
                .mapToObj(k -> edited == null ? asked.solution(answer, k) : edited.solution(answer, k))
                .toList();
        OpfRun solvedRun = new OpfRun(this, change, named, answer, run);
        String message = answer.status().isOptimal() ? answer.message() : describe(first.name(), answer);
        return new OpfResult(answer.status(), Optional.of(solvedRun), search, message, run, explanation);
    }

    /** Whether an answer is a point of a program with integers that a limit left unproved. */
    private boolean isIncumbent(ConicProgram program, CheckedAnswer answer) {
        SolverOptions options = opf.solverChoice().options();
        return switch (answer.status()) {
            case TIME_LIMIT, ITERATION_LIMIT, INTERRUPTED ->
                program.hasIntegers() && answer.kkt().within(options, false);
            case OPTIMAL,
                    ALMOST_OPTIMAL,
                    PRIMAL_INFEASIBLE,
                    DUAL_INFEASIBLE,
                    CLAIMED_PRIMAL_INFEASIBLE,
                    CLAIMED_DUAL_INFEASIBLE,
                    NUMERICAL_FAILURE -> false;
        };
    }

    /** The answer of a run once more, from the continuous program that is left at its integers. */
    OpfRun atItsIntegers(OpfRun run) {
        if (!run.change().steps().isEmpty()) {
            throw new IllegalArgumentException("the run is of a changed program; solve the problem as it stands, and "
                    + "ask for the prices of that");
        }
        ConicProgram fixed = FixedIntegers.at(model.program(), run.result().x());
        CheckedSolver continuous = opf.solverChoice().solverFor(fixed);
        CheckedAnswer answer = continuous.solve(fixed, opf.solverChoice().options());
        if (answer.status() != SolveStatus.OPTIMAL) {
            throw new OpfNotSolvedException(
                    answer.status(), "the program at its integers was not solved: " + answer.message());
        }
        List<ModelSolution> named = IntStream.range(0, model.blocks().size())
                .mapToObj(k -> model.solution(answer, k))
                .toList();
        SolverRun effort = new SolverRun(
                continuous.name(), answer.iterations(), 0.0, answer.setupSeconds(), answer.solveSeconds());
        return new OpfRun(this, run.change(), named, answer, effort);
    }

    private static String describe(String network, CheckedAnswer answer) {
        return switch (answer.status()) {
            case PRIMAL_INFEASIBLE ->
                network + " is infeasible: no operating point meets all limits and "
                        + "serves all demand (proved by a certificate)";
            case DUAL_INFEASIBLE -> network + " has no optimum: the cost falls without end, so a limit is missing";
            case CLAIMED_PRIMAL_INFEASIBLE -> network + " may be infeasible, which is not proved: " + answer.message();
            case CLAIMED_DUAL_INFEASIBLE -> network + " may have no optimum, which is not proved: " + answer.message();
            case TIME_LIMIT -> network + " was not solved in the time allowed: " + answer.message();
            case ITERATION_LIMIT -> network + " was not solved in the iterations allowed: " + answer.message();
            case INTERRUPTED -> network + " was not solved, its solve was interrupted: " + answer.message();
            case OPTIMAL, ALMOST_OPTIMAL, NUMERICAL_FAILURE -> network + " was not solved: " + answer.message();
        };
    }

    @Override
    public String toString() {
        return opf + ", prepared: " + model;
    }
}
