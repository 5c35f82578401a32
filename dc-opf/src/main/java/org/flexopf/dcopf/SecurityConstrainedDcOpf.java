package org.flexopf.dcopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DC optimal power flow that stays within its limits after any single outage of a branch (N-1, preventive): solved,
 * screened against all outages by {@link OutageFactors}, and solved again with the limits that it exceeds added as
 * cuts, until no outage exceeds any. Memory grows with the number of cuts, not with outages times branches. Immutable;
 * each {@code with} method returns a changed copy.
 *
 * <p>With {@link #withCorrectiveActions corrective actions}, generators may be moved after an outage. With a
 * {@link #withOverloadPenalty penalty}, limits after outages may be exceeded at that price, and the result says which
 * are.
 */
public final class SecurityConstrainedDcOpf implements SolverUser<SecurityConstrainedDcOpf> {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityConstrainedDcOpf.class);

    private final DcOpf formulation;
    private final SolverChoice solver;
    private final int[] outages;
    private final double ratingFactor;
    private final OptionalDouble penalty;
    private final CorrectiveActions actions;
    private final int cutsPerRound;

    private SecurityConstrainedDcOpf(
            DcOpf formulation,
            SolverChoice solver,
            int[] outages,
            double ratingFactor,
            OptionalDouble penalty,
            CorrectiveActions actions,
            int cutsPerRound) {
        this.formulation = formulation;
        this.solver = solver;
        this.outages = outages;
        this.ratingFactor = ratingFactor;
        this.penalty = penalty;
        this.actions = actions;
        this.cutsPerRound = cutsPerRound;
    }

    /**
     * All branches as outages, the same ratings after an outage, no overload, no corrective actions; the installed
     * solver at its default tolerance.
     */
    public static SecurityConstrainedDcOpf of(DcOpf formulation) {
        return new SecurityConstrainedDcOpf(
                Objects.requireNonNull(formulation, "formulation"),
                SolverChoice.installed(),
                null,
                1.0,
                OptionalDouble.empty(),
                null,
                500);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public SecurityConstrainedDcOpf withSolver(SolverChoice choice) {
        return new SecurityConstrainedDcOpf(
                formulation,
                Objects.requireNonNull(choice, "choice"),
                outages,
                ratingFactor,
                penalty,
                actions,
                cutsPerRound);
    }

    /** With outages of the branches of these ids only. */
    public SecurityConstrainedDcOpf withOutages(int... branchIds) {
        return new SecurityConstrainedDcOpf(
                formulation, solver, branchIds.clone(), ratingFactor, penalty, actions, cutsPerRound);
    }

    /**
     * With limits after an outage of so many times the rating; default 1. @throws IllegalArgumentException if it is not
     * a positive number
     */
    public SecurityConstrainedDcOpf withRatingFactor(double factor) {
        if (!(factor > 0.0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "the rating after an outage is " + factor + " times the rating; give a positive number");
        }
        return new SecurityConstrainedDcOpf(formulation, solver, outages, factor, penalty, actions, cutsPerRound);
    }

    /**
     * With overloads after outages allowed at a price in currency per MWh. @throws IllegalArgumentException if it is
     * not a positive number
     */
    public SecurityConstrainedDcOpf withOverloadPenalty(double pricePerMwh) {
        if (!(pricePerMwh > 0.0) || Double.isInfinite(pricePerMwh)) {
            throw new IllegalArgumentException(
                    "the price of overload is " + pricePerMwh + " per MWh; give a positive number");
        }
        return new SecurityConstrainedDcOpf(
                formulation, solver, outages, ratingFactor, OptionalDouble.of(pricePerMwh), actions, cutsPerRound);
    }

    /** With generators that may be moved after an outage, before its limits must hold; moving costs nothing. */
    public SecurityConstrainedDcOpf withCorrectiveActions(CorrectiveActions newActions) {
        return new SecurityConstrainedDcOpf(
                formulation,
                solver,
                outages,
                ratingFactor,
                penalty,
                Objects.requireNonNull(newActions, "actions"),
                cutsPerRound);
    }

    /**
     * With at most so many new cuts per round, the worst first; default 500. @throws IllegalArgumentException if it is
     * less than 1
     */
    public SecurityConstrainedDcOpf withCutsPerRound(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one cut per round is needed, got " + count);
        }
        return new SecurityConstrainedDcOpf(formulation, solver, outages, ratingFactor, penalty, actions, count);
    }

    /** Solves a network for the cheapest generation. */
    public SecurityResult solve(Network network) {
        return solve(OpfProblem.of(network));
    }

    /**
     * Solves a problem. Every round adds a cut that was not there, so the rounds end.
     *
     * @throws java.util.NoSuchElementException if an outage names a branch that the network lacks
     * @throws IllegalArgumentException if the formulation cannot take the network, or there are corrective actions for
     *     another number of generators than the network's
     */
    public SecurityResult solve(OpfProblem problem) {
        Network network = problem.network();
        formulation.whyNot(network).ifPresent(reason -> {
            throw new IllegalArgumentException(
                    "the formulation '" + formulation.name() + "' cannot take " + network.name() + ": " + reason);
        });
        requireActionsFor(network);
        OutageFactors factors = OutageFactors.of(network, formulation.susceptance());
        int[] candidates = candidates(network);
        int[] secured = Arrays.stream(candidates)
                .filter(outage -> !factors.isIslanding(outage))
                .toArray();
        List<Integer> islanding = Arrays.stream(candidates)
                .filter(factors::isIslanding)
                .mapToObj(k -> network.branches().get(k).id())
                .toList();

        List<SecurityCut> cuts = new ArrayList<>();
        Set<Long> present = new HashSet<>();
        PreparedOpf prepared = null;
        for (int round = 1; ; round++) {
            SecuredDcOpf secure =
                    new SecuredDcOpf(formulation.withShiftsHeld(), cuts, ratingFactor, penalty, actions != null);
            List<CorrectiveMoves> answers =
                    actions == null ? List.of() : CorrectiveMoves.of(cuts, actions, factors.shiftFactors());
            LinkedProblem asked =
                    new LinkedProblem(List.of(Block.of("before any outage", problem, secure)), List.copyOf(answers));
            prepared = prepared == null ? Opf.of(secure).withSolver(solver).prepare(asked) : prepared.rebuilt(asked);
            OpfResult result = prepared.solve();
            if (result.solution().isEmpty()) {
                return new SecurityResult(
                        result,
                        SolveSequence.unsettled(round, result.message()),
                        cuts.size(),
                        islanding,
                        List.of(),
                        List.of());
            }
            OpfSolution solution = result.orElseThrow();
            Map<Branch, double[]> moves = new LinkedHashMap<>();
            answers.forEach(answer -> moves.put(answer.outage(), answer.moves(solution.run())));
            List<Violation> violations = screen(solution, moves, factors, secured);
            List<Violation> fresh = violations.stream()
                    .filter(v -> !present.contains(v.key()))
                    .limit(cutsPerRound)
                    .toList();
            LOG.debug(
                    "{}: round {} with {} cuts, {} limits exceeded after outages, {} of them new",
                    network.name(),
                    round,
                    cuts.size(),
                    violations.size(),
                    fresh.size());
            if (fresh.isEmpty()) {
                return new SecurityResult(
                        result,
                        SolveSequence.settled(round, "no outage exceeds a limit that has no row yet"),
                        cuts.size(),
                        islanding,
                        SecurityResult.limits(solution, secure, violations),
                        SecurityResult.corrections(moves));
            }
            for (Violation violation : fresh) {
                present.add(violation.key());
                cuts.add(new SecurityCut(violation.monitored(), violation.outage(), violation.factor()));
            }
        }
    }

    private void requireActionsFor(Network network) {
        if (actions != null && actions.size() != network.generators().size()) {
            throw new IllegalArgumentException("corrective actions are given for " + actions.size()
                    + " generators; the network has " + network.generators().size());
        }
    }

    private int[] candidates(Network network) {
        int[] all = outages == null
                ? IntStream.range(0, network.branches().size()).toArray()
                : Arrays.stream(outages).map(network::branchIndex).distinct().toArray();
        return Arrays.stream(all).filter(network.topology()::isActive).toArray();
    }

    /**
     * Every limit that an outage would exceed, the worst first; ties by index, so that the order is always the same.
     */
    private List<Violation> screen(
            OpfSolution solution, Map<Branch, double[]> moves, OutageFactors factors, int[] secured) {
        Network network = solution.network();
        double[] flows = DcPoint.flows(solution);
        double[] limits = new double[flows.length];
        for (int b = 0; b < limits.length; b++) {
            Branch branch = network.branches().get(b);
            limits[b] = network.topology().isActive(b)
                    ? ratingFactor * formulation.limit(branch)
                    : Double.POSITIVE_INFINITY;
        }
        List<Violation> violations = new ArrayList<>();
        for (int outage : secured) {
            double[] answer = moves.get(network.branches().get(outage));
            double[] before = answer == null ? flows : flowsWithMoves(flows, answer, factors.shiftFactors());
            double[] share = factors.of(outage);
            for (int b = 0; b < share.length; b++) {
                double after = before[b] + share[b] * before[outage];
                double excess = Math.abs(after) - limits[b];
                if (excess > FeasibilityTolerance.LOADING * limits[b] && b != outage) {
                    violations.add(new Violation(b, outage, share[b], after, excess));
                }
            }
        }
        violations.sort(Comparator.comparingDouble(Violation::excess).reversed().thenComparingLong(Violation::key));
        return violations;
    }

    /** Flows before the outage, with the moves that answer it: they are linear, so the order does not matter. */
    private static double[] flowsWithMoves(double[] flows, double[] moves, ShiftFactors factors) {
        Network network = factors.network();
        double[] injection = new double[network.buses().size()];
        for (int g = 0; g < moves.length; g++) {
            injection[network.busIndex(network.generators().get(g).bus())] += moves[g];
        }
        double[] moved = factors.flows(injection);
        double[] still = factors.flows(new double[injection.length]);
        for (int b = 0; b < moved.length; b++) {
            moved[b] += flows[b] - still[b];
        }
        return moved;
    }

    /**
     * A limit that an outage exceeds.
     *
     * @param monitored branch index
     * @param outage branch index
     * @param factor LODF
     * @param flow MW after the outage
     * @param excess MW beyond the limit
     */
    record Violation(int monitored, int outage, double factor, double flow, double excess) {
        long key() {
            return ((long) outage << 32) | monitored;
        }
    }

    @Override
    public String toString() {
        return "secured " + Opf.of(formulation).withSolver(solver);
    }
}
