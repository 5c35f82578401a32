package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.pricing.payment.Award;
import org.flexopf.pricing.payment.Clearing;
import org.flexopf.pricing.payment.Counterfactual;
import org.flexopf.pricing.payment.Delivery;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * A cleared auction: what is accepted, at which prices, and what the network does before and after, by AC power flows.
 * Payment rules see it as any cleared market; the price of an award is that of flexibility, and its cost what the
 * objective takes an offer for, without t.
 *
 * <p>Optima without an owner are solved when a rule asks for them, and are kept. Safe to use from many threads.
 */
public final class ClearedAuction implements Clearing {

    private final Opf opf;
    private final AuctionProblem problem;
    private final OpfSolution solution;
    private final double cost;
    private final List<AcceptedOffer> offers;
    private final Map<Participant, Award> awards = new LinkedHashMap<>();
    private final Map<Integer, BusPrices> prices;
    private final Map<Integer, Double> curtailedMw = new TreeMap<>();
    private final Map<Integer, Double> spilledMw = new TreeMap<>();
    private final AcState after;
    private final Map<Set<Participant>, Counterfactual> known = new ConcurrentHashMap<>();

    private ClearedAuction(Opf opf, AuctionProblem problem, OpfSolution solution, double cost) {
        this.opf = opf;
        this.problem = problem;
        this.solution = solution;
        this.cost = cost;
        this.prices = readPrices();
        this.offers = readOffers();
        readCuts();
        this.after = problem.scheduled().state(injectionsAfter());
        for (String owner : problem.auction().owners()) {
            List<Delivery> deliveries = new ArrayList<>();
            for (int k = 0; k < offers.size(); k++) {
                if (offers.get(k).offer().owner().equals(owner)) {
                    deliveries.add(delivery(k));
                }
            }
            Participant participant = new Participant(
                    owner, deliveries.stream().map(Delivery::generator).toList());
            awards.put(participant, new Award(participant, deliveries));
        }
    }

    /** Clears an auction. */
    static ClearedAuction of(Opf opf, Auction auction) {
        AuctionProblem problem = new AuctionProblem(auction);
        OpfResult result = opf.solve(problem.problem());
        OpfSolution optimum = result.orElseThrow();
        // Where minima were decided, prices are those at the decisions.
        return new ClearedAuction(opf, problem, optimum.run().atItsIntegers().solution(), optimum.objective());
    }

    private Map<Integer, BusPrices> readPrices() {
        double[] nodal = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactive = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double deviation = deviationPrice();
        Map<Integer, BusPrices> byBus = new TreeMap<>();
        for (Bus bus : problem.auction().network().buses()) {
            int i = solution.network().busIndex(bus.id());
            if (solution.network().topology().island(i) >= 0) {
                byBus.put(bus.id(), new BusPrices(nodal[i], nodal[i] - deviation, reactive[i]));
            }
        }
        return byBus;
    }

    private List<AcceptedOffer> readOffers() {
        NodalPrices nodal = solution.result().hasDuals() ? NodalPrices.of(solution) : null;
        List<AcceptedOffer> read = new ArrayList<>();
        for (int k = 0; k < problem.auction().offers().size(); k++) {
            AuctionOffer offer = problem.auction().offers().get(k);
            boolean active = offer.kind() == AuctionOffer.Kind.P;
            int g = solution.network().generatorIndex(problem.generatorOf(k));
            double injected = active ? solution.point().pg(g) : reactivePower(g);
            double quantity = rounded(offer, offer.sign() * injected);
            BusPrices at = pricesAt(offer.bus());
            List<LimitContribution> neededFor = quantity > 0.0 && nodal != null
                    ? nodal.contributions(
                            active ? Power.ACTIVE : Power.REACTIVE,
                            solution.network().bus(offer.bus()))
                    : List.of();
            read.add(new AcceptedOffer(
                    offer,
                    quantity,
                    active ? at.flexibility() : at.reactive(),
                    offer.minimum() > 0.0 && quantity > 0.0 && quantity <= offer.minimum() + Delivery.SMALLEST_POWER,
                    neededFor));
        }
        return List.copyOf(read);
    }

    /** The prices at a bus, or at the one that stands for its merged node. */
    private BusPrices pricesAt(int bus) {
        return prices.get(solution.network().bus(bus).id());
    }

    /** A formulation without reactive power accepts none. */
    private double reactivePower(int generator) {
        return solution.has(OpfVariables.GENERATOR_Q) ? solution.point().qg(generator) : 0.0;
    }

    /** Within its limits: an optimum is known but to a solver's rounding, and a quantity is a promise. */
    private static double rounded(AuctionOffer offer, double quantity) {
        if (quantity <= Delivery.SMALLEST_POWER) {
            return 0.0;
        }
        return Math.min(offer.quantity(), Math.max(offer.minimum(), quantity));
    }

