package org.flexopf.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.benchmarks.Judgement.Figure;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;

/**
 * Holds what the library says of a network against what can be found out without believing it: a state by which the
 * network was made, an AC optimum that shares no equation with the relaxation, laws and limits by complex arithmetic of
 * its own, and slopes of the cost by networks with another load.
 */
final class Judge {

    /** Relative to the cost, and to one: what passes for rounding between a bound and a cost. */
    private static final double COST = 1e-6;
    /** What a state may violate, p.u.: ten times what the library lets pass. */
    private static final double VIOLATION = 1e-5;
    /** What a price may be off its slopes by, relative and absolute: what {@code --confirm-price} states. */
    private static final double PRICE = 1e-3;
    /** By how much demand is changed, as a share of all demand. */
    private static final double STEP = 1e-4;
    /** A solver's rounding of the cost, relative to it and to one. */
    private static final double ROUNDING = 2e-8;
    /** Wider steps in which a rounding of the cost weighs less. */
    private static final double[] WIDER = {1.0, 10.0, 100.0};
    /** Shorter ones, where the cost of a local optimum bends within a step. */
    private static final double[] NARROWER = {0.3, 0.1, 0.03};
    /** A local optimum whose voltages have moved by more is another one, p.u. */
    private static final double ANOTHER = 1e-2;

    /** Tolerances that are asked for where what the usual one has found is to be judged, the sharpest first. */
    private static final List<Double> SHARP = List.of(1e-11, 1e-10, 1e-9);

    private static final Opf RELAXATION = Opf.of(new BranchFlowSocp());
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private final RandomCase drawn;
    private final OpfProblem problem;
    private final Judgement judgement = new Judgement();
    /** The cost of a state that keeps all limits, if one is known. */
    private final Optional<Double> known;

    private Judge(RandomCase drawn) {
        this.drawn = drawn;
        problem = OpfProblem.of(drawn.network());
        known = drawn.knownDispatch().map(dispatch -> cost(drawn.network(), dispatch));
    }

    /** What became of a network. */
    static Judgement of(RandomCase drawn) {
        Judge judge = new Judge(drawn);
        judge.run();
        return judge.judgement;
    }

    private void run() {
        judgement.set(Figure.BUSES, drawn.network().buses().size());
        judgement.set(Figure.FAMILY, drawn.family());
        long begin = CLOCK.getCurrentThreadCpuTime();
        OpfResult relaxed = RELAXATION.solve(problem);
        judgement.set(Figure.MILLISECONDS, (CLOCK.getCurrentThreadCpuTime() - begin) * 1e-6);
        judgement.set(Figure.ITERATIONS, relaxed.solver().iterations());
        judgement.set(Figure.RELAXED_STATUS, relaxed.status().ordinal());
        judgement.asked(Figure.RELAXED_UNANSWERED);
        Optional<AcSolution> ac = acOptimum(relaxed);
        if (relaxed.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            infeasible(ac);
        } else if (relaxed.solution().isPresent()) {
            OpfSolution solution = relaxed.orElseThrow();
            bound(solution, ac);
            cost(solution);
            exact(solution, ac);
            price(solution);
        } else {
            judgement.found(Figure.RELAXED_UNANSWERED, relaxed.toString());
        }
        ac.ifPresent(this::acPrice);
    }

    private static double rounding(double cost) {
        return COST * Math.max(1.0, Math.abs(cost));
    }

    /** The AC problem from the relaxation's point, and from a flat start where that leads nowhere. */
    private Optional<AcSolution> acOptimum(OpfResult relaxed) {
        long begin = CLOCK.getCurrentThreadCpuTime();
        AcSolution found = relaxed.solution()
                .map(solution -> AcOpf.of(problem)
                        .startingFrom(solution.operatedNetwork(), solution.point())
                        .solve())
                .filter(AcSolution::isOptimal)
                .orElseGet(() -> AcOpf.of(problem).solve());
        judgement.set(Figure.AC_MILLISECONDS, (CLOCK.getCurrentThreadCpuTime() - begin) * 1e-6);
        judgement.set(Figure.AC_ITERATIONS, found.iterations());
        judgement.set(Figure.AC_OPTIMAL, found.isOptimal() ? 1.0 : 0.0);
        if (known.isPresent()) {
            judgement.asked(Figure.AC_UNANSWERED);
            if (!found.isOptimal()) {
                judgement.found(Figure.AC_UNANSWERED, found.verdict());
            }
        }
        if (!found.isOptimal()) {
            return Optional.empty();
        }
        judgement.asked(Figure.AC_FALSE);
        AcCheck check = AcCheck.of(found.network(), found.point());
        double cost = cost(found.network(), found.point().pg());
        if (!(check.worst() <= VIOLATION)) {
            judgement.found(Figure.AC_FALSE, "a local optimum violates " + check);
        } else if (!(Math.abs(cost - found.objective()) <= rounding(cost))) {
            judgement.found(Figure.AC_FALSE, "a local optimum is told to cost " + found.objective() + ", not " + cost);
        }
        return Optional.of(found);
    }

