package org.flexopf.opf;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flexopf.model.Model;
import org.flexopf.network.Network;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.WarmStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The optimal power flow in one call: {@code Opf.of(new BranchFlowSocp()).solve(network)}. Immutable and safe to share
 * between threads.
 */
public final class Opf {

    private static final Logger LOG = LoggerFactory.getLogger(Opf.class);

    private final OpfFormulation formulation;
    private final ConvexSolver solver;
    private final SolverOptions options;

    private Opf(OpfFormulation formulation, ConvexSolver solver, SolverOptions options) {
        this.formulation = formulation;
        this.solver = solver;
        this.options = options;
    }

    /** An optimal power flow by a formulation, with the installed solver that suits it and default options. */
    public static Opf of(OpfFormulation formulation) {
        return new Opf(Objects.requireNonNull(formulation, "formulation"), null, SolverOptions.defaults());
    }

    /** The same by another formulation. */
    public Opf withFormulation(OpfFormulation newFormulation) {
        return new Opf(Objects.requireNonNull(newFormulation, "formulation"), solver, options);
    }

    /** The same with a given solver. */
    public Opf withSolver(ConvexSolver newSolver) {
        return new Opf(formulation, Objects.requireNonNull(newSolver, "solver"), options);
    }

    /** The same with other solver options. */
    public Opf withOptions(SolverOptions newOptions) {
        return new Opf(formulation, solver, Objects.requireNonNull(newOptions, "options"));
    }

    /** The formulation. */
    public OpfFormulation formulation() {
        return formulation;
    }

    /** The options that solvers are given. */
    public SolverOptions options() {
        return options;
    }

    /**
     * The solver that takes a program: the one that was given, else the first installed one that suits.
     *
     * @throws org.flexopf.solver.NoSuitableSolverException if no installed solver can take the program
     */
    public ConvexSolver solverFor(ConicProgram program) {
        return solver == null ? Solvers.suitableFor(program) : solver;
    }

    /** The cheapest generation that serves a network. */
    public OpfResult solve(Network network) {
        return solve(OpfProblem.of(network));
    }

    /**
     * Solves a problem.
     *
     * @throws IllegalArgumentException if the formulation cannot take the network, or cannot express the objective
     * @throws org.flexopf.solver.NoSuitableSolverException if no installed solver can take the program
     */
    public OpfResult solve(OpfProblem problem) {
        return solve(problem, model -> model.start().orElse(null));
    }

    /** Solves a problem from a start for its own program, or from the formulation's start if that is {@code null}. */
    public OpfResult solve(OpfProblem problem, WarmStart start) {
        return solve(problem, model -> start == null ? model.start().orElse(null) : start);
    }

    /**
     * Solves a problem from the solution of a neighbouring one: another hour, another scenario, an element more or
     * less. Elements are recognised by their ids, so the two networks need not have the same lists; the solution should
     * be of the same formulation.
     */
    public OpfResult solveFrom(OpfSolution neighbour, OpfProblem problem) {
        NeighbourNames names = new NeighbourNames(problem.network(), neighbour.network());
        return solve(problem, model -> model.startFrom(neighbour.named(), names));
    }

    private OpfResult solve(OpfProblem problem, Function<Model, WarmStart> start) {
        long begin = System.nanoTime();
        FormulatedModel model = model(problem);
        double buildSeconds = (System.nanoTime() - begin) * 1e-9;
        ConicProgram program = model.program();
        CheckedSolver chosen = CheckedSolver.of(solverFor(program));
        LOG.debug("{}: {} solved by {}", problem.network(), program, chosen.name());
        CheckedAnswer answer = chosen.solve(program, options, start.apply(model.named()));
        SolverRun run = new SolverRun(
                chosen.name(), answer.iterations(), buildSeconds, answer.setupSeconds(), answer.solveSeconds());
        IntFunction<Conflict> explanation = maxSolves -> ConflictSearch.run(problem, this, maxSolves);
        if (answer.status() != SolveStatus.OPTIMAL) {
            return new OpfResult(answer.status(), Optional.empty(), describe(problem, answer), run, explanation);
        }
        OpfSolution solution = new OpfSolution(problem, formulation, model, answer, run);
        return new OpfResult(SolveStatus.OPTIMAL, Optional.of(solution), answer.message(), run, explanation);
    }

    /**
     * The program that would be solved, with the names of its numbers and what was done to the network in writing it.
     *
     * @throws IllegalArgumentException if the formulation cannot take the network, or cannot express the objective
     */
    public FormulatedModel model(OpfProblem problem) {
        PeriodModel period = new PeriodModel(problem, formulation);
        if (formulation.isRelaxation()) {
            period.caveat(
                    "the figures are those of a relaxation; they are AC figures only where an exactness report says so");
        }
        period.include(formulation);
        problem.objective().addTo(period, 1.0);
        return period.formulated();
    }

    private static String describe(OpfProblem problem, CheckedAnswer answer) {
        String network = problem.network().name();
        return switch (answer.status()) {
            case PRIMAL_INFEASIBLE ->
                network
                        + " is infeasible: no operating point meets all limits and serves all demand (proved by a certificate)";
            case DUAL_INFEASIBLE -> network + " has no optimum: the cost falls without end, so a limit is missing";
            case CLAIMED_PRIMAL_INFEASIBLE -> network + " may be infeasible, which is not proved: " + answer.message();
            case CLAIMED_DUAL_INFEASIBLE -> network + " may have no optimum, which is not proved: " + answer.message();
            default -> network + " was not solved: " + answer.message();
        };
    }
}
