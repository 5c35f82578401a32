package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.flexopf.exchange.check.Feasible;
import org.flexopf.exchange.check.NetworkState;
import org.flexopf.exchange.check.Transfer;

/**
 * The two books of a delivery period and its network, and the walk of an order through the other book, which is all
 * there is to matching.
 */
final class PeriodMarket {

    /** Two orders may trade. */
    static final int TRADES = -1;
    /** Two orders do not trade, whatever the network says. */
    static final int PASSED_OVER = -2;

    final String name;
    final NetworkState network;
    final BookSide up = new BookSide();
    final BookSide down = new BookSide();
    private final long lot;
    private final Settling settling;

    /** What a walk has traded, in its order. */
    private final List<Fill> fills = new ArrayList<>();

    private record Fill(Order resting, long quantity) {}

    /** Is told of every order that leaves its book. */
    private final Consumer<Order> registry;

    PeriodMarket(String name, NetworkState network, long lot, Consumer<Order> registry) {
        this.name = name;
        this.network = network;
        this.lot = lot;
        this.registry = registry;
        settling = new Settling(this);
    }

    BookSide side(Direction direction) {
        return direction == Direction.UP ? up : down;
    }

    /** The book in which an order finds counterparties. */
    BookSide against(Order order) {
        return side(order.direction.opposite());
    }

    /**
     * An order arrives: it is matched, and what is left rests or is dropped.
     *
     * @return whether it rests now
     */
    boolean arrive(Order order, OutcomeBuilder outcome) {
        long attained = match(order, outcome, true);
        boolean filled = order.open() == 0L;
        boolean drops = order.restriction == Restriction.IOC || order.restriction == Restriction.FOK;
        if (!filled && !drops) {
            side(order.direction).add(order);
            settling.rested(order);
            return true;
        }
        settling.forget(order);
        if (!filled) {
            boolean kill = order.restriction == Restriction.FOK;
            outcome.removal(order, kill ? RemovalReason.FOK : RemovalReason.IOC, kill ? attained : 0L);
        }
        return false;
    }

    /** A resting order leaves, whatever the reason. */
    void leave(Order order) {
        side(order.direction).remove(order);
        settling.left(order);
        registry.accept(order);
    }

    /** A resting order was amended and kept its place. */
    void amended(Order order) {
        settling.changed(order);
    }

    /** An order rests that is known to be at rest, as it was saved or has been before; it is looked at again later. */
    void enter(Order order) {
        side(order.direction).add(order);
        settling.changed(order);
    }

    /** Re-examines resting orders until a whole pass would trade nothing. */
    void settle(OutcomeBuilder outcome) {
        settling.run(outcome);
    }

    /**
     * Walks an order through the other book by rank, once. An order that must be filled whole walks on trial: either
     * all its trades are confirmed or none is.
     *
     * @param arrives whether rejections are noted
     * @return what the walk could trade, W; it is traded unless it was a trial that failed
     */
    long match(Order order, OutcomeBuilder outcome, boolean arrives) {
        boolean trial = order.restriction.isWhole();
        fills.clear();
        if (trial) {
            network.begin();
        }
        long rest = walk(order, outcome, arrives);
        long attained = order.open() - rest;
        if (trial && rest > 0L) {
            network.rollback();
            return attained;
        }
        if (trial) {
            network.commit();
        }
        if (attained > 0L) {
            take(order, outcome);
        }
        return attained;
    }

    /** The walk itself: fills and network state, and what is left over. */
    private long walk(Order order, OutcomeBuilder outcome, boolean arrives) {
        long rest = order.open();
        for (Order resting : against(order)) {
            if (rest == 0L || !order.crosses(resting)) {
                break;
            }
            long asked = Math.min(rest, resting.open());
            long least = least(order, rest, resting);
            if (asked < least || !order.mayMeet(resting)) {
                continue;
            }
            Transfer transfer = transfer(order, resting);
            // Where nobody is told of a rejection it is enough to know that there is one.
            int barrier = arrives ? TRADES : network.barrier(transfer, asked, least);
            if (barrier != TRADES) {
                settling.blocked(order, resting, barrier);
                continue;
            }
            Feasible feasible = network.ask(transfer, asked);
            if (feasible.isLimited()) {
                settling.blocked(order, resting, feasible.barrier());
                if (arrives) {
                    outcome.rejection(order, resting, asked, feasible);
                }
            }
            if (feasible.quantity() >= least) {
                network.confirm(transfer, feasible.quantity());
                fills.add(new Fill(resting, feasible.quantity()));
                rest -= feasible.quantity();
            }
        }
        return rest;
    }

    /** Books what the walk has traded. */
    private void take(Order order, OutcomeBuilder outcome) {
        for (Fill fill : fills) {
            Order resting = fill.resting();
            outcome.trade(name, order, resting, fill.quantity());
            order.traded += fill.quantity();
            resting.traded += fill.quantity();
            filled(resting);
        }
        if (order.resting) {
            filled(order);
        }
        settling.networkChanged();
    }

    private void filled(Order resting) {
        if (resting.open() == 0L) {
            leave(resting);
        } else {
            settling.partlyFilled(resting);
        }
    }

    /** The least quantity at which a walking order with a rest and a resting one trade, W. */
    private long least(Order walker, long rest, Order resting) {
        return Math.max(lot, Math.max(Math.min(walker.minimum, rest), resting.leastAtRest()));
    }

    /** What keeps a walking order and a resting one apart: a barrier of the network, or one of the constants. */
    int barrier(Order walker, Order resting) {
        long rest = walker.open();
        long asked = Math.min(rest, resting.open());
        long least = least(walker, rest, resting);
        return asked < least || !walker.crosses(resting) || !walker.mayMeet(resting)
                ? PASSED_OVER
                : network.barrier(transfer(walker, resting), asked, least);
    }

    /** Takes over a trade that was made before; an order that it fills leaves. */
    void adopt(Order upOrder, Order downOrder, long quantity) {
        network.confirm(transfer(upOrder, downOrder), quantity);
        for (Order order : List.of(upOrder, downOrder)) {
            order.traded += quantity;
            if (order.open() == 0L) {
                leave(order);
            }
        }
        settling.networkChanged();
    }

    private static Transfer transfer(Order walker, Order resting) {
        Order up = walker.isUp() ? walker : resting;
        Order down = walker.isUp() ? resting : walker;
        return new Transfer(up.bus, down.bus, up.call != null ? up.call : down.call);
    }
}
