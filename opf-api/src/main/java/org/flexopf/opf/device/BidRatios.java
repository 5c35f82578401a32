package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.ElementRef;

/** Bids of given quantities in one block of time: the ratio that is accepted, and in the last block what links them. */
final class BidRatios {

    private final BlockScope scope;
    private final ProgramBuilder program;
    private final List<Bid> bids;
    /** The ratio of each bid in the last block so far in which it has a quantity; null before there was one. */
    private final Variable[] latest;

    BidRatios(BlockScope scope, List<Bid> bids) {
        this.scope = scope;
        this.program = scope.program();
        this.bids = bids;
        this.latest = new Variable[bids.size()];
    }

    /** The power that is injected if a bid is accepted as a whole, MW; 0 if it is not one of these bids. */
    double quantity(int k) {
        return bids.get(k).offer() instanceof Bid.Block block ? block.quantity().get(scope.place()) : 0.0;
    }

    /** Whether a bid takes part and has a quantity in the block. */
    boolean offers(int k) {
        return quantity(k) != 0.0 && scope.network().isActive(bids.get(k));
    }

    /** The ratio of a bid that has a quantity in the block. */
    Variable ratio(int k) {
        return program.existing(BidType.RATIO).of(k);
    }

    void add() {
        Variables ratios = program.variables(BidType.RATIO, this::offers);
        for (int k = 0; k < bids.size(); k++) {
            if (ratios.has(k)) {
                latest[k] = ratios.of(k);
                program.between(null, null, k, LinearExpression.of(latest[k]), 0.0, 1.0);
            }
        }
    }

    /** One ratio of a bid holds in all of its blocks. */
    void follow(BidRatios before, LinkRows rows) {
        for (int k = 0; k < bids.size(); k++) {
            if (latest[k] == null) {
                latest[k] = before.latest[k];
            } else if (before.latest[k] != null) {
                rows.program().equal(null, k, LinearExpression.of(latest[k]).minus(before.latest[k]), 0.0);
            }
        }
    }

    /** What the bids have to do with each other, once all of their ratios are there. */
    void close(ProgramBuilder rows) {
        Variables accepted =
                rows.variables(BidType.ACCEPTED, k -> latest[k] != null && minRatio(k) < 1.0 && isAskedFor(k));
        for (int k = 0; k < bids.size(); k++) {
            if (latest[k] != null && minRatio(k) == 1.0) {
                rows.integer(latest[k]);
            } else if (accepted.has(k)) {
                rows.integer(accepted.of(k));
                rows.between(null, null, k, LinearExpression.of(accepted.of(k)), 0.0, 1.0);
                rows.atMost(null, k, LinearExpression.of(latest[k]).minus(accepted.of(k)), 0.0);
                if (minRatio(k) > 0.0) {
                    rows.atLeast(null, k, LinearExpression.of(latest[k]).plus(-minRatio(k), accepted.of(k)), 0.0);
                }
            }
        }
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < bids.size(); k++) {
            for (BidLink link : bids.get(k).links()) {
                if (link instanceof BidLink.Exclusive exclusive) {
                    groups.computeIfAbsent(exclusive.group(), key -> new ArrayList<>())
                            .add(k);
                } else if (latest[k] != null) {
                    link(rows, accepted, k, link);
                }
            }
        }
        groups.forEach((name, members) -> exclude(rows, accepted, name, members));
    }

    private double minRatio(int k) {
        return bids.get(k).offer() instanceof Bid.Block block ? block.minRatio() : 0.0;
    }

    /** Whether it matters if a bid is accepted at all. */
    private boolean isAskedFor(int k) {
        return minRatio(k) > 0.0
                || bids.get(k).links().stream().anyMatch(BidRatios::asks)
                || bids.stream()
                        .flatMap(bid -> bid.links().stream())
                        .anyMatch(link -> link instanceof BidLink.Child child
                                && asks(link)
                                && child.parent() == bids.get(k).id());
    }

    private static boolean asks(BidLink link) {
        return (link instanceof BidLink.Child child && child.rule() == BidLink.ParentRule.ACCEPTED)
                || (link instanceof BidLink.Exclusive exclusive && exclusive.rule() == BidLink.ExclusiveRule.ONE_OF);
    }

    private void link(ProgramBuilder rows, Variables accepted, int k, BidLink link) {
        if (link instanceof BidLink.Child child) {
            int parent = scope.network().index(new ElementRef(Bid.KIND, child.parent()));
            boolean byRatio = child.rule() == BidLink.ParentRule.RATIO;
            LinearExpression room = byRatio ? LinearExpression.of(latest[k]) : accepted(accepted, k);
            if (latest[parent] != null) {
                room.minus(byRatio ? LinearExpression.of(latest[parent]) : accepted(accepted, parent));
            }
            rows.atMost(null, k, room, 0.0);
        } else if (link instanceof BidLink.Loop loop) {
            int other = scope.network().index(new ElementRef(Bid.KIND, loop.other()));
            LinearExpression difference = LinearExpression.of(latest[k]);
            rows.equal(null, k, latest[other] == null ? difference : difference.minus(latest[other]), 0.0);
        }
    }

    /** Whether a bid is accepted, as an expression that is 0 or 1. */
    private LinearExpression accepted(Variables accepted, int k) {
        return LinearExpression.of(accepted.has(k) ? accepted.of(k) : latest[k]);
    }

    private void exclude(ProgramBuilder rows, Variables accepted, String name, List<Integer> members) {
        LinearExpression sum = LinearExpression.zero();
        boolean oneOf = bids.get(members.get(0)).links().stream()
                .anyMatch(link -> link instanceof BidLink.Exclusive exclusive
                        && exclusive.group().equals(name)
                        && exclusive.rule() == BidLink.ExclusiveRule.ONE_OF);
        int present = 0;
        for (int k : members) {
            if (latest[k] != null) {
                sum.plus(oneOf ? accepted(accepted, k) : LinearExpression.of(latest[k]));
                present++;
            }
        }
        if (present > 1) {
            rows.atMost(null, members.get(0), sum, 1.0);
        }
    }
}
