package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;

/**
 * An auction as an optimal power flow: offers are generators, UP below zero, and one with a minimum is a unit that is
 * switched on and off for nothing; scheduled demand and generation are loads that can be cut and spilt at a price.
 */
final class AuctionProblem {

    /** A unit that is off, has long been, and may be switched at no cost. */
    private static final Generator.Commitment ALL_OR_NOTHING = new Generator.Commitment(
            0.0, 0.0, 0.0, 0.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 0.0);

    private final Auction auction;
    private final ScheduledNetwork scheduled;
    private final BusInjections schedule;
    private final AcState before;
    private final int firstGenerator;

    AuctionProblem(Auction auction) {
        this.auction = auction;
        scheduled = ScheduledNetwork.of(auction.network());
        schedule = BusInjections.scheduled(auction.network());
        before = scheduled.state(schedule);
        if (!before.exists()) {
            InvalidInputException.throwIfAny(
                    "the network " + auction.network().name(),
                    List.of(new Fault(
                            "the schedule",
                            "no power flow",
                            before.result().reason(),
                            "correct the schedule: an auction moves injections around a state that exists")));
        }
        firstGenerator = auction.network().generators().stream()
                        .mapToInt(Generator::id)
                        .max()
                        .orElse(0)
                + 1;
    }

    Auction auction() {
        return auction;
    }

    ScheduledNetwork scheduled() {
        return scheduled;
    }

    BusInjections schedule() {
        return schedule;
    }

    /** The state at the schedule. */
    AcState before() {
        return before;
    }

    /** The number of the generator that stands for an offer, by the offer's place. */
    int generatorOf(int offer) {
        return firstGenerator + offer;
    }

    /** The problem with the offers of all owners. */
    OpfProblem problem() {
        return problem(auction.offers());
    }

    /** The problem with some of the offers. */
    OpfProblem problem(List<AuctionOffer> present) {
        NetworkBuilder builder = scheduled
                .builder(schedule)
                .mapGenerators(root ->
                        root.withCost(CostCurve.linear(auction.parameters().energy())));
        for (int k = 0; k < auction.offers().size(); k++) {
            if (present.contains(auction.offers().get(k))) {
                builder.generator(generator(k, auction.offers().get(k)));
            }
        }
        Network network = builder.build();
        return new OpfProblem(network, objective(network), softLimits(network));
    }

    private Generator generator(int place, AuctionOffer offer) {
        double first = offer.sign() * offer.minimum();
        double last = offer.sign() * offer.quantity();
        Range range = new Range(Math.min(first, last), Math.max(first, last));
        boolean active = offer.kind() == AuctionOffer.Kind.P;
        CostCurve cost = CostCurve.linear(offer.sign() * objectivePrice(offer));
        Generator generator = new Generator(
                generatorOf(place),
                offer.id(),
                offer.bus(),
                new Generator.Limits(
                        active ? range : Range.ZERO,
                        active ? Range.ZERO : range,
                        CapabilityCurve.unlimited(),
                        ReactiveLines.none()),
                new Generator.Costs(active ? cost : CostCurve.free(), active ? CostCurve.free() : cost),
                new Generator.Schedule(0.0, 0.0, 1.0),
                Generator.Dynamics.none(),
                true);
        return offer.minimum() > 0.0 ? generator.withCommitment(ALL_OR_NOTHING) : generator;
    }

    /** What the objective charges for a MWh of an offer: c + t, or what its owner asks for. */
    private double objectivePrice(AuctionOffer offer) {
        return switch (auction.objective()) {
            case ACTIVATION -> cost(offer) + auction.parameters().tie();
            case WELFARE -> cost(offer);
        };
    }

    /** What a MWh of an offer costs: c of the activation objective, or what its owner asks for. */
    double cost(AuctionOffer offer) {
        return switch (auction.objective()) {
            case ACTIVATION -> Math.max(0.0, offer.ask());
            case WELFARE -> offer.ask();
        };
    }

    private Objective objective(Network network) {
        return switch (auction.objective()) {
            case WELFARE -> new WelfareCost(auction.parameters().energy() * before.rootMw());
            case ACTIVATION -> {
                List<Integer> active = new ArrayList<>();
                for (int g = 0; g < network.generators().size(); g++) {
                    int place = network.generators().get(g).id() - firstGenerator;
                    if (place >= 0 && auction.offers().get(place).kind() == AuctionOffer.Kind.P) {
                        active.add(g);
                    }
                }
                yield new ActivationCost(
                        active,
                        auction.parameters().redispatch(),
                        auction.parameters().energy(),
                        before.rootMw());
            }
        };
    }

    private SoftLimits softLimits(Network network) {
        SoftLimits soft = SoftLimits.none();
        for (int i = 0; i < schedule.size(); i++) {
            boolean present = network.topology().island(i) >= 0 && !scheduled.isReference(i);
            if (present && schedule.demandMw(i) > 0.0) {
                soft = soft.with(
                        SoftLimit.DEMAND,
                        scheduled.demandLoad(i),
                        auction.parameters().voll());
            }
            if (present && schedule.generationMw(i) > 0.0) {
                soft = soft.with(
                        SoftLimit.DEMAND,
                        scheduled.generationLoad(i),
                        auction.parameters().spill());
            }
        }
        return soft;
    }
}
