package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.AcceptedOffer;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.market.Misreport;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolveStatus;

/** One auction with every report that a provider may try. All payment rules share what was cleared. */
final class StrategicSearch {

    /** What a report must earn more to be better, relative to the cost of the auction: less may be rounding. */
    private static final double SMALLEST_GAIN = 1e-5;

    /** An auction cleared with a report of the provider. */
    private record Tried(Misreport report, ClearedAuction cleared) {}

    private final FeederDraw draw;
    private final List<Tried> tried = new ArrayList<>();
    private final String provider;

    private StrategicSearch(FeederDraw draw, ClearedAuction truth) {
        this.draw = draw;
        this.tried.add(new Tried(Misreport.truth(), truth));
        this.provider = truth.auction().owners().stream()
                .max(Comparator.comparingDouble(owner -> accepted(truth, owner)))
                .orElseThrow();
    }

    /** Clears an auction with all reports of a strategy; empty if it cannot be cleared with the truth. */
    static Optional<StrategicSearch> of(Opf opf, FeederDraw draw, AuctionParameters parameters, Strategy strategy) {
        Auction auction = new Auction(draw.network(), AuctionObjective.ACTIVATION, parameters, draw.offers());
        StrategicSearch search;
        try {
            search = new StrategicSearch(draw, auction.clear(opf));
        } catch (OpfNotSolvedException e) {
            if (e.status() == SolveStatus.INTERRUPTED) {
                throw e;
            }
            return Optional.empty();
        }
        for (Misreport report : strategy.reports()) {
            if (!report.equals(Misreport.truth())) {
                search.tried.add(new Tried(
                        report, auction.withOffers(search.reported(report)).clear(opf)));
            }
        }
        return Optional.of(search);
    }

    private List<AuctionOffer> reported(Misreport report) {
        return draw.offers().stream()
                .map(offer -> offer.owner().equals(provider) ? reported(offer, report) : offer)
                .toList();
    }

    /** A seller of falling load asks for more, and so does who is paid for rising load: it pays less. */
    private static AuctionOffer reported(AuctionOffer offer, Misreport report) {
        double markup = offer.direction() == Direction.DOWN ? report.markup() : -report.markup();
        return offer.withPrice(offer.price() + markup)
                .withQuantities(offer.quantities().stream()
                        .map(quantity -> report.capacity() * quantity)
                        .toList());
    }

    private static double accepted(ClearedAuction cleared, String owner) {
        return cleared.offers().stream()
                .filter(offer -> offer.offer().owner().equals(owner))
                .mapToDouble(AcceptedOffer::energy)
                .sum();
    }

    /** What a rule makes of it. */
    SimulationRun.Figures figures(AuctionRule rule) {
        ClearedAuction truth = tried.get(0).cleared();
        Tried best = tried.get(0);
        double truthful = profit(rule, best);
        double profit = truthful;
        for (Tried one : tried.subList(1, tried.size())) {
            double earned = profit(rule, one);
            if (earned > profit + SMALLEST_GAIN * (1.0 + Math.abs(truth.cost()))) {
                best = one;
                profit = earned;
            }
        }
        double outlay = outlay(rule, truth);
        boolean lies = !best.report().equals(Misreport.truth());
        return new SimulationRun.Figures(
                provider,
                truth.offers().stream().mapToDouble(AcceptedOffer::energy).sum(),
                truth.period().curtailedMwh(),
                truth.cost(),
                outlay,
                truthful,
                best.report(),
                profit,
                lies ? outlay(rule, best.cleared()) - outlay : 0.0,
                lies ? trueCost(best.cleared()) - truth.cost() : 0.0);
    }

    private double profit(AuctionRule rule, Tried one) {
        Participant participant = one.cleared().participant(provider);
        return rule.payment(one.cleared(), participant).amount().orElseThrow() - trueAsk(one.cleared());
    }

    /** What the provider's accepted offers truly cost it. */
    private double trueAsk(ClearedAuction cleared) {
        double cost = 0.0;
        for (int k = 0; k < draw.offers().size(); k++) {
            if (draw.offers().get(k).owner().equals(provider)) {
                cost += draw.offers().get(k).ask() * cleared.offers().get(k).energy();
            }
        }
        return cost;
    }

    /** What the auction costs with the provider's true cost in place of what it says. */
    private double trueCost(ClearedAuction cleared) {
        return cleared.cost() - cleared.award(cleared.participant(provider)).cost() + trueAsk(cleared);
    }

    private static double outlay(AuctionRule rule, ClearedAuction cleared) {
        return rule.settle(cleared).outlay().orElseThrow();
    }
}
