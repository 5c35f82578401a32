package org.flexopf.exchange;

import org.flexopf.exchange.Admission.Refused;

/**
 * Does again what a command did, by its recorded outcome: orders come and change as the command says, trades and
 * removals are those of the outcome.
 */
final class Adoption {

    private final Admission admission;
    private final MarketState state;

    Adoption(Admission admission, MarketState state) {
        this.admission = admission;
        this.state = state;
    }

    void adopt(Command command, Outcome outcome, long clock) throws Refused {
        long now = admission.time(command, clock);
        switch (command.kind()) {
            case "SUBMIT" -> {
                Submission submission = admission.submission(command, now, state);
                state.use(submission.id());
                enter(new Order(submission, outcome.sequence()));
            }
            case "CANCEL" -> admission.order(command, now, state);
            case "AMEND" -> {
                Order order = admission.order(command, now, state);
                Amendment amendment = admission.amendment(command, order, now);
                if (!amendment.closes(order)) {
                    amend(order, amendment, outcome.sequence());
                }
            }
            case "CLOSE" -> state.close(admission.period(command, state));
            default -> throw new Refused(Refusal.BAD_KIND);
        }
        for (Trade trade : outcome.trades()) {
            Order up = open(trade.up(), outcome);
            Order down = open(trade.down(), outcome);
            if (trade.quantity() > Math.min(up.open(), down.open())) {
                throw new IllegalArgumentException("command " + outcome.sequence() + " traded " + trade.quantity()
                        + " W of " + up.id + " and " + down.id + ", which are smaller");
            }
            state.periodOf(up).adopt(up, down, trade.quantity());
        }
        for (Removal removal : outcome.removals()) {
            Order order = open(removal.id(), outcome);
            state.periodOf(order).leave(order);
        }
    }

    private void amend(Order order, Amendment amendment, long sequence) {
        boolean keepsPlace = amendment.keepsPlaceOf(order);
        state.periodOf(order).leave(order);
        if (!keepsPlace) {
            order.priority = sequence;
        }
        order.become(amendment);
        enter(order);
    }

    private void enter(Order order) {
        state.periodOf(order).enter(order);
        state.enter(order);
    }

    private Order open(String id, Outcome outcome) {
        Order order = state.open(id);
        if (order == null) {
            throw new IllegalArgumentException(
                    "command " + outcome.sequence() + " was about " + id + ", which is not open here");
        }
        return order;
    }
}
