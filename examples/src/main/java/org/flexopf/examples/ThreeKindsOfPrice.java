package org.flexopf.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.plan.ConvexHullPrices;
import org.flexopf.pricing.plan.ParticipantResult;
import org.flexopf.pricing.plan.PlanMarket;
import org.flexopf.pricing.plan.PlanSettlement;

/**
 * Units that are switched on and off over a morning, and three kinds of price for the plan that is cheapest. None of
 * them pays everybody to follow it: what is left is a lost opportunity for some. Prices at the integers know nothing of
 * starts, those of the relaxation spread them thinly, and convex-hull prices leave as little as prices can.
 */
public final class ThreeKindsOfPrice {

    private static final double[] DEMAND = {70.0, 105.0, 160.0, 175.0, 150.0, 95.0};

    private ThreeKindsOfPrice() {}

    /** Prints the morning. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        HorizonSolution plan = plan();
        PlanMarket market = PlanMarket.of(plan);
        ConvexHullPrices hull = market.convexHull();
        Map<String, PlanSettlement> kinds = new LinkedHashMap<>();
        kinds.put("fixed integers", market.settle(market.prices()));
        kinds.put("relaxation", market.settle(market.relaxationPrices()));
        kinds.put("convex hull", market.settle(hull.prices()));

        out.printf(
                Locale.ROOT,
                "The plan costs %.2f; with units on in part it would be %.2f.%n"
                        + "The dual function is %.2f at the convex-hull prices, and %.2f at most at any prices.%n%n",
                market.plan().objective(),
                market.relaxedObjective(),
                hull.lower(),
                hull.upper());
        out.println("hour  demand MW  units on  fixed integers  relaxation  convex hull");
        for (int t = 0; t < DEMAND.length; t++) {
            double on = 0.0;
            for (double u : plan.at(t).values(OpfVariables.GENERATOR_ON)) {
                on += Double.isNaN(u) ? 0.0 : u;
            }
            int hour = t;
            double[] prices = kinds.values().stream()
                    .mapToDouble(kind -> kind.prices().active(hour, 0))
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "%4d %10.1f %9.0f %15.2f %11.2f %12.2f%n",
                    t + 1,
                    DEMAND[t],
                    on,
                    prices[0],
                    prices[1],
                    prices[2]);
        }
        kinds.forEach((kind, settlement) -> {
            out.printf(Locale.ROOT, "%n%-15s    profit  lost opportunity  make-whole%n", kind);
            for (ParticipantResult unit : settlement.participants()) {
                out.printf(
                        Locale.ROOT,
                        "%-15s %9.2f %17.2f %11.2f%n",
                        unit.id(),
                        Math.abs(unit.profit()) < 0.005 ? 0.0 : unit.profit(),
                        Math.max(0.0, unit.lostOpportunity()),
                        unit.makeWhole());
            }
            out.printf(
                    Locale.ROOT,
                    "%-15s %9s %17.2f %11.2f%n",
                    "in all",
                    "",
                    Math.max(0.0, settlement.totalLostOpportunity()),
                    settlement.totalMakeWhole());
        });
    }

    private static Generator unit(int id, String name, double least, double largest, double noLoad, double perMwh) {
        return Generator.of(id, 1, least, largest, 0.0, 0.0, CostCurve.quadratic(0.0, perMwh, noLoad))
                .withName(name);
    }

    private static HorizonSolution plan() {
        Generator.Commitment runs = new Generator.Commitment(
                1500.0, 0.0, 4.0, 4.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, true, 10.0);
        Generator.Commitment starts = new Generator.Commitment(600.0, 0.0, 3.0, 2.0, 40.0, 40.0, false, 10.0);
        Generator.Commitment quick = new Generator.Commitment(
                80.0, 0.0, 1.0, 1.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 10.0);
        Network network = Network.builder("morning", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(unit(1, "base", 50.0, 100.0, 300.0, 18.0)
                        .withRamps(40.0, 40.0)
                        .withInitialPower(70.0)
                        .withCommitment(runs))
                .generator(unit(2, "middle", 30.0, 70.0, 350.0, 31.0)
                        .withRamps(25.0, 25.0)
                        .withCommitment(starts))
                .generator(unit(3, "quick", 10.0, 45.0, 120.0, 52.0).withCommitment(quick))
                .generator(unit(4, "import", 0.0, 200.0, 0.0, 95.0))
                .load(Load.of(1, 1, DEMAND[0], 0.0))
                .build();
        List<Profile> profiles = IntStream.range(0, DEMAND.length)
                .mapToObj(t -> Profile.of(network).withDemand(new double[] {DEMAND[t]}, new double[] {0.0}))
                .toList();
        return Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.of(DEMAND.length, Duration.ofHours(1)), profiles))
                .orElseThrow();
    }
}
