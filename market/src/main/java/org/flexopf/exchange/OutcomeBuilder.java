package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flexopf.exchange.check.Feasible;

/** What a command brings about, as it happens. */
final class OutcomeBuilder {

    final long sequence;
    final long time;
    private final List<Trade> trades = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<Removal> removals = new ArrayList<>();

    OutcomeBuilder(long sequence, long time) {
        this.sequence = sequence;
        this.time = time;
    }

    void trade(String period, Order walker, Order resting, long quantity) {
        Order up = walker.isUp() ? walker : resting;
        Order down = walker.isUp() ? resting : walker;
        trades.add(new Trade(
                sequence,
                time,
                period,
                up.id,
                down.id,
                up.owner,
                down.owner,
                up.busNumber,
                down.busNumber,
                quantity,
                up.price,
                down.price,
                walker.direction));
    }

    void rejection(Order walker, Order resting, long asked, Feasible feasible) {
        rejections.add(new Rejection(
                sequence, walker.id, resting.id, asked, feasible.quantity(), feasible.limiting(), feasible.excess()));
    }

    void removal(Order order, RemovalReason reason, long attainable) {
        removals.add(new Removal(sequence, order.id, order.open(), reason, attainable));
    }

    Outcome build() {
        return new Outcome(sequence, Optional.empty(), trades, rejections, removals);
    }
}
