package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Bid;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.DeviceMemory;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;

/**
 * An auction as an optimal power flow, one block for each period: offers of active power are bids, those of reactive
 * power generators, and one of these with a minimum is a unit that is switched on and off for nothing; scheduled demand
 * and generation are loads that can be cut and spilt at a price.
 */
final class AuctionProblem {

    /** A unit that is off, has long been, and may be switched at no cost. */
    private static final Generator.Commitment ALL_OR_NOTHING = new Generator.Commitment(
            0.0, 0.0, 0.0, 0.0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, false, 0.0);

    private final Auction auction;
    private final ScheduledNetwork scheduled;
    private final List<AcState> before = new ArrayList<>();
    private final int first;
    private final List<Bid> bids;

    AuctionProblem(Auction auction) {
        this.auction = auction;
        scheduled = ScheduledNetwork.of(auction.network());
        List<Fault> faults = new ArrayList<>();
        for (AuctionPeriod period : auction.periods()) {
            AcState state = scheduled.state(period.schedule());
            before.add(state);
            if (!state.exists()) {
                faults.add(new Fault(
                        auction.periods().size() == 1 ? "the schedule" : "the schedule of " + period.label(),
                        "no power flow",
                        state.result().reason(),
                        "correct the schedule: an auction moves injections around a state that exists"));
            }
        }
        InvalidInputException.throwIfAny("the network " + auction.network().name(), faults);
        first = auction.network().generators().stream()
                        .mapToInt(Generator::id)
                        .max()
                        .orElse(0)
                + 1;
        bids = OfferBids.of(auction.offers(), first, this::charge);
    }

    Auction auction() {
        return auction;
    }

    ScheduledNetwork scheduled() {
        return scheduled;
    }

    /** The states at the schedule, by period. */
    List<AcState> before() {
        return List.copyOf(before);
    }

    /** The number of the bid or generator that stands for an offer, by the offer's place. */
    int numberOf(int offer) {
        return first + offer;
    }

    /** Whether a generator of the problem is the operator's own and stands for no offer. */
    boolean isOwn(Generator generator) {
        return generator.id() < first;
    }

    /** The problem with the offers of all owners but some. */
    LinkedProblem without(Set<String> owners, OpfFormulation formulation) {
        List<Block> blocks = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int t = 0; t < auction.periods().size(); t++) {
            // Users' names may be those of links, too.
            String label = "period " + (t + 1);
            blocks.add(Block.of(label, problem(t, owners), formulation)
                    .lasting(auction.periods().get(t).hours()));
            if (t > 0) {
                links.add(new DeviceMemory("period " + t, label));
            }
        }
        return new LinkedProblem(blocks, links);
    }

    private OpfProblem problem(int period, Set<String> absent) {
        BusInjections schedule = auction.periods().get(period).schedule();
        NetworkBuilder builder = scheduled
                .builder(schedule)
                .mapGenerators(root ->
                        root.withCost(CostCurve.linear(auction.parameters().energy())));
        for (Bid bid : bids) {
            builder.device(bid.withInService(isPresent(bid.id() - first, absent)));
        }
        for (int k = 0; k < auction.offers().size(); k++) {
            AuctionOffer offer = auction.offers().get(k);
            if (offer.kind() == AuctionOffer.Kind.Q) {
                builder.generator(reactive(k, period).withInService(isPresent(k, absent)));
            }
        }
        Network network = builder.build();
        return new OpfProblem(network, objective(period), softLimits(network, schedule));
    }

    private boolean isPresent(int place, Set<String> absent) {
        AuctionOffer offer = auction.offers().get(place);
        return auction.takesPart(offer) && !absent.contains(offer.owner());
    }

    private Generator reactive(int place, int period) {
        AuctionOffer offer = auction.offers().get(place);
        double quantity = offer.quantities().get(period);
        double least = offer.minRatio() * quantity;
        Range range = offer.sign() > 0.0 ? new Range(least, quantity) : new Range(0.0 - quantity, 0.0 - least);
        Generator generator = new Generator(
                numberOf(place),
                offer.id(),
                offer.bus(),
                new Generator.Limits(Range.ZERO, range, CapabilityCurve.unlimited(), ReactiveLines.none()),
                new Generator.Costs(CostCurve.free(), CostCurve.linear(offer.sign() * charge(offer))),
                new Generator.Schedule(0.0, 0.0, 1.0),
                Generator.Dynamics.none(),
                true);
        return offer.minimum() > 0.0 ? generator.withCommitment(ALL_OR_NOTHING) : generator;
    }

    /** What the objective charges for a MWh of an offer: c + t, or what its owner asks for. */
    private double charge(AuctionOffer offer) {
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

    private Objective objective(int period) {
        double rootMw = before.get(period).rootMw();
        AuctionParameters prices = auction.parameters();
        return switch (auction.objective()) {
            case WELFARE -> new WelfareCost(prices.energy() * rootMw);
            case ACTIVATION -> new ActivationCost(period, prices.redispatch(), prices.energy(), rootMw);
        };
    }

    private SoftLimits softLimits(Network network, BusInjections schedule) {
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
