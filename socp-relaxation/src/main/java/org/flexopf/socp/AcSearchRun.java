package org.flexopf.socp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.SolveSequence;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.socp.AcSearch.Attempt;
import org.flexopf.socp.AcSearch.Outcome;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of an {@link AcSearch}: what it has tried so far, and the programs that it goes on from. */
final class AcSearchRun {

    private static final Logger LOG = LoggerFactory.getLogger(AcSearchRun.class);

    /** Gap below which nothing is left to search for, relative. */
    private static final double CLOSED_GAP = 1e-6;
    /**
     * Points whose objectives differ by no more than this, relative, are as good as each other; the one found first is
     * kept.
     */
    static final double SAME_VALUE = 1e-8;
    /** Halvings of the exponent of the current price between what is exact and what is not. */
    private static final int PRICE_STEPS = 10;

    private static final double HIGHEST_PRICE_FACTOR = 100.0;
    private static final double LOWEST_PRICE_FACTOR = 1e-4;
    /** Steps of the convex-concave procedure from one start. */
    private static final int CONVEX_CONCAVE_STEPS = 40;

    private static final double STEP_IMPROVEMENT = 1e-6;
    /** The price of the procedure's slack, as a multiple of the dearest generation, at first and at most. */
    private static final double FIRST_SLACK_FACTOR = 3.0;

    private static final double LARGEST_SLACK_FACTOR = 3e3;
    /** Random dispatches that the procedure starts from, every other one of them with little generation. */
    private static final int RANDOM_STARTS = 4;

    private static final double TIMID = 0.3;
    private static final long SEED = 20261121;

    private final OpfProblem problem;
    private final Opf opf;
    /** The last round by each formulation, by its name. */
    private final Map<String, PreparedOpf> rounds = new HashMap<>();

    private final List<Attempt> attempts = new ArrayList<>();
    private final long started = System.nanoTime();
    private Attempt best;

    AcSearchRun(OpfProblem problem, SolverChoice choice) {
        this.problem = problem;
        this.opf = Opf.of(new BranchFlowSocp()).withSolver(choice);
    }

