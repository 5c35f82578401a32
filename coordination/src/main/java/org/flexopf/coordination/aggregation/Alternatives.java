package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;

/**
 * An inner aggregate of whole plans: each alternative is a plan of every device, of which one is called, or, where no
 * device has integers, a mixture of ratios that add up to at most 1. What is called is delivered without any further
 * program. Immutable.
 */
public final class Alternatives {

    /** Changes that are smaller are none, and those that differ by less are one, MW. */
    private static final double SAME = 1e-6;

    private static final String GROUP = "alternatives";

    private final DevicePool pool;
    private final PoolPlan base;
    private final List<PoolPlan> plans;

    private Alternatives(DevicePool pool, PoolPlan base, List<PoolPlan> plans) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.base = Objects.requireNonNull(base, "base");
        this.plans = List.copyOf(plans);
    }

    /** Plans of a pool against a plan; those that change nothing, and those that are there already, are left out. */
    public static Alternatives of(DevicePool pool, PoolPlan base, List<PoolPlan> plans) {
        List<PoolPlan> kept = new ArrayList<>(List.of(base));
        for (PoolPlan plan : plans) {
            if (kept.stream().allMatch(other -> distance(plan, other) > SAME)) {
                kept.add(plan);
            }
        }
        return new Alternatives(pool, base, kept.subList(1, kept.size()));
    }

    private static double distance(PoolPlan one, PoolPlan other) {
        return one.above(other).stream().mapToDouble(Math::abs).max().orElse(0.0);
    }

    /** The plan that they are offered against. */
    public PoolPlan base() {
        return base;
    }

    /** The plans. */
    public List<PoolPlan> plans() {
        return plans;
    }

    /** Whether plans may be mixed: no device has integers, so that mixtures of plans are plans. */
    public boolean isMixable() {
        return !pool.hasIntegers();
    }

    /** What a plan costs its devices more than the plan that it is offered against, currency. */
    public double extraCost(int plan) {
        return plans.get(plan).ownCost() - base.ownCost();
    }

    /**
     * What every device does where ratios of the plans are called.
     *
     * @param ratios one for each plan, from 0 on; they add up to at most 1, and are 0 or 1 where plans are not mixable
     * @throws IllegalArgumentException if they are no such ratios
     */
    public PoolPlan mixed(List<Double> ratios) {
        double sum = ratios.stream().mapToDouble(Double::doubleValue).sum();
        boolean isWhole = ratios.stream().allMatch(ratio -> ratio == 0.0 || ratio == 1.0);
        if (ratios.size() != plans.size()
                || !ratios.stream().allMatch(ratio -> ratio >= -1e-9)
                || sum > 1.0 + 1e-9
                || !(isMixable() || isWhole)) {
            throw new IllegalArgumentException("ratios " + ratios + " of " + plans.size() + " plans"
                    + (isMixable() ? "" : ", of devices with integers,")
                    + " are none; give one for each plan, zero or more, 1 in all at most"
                    + (isMixable() ? "" : ", and each of them 0 or 1"));
        }
        Map<String, List<Double>> devices = new LinkedHashMap<>();
        base.devices().forEach((name, planned) -> {
            List<Double> series = new ArrayList<>(planned);
            for (int k = 0; k < ratios.size(); k++) {
                List<Double> other = plans.get(k).of(name);
                for (int t = 0; t < series.size(); t++) {
                    series.set(t, series.get(t) + ratios.get(k) * (other.get(t) - planned.get(t)));
                }
            }
            devices.put(name, series);
        });
        double cost = base.ownCost();
        for (int k = 0; k < ratios.size(); k++) {
            cost += ratios.get(k) * extraCost(k);
        }
        return new PoolPlan(devices, base.fixed(), cost);
    }

    /**
     * The plans as bids that exclude each other. What a plan injects more is a block that sells, what it injects less
     * one that buys, in one ratio where there are both; at their prices, they earn what the plan costs its devices
     * more.
     *
     * @param firstId the number of the first bid
     */
    public List<Bid> bids(int firstId) {
        List<Bid> bids = new ArrayList<>();
        double minRatio = isMixable() ? 0.0 : 1.0;
        BidLink exclusive = new BidLink.Exclusive(
                GROUP, isMixable() ? BidLink.ExclusiveRule.SUM_OF_RATIOS : BidLink.ExclusiveRule.ONE_OF);
        for (int k = 0; k < plans.size(); k++) {
            List<Double> change = plans.get(k).above(base);
            List<Double> sold = new ArrayList<>();
            List<Double> bought = new ArrayList<>();
            double energySold = 0.0;
            double energyBought = 0.0;
            for (int t = 0; t < change.size(); t++) {
                double mw = Math.abs(change.get(t)) <= SAME ? 0.0 : change.get(t);
                sold.add(Math.max(0.0, mw));
                bought.add(Math.min(0.0, mw));
                energySold += pool.hours().get(t) * sold.get(t);
                energyBought -= pool.hours().get(t) * bought.get(t);
            }
            int id = firstId + bids.size();
            if (energySold > 0.0) {
                Bid sell = Bid.of(id, pool.bus(), new Bid.Block(sold, extraCost(k) / energySold, minRatio))
                        .withName("alternative " + (k + 1))
                        .linked(exclusive);
                bids.add(energyBought > 0.0 ? sell.linked(new BidLink.Loop(id + 1)) : sell);
            }
            if (energyBought > 0.0) {
                double price = energySold > 0.0 ? 0.0 : -extraCost(k) / energyBought;
                Bid buy = Bid.of(firstId + bids.size(), pool.bus(), new Bid.Block(bought, price, minRatio))
                        .withName("alternative " + (k + 1) + (energySold > 0.0 ? " returns" : ""));
                bids.add(energySold > 0.0 ? buy : buy.linked(exclusive));
            }
        }
        return bids;
    }

    @Override
    public String toString() {
        return plans.size() + " plans of " + pool.name();
    }
}