    private void readCuts() {
        if (!solution.has(SoftLimit.DEMAND.slack())) {
            return;
        }
        double[] cut = solution.values(SoftLimit.DEMAND.slack());
        Network network = solution.network();
        for (int i = 0; i < problem.schedule().size(); i++) {
            if (network.topology().island(i) >= 0) {
                int bus = network.buses().get(i).id();
                put(curtailedMw, bus, cut[network.loadIndex(problem.scheduled().demandLoad(i))]);
                put(spilledMw, bus, cut[network.loadIndex(problem.scheduled().generationLoad(i))]);
            }
        }
    }

    private static void put(Map<Integer, Double> byBus, int bus, double mw) {
        if (mw > Delivery.SMALLEST_POWER) {
            byBus.put(bus, mw);
        }
    }

    private BusInjections injectionsAfter() {
        BusInjections injections = problem.schedule().copy();
        Network network = solution.network();
        for (AcceptedOffer accepted : offers) {
            int bus = network.busIndex(accepted.offer().bus());
            double injected = accepted.offer().sign() * accepted.quantity();
            boolean active = accepted.offer().kind() == AuctionOffer.Kind.P;
            injections.addDemand(bus, active ? -injected : 0.0, active ? 0.0 : -injected);
        }
        curtailedMw.forEach((id, mw) -> {
            int bus = network.busIndex(id);
            double ratio =
                    problem.schedule().demandMvar(bus) / problem.schedule().demandMw(bus);
            injections.addDemand(bus, -mw, -mw * ratio);
        });
        spilledMw.forEach((id, mw) -> {
            int bus = network.busIndex(id);
            double ratio =
                    problem.schedule().generationMvar(bus) / problem.schedule().generationMw(bus);
            injections.addGeneration(bus, -mw, -mw * ratio);
        });
        return injections;
    }

    private Delivery delivery(int place) {
        AcceptedOffer accepted = offers.get(place);
        AuctionOffer offer = accepted.offer();
        boolean active = offer.kind() == AuctionOffer.Kind.P;
        double injected = offer.sign() * accepted.quantity();
        double offered = problem.cost(offer) * accepted.quantity();
        BusPrices at = pricesAt(offer.bus());
        double slope = offer.sign() * problem.cost(offer);
        boolean mayDrawMore = active && offer.sign() < 0.0 && accepted.quantity() < offer.quantity();
        return new Delivery(
                problem.generatorOf(place),
                offer.bus(),
                active ? injected : 0.0,
                active ? 0.0 : injected,
                active ? offered : 0.0,
                active ? 0.0 : offered,
                active ? slope : 0.0,
                mayDrawMore ? slope : Double.NaN,
                at.flexibility(),
                at.reactive());
    }

    /** What was cleared. */
    public Auction auction() {
        return problem.auction();
    }

    /** The optimum, at its integers where offers have minima; its generators stand for offers in their order. */
    public OpfSolution solution() {
        return solution;
    }

    /** What became of every offer, in the order of the offers. */
    public List<AcceptedOffer> offers() {
        return offers;
    }

