package org.flexopf.exchange;

/** At which prices a trade is paid. Trades and quantities do not depend on it. */
public enum PriceRule {

    /** Each side at the price of its own order; the market keeps the difference. */
    PAY_AS_BID("pay-as-bid") {
        @Override
        public long priceOf(Direction direction, Trade trade) {
            return direction == Direction.UP ? trade.priceUp() : trade.priceDown();
        }
    },

    /** Both sides at the price of the order that rested in the book; the market keeps nothing. */
    RESTING_ORDER("resting-order") {
        @Override
        public long priceOf(Direction direction, Trade trade) {
            return trade.aggressor() == Direction.UP ? trade.priceDown() : trade.priceUp();
        }
    };

    private final String label;

    PriceRule(String label) {
        this.label = label;
    }

    /** What a side of a trade pays (UP) or receives (DOWN), 1e-4 per MWh. */
    public abstract long priceOf(Direction direction, Trade trade);

    /** The rule of a label. @throws IllegalArgumentException if there is none */
    public static PriceRule of(String label) {
        for (PriceRule rule : values()) {
            if (rule.label.equals(label)) {
                return rule;
            }
        }
        throw new IllegalArgumentException(
                "there is no price rule '" + label + "'; choose one of pay-as-bid, resting-order");
    }

    /** How options and reports call it. */
    public String label() {
        return label;
    }
}
