package org.flexopf.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.pricing.payment.Award;
import org.flexopf.pricing.payment.Clearing;
import org.flexopf.pricing.payment.Counterfactual;
import org.flexopf.pricing.payment.Delivery;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolverChoice;

/**
 * A market cleared by an optimal power flow.
 *
 * <pre>{@code
 * Clearing cleared = OpfClearing.of(Opf.of(new BranchFlowSocp()), Market.ofGenerators(feeder));
 * for (PaymentRule rule : List.of(new PayAsBid(), new PayAsClear(), new Vcg())) {
 *     Settlement settlement = rule.settle(cleared);
 * }
 * }</pre>
 *
 * <p>Optima without participants are solved when a rule asks for them, each from the optimum with all, and are kept.
 * They are shared among the threads of an executor; the figures are the same bits whatever the threads. Groups that are
 * not dispatched need no solve: the optimum is the same without them. Safe to use from many threads at once.
 *
 * <p>An optimum is flat, so that awards are less accurate than costs. Where the cost is e above its bound, an award
 * whose offer has the curvature a (currency per MW squared and hour) is off by up to sqrt(e / a) MW, and its payment by
 * its price times that. Mostly it is far less; an offer that all but reaches its limit comes near it. Whoever settles
 * closer than that asks for a smaller {@linkplain org.flexopf.solver.SolverOptions#withTolerance tolerance}.
 */
public final class OpfClearing implements Clearing {

    /** How far from zero the slope of a cost is taken where an award lies on a kink, MW. */
    private static final double SIDE_OF_KINK = 1e-6;

    /** A bid of which no more than this share is missing is served as a whole: the rest is rounding. */
    private static final double MISSING = 1e-6;

    private final Opf opf;
    private final Market market;
    private final OpfSolution solution;
    private final Map<Participant, Award> awards;
    private final List<Delivery> ownSupply;
    private final double curtailmentPrice;
    private final Workers workers;
    private final Map<Set<String>, Counterfactual> known = new ConcurrentHashMap<>();

    private OpfClearing(Opf opf, Market market, OpfSolution solution, double curtailmentPrice, Workers workers) {
        this.opf = opf;
        this.market = market;
        this.solution = solution;
        this.curtailmentPrice = curtailmentPrice;
        this.workers = workers;
        this.awards = new HashMap<>();
        List<Delivery> own = new ArrayList<>(deliveries(solution));
        Map<Integer, Delivery> byGenerator =
                own.stream().collect(Collectors.toMap(Delivery::generator, delivery -> delivery));
        for (Participant participant : market.participants()) {
            List<Delivery> delivered = participant.generators().stream()
                    .map(byGenerator::get)
                    .filter(Objects::nonNull)
                    .toList();
            awards.put(participant, new Award(participant, delivered));
            own.removeAll(delivered);
        }
        this.ownSupply = List.copyOf(own);
    }

    /**
     * Clears a market; all cores help with what payment rules ask for later.
     *
     * @throws org.flexopf.opf.OpfNotSolvedException if the network is infeasible with all offers, or the solver fails
     */
    public static OpfClearing of(Opf opf, Market market) {
        return of(market, opf, opf.solve(market.problem()).orElseThrow());
    }

    private static OpfClearing of(Market market, Opf opf, OpfSolution solution) {
        Workers workers = new Workers(
                ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors(), (done, total) -> true);
        return new OpfClearing(opf, market, solution, Double.POSITIVE_INFINITY, workers);
    }

