package org.flexopf.exchange.auction;

import java.util.List;
import org.flexopf.network.Bid;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.device.BidType;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.pricing.payment.Delivery;

/** How much of offers a solution accepts. */
final class Acceptance {

    private final AuctionProblem problem;
    private final List<OpfSolution> periods;

    Acceptance(AuctionProblem problem, List<OpfSolution> periods) {
        this.problem = problem;
        this.periods = periods;
    }

    /** What is accepted of an offer (by place) in each period, MW or Mvar, within its limits. */
    double[] of(int place) {
        AuctionOffer offer = problem.auction().offers().get(place);
        double[] accepted = new double[periods.size()];
        double ratio = offer.kind() == AuctionOffer.Kind.P ? ratio(place) : Double.NaN;
        for (int t = 0; t < accepted.length; t++) {
            double offered = offer.quantities().get(t);
            double part = offer.kind() == AuctionOffer.Kind.P ? ratio : reactive(place, t) / offered;
            accepted[t] = offered == 0.0 ? 0.0 : quantity(offer, part, offered);
        }
        return accepted;
    }

    /** An optimum is known but to a solver's rounding, and a quantity is a promise. */
    private static double quantity(AuctionOffer offer, double ratio, double offered) {
        if (!(ratio * offer.quantity() > Delivery.SMALLEST_POWER)) {
            return 0.0;
        }
        double least = offer.minimum() * (offered / offer.quantity());
        return Math.min(offered, Math.max(least, ratio * offered));
    }

    /** One ratio holds in all periods in which there is a quantity. */
    private double ratio(int place) {
        double ratio = 0.0;
        for (OpfSolution period : periods) {
            int bid = period.network().index(new ElementRef(Bid.KIND, problem.numberOf(place)));
            double there = period.has(BidType.RATIO) ? period.values(BidType.RATIO)[bid] : 0.0;
            ratio = Double.isNaN(there) ? ratio : Math.max(ratio, there);
        }
        return ratio;
    }

    /** A formulation without reactive power accepts none. */
    private double reactive(int place, int period) {
        OpfSolution solution = periods.get(period);
        Network network = solution.network();
        int generator = network.generatorIndex(problem.numberOf(place));
        boolean has = solution.has(OpfVariables.GENERATOR_Q)
                && network.isActive(network.generators().get(generator));
        return has
                ? problem.auction().offers().get(place).sign()
                        * solution.point().qg(generator)
                : 0.0;
    }
}
