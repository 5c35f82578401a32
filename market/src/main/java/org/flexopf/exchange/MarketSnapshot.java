package org.flexopf.exchange;

import java.util.List;
import java.util.Objects;
import org.flexopf.exchange.check.SavedState;

/**
 * All that a market remembers, to go on from there. A market that is restored from it answers every further command as
 * the one it was taken of.
 *
 * @param sequence the number of the last command
 * @param clock the time of the last accepted command, ms; {@link Long#MIN_VALUE} before the first one
 * @param usedIds the ids of all orders that were accepted so far, sorted
 * @param periods the periods in their order
 */
public record MarketSnapshot(long sequence, long clock, List<String> usedIds, List<Period> periods) {

    /**
     * What is remembered of a period.
     *
     * @param name its name
     * @param closed whether its gate has closed
     * @param orders its open orders: UP by rank, then DOWN by rank
     * @param network the state of its network
     */
    public record Period(String name, boolean closed, List<RestingOrder> orders, SavedState network) {

        /** All are required; the list is copied. */
        public Period {
            Objects.requireNonNull(name, "name");
            orders = List.copyOf(orders);
            Objects.requireNonNull(network, "network");
        }
    }

    /** Lists are copied. */
    public MarketSnapshot {
        usedIds = List.copyOf(usedIds);
        periods = List.copyOf(periods);
    }

    void requirePeriods(MarketSettings settings) {
        List<String> own = periods.stream().map(Period::name).toList();
        if (!own.equals(settings.periods())) {
            throw new IllegalArgumentException("the snapshot has the periods " + own + ", the settings "
                    + settings.periods() + "; restore a market with the settings that it was saved with");
        }
    }
}
