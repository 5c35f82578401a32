package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.payment.Delivery;

/**
 * One period of a cleared auction: its prices, what is cut and spilt, and what the network does before and after, by AC
 * power flows. Immutable.
 */
public final class ClearedPeriod {

    private final AuctionPeriod period;
    private final OpfSolution solution;
    /** Null without duals. */
    private final NodalPrices nodal;

    private final AcState before;
    private final AcState after;
    private final BusInjections injections;
    private final Map<Integer, BusPrices> prices;
    private final Map<Integer, Double> curtailedMw;
    private final Map<Integer, Double> spilledMw;
    private final double offersMw;

    /** @param accepted what is accepted of each offer in the period, MW or Mvar */
    ClearedPeriod(AuctionProblem problem, int place, OpfSolution solution, double[] accepted) {
        this.period = problem.auction().periods().get(place);
        this.solution = solution;
        this.nodal = solution.result().hasDuals() ? NodalPrices.of(solution) : null;
        this.before = problem.before().get(place);
        this.prices = Collections.unmodifiableMap(readPrices(problem.auction().network()));
        Map<Integer, Double> cut = new TreeMap<>();
        Map<Integer, Double> spilt = new TreeMap<>();
        readCuts(problem, cut, spilt);
        this.curtailedMw = Collections.unmodifiableMap(cut);
        this.spilledMw = Collections.unmodifiableMap(spilt);
        BusInjections moved = period.schedule();
        double sum = 0.0;
        for (int k = 0; k < accepted.length; k++) {
            AuctionOffer offer = problem.auction().offers().get(k);
            int bus = solution.network().busIndex(offer.bus());
            double injected = offer.sign() * accepted[k];
            boolean active = offer.kind() == AuctionOffer.Kind.P;
            moved.addDemand(bus, active ? -injected : 0.0, active ? 0.0 : -injected);
            sum += active ? injected : 0.0;
        }
        this.offersMw = sum;
        cutAndSpill(moved);
        this.injections = moved;
        this.after = problem.scheduled().state(moved);
    }

    private Map<Integer, BusPrices> readPrices(Network own) {
        double[] nodal = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] reactive = solution.duals(OpfConstraints.REACTIVE_BALANCE);
        double deviation = deviationPrice();
        Map<Integer, BusPrices> byBus = new TreeMap<>();
        for (Bus bus : own.buses()) {
            int i = solution.network().busIndex(bus.id());
            if (solution.network().topology().island(i) >= 0) {
                byBus.put(bus.id(), new BusPrices(nodal[i], nodal[i] - deviation, reactive[i]));
            }
        }
        return byBus;
    }

    private void readCuts(AuctionProblem problem, Map<Integer, Double> cut, Map<Integer, Double> spilt) {
        if (!solution.has(SoftLimit.DEMAND.slack())) {
            return;
        }
        double[] slack = solution.values(SoftLimit.DEMAND.slack());
        Network network = solution.network();
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.topology().island(i) >= 0) {
                int bus = network.buses().get(i).id();
                put(cut, bus, slack[network.loadIndex(problem.scheduled().demandLoad(i))]);
                put(spilt, bus, slack[network.loadIndex(problem.scheduled().generationLoad(i))]);
            }
        }
    }

    private static void put(Map<Integer, Double> byBus, int bus, double mw) {
        if (mw > Delivery.SMALLEST_POWER) {
            byBus.put(bus, mw);
        }
    }

    private void cutAndSpill(BusInjections moved) {
        BusInjections schedule = period.schedule();
        curtailedMw.forEach((id, mw) -> {
            int bus = solution.network().busIndex(id);
            moved.addDemand(bus, -mw, -mw * schedule.demandMvar(bus) / schedule.demandMw(bus));
        });
        spilledMw.forEach((id, mw) -> {
            int bus = solution.network().busIndex(id);
            moved.addGeneration(bus, -mw, -mw * schedule.generationMvar(bus) / schedule.generationMw(bus));
        });
    }

    /** Which limits make up the price of an offer; none without prices. */
    List<LimitContribution> neededFor(AuctionOffer offer) {
        return nodal == null
                ? List.of()
                : nodal.contributions(
                        offer.kind() == AuctionOffer.Kind.P ? Power.ACTIVE : Power.REACTIVE,
                        solution.network().bus(offer.bus()));
    }

    /** The prices at a bus, or at the one that stands for its merged node. */
    BusPrices pricesAt(int bus) {
        return prices.get(solution.network().bus(bus).id());
    }

    /**
     * What the references supply, over the period, at what energy costs.
     *
     * @param energy currency per MWh
     */
    List<Delivery> ownSupply(AuctionProblem problem, double energy) {
        List<Delivery> own = new ArrayList<>();
        Network network = solution.network();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (problem.isOwn(generator)) {
                double p = period.hours() * solution.point().pg(g);
                double q = solution.has(OpfVariables.GENERATOR_Q)
                        ? period.hours() * solution.point().qg(g)
                        : 0.0;
                BusPrices at = pricesAt(generator.bus());
                own.add(new Delivery(
                        generator.id(),
                        generator.bus(),
                        p,
                        q,
                        energy * p,
                        0.0,
                        energy,
                        Double.NaN,
                        at.nodal(),
                        at.reactive()));
            }
        }
        return own;
    }

    /** The period with its schedule. */
    public AuctionPeriod period() {
        return period;
    }

    /** The optimum in the period, at its integers where yes or no was decided. */
    public OpfSolution solution() {
        return solution;
    }

    /** Demand that is cut, by bus, MW; buses without are left out. */
    public Map<Integer, Double> curtailedMw() {
        return curtailedMw;
    }

    /** Generation that is spilt, by bus, MW; buses without are left out. */
    public Map<Integer, Double> spilledMw() {
        return spilledMw;
    }

    /** By how much all together inject more than scheduled, MW: DOWN less UP, and cut less spilt. */
    public double deviationMw() {
        return offersMw
                + curtailedMw.values().stream().mapToDouble(mw -> mw).sum()
                - spilledMw.values().stream().mapToDouble(mw -> mw).sum();
    }

    /** What is cut of demand and spilt of generation over the period, MWh. */
    public double curtailedMwh() {
        return period.hours()
                * (curtailedMw.values().stream().mapToDouble(mw -> mw).sum()
                        + spilledMw.values().stream().mapToDouble(mw -> mw).sum());
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
        return prices;
    }

    /** The state at the schedule. */
    public AcState before() {
        return before;
    }

    /** The state with what is accepted, cut and spilt: the AC check of the auction. */
    public AcState after() {
        return after;
    }

    /** What is demanded and generated by bus index with what is accepted, cut and spilt; a copy. */
    public BusInjections injections() {
        return injections.copy();
    }

    /**
     * By how much the root supplies more in the model than in the AC state, MW: what a relaxation loses and no line
     * would, or what a model without losses misses, below zero.
     */
    public double rootGapMw() {
        double supplied = 0.0;
        Network network = solution.network();
        for (int g = 0; g < network.generators().size(); g++) {
            // Offers of reactive power supply no active power.
            supplied += network.isActive(network.generators().get(g))
                    ? solution.point().pg(g)
                    : 0.0;
        }
        return supplied - after.rootMw();
    }

    /** Whether an AC power flow confirms the period: it exists and keeps every limit. */
    public boolean isConfirmed() {
        return after.exists() && after.violations().isEmpty();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, deviation %.6f MW, after: %s", period.label(), deviationMw(), after);
    }
}
