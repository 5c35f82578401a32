package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.plan.ParticipantResult;
import org.flexopf.pricing.plan.PlanMarket;
import org.flexopf.pricing.plan.PlanPrices;
import org.flexopf.pricing.plan.PlanSettlement;

/**
 * A works that may run its furnace at another time of the day. Not drawing in the evening is a bid to sell, drawing at
 * another time is a bid to buy; the two are a loop, so that neither is accepted without the other. It offers to shift
 * into the night or into the noon, and of these at most one, since there is one furnace.
 */
public final class LoadShifting {

    private static final String[] TIMES = {"night", "morning", "noon", "afternoon", "evening"};
    private static final double[] HOURS = {6.0, 4.0, 4.0, 4.0, 6.0};
    private static final double[] DEMAND = {45.0, 70.0, 60.0, 75.0, 105.0};
    private static final double[] SUN = {0.0, 10.0, 40.0, 15.0, 0.0};

    /** What the works asks for a MWh that it does not draw in the evening: what it costs to move its shift. */
    private static final double FOR_MOVING = 9.0;

    private LoadShifting() {}

    /** Prints the day. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        HorizonSolution without = plan(List.of());
        List<Bid> bids = List.of(
                bid(1, "evening, for the night", 4, 6.0, FOR_MOVING, "night"),
                bid(2, "night", 0, -6.0, 0.0, "").linked(new BidLink.Loop(1)),
                bid(3, "evening, for the noon", 4, 6.0, FOR_MOVING, "noon"),
                bid(4, "noon", 2, -9.0, 0.0, "").linked(new BidLink.Loop(3)));
        HorizonSolution plan = plan(bids);
        PlanMarket market = PlanMarket.of(plan);
        PlanSettlement settlement = market.settle(market.prices());
        PlanPrices before = PlanMarket.of(without).prices();

        out.println("period     hours  demand MW  works MW  price without  price with");
        for (int t = 0; t < HOURS.length; t++) {
            int period = t;
            double works =
                    bids.stream().mapToDouble(bid -> plan.power(bid)[period]).sum();
            out.printf(
                    Locale.ROOT,
                    "%-9s %6.1f %10.1f %9.2f %14.2f %11.2f%n",
                    TIMES[t],
                    HOURS[t],
                    DEMAND[t],
                    works == 0.0 ? 0.0 : works,
                    before.active(t, 0),
                    settlement.prices().active(t, 0));
        }
        out.println();
        for (Bid bid : bids) {
            out.printf(Locale.ROOT, "%-22s accepted %.2f%n", bid.name(), plan.acceptance(bid));
        }
        ParticipantResult works =
                settlement.participants().get(settlement.participants().size() - 1);
        out.printf(
                Locale.ROOT,
                "%nThe day costs %.2f instead of %.2f. The works is paid %.2f net, asked %.2f, and earns %.2f;%n"
                        + "the most that it could earn at these prices is %.2f.%n",
                plan.objective(),
                without.objective(),
                works.revenue(),
                works.cost(),
                works.profit(),
                works.bestProfit());
    }

    /** All or nothing in one period; bids of a group exclude one another. */
    private static Bid bid(int id, String name, int period, double quantity, double price, String group) {
        List<Double> quantities = IntStream.range(0, HOURS.length)
                .mapToObj(t -> t == period ? quantity : 0.0)
                .toList();
        Bid bid = Bid.of(id, 1, new Bid.Block(quantities, price, 1.0)).withName(name);
        return group.isEmpty() ? bid : bid.linked(new BidLink.Exclusive("furnace", BidLink.ExclusiveRule.ONE_OF));
    }

    private static HorizonSolution plan(List<Bid> bids) {
        NetworkBuilder builder = Network.builder("works", 100.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, 0.0, 60.0, 0.0, 0.0, CostCurve.quadratic(0.1, 22.0, 0.0)))
                .generator(Generator.of(2, 1, 0.0, 60.0, 0.0, 0.0, CostCurve.quadratic(0.5, 45.0, 0.0)))
                .generator(Generator.of(3, 1, 0.0, 40.0, 0.0, 0.0, CostCurve.free()))
                .load(Load.of(1, 1, DEMAND[0], 0.0));
        bids.forEach(builder::device);
        Network network = builder.build();
        List<Profile> profiles = IntStream.range(0, HOURS.length)
                .mapToObj(t -> Profile.of(network)
                        .withDemand(new double[] {DEMAND[t]}, new double[] {0.0})
                        .withAvailability(new double[] {60.0, 60.0, SUN[t]}))
                .toList();
        return Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(HOURS), profiles))
                .orElseThrow();
    }
}
