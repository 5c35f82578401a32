package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Network;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.pricing.plan.ConvexHullPrices;
import org.flexopf.pricing.plan.ParticipantResult;
import org.flexopf.pricing.plan.PlanMarket;
import org.flexopf.pricing.plan.PlanPrices;
import org.flexopf.pricing.plan.PlanSettlement;

/**
 * What a plan means for everybody at its prices, and what convex-hull prices would be.
 *
 * @param rule how the prices of the plan were chosen, in words
 * @param settlement everybody's figures at the prices of the plan
 * @param relaxation what the plan would cost if yes/no decisions could be made in part, currency; NaN without any
 * @param hull convex-hull prices; empty if they were not asked for
 */
public record SettlementResult(String rule, PlanSettlement settlement, double relaxation, Optional<Hull> hull) {

    /**
     * Convex-hull prices.
     *
     * @param exact whether it was shown that they maximise the dual function; if not they are an approximation
     * @param lower the dual function at them, currency
     * @param upper what it reaches at most at any prices, currency; NaN if nobody looked
     * @param totalLostOpportunity the sum of all lost opportunities at them, currency
     * @param periods the prices of all buses, one list for each period
     */
    public record Hull(
            boolean exact, double lower, double upper, double totalLostOpportunity, List<HullPeriod> periods) {

        /** The list is copied. */
        public Hull {
            periods = List.copyOf(periods);
        }
    }

    /**
     * Convex-hull prices of a period.
     *
     * @param number its place, from 1
     * @param buses the price at each bus, in the network's order
     */
    public record HullPeriod(int number, List<HullPrice> buses) {

        /** The list is copied. */
        public HullPeriod {
            buses = List.copyOf(buses);
        }

        /** The lowest price, currency per MWh. */
        public double lowest() {
            return buses.stream().mapToDouble(HullPrice::price).min().orElse(Double.NaN);
        }

        /** The highest price, currency per MWh. */
        public double highest() {
            return buses.stream().mapToDouble(HullPrice::price).max().orElse(Double.NaN);
        }
    }

    /**
     * A convex-hull price.
     *
     * @param id number of the bus
     * @param price currency per MWh
     */
    public record HullPrice(int id, double price) {}

    /** How convex-hull prices are found. */
    public enum HullSearch {
        /** By maximising the dual function, which takes many further solves. */
        EXACT,
        /** By the multipliers of the relaxation, which approximate them. */
        RELAXATION,
        /** Not at all. */
        NONE
    }

    /** The rule and the settlement are required. */
    public SettlementResult {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(settlement, "settlement");
        Objects.requireNonNull(hull, "hull");
    }

    /**
     * The settlement of a plan at the prices of the rule.
     *
     * @throws OpfNotSolvedException if a solver fails
     * @throws IllegalArgumentException if the formulation ties participants together in other rows than balances
     */
    public static SettlementResult of(HorizonSolution plan, HullSearch search) {
        PlanMarket market = PlanMarket.of(plan);
        PlanPrices prices = market.prices();
        boolean hasIntegers = market.plan() != plan;
        return new SettlementResult(
                prices.rule().words(),
                market.settle(prices),
                hasIntegers ? market.relaxedObjective() : Double.NaN,
                hasIntegers ? hull(market, search) : Optional.empty());
    }

    private static Optional<Hull> hull(PlanMarket market, HullSearch search) {
        Network network = market.plan().at(0).network();
        return switch (search) {
            case NONE -> Optional.empty();
            case RELAXATION -> {
                PlanSettlement settlement = market.settle(market.relaxationPrices());
                yield Optional.of(new Hull(
                        false,
                        settlement.dualFunction(),
                        Double.NaN,
                        settlement.totalLostOpportunity(),
                        periods(settlement.prices(), network)));
            }
            case EXACT -> {
                ConvexHullPrices prices = market.convexHull();
                yield Optional.of(new Hull(
                        prices.isExact(),
                        prices.lower(),
                        prices.upper(),
                        market.settle(prices.prices()).totalLostOpportunity(),
                        periods(prices.prices(), network)));
            }
        };
    }

    private static List<HullPeriod> periods(PlanPrices prices, Network network) {
        List<HullPeriod> periods = new ArrayList<>();
        for (int t = 0; t < prices.periods(); t++) {
            List<HullPrice> buses = new ArrayList<>();
            for (int bus = 0; bus < prices.buses(); bus++) {
                buses.add(new HullPrice(network.buses().get(bus).id(), prices.active(t, bus)));
            }
            periods.add(new HullPeriod(t + 1, buses));
        }
        return periods;
    }

    /** Everybody who offers. */
    public List<ParticipantResult> participants() {
        return settlement.participants();
    }
}
