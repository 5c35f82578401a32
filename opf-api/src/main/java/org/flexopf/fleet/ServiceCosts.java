package org.flexopf.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.fleet.EvAggregator.Prices;
import org.flexopf.fleet.EvAggregator.Retail;
import org.flexopf.fleet.EvAggregator.Vehicle;
import org.flexopf.fleet.EvAggregator.VehiclePlan;

/**
 * What a vehicle's actions cost in each period (from 0), currency per MWh. Charging has the same limits whether it is
 * bought day-ahead or sold as downward service, and the same effect, so that only the cheaper of both is of use.
 */
record ServiceCosts(Prices prices, Retail retail) {

    /** Whether charging is cheaper as downward service than day-ahead. */
    boolean chargesAsService(int t) {
        return prices.down().get(t) + prices.deviation() < prices.dayAhead().get(t);
    }

    /** What charging costs. */
    double charge(int t) {
        double price = chargesAsService(t)
                ? prices.down().get(t) + prices.deviation()
                : prices.dayAhead().get(t);
        return price - prices.retail();
    }

    /** What upward service costs; below zero where it earns. */
    double up(int t) {
        double refund = retail == Retail.NET ? prices.retail() : 0.0;
        return prices.deviation() + refund - prices.up().get(t);
    }

    /**
     * The plan of a vehicle.
     *
     * @param charged what it charges in each period, kWh, for the cheaper of both reasons
     * @param up what it discharges, kWh
     * @param energy its energy at the end of each period, kWh
     */
    VehiclePlan plan(Vehicle vehicle, double profit, double bound, double[] charged, double[] up, double[] energy) {
        List<Double> bought = new ArrayList<>();
        List<Double> downward = new ArrayList<>();
        for (int t = 0; t < charged.length; t++) {
            bought.add(chargesAsService(t) ? 0.0 : charged[t]);
            downward.add(chargesAsService(t) ? charged[t] : 0.0);
        }
        return new VehiclePlan(vehicle.name(), profit, bound, bought, listed(up), downward, listed(energy));
    }

    private static List<Double> listed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
