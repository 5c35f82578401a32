package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.OutcomeStatus;
import org.flexopf.coordination.Purchase;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Network;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;

/**
 * Where a scheme is worked out: the system, what parties do in it that several schemes have in common, and the record
 * of steps, messages and figures.
 */
final class Bench {

    static final String TSO = "TSO";

    /** So many programs are solved at most to explain why one has no solution. */
    private static final int EXPLANATION = 40;

    /** What costs less is not told, currency per hour. */
    private static final double TOLD = 1e-4;

    /** What operators plan by. */
    final TsoDsoSystem system;
    /** What their plans are verified in: the same with voltage limits as they are. */
    final TsoDsoSystem real;

    final SchemeOptions options;
    final Minutes minutes;

    private final Set<String> counted;
    private final Opf opf;

    /**
     * A bench.
     *
     * @param seen what the scheme sees
     * @param counted the resources whose activations make up what is called the cost
     */
    Bench(TsoDsoSystem seen, List<Resource> counted, SchemeOptions options) {
        this.real = seen;
        this.system = options.voltageMargin() == 0.0 ? seen : narrowed(seen, options.voltageMargin());
        this.counted = counted.stream().map(Resource::id).collect(Collectors.toSet());
        this.options = options;
        this.minutes = new Minutes(seen);
        this.opf = Opf.of(options.model().formulation()).withSolver(options.solverChoice());
    }

    private Bench(Bench other, Opf opf) {
        this.system = other.system;
        this.real = other.real;
        this.options = other.options;
        this.minutes = other.minutes;
        this.counted = other.counted;
        this.opf = opf;
    }

    private static TsoDsoSystem narrowed(TsoDsoSystem system, double margin) {
        List<Feeder> feeders = new ArrayList<>();
        for (Feeder feeder : system.feeders()) {
            Network network = feeder.area().network().toBuilder()
                    .mapBuses(bus ->
                            bus.isReference() ? bus : bus.withVoltageLimits(bus.vMin() + margin, bus.vMax() - margin))
                    .build();
            feeders.add(feeder.withArea(feeder.area().withNetwork(network)));
        }
        return system.withAreas(system.transmission(), feeders);
    }

    static String dso(Feeder feeder) {
        return "DSO " + feeder.name();
    }

    // What is solved.

    /**
     * Solves a program.
     *
     * @param whose what a message calls it, such as {@code network A: the operator's own need}
     * @param words takes a message about elements of programs, and tells what they stand for
     * @throws SchemeFailure if it has no solution
     */
    OpfRun solve(LinkedProblem problem, String whose, ProgramWords words) {
        OpfRun run = solved(opf.solve(problem), whose, words);
        // Where directions exclude each other, prices are those at the choice that was made.
        return run.prepared().model().program().hasIntegers() ? run.atItsIntegers() : run;
    }

    /** A block with what its offers exclude. */
    private static LinkedProblem alone(Block block, OneWay oneWay) {
        LinkedProblem problem = LinkedProblem.of(List.of(block));
        return oneWay.isEmpty() ? problem : problem.with(oneWay);
    }

    /** Whether an offer is one of the merit order, and not of a market party that buys for itself. */
    boolean isOfMeritOrder(StandingOffer offer) {
        return counted.contains(offer.resource());
    }

    /**
     * The same bench, at which either-ors may be decided in part: a direction by a share, the other by what is left.
     * What parties agree on by flows, prices and curves is agreed on so, since these decide no either-or.
     */
    Bench inParts() {
        return new Bench(this, opf.withRelaxedIntegers(true));
    }

    /** A program that is solved again and again with other numbers, by one thread. */
    PreparedOpf prepare(Block block, OneWay oneWay) {
        return opf.prepare(alone(block, oneWay));
    }

    /** The run of a result. @throws SchemeFailure if there is none */
    OpfRun solved(OpfResult result, String whose, ProgramWords words) {
        return result.run().orElseThrow(() -> failure(result, whose, words));
    }

