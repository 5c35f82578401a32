package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.exchange.Admission.Refused;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.network.Network;

/**
 * A continuous market of flexibility. It is a function of the commands given to it: nothing is read from a clock, and
 * the same commands lead to the same outcomes.
 *
 * <pre>{@code
 * MarketSettings settings = MarketSettings.of(List.of("t1"), 60).withOperator("dso");
 * ContinuousMarket market = ContinuousMarket.open(settings, network, ShiftFactorCheck.of(network));
 * Command offer = Command.submit(1, "A1", "ann").at(7, Direction.DOWN, "t1").offering(500_000, 450_000);
 * Outcome outcome = market.apply(offer);
 * }</pre>
 *
 * <p>Each period has two books and a network state of its own. A command is refused, or carried out: orders that are
 * due end, the command itself takes place, and resting orders are re-examined until none of them, taken as the one that
 * arrives, would trade. Not safe for use by several threads at once; views and outcomes are immutable.
 */
public final class ContinuousMarket {

    private final MarketSettings settings;
    private final NetworkCheck check;
    private final BusNumbers buses;
    private final Admission admission;
    private final MarketState state;
    private long sequence;
    private long clock;

    private ContinuousMarket(
            MarketSettings settings, Network network, NetworkCheck check, MarketState state, long clock) {
        this.settings = settings;
        this.check = check;
        this.state = state;
        this.clock = clock;
        buses = new BusNumbers(network);
        admission = new Admission(settings, buses, check);
    }

    /** A market without orders on a network at its schedule. */
    public static ContinuousMarket open(MarketSettings settings, Network network, NetworkCheck check) {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(check, "check");
        MarketState state = new MarketState(settings, period -> check.open(settings.lot()));
        return new ContinuousMarket(settings, network, check, state, Long.MIN_VALUE);
    }

    /**
     * The market of a snapshot.
     *
     * @throws IllegalArgumentException if the snapshot does not fit the settings, the network or the check
     */
    public static ContinuousMarket restore(
            MarketSettings settings, Network network, NetworkCheck check, MarketSnapshot snapshot) {
        Objects.requireNonNull(check, "check");
        snapshot.requirePeriods(settings);
        MarketState state = new MarketState(
                settings,
                period -> check.restore(
                        settings.lot(), snapshot.periods().get(period).network()));
        ContinuousMarket market = new ContinuousMarket(settings, network, check, state, snapshot.clock());
        market.sequence = snapshot.sequence();
        snapshot.usedIds().forEach(state::use);
        for (int period = 0; period < snapshot.periods().size(); period++) {
            if (snapshot.periods().get(period).closed()) {
                state.close(period);
            }
            PeriodMarket restored = state.periods.get(period);
            for (RestingOrder resting : snapshot.periods().get(period).orders()) {
                Order order = resting.order(period, market.buses);
                restored.enter(order);
                state.enter(order);
            }
        }
        return market;
    }

    /** Carries a command out, or refuses it. The number of the command is one more than that of the one before. */
    public Outcome apply(Command command) {
        Objects.requireNonNull(command, "command");
        long number = sequence + 1L;
        Outcome outcome;
        try {
            outcome = accept(command, number);
        } catch (Refused refused) {
            outcome = Outcome.refused(number, refused.refusal);
        }
        sequence = number;
        return outcome;
    }

    /**
     * Takes over a command with the outcome that it had, without asking the network: what a journal tells is done again
     * and not worked out again. The next command that is applied finds the market as if all had been.
     *
     * @throws IllegalArgumentException if the outcome cannot be that of the command here
     */
    public void adopt(Command command, Outcome outcome) {
        if (outcome.sequence() != sequence + 1L) {
            throw new IllegalArgumentException("outcome " + outcome.sequence() + " cannot follow command " + sequence);
        }
        if (outcome.isAccepted()) {
            try {
                new Adoption(admission, state).adopt(command, outcome, clock);
                clock = admission.time(command, clock);
            } catch (Refused refused) {
                throw new IllegalArgumentException(
                        "command " + outcome.sequence() + " was accepted, and would be refused here: "
                                + refused.refusal,
                        refused);
            }
        }
        sequence = outcome.sequence();
    }

