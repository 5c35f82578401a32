package org.flexopf.opf;

import java.util.List;
import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;
import org.flexopf.solver.WarmStart;

/**
 * The optimal power flow in one call: {@code Opf.of(new BranchFlowSocp()).solve(network)}. Immutable and safe to share
 * between threads.
 */
public final class Opf implements SolverUser<Opf> {

    private final OpfFormulation formulation;
    private final SolverChoice choice;
    private final boolean relaxesIntegers;

    private Opf(OpfFormulation formulation, SolverChoice choice, boolean relaxesIntegers) {
        this.formulation = Objects.requireNonNull(formulation, "formulation");
        this.choice = Objects.requireNonNull(choice, "choice");
        this.relaxesIntegers = relaxesIntegers;
    }

    /** An optimal power flow by a formulation, with the installed solver that suits it and default options. */
    public static Opf of(OpfFormulation formulation) {
        return new Opf(formulation, SolverChoice.installed(), false);
    }

    /** The same by another formulation. */
    public Opf withFormulation(OpfFormulation newFormulation) {
        return new Opf(newFormulation, choice, relaxesIntegers);
    }

    /**
     * The same with yes/no decisions that may be made in part, or with whole ones as by default: what such a program
     * costs is a bound for that of the whole decisions, and its solution is in general none that can be carried out.
     */
    public Opf withRelaxedIntegers(boolean relaxed) {
        return new Opf(formulation, choice, relaxed);
    }

    /** Whether yes/no decisions may be made in part. */
    public boolean relaxesIntegers() {
        return relaxesIntegers;
    }

    @Override
    public Opf withSolver(SolverChoice newChoice) {
        return new Opf(formulation, newChoice, relaxesIntegers);
    }

    /** The formulation. */
    public OpfFormulation formulation() {
        return formulation;
    }

    @Override
    public SolverChoice solverChoice() {
        return choice;
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
        return solve(plain(problem));
    }

    /**
     * Solves several optimal power flows and what links them as one program; each block has a formulation of its own.
     *
     * @throws IllegalArgumentException if a formulation cannot take its network, or cannot express its objective
     * @throws org.flexopf.solver.NoSuitableSolverException if no installed solver can take the program
     */
    public OpfResult solve(LinkedProblem problem) {
        return PreparedOpf.once(this, problem).solve();
    }

    /**
     * Solves a problem over a horizon as one program.
     *
     * @throws IllegalArgumentException if the formulation cannot take the network, or cannot express the objective
     * @throws org.flexopf.solver.NoSuitableSolverException if no installed solver can take the program
     */
    public HorizonResult solve(HorizonProblem problem) {
        return new HorizonResult(problem, solve(problem.writtenBy(formulation)));
    }

    /** Builds a problem once, to be solved many times with other numbers. */
    public PreparedOpf prepare(OpfProblem problem) {
        return prepare(plain(problem));
    }

    /** Builds a linked problem once, to be solved many times with other numbers. */
    public PreparedOpf prepare(LinkedProblem problem) {
        return PreparedOpf.once(this, problem).fork();
    }

    private LinkedProblem plain(OpfProblem problem) {
        return LinkedProblem.of(List.of(Block.of("", problem, formulation)));
    }

    /** Solves a problem from a start for its own program, or from the formulation's start if that is {@code null}. */
    public OpfResult solve(OpfProblem problem, WarmStart start) {
        PreparedOpf prepared = PreparedOpf.once(this, plain(problem));
        return start == null ? prepared.solve() : prepared.solve(start);
    }

    /**
     * Solves a problem from the solution of a neighbouring one: another hour, another scenario, an element more or
     * less. Elements are recognised by their ids, so the two networks need not have the same lists; the solution should
     * be of the same formulation.
     */
    public OpfResult solveFrom(OpfSolution neighbour, OpfProblem problem) {
        return PreparedOpf.once(this, plain(problem)).solveFrom(neighbour);
    }

    /**
     * The program that would be solved, with the names of its numbers and what was done to the network in writing it.
     *
     * @throws IllegalArgumentException if the formulation cannot take the network, or cannot express the objective
     */
    public FormulatedModel model(OpfProblem problem) {
        return plain(problem).formulated(relaxesIntegers).get(0);
    }

    @Override
    public String toString() {
        return "optimal power flow by " + formulation.name() + " with "
                + choice.solver().map(ConvexSolver::name).orElse("an installed solver");
    }
}
