package org.flexopf.exchange.auction;

import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.flexopf.network.BidLink;

/**
 * What the acceptance of an offer has to do with that of another offer of the same owner; stated by the offer that it
 * is a condition of. The same as {@link BidLink}, by the ids of offers.
 */
public sealed interface OfferLink {

    /**
     * It is accepted only with its parent.
     *
     * @param parent the id of the other offer
     * @param rule how much of the parent it takes
     */
    record Child(String parent, BidLink.ParentRule rule) implements OfferLink {

        /** All parts are required. */
        public Child {
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(rule, "rule");
        }

        @Override
        public Optional<String> partner() {
            return Optional.of(parent);
        }

        @Override
        public BidLink asBidLink(ToIntFunction<String> numberOf, String owner) {
            return new BidLink.Child(numberOf.applyAsInt(parent), rule);
        }
    }

    /**
     * It is accepted in the same ratio as another offer, as the two halves of a shifted load are.
     *
     * @param other the id of the other offer
     */
    record Loop(String other) implements OfferLink {

        /** The id is required. */
        public Loop {
            Objects.requireNonNull(other, "other");
        }

        @Override
        public Optional<String> partner() {
            return Optional.of(other);
        }

        @Override
        public BidLink asBidLink(ToIntFunction<String> numberOf, String owner) {
            return new BidLink.Loop(numberOf.applyAsInt(other));
        }
    }

    /**
     * It excludes the other offers of a group.
     *
     * @param group the name that all offers of the group give; an owner has groups of its own
     * @param rule how they exclude each other
     */
    record Exclusive(String group, BidLink.ExclusiveRule rule) implements OfferLink {

        /** All parts are required. */
        public Exclusive {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(rule, "rule");
        }

        @Override
        public Optional<String> partner() {
            return Optional.empty();
        }

        @Override
        public BidLink asBidLink(ToIntFunction<String> numberOf, String owner) {
            return new BidLink.Exclusive(owner + ": " + group, rule);
        }
    }

    /** The id of the offer at the other end; empty where a group is named instead. */
    Optional<String> partner();

    /**
     * The link between the bids that stand for offers.
     *
     * @param numberOf the number of the bid of an offer's id
     * @param owner whose the offers are
     */
    BidLink asBidLink(ToIntFunction<String> numberOf, String owner);
}
