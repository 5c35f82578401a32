package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.Cases;
import org.flexopf.market.Market;
import org.flexopf.market.MarketPower;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.socp.BranchFlowSocp;

/**
 * VCG against pay-as-clear against pay-as-bid with a strategic provider: an aggregator at the ends of the 33-bus
 * feeder, behind a substation that is full, tells under each rule whatever pays best. Only VCG pays for the truth.
 */
public final class StrategicProvider {

    private StrategicProvider() {}

    /** Prints one line per rule. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        // The substation can no longer carry all of the load, so that somebody on the feeder has to be paid.
        Network feeder = Cases.load("ieee33").toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(3.2) : branch)
                .build();
        Market market = Market.of(
                feeder,
                List.of(
                        Offer.active("aggregator", 18, 0.0, 0.7, CostCurve.linear(30.0)),
                        Offer.active("aggregator", 33, 0.0, 0.7, CostCurve.linear(32.0)),
                        Offer.active("rival", 6, 0.0, 2.0, CostCurve.quadratic(20.0, 55.0, 0.0)),
                        Offer.active("solar", 22, 0.0, 0.4, CostCurve.linear(5.0))));
        Participant aggregator = market.participant("aggregator");
        Opf opf = Opf.of(new BranchFlowSocp());
        OpfClearing truthful = OpfClearing.of(opf, market);

        out.println("An aggregator with 1.4 MW at the ends of a feeder whose substation is "
                + "full, against a dearer rival. It may overstate its price");
        out.println("and hold capacity back. Amounts are per hour.");
        out.println();
        out.println("                paid by the  operator's        the aggregator                its best lie");
        out.println("rule               operator     surplus     earns by truth    "
                + "price by   capacity      gains   costs society");
        for (PaymentRule rule : List.of(new Vcg(), new PayAsClear(), new PayAsBid())) {
            Settlement settlement = rule.settle(truthful);
            MarketPower.Outcome best = MarketPower.of(opf, market, rule).search(aggregator);
            out.printf(
                    Locale.ROOT,
                    "%-14s %12.2f %11.2f %18.2f %11s %9.0f%% %10.2f %15.2f%n",
                    rule.name(),
                    settlement.outlay().orElseThrow(),
                    settlement.surplus().orElseThrow(),
                    best.truthfulProfit(),
                    markup(best),
                    100.0 * best.report().capacity(),
                    best.gain(),
                    best.welfareLost());
        }
        out.println();
        out.println("Under VCG nothing beats the truth, which the operator buys with its "
                + "surplus: what is left, or missing, when demand pays nodal prices.");
    }

    /** By how much the lie raises the price, per MWh. */
    private static String markup(MarketPower.Outcome best) {
        return best.report().markup() == 0.0
                ? "the truth"
                : String.format(Locale.ROOT, "%+.2f", best.report().markup());
    }
}