    /**
     * The same clearing where demand may be curtailed at a price, should the network not do without somebody. It caps
     * what pivotal participants are paid; it should be above every nodal price.
     *
     * @param price value of lost load, currency per MWh, finite and above zero
     * @throws IllegalArgumentException if the price is not finite and above zero
     */
    public OpfClearing withCurtailmentPrice(double price) {
        if (!(price > 0.0 && price < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a curtailment price of " + price + " per MWh caps nothing; give a finite price above zero");
        }
        return new OpfClearing(opf, market, solution, price, workers);
    }

    /**
     * The same clearing with threads from an executor; the calling thread works too.
     *
     * @param threads how many threads work at most, the calling one included, at least 1
     */
    public OpfClearing withExecutor(Executor executor, int threads) {
        return new OpfClearing(
                opf, market, solution, curtailmentPrice, new Workers(executor, threads, workers.progress()));
    }

    /** The same clearing with somebody who is told of progress, and may cancel. */
    public OpfClearing withProgress(Progress progress) {
        return new OpfClearing(
                opf, market, solution, curtailmentPrice, new Workers(workers.executor(), workers.threads(), progress));
    }

    /** What was cleared. */
    public Market market() {
        return market;
    }

    /** The optimum with all participants. */
    public OpfSolution solution() {
        return solution;
    }

    @Override
    public List<Participant> participants() {
        return market.participants();
    }

    @Override
    public Award award(Participant participant) {
        market.requireMember(participant);
        return awards.get(participant);
    }

    @Override
    public double cost() {
        return solution.objective();
    }

    @Override
    public List<Delivery> ownSupply() {
        return ownSupply;
    }

    @Override
    public double deviceCost() {
        double sum = 0.0;
        for (int d = 0; d < solution.network().hvdcLines().size(); d++) {
            sum += solution.point().hvdcCost(solution.network(), d);
        }
        return sum + solution.point().furtherCost(solution.network());
    }

    @Override
    public List<Counterfactual> without(List<Set<Participant>> absent) {
        absent.forEach(group -> group.forEach(market::requireMember));
        Set<Set<Participant>> unknown = new LinkedHashSet<>();
        for (Set<Participant> group : absent) {
            if (group.stream().map(awards::get).noneMatch(Award::isDispatched)) {
                known.computeIfAbsent(
                        names(group),
                        key -> Counterfactual.feasible(cost()
                                - group.stream()
                                        .mapToDouble(
                                                member -> awards.get(member).cost())
                                        .sum()));
            } else if (!known.containsKey(names(group))) {
                unknown.add(group);
            }
        }
        if (!unknown.isEmpty()) {
            List<Set<Participant>> groups = List.copyOf(unknown);
            CounterfactualSolver solver = new CounterfactualSolver(opf, solution, curtailmentPrice);
            workers.run(groups.size(), () -> {
                CounterfactualSolver.Worker worker = solver.worker();
                return task -> known.put(names(groups.get(task)), worker.without(groups.get(task)));
            });
        }
        return absent.stream().map(group -> known.get(names(group))).toList();
    }

    private static Set<String> names(Set<Participant> group) {
        return group.stream().map(Participant::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Optional<Rent> rent() {
        return solution.result().hasDuals() ? Optional.of(Rent.of(solution)) : Optional.empty();
    }

    @Override
    public SolverChoice solverChoice() {
        return opf.solverChoice();
    }

    @Override
    public List<String> caveats() {
        return solution.caveats();
    }

    private static List<Delivery> deliveries(OpfSolution solution) {
        Network network = solution.network();
        double[] activePrice = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactivePrice = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        List<Delivery> deliveries = new ArrayList<>();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                int bus = network.busIndex(generator.bus());
                double p = solution.point().pg(g);
                double q = Double.isNaN(solution.point().qg(g))
                        ? 0.0
                        : solution.point().qg(g);
                boolean hasReactivePower = solution.has(OpfVariables.GENERATOR_Q);
                deliveries.add(new Delivery(
                        generator.id(),
                        generator.bus(),
                        p,
                        q,
                        generator.cost().at(p),
                        hasReactivePower ? generator.reactiveCost().at(q) : 0.0,
                        lastMarginal(generator.cost(), p),
                        unservedBid(generator, p),
                        activePrice[bus],
                        reactivePrice[bus]));
            }
        }
        return deliveries;
    }

    /** The slope on the side away from zero of a bid that is not served as a whole. */
    private static double unservedBid(Generator generator, double p) {
        double missing = Math.max(SIDE_OF_KINK, MISSING * Math.abs(generator.pMin()));
        return p <= Delivery.SMALLEST_POWER && p > generator.pMin() + missing
                ? generator.cost().marginalAt(p - SIDE_OF_KINK)
                : Double.NaN;
    }

    private static double lastMarginal(CostCurve curve, double p) {
        return curve.marginalAt(p - Math.copySign(SIDE_OF_KINK, p));
    }

    @Override
    public String toString() {
        return "a market of " + market.participants().size() + " participants, cleared: " + solution;
    }
}