    /** What became of an offer. @throws IllegalArgumentException if there is none of that id */
    public AcceptedOffer offer(String id) {
        return offers.stream()
                .filter(accepted -> accepted.offer().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no offer '" + id + "' in this auction"));
    }

    /** Demand that is cut, by bus, MW; buses without are left out. */
    public Map<Integer, Double> curtailedMw() {
        return Map.copyOf(curtailedMw);
    }

    /** Generation that is spilt, by bus, MW; buses without are left out. */
    public Map<Integer, Double> spilledMw() {
        return Map.copyOf(spilledMw);
    }

    /** By how much all together inject more than scheduled, MW: DOWN less UP, and cut less spilt. */
    public double deviationMw() {
        double sum = 0.0;
        for (AcceptedOffer accepted : offers) {
            if (accepted.offer().kind() == AuctionOffer.Kind.P) {
                sum += accepted.offer().sign() * accepted.quantity();
            }
        }
        return sum
                + curtailedMw.values().stream().mapToDouble(mw -> mw).sum()
                - spilledMw.values().stream().mapToDouble(mw -> mw).sum();
    }

    /**
     * What one MWh more of deviation costs, currency per MWh; 0 where the objective does not charge it, NaN without
     * duals.
     */
    public double deviationPrice() {
        return solution.has(ActivationCost.DEVIATION_SUM) ? solution.duals(ActivationCost.DEVIATION_SUM)[0] : 0.0;
    }

    /** The prices at every bus that power reaches, by its number. */
    public Map<Integer, BusPrices> prices() {
        return Map.copyOf(prices);
    }

    /** The state at the schedule. */
    public AcState before() {
        return problem.before();
    }

    /** The state with what is accepted, cut and spilt: the AC check of the auction. */
    public AcState after() {
        return after;
    }

    /**
     * By how much the root supplies more in the model than in the AC state, MW: what a relaxation loses and no line
     * would, or what a model without losses misses, below zero.
     */
    public double rootGapMw() {
        double supplied = ownSupply().stream().mapToDouble(Delivery::p).sum();
        return supplied - after.rootMw();
    }

    /** Whether an AC power flow confirms the auction: it exists and keeps every limit. */
    public boolean isConfirmed() {
        return after.exists() && after.violations().isEmpty();
    }

    @Override
    public List<Participant> participants() {
        return List.copyOf(awards.keySet());
    }

    /** The participant of an owner. @throws IllegalArgumentException if there is none */
    public Participant participant(String owner) {
        return awards.keySet().stream()
                .filter(participant -> participant.id().equals(owner))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + owner + "' offers nothing in this auction"));
    }

    @Override
    public Award award(Participant participant) {
        Award award = awards.get(participant);
        if (award == null) {
            throw new IllegalArgumentException("'" + participant.id() + "' offers nothing in this auction");
        }
        return award;
    }

    @Override
    public double cost() {
        return cost;
    }

    @Override
    public List<Delivery> ownSupply() {
        List<Delivery> own = new ArrayList<>();
        Network network = solution.network();
        double energy = auction().parameters().energy();
        for (int g = 0; g < network.generators().size(); g++) {
            int id = network.generators().get(g).id();
            if (id < problem.generatorOf(0)) {
                int bus = network.generators().get(g).bus();
                double p = solution.point().pg(g);
                BusPrices at = pricesAt(bus);
                own.add(new Delivery(
                        id, bus, p, reactivePower(g), energy * p, 0.0, energy, Double.NaN, at.nodal(), at.reactive()));
            }
        }
        return own;
    }

    @Override
    public double deviceCost() {
        return 0.0;
    }

    /** {@inheritDoc} Where flexibility has prices of its own, trade at nodal prices says nothing: there is none. */
    @Override
    public Optional<Rent> rent() {
        return auction().objective() == AuctionObjective.WELFARE
                        && solution.result().hasDuals()
                ? Optional.of(Rent.of(solution))
                : Optional.empty();
    }

    @Override
    public SolverChoice solverChoice() {
        return opf.solverChoice();
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>(solution.caveats());
        for (AcceptedOffer accepted : offers) {
            if (accepted.makeWhole() > 0.0) {
                caveats.add(String.format(
                        Locale.ROOT,
                        "the minimum of offer '%s' binds: at the price of %.2f per MWh it lacks %.2f per hour "
                                + "to what it asks for, which pay-as-clear makes up for",
                        accepted.offer().id(),
                        accepted.price(),
                        accepted.makeWhole()));
            }
        }
        if (!after.exists()) {
            caveats.add("an AC power flow does not confirm the accepted point: "
                    + after.result().reason());
        } else if (!after.violations().isEmpty()) {
            caveats.add("an AC power flow does not confirm the accepted point: " + after
                    + "; prices are those of the model");
        }
        return List.copyOf(caveats);
    }

    @Override
    public List<Counterfactual> without(List<Set<Participant>> absent) {
        absent.forEach(group -> group.forEach(this::award));
        return absent.stream()
                .map(group -> known.computeIfAbsent(Set.copyOf(group), this::solveWithout))
                .toList();
    }

    private Counterfactual solveWithout(Set<Participant> absent) {
        if (absent.stream().map(awards::get).noneMatch(Award::isDispatched)) {
            return Counterfactual.feasible(cost);
        }
        Set<String> owners = absent.stream().map(Participant::id).collect(Collectors.toSet());
        List<AuctionOffer> present = auction().offers().stream()
                .filter(offer -> !owners.contains(offer.owner()))
                .toList();
        boolean decides = auction().offers().stream().anyMatch(offer -> offer.minimum() > 0.0);
        // Which minima bind is decided anew without an owner; without minima the same program is changed and solved.
        OpfResult result = decides ? opf.solve(problem.problem(present)) : solveChanged(absent);
        if (result.status() == SolveStatus.INTERRUPTED) {
            throw new CancellationException("interrupted while solving without an owner");
        }
        if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return new Counterfactual(OptionalDouble.empty(), true);
        }
        return Counterfactual.feasible(result.run()
                .orElseThrow(() -> new OpfNotSolvedException(
                        result.status(), "the optimum without " + owners + " is not known: " + result.message()))
                .objective());
    }

    private OpfResult solveChanged(Set<Participant> absent) {
        ProgramChange change = ProgramChange.none();
        for (Participant participant : absent) {
            for (int generator : participant.generators()) {
                change = change.without(solution.network().generator(generator).ref());
            }
        }
        return solution.run().prepared().fork().solve(change, solution.run());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: cost %.6f, %d offers accepted, deviation %.6f MW",
                auction(),
                cost,
                offers.stream().filter(offer -> offer.quantity() > 0.0).count(),
                deviationMw());
    }
}