    private static double cost(Network network, double[] pg) {
        double cost = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            cost += generator.inService() ? generator.cost().at(pg[g]) : 0.0;
        }
        return cost;
    }

    /** Infeasible, it says: then no state keeps all limits, and limits that give way have to. */
    private void infeasible(Optional<AcSolution> ac) {
        judgement.asked(Figure.INFEASIBLE_FALSE);
        if (known.isPresent()) {
            judgement.found(Figure.INFEASIBLE_FALSE, "the network was made round a state that keeps all limits");
        } else if (ac.isPresent()) {
            judgement.found(Figure.INFEASIBLE_FALSE, "an AC point keeps all limits: " + ac.get());
        }
        OpfResult soft = RELAXATION.solve(problem.withSoftLimits(SoftLimits.usual()));
        soft.solution().ifPresent(solution -> {
            double exceeded =
                    solution.slacks().stream().mapToDouble(Slack::cost).sum();
            if (!(exceeded > 1e-4)) {
                judgement.found(
                        Figure.INFEASIBLE_FALSE, "limits that may give way are exceeded for no more than " + exceeded);
            }
        });
        if (soft.solution().isEmpty() && soft.status() != SolveStatus.PRIMAL_INFEASIBLE) {
            judgement.found(Figure.RELAXED_UNANSWERED, "with soft limits: " + soft);
        }
    }

    /** How much too high the relaxation's cost is told: its currents may be larger than any that flow. */
    private void cost(OpfSolution solution) {
        sharp(problem)
                .ifPresent(cost ->
                        judgement.set(Figure.COST_OFF, (solution.objective() - cost) / Math.max(1.0, Math.abs(cost))));
    }

    /** The bound lies below every state that keeps all limits. */
    private void bound(OpfSolution solution, Optional<AcSolution> ac) {
        judgement.asked(Figure.BOUND_FALSE);
        if (solution.lowerBound().isEmpty()) {
            judgement.found(Figure.BOUND_FALSE, "an optimum of a relaxation proves no bound");
            return;
        }
        double bound = solution.lowerBound().getAsDouble();
        known.ifPresent(cost -> {
            if (bound > cost + rounding(cost)) {
                judgement.found(
                        Figure.BOUND_FALSE, "the bound " + bound + " is above the cost " + cost + " of a state");
            }
        });
        ac.ifPresent(found -> {
            judgement.set(Figure.GAP, (found.objective() - bound) / Math.max(1.0, Math.abs(found.objective())));
            if (bound > found.objective() + rounding(bound) + worthOfViolation(found)) {
                judgement.found(
                        Figure.BOUND_FALSE, "the bound " + bound + " is above an AC optimum at " + found.objective());
            }
        });
    }

    /** What the relaxation costs by a sharper tolerance; empty if it does not get there. */
    private static Optional<Double> sharp(OpfProblem problem) {
        return SHARP.stream()
                .map(tolerance -> RELAXATION
                        .withOptions(SolverOptions.defaults().withTolerance(tolerance))
                        .solve(problem))
                .flatMap(result -> result.map(OpfSolution::objective).stream())
                .findFirst();
    }

    /** What the little that an optimum violates may save: at ten times the largest price, limits included. */
    private static double worthOfViolation(AcSolution found) {
        double price = 1.0;
        for (int i = 0; i < found.network().buses().size(); i++) {
            double larger = Math.max(Math.abs(found.activePrice(i)), Math.abs(found.reactivePrice(i)));
            price = larger > price ? larger : price;
        }
        return 10.0
                * price
                * found.network().baseMva()
                * AcCheck.of(found.network(), found.point()).worst();
    }

    private void exact(OpfSolution solution, Optional<AcSolution> ac) {
        ExactnessReport report = ExactnessReport.of(solution);
        judgement.set(Figure.EXACT, report.isExact() ? 1.0 : 0.0);
        if (!report.isExact()) {
            return;
        }
        judgement.asked(Figure.EXACT_FALSE);
        AcCheck check =
                AcCheck.of(report.recovered().network(), report.recovered().point());
        double cost =
                cost(report.recovered().network(), report.recovered().point().pg());
        if (!(check.worst() <= VIOLATION)) {
            judgement.found(Figure.EXACT_FALSE, "the AC point violates " + check);
        }
        if (!(Math.abs(cost - solution.objective()) <= 2.0 * rounding(cost))) {
            judgement.found(Figure.EXACT_FALSE, "the AC point costs " + cost + ", not " + solution.objective());
        }
        ac.ifPresent(found -> {
            if (found.objective() < cost - 2.0 * rounding(cost) - worthOfViolation(found)) {
                judgement.found(Figure.EXACT_FALSE, "an AC optimum costs " + found.objective() + ", less than " + cost);
            }
        });
    }

    /** Another load at a bus: demand is changed in the network, so that the program is written anew. */
    private OpfProblem with(Bus bus, Power power, double change) {
        int free = drawn.network().loads().stream().mapToInt(Load::id).max().orElse(0) + 1;
        Load load = power == Power.ACTIVE ? Load.of(free, bus.id(), change, 0.0) : Load.of(free, bus.id(), 0.0, change);
        return problem.withNetwork(drawn.network().toBuilder().load(load).build());
    }

    /** By how much demand is changed, MW or Mvar: so much that a solver's rounding of the cost does not show. */
    private double step(double cost, double price) {
        double demand =
                Arrays.stream(drawn.network().activeDemand()).map(Math::abs).sum();
        return Math.max(
                STEP * Math.max(1e-2 * drawn.network().baseMva(), demand),
                ROUNDING * Math.max(1.0, Math.abs(cost)) / (PRICE * (1.0 + Math.abs(price))));
    }

    /** A bus that is not isolated. */
    private int bus() {
        int i;
        do {
            i = drawn.random().nextInt(drawn.network().buses().size());
        } while (drawn.network().buses().get(i).isIsolated());
        return i;
    }

    private void price(OpfSolution solution) {
        Bus bus = drawn.network().buses().get(bus());
        Power power = drawn.random().nextInt(3) == 0 ? Power.REACTIVE : Power.ACTIVE;
        double price = NodalPrices.of(solution).price(power, bus);
        double step = step(solution.objective(), price);
        judgement.asked(Figure.PRICE_FALSE);
        judgement.asked(Figure.PRICE_UNANSWERED);
        OpfResult more = RELAXATION.solve(with(bus, power, step));
        OpfResult less = RELAXATION.solve(with(bus, power, -step));
        for (OpfResult result : new OpfResult[] {more, less}) {
            if (result.solution().isEmpty() && result.status() != SolveStatus.PRIMAL_INFEASIBLE) {
                judgement.found(Figure.PRICE_UNANSWERED, "with another load at " + bus.label() + ": " + result);
                return;
            }
        }
        double infinite = Double.POSITIVE_INFINITY;
        Slopes slopes = new Slopes(
                solution.objective(),
                more.map(OpfSolution::objective).orElse(infinite),
                less.map(OpfSolution::objective).orElse(infinite),
                step);
        // The cost of a convex program is convex in demand, by steps of any size. Slopes that fall tell of a cost that
        // is off, and nothing of a price.
        for (int k = 0; k < WIDER.length && !slopes.confirm(price); k++) {
            slopes = sharpSlopes(bus, power, WIDER[k] * step)
                    .filter(Slopes::rise)
                    .orElse(slopes);
        }
        judgement.set(Figure.PRICE_OFF, slopes.off(price));
        if (!slopes.confirm(price)) {
            judgement.found(
                    Figure.PRICE_FALSE, power + " price at " + bus.label() + " is " + price + ", slopes are " + slopes);
        }
    }

    /** The slopes by sharper tolerances; empty where one of three programs is not solved so sharply. */
    private Optional<Slopes> sharpSlopes(Bus bus, Power power, double step) {
        Optional<Double> base = sharp(problem);
        Optional<Double> more = sharp(with(bus, power, step));
        Optional<Double> less = sharp(with(bus, power, -step));
        return base.isPresent() && more.isPresent() && less.isPresent()
                ? Optional.of(new Slopes(base.get(), more.get(), less.get(), step))
                : Optional.empty();
    }

    /** What demand costs on either side, by costs with a step more and a step less; infinite where that cannot be. */
    record Slopes(double base, double more, double less, double step) {

        double below() {
            return (base - less) / step;
        }

        double above() {
            return (more - base) / step;
        }

        double off(double price) {
            return Math.max(0.0, Math.max(below() - price, price - above()));
        }

        /** Whether they are those of a convex cost, but for what passes for a price that is right. */
        boolean rise() {
            return above() >= below() - PRICE - PRICE * Math.abs(below());
        }

        boolean confirm(double price) {
            return off(price) <= PRICE + PRICE * Math.abs(price);
        }

        /** How far a price is outside them where a cost may bend either way. */
        double offEitherWay(double price) {
            return Math.max(0.0, Math.max(Math.min(below(), above()) - price, price - Math.max(below(), above())));
        }

        boolean confirmEitherWay(double price) {
            return offEitherWay(price) <= PRICE + PRICE * Math.abs(price);
        }

        /** Whether they are nearly one slope. */
        boolean agree() {
            return Math.abs(above() - below()) <= 10.0 * (PRICE + PRICE * Math.abs(above()));
        }

        @Override
        public String toString() {
            return below() + " and " + above();
        }
    }

    /**
     * The cost of a local optimum is no convex function of demand: its price lies between the slopes, either way, of a
     * step in which the cost does not bend.
     */
    private void acPrice(AcSolution found) {
        int i = bus();
        Bus bus = drawn.network().buses().get(i);
        Power power = drawn.random().nextInt(3) == 0 ? Power.REACTIVE : Power.ACTIVE;
        double price = power == Power.ACTIVE ? found.activePrice(i) : found.reactivePrice(i);
        double step = step(found.objective(), price);
        Optional<Slopes> slopes = acSlopes(found, found.objective(), bus, power, step);
        if (slopes.isEmpty()) {
            return;
        }
        Slopes told = slopes.get();
        for (int k = 0; k < NARROWER.length && !told.confirmEitherWay(price); k++) {
            // A step so short that rounding shows tells nothing.
            told = acSlopes(found, found.objective(), bus, power, NARROWER[k] * step)
                    .filter(Slopes::agree)
                    .orElse(told);
        }
        if (!told.confirmEitherWay(price)) {
            // Another optimum may lie a millionth of the cost away: it is where the neighbours are found that counts.
            AcSolution same = near(found, problem);
            if (isNear(same, found)) {
                told = acSlopes(found, same.objective(), bus, power, step).orElse(told);
            }
        }
        judgement.asked(Figure.AC_PRICE_FALSE);
        judgement.set(Figure.AC_PRICE_OFF, told.offEitherWay(price));
        if (!told.confirmEitherWay(price)) {
            judgement.found(
                    Figure.AC_PRICE_FALSE,
                    power + " price of the AC optimum at " + bus.label() + " is " + price + ", slopes are " + told);
        }
    }

    /** Slopes of the cost of a local optimum; empty where a step leads to another one, or to none. */
    private Optional<Slopes> acSlopes(AcSolution found, double cost, Bus bus, Power power, double step) {
        AcSolution more = near(found, with(bus, power, step));
        AcSolution less = near(found, with(bus, power, -step));
        return isNear(more, found) && isNear(less, found)
                ? Optional.of(new Slopes(cost, more.objective(), less.objective(), step))
                : Optional.empty();
    }

    private static AcSolution near(AcSolution found, OpfProblem other) {
        return AcOpf.of(other).startingFrom(found.network(), found.point()).solve();
    }

    private static boolean isNear(AcSolution other, AcSolution found) {
        double largest = 0.0;
        for (int i = 0; i < found.network().buses().size(); i++) {
            largest = Math.max(
                    largest, Math.abs(other.point().vm(i) - found.point().vm(i)));
        }
        return other.isOptimal() && largest <= ANOTHER;
    }
}
