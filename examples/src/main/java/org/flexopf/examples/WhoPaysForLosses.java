package org.flexopf.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.socp.BranchFlowSocp;

/**
 * Who pays for the losses of a feeder, and how much more than they cost.
 *
 * <p>Losses grow with the square of the load, so that the last MWh loses about twice as much as the average one. Nodal
 * prices charge for the last one: consumers pay for the losses about twice, and the difference stays with the operator.
 */
public final class WhoPaysForLosses {

    private WhoPaysForLosses() {}

    /** Prints the payments on the feeder of Baran and Wu with 33 buses. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        Network feeder = Cases.load("ieee33");
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(feeder).orElseThrow();
        NodalPrices prices = NodalPrices.of(solution);
        double[] p = feeder.activeDemand();
        double[] q = feeder.reactiveDemand();

        double paid = 0.0;
        double largest = 0.0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, lossPayment(prices, feeder.buses().get(i), p[i], q[i]));
        }
        out.println("bus   load MW   losses in the price, per MWh and per Mvarh   pays for losses, per hour");
        for (int i = 0; i < p.length; i++) {
            Bus bus = feeder.buses().get(i);
            double payment = lossPayment(prices, bus, p[i], q[i]);
            paid += payment;
            out.printf(
                    Locale.ROOT,
                    "%3d   %7.3f   %20.3f %21.3f   %12.3f  %s%n",
                    bus.id(),
                    p[i],
                    prices.components(bus).losses(),
                    prices.components(Power.REACTIVE, bus).losses(),
                    payment,
                    "#".repeat((int) Math.round(30.0 * payment / largest)));
        }

        double energyPrice = prices.components(feeder.buses().get(1)).energy();
        double losses = solution.point().activeLosses();
        out.printf(
                Locale.ROOT,
                "%nThe feeder loses %.1f kW, which cost %.2f per hour at the substation's %.2f per MWh.%n",
                1e3 * losses,
                losses * energyPrice,
                energyPrice);
        out.printf(
                Locale.ROOT,
                "Consumers pay %.2f per hour for losses, %.2f times as much; %.2f per hour stay with the operator.%n",
                paid,
                paid / (losses * energyPrice),
                paid - losses * energyPrice);
    }

    private static double lossPayment(NodalPrices prices, Bus bus, double mw, double mvar) {
        PriceComponents active = prices.components(bus);
        PriceComponents reactive = prices.components(Power.REACTIVE, bus);
        return active.losses() * mw + reactive.losses() * mvar;
    }
}