    private static SchemeFailure failure(OpfResult result, String whose, ProgramWords words) {
        OutcomeStatus status = switch (result.status()) {
            case PRIMAL_INFEASIBLE, CLAIMED_PRIMAL_INFEASIBLE -> OutcomeStatus.INFEASIBLE;
            case OPTIMAL,
                    ALMOST_OPTIMAL,
                    DUAL_INFEASIBLE,
                    CLAIMED_DUAL_INFEASIBLE,
                    ITERATION_LIMIT,
                    TIME_LIMIT,
                    INTERRUPTED,
                    NUMERICAL_FAILURE -> OutcomeStatus.FAILED;
        };
        String why = result.conflict(EXPLANATION)
                .filter(conflict -> !conflict.members().isEmpty())
                .map(Conflict::explanation)
                .orElse(result.message());
        return new SchemeFailure(status, whose + " has no solution: " + words.in(why));
    }

    /** Solves a feeder by itself. @throws SchemeFailure if it has no solution */
    FeederPoint solve(FeederProgram program, String what) {
        return program.read(
                solve(alone(program.block(), program.oneWay(this)), "network " + program.name() + ": " + what, program)
                        .solution(0));
    }

    /**
     * Solves a feeder that is to meet a flow. Where that is the end of its range there is next to no room, and rounding
     * decides whether a solver gets through: then it meets a flow next to it.
     *
     * @param program what is to be solved with terms for the flow
     * @throws SchemeFailure if it has no solution
     */
    static FeederPoint meeting(double flow, Function<FlowTerms, FeederPoint> program) {
        try {
            return program.apply(FlowTerms.fixed(flow));
        } catch (SchemeFailure failure) {
            if (failure.status() != OutcomeStatus.FAILED) {
                throw failure;
            }
            return program.apply(FlowTerms.about(flow));
        }
    }

    /** Solves the transmission network by itself. @throws SchemeFailure if it has no solution */
    TransmissionPoint solve(TransmissionProgram program, String what) {
        return program.read(solve(
                        alone(program.block(), program.oneWay(this)),
                        "network " + system.transmission().name() + ": " + what,
                        program)
                .solution(0));
    }

    /**
     * Solves a feeder where a flow was agreed on with either-ors in part: now they are decided, and what that costs is
     * told.
     */
    FeederPoint decided(FeederProgram program, String what) {
        OneWay rule = program.oneWay(this);
        FeederPoint point = decided(rule, () -> solve(program, what));
        tellDecided(rule, () -> point.cost() - inParts().solve(program, what).cost());
        return point;
    }

    /** The same of the transmission network. */
    TransmissionPoint decided(TransmissionProgram program, String what) {
        OneWay rule = program.oneWay(this);
        TransmissionPoint point = decided(rule, () -> solve(program, what));
        tellDecided(
                rule, () -> point.objective() - inParts().solve(program, what).objective());
        return point;
    }

    private static <T> T decided(OneWay rule, Supplier<T> solve) {
        try {
            return solve.get();
        } catch (SchemeFailure e) {
            if (rule.isEmpty()) {
                throw e;
            }
            throw new SchemeFailure(
                    e.status(),
                    e.getMessage() + "; the flow was agreed on with part of up and part of down in "
                            + String.join(", ", rule.names()) + ", which exclude each other: take a scheme that clears "
                            + "all offers in one market, such as common, or let both directions stand");
        }
    }

    private void tellDecided(OneWay rule, DoubleSupplier more) {
        if (!rule.isEmpty()) {
            double cost = more.getAsDouble();
            minutes.figure("cost of deciding " + rule.block(), cost);
            minutes.step(
                    "Either up or down is decided in %s, at the flows that were agreed on with both in part: %.4f more",
                    String.join(", ", rule.names()), cost);
        }
    }

    /**
     * What holds only where the relaxation is exact. @throws SchemeFailure if it is not, with what it loses beyond its
     * currents
     */
    FeederPoint exact(FeederPoint point, String what) {
        if (!point.isExact()) {
            throw new SchemeFailure(
                    OutcomeStatus.INEXACT,
                    String.format(
                            Locale.ROOT,
                            "network %s: %s is met by a relaxation that loses %.4f MW beyond its currents: no power "
                                    + "flow does that; take the linear model, or offer more downward flexibility",
                            point.feeder(),
                            what,
                            point.phantomLoss()));
        }
        return point;
    }

    // What operators do in several schemes.

    /** All offers of the transmission network, and nothing else. */
    List<StandingOffer> transmissionOffers() {
        return StandingOffer.left(system.transmission(), Activations.none());
    }

    /** Each operator's own need: the least that it activates at the day-ahead price to keep its limits. */
    List<FeederPoint> needs() {
        return system.feeders().stream().map(this::need).toList();
    }

