package org.flexopf.exchange.check;

import java.util.function.IntConsumer;

/** A network without limits: every trade is feasible. */
public final class NoCheck implements NetworkCheck {

    /** The check. */
    public NoCheck() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean takesConditionalRequests() {
        return true;
    }

    @Override
    public NetworkState open(long lot) {
        return new Unlimited();
    }

    @Override
    public NetworkState restore(long lot, SavedState saved) {
        saved.requireSizes(name(), 0, 0);
        return new Unlimited();
    }

    @Override
    public String toString() {
        return "no network check";
    }

    private static final class Unlimited implements NetworkState {

        @Override
        public Feasible ask(Transfer transfer, long quantity) {
            return Feasible.all(quantity);
        }

        @Override
        public void confirm(Transfer transfer, long quantity) {}

        @Override
        public void begin() {}

        @Override
        public void commit() {}

        @Override
        public void rollback() {}

        @Override
        public void changes(IntConsumer barriers) {}

        @Override
        public SavedState save() {
            return SavedState.NOTHING;
        }

        @Override
        public NetworkFigures figures() {
            return NetworkFigures.NONE;
        }
    }
}
