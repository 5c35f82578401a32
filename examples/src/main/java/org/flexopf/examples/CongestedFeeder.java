package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.PriceConfirmation;
import org.flexopf.socp.BranchFlowSocp;

/**
 * Prices along a feeder with a bottleneck in its middle: what a MWh costs at each bus, and what it is paid for.
 *
 * <p>The substation sells at 50 per MWh. The line 4-5 cannot carry what the far half of the feeder needs, so that a
 * local generator at 90 per MWh sets the price there.
 */
public final class CongestedFeeder {

    private CongestedFeeder() {}

    /** Prints the prices. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        Network feeder = feeder();
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(feeder).orElseThrow();
        NodalPrices prices = NodalPrices.of(solution);

        out.printf(Locale.ROOT, "Cost %.2f per hour; %s.%n%n", solution.objective(), prices.agreement());
        out.println("bus   price  =  energy + losses + congestion + voltage     what a MWh costs");
        for (Bus bus : feeder.buses()) {
            PriceComponents parts = prices.components(bus);
            out.printf(
                    Locale.ROOT,
                    "%3d  %6.2f  = %7.2f  %7.2f  %11.2f  %8.2f     %s%n",
                    bus.id(),
                    prices.active(bus),
                    parts.energy(),
                    cents(parts.losses()),
                    cents(parts.congestion()),
                    cents(parts.voltage()),
                    "#".repeat((int) Math.round(prices.active(bus) / 2.0)));
        }

        Bus last = feeder.bus(8);
        out.printf(Locale.ROOT, "%nOf the %.2f per MWh at %s, limits make up:%n", prices.active(last), last.label());
        for (LimitContribution contribution : prices.contributions(last)) {
            out.println("  " + contribution);
        }
        PriceConfirmation again = prices.confirm(Power.ACTIVE, last, 0.001);
        out.printf(
                Locale.ROOT,
                "%nSolving again %s: %s%n",
                again.isConfirmed(1e-4, 1e-3) ? "agrees" : "does not agree",
                again);
    }

    /** Rounded to cents, without a minus before zero. */
    private static double cents(double price) {
        return Math.round(100.0 * price) / 100.0 + 0.0;
    }

    private static Network feeder() {
        NetworkBuilder feeder = Network.builder("congested feeder", 10.0).bus(Bus.reference(1, 1.02));
        for (int i = 2; i <= 8; i++) {
            feeder.bus(Bus.of(i).withVoltageLimits(0.95, 1.05)).load(Load.of(i, i, 0.6, 0.2));
            Branch line = Branch.line(i - 1, i - 1, i, 0.012, 0.010);
            feeder.branch(i == 5 ? line.withRating(2.0) : line);
        }
        List.of(
                        Generator.of(1, 1, 0.0, 20.0, -20.0, 20.0, CostCurve.linear(50.0)),
                        Generator.of(2, 7, 0.0, 2.0, -0.5, 0.5, CostCurve.linear(90.0)))
                .forEach(feeder::generator);
        return feeder.build();
    }
}