    Outcome run() {
        OpfResult relaxed = prepared(new BranchFlowSocp(), problem).solve();
        if (relaxed.solution().isEmpty()) {
            boolean proved = relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE;
            return new Outcome(
                    relaxed.status(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of(),
                    new SolveSequence(1, proved, "no solution of the relaxation: " + relaxed.message()));
        }
        OpfSolution plain = relaxed.orElseThrow();
        // Without duals there is no bound, and no gap to it that could be closed.
        double bound = plain.lowerBound().orElse(Double.NaN);
        RecoveredPoint plainPoint = recover("socp", plain);
        boolean meshed = !problem.network().topology().isRadial();
        if (meshed && !isClosed(bound)) {
            localAc(plainPoint.network(), plain.point());
            if (best != null) {
                return outcome(relaxed, plain, bound);
            }
        }
        if (!isClosed(bound)) {
            AugmentedSocp augmented = new AugmentedSocp();
            if (augmented.whyNot(problem.network()).isEmpty()) {
                attempt("socp-augmented", augmented, problem.withNetwork(atSettingsOf(plainPoint.network())));
            }
        }
        if (!isClosed(bound)) {
            priceCurrents();
        }
        if (!isClosed(bound)) {
            RecoveredPoint known = best != null ? best.recovered().orElseThrow() : plainPoint;
            convexConcave(known.network(), known.isConverged() ? known.point() : plain.point(), bound);
            convexConcave(plainPoint.network(), plain.point(), bound);
            fromElsewhere(bound);
        }
        if (!meshed && !isClosed(bound)) {
            RecoveredPoint known = best != null ? best.recovered().orElseThrow() : plainPoint;
            localAc(known.network(), known.isConverged() ? known.point() : plain.point());
        }
        return outcome(relaxed, plain, bound);
    }

    private Outcome outcome(OpfResult relaxed, OpfSolution plain, double bound) {
        return new Outcome(
                relaxed.status(),
                plain.lowerBound(),
                Optional.ofNullable(best),
                attempts,
                new SolveSequence(attempts.size(), isClosed(bound), ending(bound)));
    }

    /** The AC problem itself from a state of its network, if it can take the problem; else from a flat start. */
    private void localAc(Network operated, OperatingPoint start) {
        if (!AcOpf.whyNot(problem).isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        AcSolution warm = AcOpf.of(problem).startingFrom(operated, start).solve();
        AcSolution solution = warm.isOptimal() ? warm : AcOpf.of(problem).solve();
        Optional<RecoveredPoint> recovered =
                solution.isOptimal() ? Optional.of(solution.recovered()) : Optional.empty();
        record("ac", status(solution), recovered, begin);
    }

    private static SolveStatus status(AcSolution solution) {
        return switch (solution.status()) {
            case LOCALLY_OPTIMAL -> SolveStatus.OPTIMAL;
            case LOCALLY_INFEASIBLE -> SolveStatus.CLAIMED_PRIMAL_INFEASIBLE;
            case ITERATION_LIMIT -> SolveStatus.ITERATION_LIMIT;
            case TIME_LIMIT -> SolveStatus.TIME_LIMIT;
            case INTERRUPTED -> SolveStatus.INTERRUPTED;
            case NUMERICAL_FAILURE -> SolveStatus.NUMERICAL_FAILURE;
        };
    }

    private String ending(double bound) {
        if (isClosed(bound)) {
            return "the best point is within " + CLOSED_GAP + " of the lower bound";
        }
        return best == null
                ? "every way out was tried, and none led to an AC-feasible point"
                : best.method().equals("ac")
                        ? "the AC problem has a local optimum there, and a gap to the lower bound is left"
                        : "every way out was tried, and a gap to the lower bound is left";
    }

    /** The network of the problem with its controls settled where a network operated by a solution has them. */
    private Network atSettingsOf(Network operated) {
        Map<StepControl, Double> settings = new LinkedHashMap<>();
        problem.network().controls().forEach(control -> settings.put(control, operated.setting(control)));
        return settings.isEmpty()
                ? problem.network()
                : problem.network().toBuilder().settle(settings).build();
    }

    private boolean isClosed(double bound) {
        return best != null && best.value() - bound <= CLOSED_GAP * Math.max(1.0, Math.abs(bound));
    }

    /** Bisects the logarithm of the price for the smallest that leaves an AC-feasible point. */
    private void priceCurrents() {
        double dearest = dearestGeneration(problem.network());
        double high = Math.log(HIGHEST_PRICE_FACTOR * dearest);
        double low = Math.log(LOWEST_PRICE_FACTOR * dearest);
        if (!priced(high)) {
            return;
        }
        for (int step = 0; step < PRICE_STEPS; step++) {
            double middle = 0.5 * (low + high);
            if (priced(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    private boolean priced(double logPrice) {
        Attempt attempt = attempt(
                "current-penalty",
                new BranchFlowSocp(),
                problem.withObjective(new CurrentPenalty(problem.objective(), Math.exp(logPrice))));
        return attempt.isFeasible();
    }

    /**
     * The procedure from a few random dispatches: there may be a better optimum than the one that the others lead to.
     */
    private void fromElsewhere(double bound) {
        if (best == null) {
            return;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        RecoveredPoint recovered = best.recovered().orElseThrow();
        PowerFlow powerFlow = PowerFlow.prepare(atSettingsOf(recovered.network()));
        OperatingPoint known = recovered.point();
        for (int start = 0; start < RANDOM_STARTS && !isClosed(bound); start++) {
            RecoveredPoint drawn = RecoveredPoint.of(powerFlow, drawn(known, start % 2 == 0 ? 1.0 : TIMID, random));
            if (drawn.isConverged()) {
                convexConcave(drawn.network(), drawn.point(), bound);
            }
        }
    }

    /**
     * A dispatch in which every generator of finite range, but those at the references, gives a random share of what it
     * can.
     */
    private OperatingPoint drawn(OperatingPoint known, double largestShare, SplittableRandom random) {
        Network network = problem.network();
        double[] pg = known.pg();
        double[] qg = known.qg();
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator) && !network.bus(generator.bus()).isReference()) {
                pg[g] = within(generator.pMin(), generator.pMax(), largestShare * random.nextDouble(), pg[g]);
                double q = within(generator.qMin(), generator.qMax(), random.nextDouble(), qg[g]);
                qg[g] = generator.reactiveLines().nearest(pg[g], q);
            }
        }
        return known.toBuilder().pg(pg).qg(qg).build();
    }

    private static double within(double lower, double upper, double share, double otherwise) {
        return Double.isFinite(upper - lower) ? lower + share * (upper - lower) : otherwise;
    }

    /** Tangent after tangent, while points improve or slack is left that a higher price may remove. */
    private void convexConcave(Network startNetwork, OperatingPoint start, double bound) {
        double dearest = dearestGeneration(problem.network());
        double factor = FIRST_SLACK_FACTOR;
        Network lastNetwork = startNetwork;
        OperatingPoint last = start;
        double lastValue = Double.POSITIVE_INFINITY;
        for (int step = 0; step < CONVEX_CONCAVE_STEPS && !isClosed(bound); step++) {
            Attempt attempt =
                    attempt("convex-concave", new ConvexConcaveSocp(lastNetwork, last, factor * dearest), problem);
            if (attempt.recovered().isEmpty() || !attempt.recovered().get().isConverged()) {
                return;
            }
            RecoveredPoint point = attempt.recovered().get();
            boolean settled = Math.abs(lastValue - attempt.value())
                    <= STEP_IMPROVEMENT * Math.max(1.0, Math.abs(attempt.value()));
            if (settled && point.isFeasible()) {
                return;
            }
            if (settled) {
                factor *= 10.0;
                if (factor > LARGEST_SLACK_FACTOR) {
                    return;
                }
            }
            lastNetwork = point.network();
            last = point.point();
            lastValue = attempt.value();
        }
    }

    private Attempt attempt(String method, OpfFormulation formulation, OpfProblem asked) {
        long begin = System.nanoTime();
        OpfResult result = prepared(formulation, asked).solve();
        return record(method, result.status(), result.map(RecoveredPoint::of), begin);
    }

    private RecoveredPoint recover(String method, OpfSolution solution) {
        RecoveredPoint recovered = RecoveredPoint.of(solution);
        record(method, solution.status(), Optional.of(recovered), started);
        return recovered;
    }

    private Attempt record(String method, SolveStatus status, Optional<RecoveredPoint> recovered, long begin) {
        double value = recovered
                .map(point -> problem.objective().at(problem.network(), point.point()) + point.slackCost())
                .orElse(Double.NaN);
        return record(new Attempt(method, status, recovered, value, (System.nanoTime() - begin) * 1e-9));
    }

    private Attempt record(Attempt attempt) {
        attempts.add(attempt);
        if (attempt.isFeasible()
                && (best == null
                        || attempt.value() < best.value() - SAME_VALUE * Math.max(1.0, Math.abs(best.value())))) {
            best = attempt;
        }
        LOG.debug(
                "{}: {}, {}",
                attempt.method(),
                attempt.status(),
                attempt.recovered().map(RecoveredPoint::verdict).orElse("no point"));
        return attempt;
    }

    /**
     * The problem with the memory of the formulation's last round. A price on currents and another tangent are other
     * numbers in the same pattern.
     */
    private PreparedOpf prepared(OpfFormulation formulation, OpfProblem asked) {
        return rounds.compute(
                formulation.name(),
                (name, last) -> last == null
                        ? opf.withFormulation(formulation).prepare(asked)
                        : last.rebuilt(asked, formulation));
    }

    /**
     * The scale of prices in a network: the largest marginal cost of active and of reactive power, by absolute value,
     * over all generators and their limits; 1 if all are free.
     */
    private static double dearestGeneration(Network network) {
        double dearest = 0.0;
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                for (double p : new double[] {generator.pMin(), generator.pMax()}) {
                    if (Double.isFinite(p)) {
                        dearest = Math.max(dearest, Math.abs(generator.cost().marginalAt(p)));
                    }
                }
                for (double q : new double[] {generator.qMin(), generator.qMax()}) {
                    if (Double.isFinite(q)) {
                        dearest = Math.max(
                                dearest, Math.abs(generator.reactiveCost().marginalAt(q)));
                    }
                }
            }
        }
        return dearest > 0.0 ? dearest : 1.0;
    }
}
