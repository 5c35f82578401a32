package org.flexopf.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong between a bid and the bids that it is linked to. */
final class BidLinkValidation {

    private final Bid bid;
    private final Map<Integer, Bid> byId = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    BidLinkValidation(Bid bid, List<? extends ConnectedElement> all) {
        this.bid = bid;
        all.forEach(other -> byId.put(other.id(), (Bid) other));
        for (BidLink link : bid.links()) {
            if (link instanceof BidLink.Child child) {
                child(child);
            } else if (link instanceof BidLink.Loop loop) {
                partner(loop.other(), "loop with");
            } else if (link instanceof BidLink.Exclusive exclusive) {
                exclusive(exclusive);
            }
        }
        cycle();
        int periods = bid.offer().periods();
        Bid first = (Bid) all.get(0);
        if (periods != first.offer().periods()) {
            fault(
                    periods + " periods",
                    first.label() + " has " + first.offer().periods() + ", and all bids are about the same horizon",
                    "give every bid one number for each period");
        }
    }

    List<Fault> faults() {
        return faults;
    }

    private void child(BidLink.Child child) {
        Bid parent = partner(child.parent(), "parent");
        if (parent != null
                && child.rule() == BidLink.ParentRule.ACCEPTED
                && parent.offer() instanceof Bid.Block block
                && block.minRatio() == 0.0) {
            fault(
                    "parent " + parent.label() + " by the rule of acceptance",
                    "the parent has no least ratio, so that it counts as accepted in a ratio of 0 too",
                    "give the parent a least ratio, or link them by the rule of ratios");
        }
    }

    /** The bid at the other end; null if there is none, or none that can be linked. */
    private Bid partner(int id, String what) {
        Bid other = byId.get(id);
        if (other == null) {
            fault(what + " bid " + id, "there is no such bid", "give the number of a bid, or take the link out");
            return null;
        }
        if (other.offer() instanceof Bid.Schedule) {
            fault(
                    what + " " + other.label(),
                    "it has a power of its own in every period, and no ratio to go by",
                    "link bids with given quantities only");
            return null;
        }
        if (id == bid.id()) {
            fault(what + " itself", "a bid cannot wait for itself", "give another bid, or take the link out");
            return null;
        }
        return other;
    }

    private void exclusive(BidLink.Exclusive exclusive) {
        int members = 0;
        for (Bid other : byId.values()) {
            for (BidLink link : other.links()) {
                if (link instanceof BidLink.Exclusive theirs && theirs.group().equals(exclusive.group())) {
                    members++;
                    if (theirs.rule() != exclusive.rule() && other.id() < bid.id()) {
                        fault(
                                "rule " + exclusive.rule() + " in group '" + exclusive.group() + "'",
                                other.label() + " says " + theirs.rule(),
                                "give all bids of the group one rule");
                    }
                }
            }
        }
        if (members < 2) {
            fault(
                    "group '" + exclusive.group() + "' of one bid",
                    "there is nobody to exclude",
                    "name the group in another bid too, or take the link out");
        }
    }

    /** A cycle of parents is told once, by the bid with the least number in it. */
    private void cycle() {
        List<Bid> path = new ArrayList<>();
        if (leadsBack(bid, path, new HashSet<>())
                && path.stream().mapToInt(Bid::id).min().orElse(0) == bid.id()
                && path.size() > 1) {
            fault(
                    "parents in a cycle: " + path.stream().map(Bid::label).collect(Collectors.joining(", ")) + ", "
                            + bid.label(),
                    "each waits for the next, and none could be the first",
                    "take one of these links out; bids that need each other are a loop");
        }
    }

    /** Whether parents lead from a bid back to this one; the path holds the bids on the way then. */
    private boolean leadsBack(Bid from, List<Bid> path, Set<Integer> seen) {
        path.add(from);
        for (BidLink link : from.links()) {
            if (link instanceof BidLink.Child child) {
                if (child.parent() == bid.id()) {
                    return true;
                }
                Bid parent = byId.get(child.parent());
                if (parent != null && seen.add(parent.id()) && leadsBack(parent, path, seen)) {
                    return true;
                }
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    private void fault(String value, String cause, String fix) {
        faults.add(new Fault(bid.label(), value, cause, fix));
    }
}