    private FeederPoint need(Feeder feeder) {
        FeederProgram program = new FeederProgram(
                feeder,
                options.model(),
                Activations.none(),
                StandingOffer.left(feeder.area(), Activations.none()),
                FlowTerms.at(system.dayAheadPrice()));
        String what = "its operator's own need at the day-ahead price";
        FeederPoint need = exact(solve(program, what), what);
        String broken = new AcFeeder(real.feeder(feeder.name()))
                .state(Activations.none(), Map.of()).violations().stream()
                        .map(violation -> String.format(
                                Locale.ROOT,
                                "%s by %.4f %s",
                                violation.element(),
                                violation.amount(),
                                violation.unit()))
                        .collect(Collectors.joining(", "));
        minutes.step(
                "%s: %s; own need %s for %.4f, then %.4f MW flow in",
                dso(feeder),
                broken.isEmpty() ? "no limit is broken" : "without help it breaks " + broken,
                minutes.told(need.activations()),
                need.cost(),
                need.flow());
        return need;
    }

    /** What all operators of feeders have bought for themselves. */
    static Purchase purchased(List<FeederPoint> points) {
        Purchase sum = Purchase.NOTHING;
        for (FeederPoint point : points) {
            sum = sum.and(point.purchase());
        }
        return sum;
    }

    /** What all feeders together say of reactive injections. */
    static Map<String, Double> reactive(List<FeederPoint> points) {
        Map<String, Double> all = new LinkedHashMap<>();
        points.forEach(point -> all.putAll(point.reactive()));
        return all;
    }

    /** What the relaxation of each feeder loses beyond its currents, MW. */
    static Map<String, Double> phantomLosses(List<FeederPoint> points) {
        Map<String, Double> all = new LinkedHashMap<>();
        points.forEach(point -> all.put(point.feeder(), point.phantomLoss()));
        return all;
    }

    /** What activations cost at the prices of their resources, currency per hour. */
    double cost(Activations activations) {
        return system.areas().stream()
                .mapToDouble(area -> cost(area, activations))
                .sum();
    }

    /** The same in one area. */
    double cost(Area area, Activations activations) {
        return activations.cost(area.resources().stream()
                .filter(resource -> counted.contains(resource.id()))
                .toList());
    }

    /** What reactive injections, Mvar, cost; of resources that are not named, nothing. */
    double reactiveCost(Map<String, Double> reactive) {
        return system.feeders().stream()
                .flatMap(feeder -> feeder.area().resources().stream())
                .filter(resource -> reactive.containsKey(resource.id()))
                .mapToDouble(resource -> resource.reactiveCost(reactive.get(resource.id())))
                .sum();
    }

    /** Tells which reactive injections are paid for. */
    void tellReactive(Map<String, Double> reactive) {
        double cost = reactiveCost(reactive);
        if (cost > TOLD) {
            List<String> told = new ArrayList<>();
            for (Feeder feeder : system.feeders()) {
                for (Resource resource : feeder.area().resources()) {
                    double mvar = reactive.getOrDefault(resource.id(), resource.q());
                    if (resource.reactiveCost(mvar) > TOLD) {
                        told.add(String.format(
                                Locale.ROOT, "%s %.4f Mvar off its schedule", resource.id(), mvar - resource.q()));
                    }
                }
            }
            minutes.figure("reactive cost", cost);
            minutes.step("Reactive power for %.6f: %s", cost, Minutes.listed(told, "more"));
        }
    }

    /** What would flow into a feeder without any activation, by the operator's model, MW. */
    double idleFlow(Feeder feeder) {
        if (options.model() == FeederModel.LDF) {
            return new LinearFeeder(feeder, Map.of()).flow(Activations.none());
        }
        double flow = new AcFeeder(feeder).state(Activations.none(), Map.of()).flow();
        if (Double.isNaN(flow)) {
            throw new SchemeFailure(
                    OutcomeStatus.INFEASIBLE,
                    "network " + feeder.name() + ": its realised schedule has no power flow; correct its injections");
        }
        return flow;
    }

    /** What the operator of a feeder checks wishes by. */
    FeederCheck check(Feeder feeder, Map<String, Double> reactive) {
        return options.model() == FeederModel.LDF
                ? new LinearFeeder(feeder, reactive)
                : FeederCheck.byPowerFlow(new AcFeeder(feeder), reactive);
    }

    @Override
    public String toString() {
        return system.name() + " by " + options.model().label();
    }
}
