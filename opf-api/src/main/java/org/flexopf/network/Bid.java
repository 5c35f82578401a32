package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.ElementKind;

/**
 * A bid for energy over the periods of a horizon, accepted as a whole, in part, or not at all. What is sold is injected
 * and positive; what is bought is negative. A bid of energy E at a price contributes price times E to the cost, so that
 * a bid to buy lowers it by what the energy is worth to the buyer: the least cost is the largest welfare.
 *
 * @param id number of the bid, positive and unique
 * @param name a name for people, possibly empty
 * @param bus where the energy is injected, or drawn
 * @param offer what is offered, and at what price
 * @param reactiveRatio reactive power injected with each MW, Mvar per MW
 * @param links what its acceptance has to do with that of other bids
 * @param inService whether it takes part
 */
public record Bid(
        int id, String name, int bus, Offer offer, double reactiveRatio, List<BidLink> links, boolean inService)
        implements ElementAtBus {

    /** The kind of element. */
    public static final ElementKind KIND = new ElementKind("bid", "bid");

    /** What a bid offers. */
    public sealed interface Offer {

        /** The price, currency per MWh. */
        double price();

        /** The number of periods that it is about. */
        int periods();

        /** The same at another price, currency per MWh. */
        Offer at(double otherPrice);

        /** Whether energy is bought: drawn from the network. */
        boolean buys();
    }

    /**
     * A given power in every period, of which one ratio is accepted: a step if one period has power, a block if several
     * have.
     *
     * @param quantity power injected if it is accepted as a whole, MW, one for each period; negative where it is drawn
     * @param price currency per MWh
     * @param minRatio the least ratio that may be accepted if any is, from 0 (any ratio) to 1 (all or nothing); each
     *     above 0 takes an integer
     */
    public record Block(List<Double> quantity, double price, double minRatio) implements Offer {

        /** The list is copied. */
        public Block {
            quantity = List.copyOf(quantity);
        }

        @Override
        public int periods() {
            return quantity.size();
        }

        @Override
        public Block at(double otherPrice) {
            return new Block(quantity, otherPrice, minRatio);
        }

        @Override
        public boolean buys() {
            return quantity.stream().anyMatch(q -> q < 0.0);
        }
    }

    /**
     * A power that is chosen in every period: zero, or within limits. Each period takes an integer.
     *
     * @param buys whether the power is drawn
     * @param least least power while it runs, MW, one for each period, not negative
     * @param largest largest power, MW, one for each period
     * @param price currency per MWh
     * @param rules what ties the periods together
     */
    public record Schedule(boolean buys, List<Double> least, List<Double> largest, double price, Rules rules)
            implements Offer {

        /** The lists are copied. */
        public Schedule {
            least = List.copyOf(least);
            largest = List.copyOf(largest);
            Objects.requireNonNull(rules, "rules");
        }

        @Override
        public int periods() {
            return largest.size();
        }

        @Override
        public Schedule at(double otherPrice) {
            return new Schedule(buys, least, largest, otherPrice, rules);
        }

        /** 1 where it injects, -1 where it draws. */
        public double sign() {
            return buys ? -1.0 : 1.0;
        }
    }

    /**
     * What ties the periods of a {@link Schedule} together.
     *
     * @param ramp by how much the power may change in an hour, MW per hour, between the middles of neighbouring periods
     *     and zero included, but not before the first and after the last; infinite for no limit
     * @param minDuration for how many periods it runs at least once it has started; it has to end within the horizon
     * @param maxStarts how often it starts at most; {@link Integer#MAX_VALUE} for no limit
     * @param startCost currency for each start, paid once
     * @param energy what is asked of the energy over the horizon
     */
    public record Rules(double ramp, int minDuration, int maxStarts, double startCost, Optional<Energy> energy) {

        /** Nothing ties them together. */
        public static final Rules NONE =
                new Rules(Double.POSITIVE_INFINITY, 1, Integer.MAX_VALUE, 0.0, Optional.empty());

        /** The energy is required, and may be empty. */
        public Rules {
            Objects.requireNonNull(energy, "energy");
        }
    }

    /**
     * A condition on the energy over the horizon.
     *
     * @param rule which
     * @param mwh MWh, not negative whether it is injected or drawn
     */
    public record Energy(EnergyRule rule, double mwh) {

        /** The rule is required. */
        public Energy {
            Objects.requireNonNull(rule, "rule");
        }
    }

    /** A condition on the energy over the horizon. */
    public enum EnergyRule {
        /** Not more. */
        AT_MOST,
        /** Neither more nor less; a bid that does not run has none. */
        EXACTLY,
        /** Not less; a bid that does not run has none. */
        AT_LEAST
    }

    /** All parts are required; what is wrong with the numbers, {@link #faults} finds. */
    public Bid {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(offer, "offer");
        links = List.copyOf(links);
    }

    /** A bid in service without reactive power and links. */
    public static Bid of(int id, int bus, Offer offer) {
        return new Bid(id, "", bus, offer, 0.0, List.of(), true);
    }

    /** This bid under another name. */
    public Bid withName(String newName) {
        return new Bid(id, newName, bus, offer, reactiveRatio, links, inService);
    }

    /** This bid with another offer. */
    public Bid withOffer(Offer newOffer) {
        return new Bid(id, name, bus, newOffer, reactiveRatio, links, inService);
    }

    /** This bid with reactive power injected with each MW, Mvar per MW. */
    public Bid withReactiveRatio(double ratio) {
        return new Bid(id, name, bus, offer, ratio, links, inService);
    }

    /** This bid with a further link. */
    public Bid linked(BidLink link) {
        List<BidLink> more = new ArrayList<>(links);
        more.add(link);
        return new Bid(id, name, bus, offer, reactiveRatio, more, inService);
    }

    /**
     * This bid as it counts where the cost of activation is minimised and not welfare: what selling is asked for below
     * zero, and what buying is worth, is no gain. Then a bid to sell at 30 and one to buy at 50 are not matched with
     * each other unless the network needs it; welfare would gain 20.
     */
    public Bid atActivationCost() {
        double price = offer.buys() ? Math.min(0.0, offer.price()) : Math.max(0.0, offer.price());
        return withOffer(offer.at(price));
    }

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public Bid withInService(boolean service) {
        return new Bid(id, name, bus, offer, reactiveRatio, links, service);
    }

    @Override
    public String label() {
        return "bid " + id + (name.isBlank() ? "" : " '" + name + "'");
    }

    @Override
    public List<Fault> faults() {
        return new BidValidation(this).faults();
    }

    @Override
    public List<Fault> faultsAmong(List<? extends ConnectedElement> all) {
        return new BidLinkValidation(this, all).faults();
    }
}
