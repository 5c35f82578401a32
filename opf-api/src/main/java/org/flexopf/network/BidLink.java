package org.flexopf.network;

import java.util.Objects;

/** What the acceptance of a bid has to do with that of another one; stated by the bid that it is a condition of. */
public sealed interface BidLink {

    /**
     * It is accepted only with its parent.
     *
     * @param parent the number of the other bid
     * @param rule how much of the parent it takes
     */
    record Child(int parent, ParentRule rule) implements BidLink {

        /** The rule is required. */
        public Child {
            Objects.requireNonNull(rule, "rule");
        }
    }

    /**
     * It is accepted in the same ratio as another bid, as the two halves of a shifted load are.
     *
     * @param other the number of the other bid
     */
    record Loop(int other) implements BidLink {}

    /**
     * It excludes the other bids of a group.
     *
     * @param group the name that all bids of the group give
     * @param rule how they exclude each other
     */
    record Exclusive(String group, ExclusiveRule rule) implements BidLink {

        /** All parts are required. */
        public Exclusive {
            Objects.requireNonNull(group, "group");
            Objects.requireNonNull(rule, "rule");
        }
    }

    /** How much of a parent a child takes. Where the parent may be accepted in part, the two differ. */
    enum ParentRule {
        /** The ratio of the child is at most that of the parent. */
        RATIO,
        /** The child is accepted only if the parent is, in whatever ratios. */
        ACCEPTED
    }

    /** How bids exclude each other. Where they may be accepted in part, the two differ. */
    enum ExclusiveRule {
        /** At most one is accepted at all. */
        ONE_OF,
        /** Their ratios add up to at most one. */
        SUM_OF_RATIOS
    }
}
