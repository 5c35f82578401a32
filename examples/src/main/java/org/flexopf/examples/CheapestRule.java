package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.flexopf.casefile.Cases;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Offer;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.PayAsBid;
import org.flexopf.pricing.payment.PayAsClear;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Vcg;
import org.flexopf.scenario.AuctionQuestion;
import org.flexopf.scenario.Distribution;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.Summary;
import org.flexopf.socp.BranchFlowSocp;

/**
 * Which market rule costs the operator least, over many draws of bids. All rules see the same bids, so that their
 * difference is not one of luck. Paying bids is cheapest as long as bids are true; the study tells by how much they may
 * be raised before it is not.
 */
public final class CheapestRule {

    static final List<PaymentRule> RULES = List.of(new Vcg(), new PayAsClear(), new PayAsBid());

    /** What providers usually bid; in a draw every bid is that times a factor of its own. */
    private static final List<Offer> USUAL = List.of(
            Offer.active("estate", 18, 0.0, 0.7, CostCurve.linear(30.0)),
            Offer.active("factory", 33, 0.0, 0.7, CostCurve.linear(32.0)),
            Offer.active("rival", 6, 0.0, 2.0, CostCurve.quadratic(20.0, 55.0, 0.0)),
            Offer.active("solar", 22, 0.0, 0.4, CostCurve.linear(5.0)));

    private CheapestRule() {}

    /** Prints the rules, over 1,000 draws. */
    public static void main(String[] arguments) {
        print(System.out, 1_000);
    }

    static Study study(int draws) {
        // The substation can no longer carry all of the load, so that somebody on the feeder has to be paid.
        Network feeder = Cases.load("ieee33").toBuilder()
                .mapBranches(branch -> branch.id() == 1 ? branch.withRating(3.2) : branch)
                .build();
        AuctionQuestion auction = AuctionQuestion.of(Opf.of(new BranchFlowSocp()), USUAL, RULES)
                .withBids(new Distribution.LogNormal(1.0, 0.25));
        return Study.asking(auction, feeder, new MonteCarlo(List.of(), OptionalLong.empty(), false))
                .keeping(RULES.stream().map(rule -> "outlay." + rule.name()).toList())
                .withSeed(5)
                .withCount(draws);
    }

    static void print(PrintStream out, int draws) {
        List<Row> rows = study(draws).rows(Runtime.getRuntime().availableProcessors());
        double[][] paid = IntStream.range(0, RULES.size())
                .mapToObj(rule -> rows.stream()
                        .filter(Row::isOptimal)
                        .mapToDouble(row -> row.values()[rule])
                        .toArray())
                .toArray(double[][]::new);
        int cheapest = 0;
        for (int rule = 1; rule < paid.length; rule++) {
            cheapest =
                    Summary.of(paid[rule]).mean() < Summary.of(paid[cheapest]).mean() ? rule : cheapest;
        }
        out.printf(Locale.ROOT, "Over %,d draws of bids the operator pays, per hour:%n%n", paid[0].length);
        out.println("rule                 mean       +-   95 % below   more than the cheapest       +-");
        for (int rule = 0; rule < paid.length; rule++) {
            Summary own = Summary.of(paid[rule]);
            Summary more = Summary.ofDifference(paid[rule], paid[cheapest]);
            out.printf(
                    Locale.ROOT,
                    "%-14s %10.2f %8.2f %12.2f %24.2f %8.2f%n",
                    RULES.get(rule).name(),
                    own.mean(),
                    own.meanError(),
                    own.quantile(0.95),
                    more.mean(),
                    more.meanError());
        }
        out.printf(
                Locale.ROOT,
                "%nPaying bids costs as much as paying the clearing price once bids are raised by %.0f %%.%n",
                100.0 * (Summary.of(paid[1]).mean() / Summary.of(paid[2]).mean() - 1.0));
    }
}