    private Outcome accept(Command command, long number) throws Refused {
        long now = admission.time(command, clock);
        OutcomeBuilder outcome = new OutcomeBuilder(number, now);
        switch (command.kind()) {
            case "SUBMIT" -> {
                Submission submission = admission.submission(command, now, state);
                begin(outcome);
                state.use(submission.id());
                arrive(new Order(submission, number), outcome);
            }
            case "CANCEL" -> {
                Order order = admission.order(command, now, state);
                begin(outcome);
                remove(order, RemovalReason.CANCELLED, outcome);
            }
            case "AMEND" -> {
                Order order = admission.order(command, now, state);
                Amendment amendment = admission.amendment(command, order, now);
                begin(outcome);
                amend(order, amendment, outcome);
            }
            case "CLOSE" -> {
                int period = admission.period(command, state);
                begin(outcome);
                close(period, outcome);
            }
            default -> throw new Refused(Refusal.BAD_KIND);
        }
        for (PeriodMarket period : state.periods) {
            period.settle(outcome);
        }
        return outcome.build();
    }

    /** Nothing can be wrong with a command any more: time moves on, and what is due ends. */
    private void begin(OutcomeBuilder outcome) {
        clock = outcome.time;
        for (Order order = state.due(clock); order != null; order = state.due(clock)) {
            remove(order, RemovalReason.EXPIRED, outcome);
        }
    }

    private void remove(Order order, RemovalReason reason, OutcomeBuilder outcome) {
        outcome.removal(order, reason, 0L);
        state.periodOf(order).leave(order);
    }

    private void arrive(Order order, OutcomeBuilder outcome) {
        if (state.periodOf(order).arrive(order, outcome)) {
            state.enter(order);
        }
    }

    private void amend(Order order, Amendment amendment, OutcomeBuilder outcome) {
        if (amendment.closes(order)) {
            remove(order, RemovalReason.CANCELLED, outcome);
            return;
        }
        boolean keepsPlace = amendment.keepsPlaceOf(order);
        if (keepsPlace) {
            state.strike(order);
        } else {
            state.periodOf(order).leave(order);
            order.priority = outcome.sequence;
        }
        order.become(amendment);
        if (keepsPlace) {
            state.enter(order);
            state.periodOf(order).amended(order);
        } else {
            arrive(order, outcome);
        }
    }

    private void close(int period, OutcomeBuilder outcome) {
        state.close(period);
        for (Direction direction : Direction.values()) {
            List<Order> orders = new ArrayList<>();
            state.periods.get(period).side(direction).forEach(orders::add);
            orders.forEach(order -> remove(order, RemovalReason.GATE_CLOSED, outcome));
        }
    }

    /** What the market was set up with. */
    public MarketSettings settings() {
        return settings;
    }

    /** How it checks its network. */
    public NetworkCheck check() {
        return check;
    }

    /** The number of the last command; 0 before the first one. */
    public long sequence() {
        return sequence;
    }

    /** The books as they stand. */
    public MarketView view() {
        return new MarketView(sequence, state.periods.stream().map(this::view).toList());
    }

    private BookView view(PeriodMarket period) {
        return new BookView(
                period.name,
                state.isClosed(state.periods.indexOf(period)),
                RestingOrder.of(period.up, buses),
                RestingOrder.of(period.down, buses),
                period.network.figures());
    }

    /** All that is needed to go on from here. */
    public MarketSnapshot snapshot() {
        List<MarketSnapshot.Period> periods = new ArrayList<>();
        for (int k = 0; k < state.periods.size(); k++) {
            PeriodMarket period = state.periods.get(k);
            List<RestingOrder> orders = new ArrayList<>(RestingOrder.of(period.up, buses));
            orders.addAll(RestingOrder.of(period.down, buses));
            periods.add(new MarketSnapshot.Period(period.name, state.isClosed(k), orders, period.network.save()));
        }
        return new MarketSnapshot(
                sequence, clock, state.usedIds().stream().sorted().toList(), periods);
    }

    @Override
    public String toString() {
        return "continuous market with check " + check.name() + " after command " + sequence;
    }
}
