package org.flexopf.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;

/**
 * What a negative price does to the exactness of the relaxation.
 *
 * <p>Solar power that must be taken flows back to the grid, which pays for it at one time and charges for it at
 * another. As long as energy has a positive price, a wasted MWh costs something, and the relaxation wastes none. Once
 * the price is negative, wasting is worth money: the relaxation then invents losses that no line has, its cost is only
 * a bound, and its prices are not those of the network. Both reports say so.
 */
public final class NegativePrice {

    private NegativePrice() {}

    /** Prints what happens as the price of the grid falls through zero. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        out.println("grid price       cost per hour         loss, kW             price at       exact?  whose prices");
        out.println("   per MWh       AC   relaxed       AC   relaxed   the solar bus");
        for (double price : new double[] {40.0, 20.0, 5.0, 1.0, -1.0, -5.0, -20.0, -40.0}) {
            Network feeder = feeder(price);
            OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(feeder).orElseThrow();
            ExactnessReport exactness = ExactnessReport.of(solution);
            NodalPrices prices = NodalPrices.of(solution);
            out.printf(
                    Locale.ROOT,
                    "%10.1f  %7.2f   %7.2f  %7.1f   %7.1f         %7.2f       %-6s  %s%n",
                    price,
                    exactness.recovered().cost(),
                    solution.objective(),
                    1e3 * exactness.recovered().point().activeLosses(),
                    1e3 * solution.point().activeLosses(),
                    prices.active(feeder.bus(3)),
                    exactness.isExact() ? "yes" : "no",
                    prices.caveats().isEmpty() ? "the AC network's" : "the relaxation's");
        }
        out.println();
        NodalPrices prices =
                NodalPrices.of(Opf.of(new BranchFlowSocp()).solve(feeder(-20.0)).orElseThrow());
        out.println("At -20 per MWh the prices come with this to be said:");
        prices.caveats().forEach(caveat -> out.println("  - " + caveat));
    }

    private static Network feeder(double gridPrice) {
        return Network.builder("solar feeder", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 0.02, 0.02))
                .branch(Branch.line(2, 2, 3, 0.02, 0.02))
                .load(Load.of(1, 2, 0.4, 0.1))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(gridPrice)))
                .generator(Generator.of(2, 3, 1.5, 1.5, 0.0, 0.0, CostCurve.free()))
                .build();
    }
}
