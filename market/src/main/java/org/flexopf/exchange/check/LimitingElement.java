package org.flexopf.exchange.check;

import java.util.Locale;
import java.util.Objects;

/**
 * An element of the network at its limit, by the names of the market's rules: {@code 7+} and {@code 7-} are the two
 * directions of branch 7, {@code 7f} and {@code 7t} its ends, {@code bus 18 low} and {@code bus 18 high} the two limits
 * of a voltage.
 *
 * @param kind what of the element is limited
 * @param number the number of the branch or bus; 0 where the power flow has no solution
 * @param limit the limit in MW, MVA or p.u.; NaN where the power flow has no solution
 */
public record LimitingElement(Kind kind, int number, double limit) {

    /** What is limited. */
    public enum Kind {
        /** The active flow of a branch from its from end to its to end, MW. */
        FORWARD("%d+", "the flow of branch %d from its from end", "MW"),
        /** The active flow of a branch from its to end to its from end, MW. */
        BACKWARD("%d-", "the flow of branch %d from its to end", "MW"),
        /** The apparent power at the from end of a branch, MVA. */
        FROM_END("%df", "the apparent power at the from end of branch %d", "MVA"),
        /** The apparent power at the to end of a branch, MVA. */
        TO_END("%dt", "the apparent power at the to end of branch %d", "MVA"),
        /** The lower limit of a voltage magnitude, p.u. */
        LOW("bus %d low", "the voltage at bus %d against its lower limit", "p.u."),
        /** The upper limit of a voltage magnitude, p.u. */
        HIGH("bus %d high", "the voltage at bus %d against its upper limit", "p.u."),
        /** No power flow was found for one lot more. */
        NO_POWER_FLOW("no power flow", "the power flow, which has no solution for one lot more,", "");

        private final String name;
        private final String words;
        private final String unit;

        Kind(String name, String words, String unit) {
            this.name = name;
            this.words = words;
            this.unit = unit;
        }

        /** The unit of its limit and of an excess over it. */
        public String unit() {
            return unit;
        }
    }

    /** The absence of a power flow. */
    public static final LimitingElement NO_POWER_FLOW = new LimitingElement(Kind.NO_POWER_FLOW, 0, Double.NaN);

    /** The kind is required. */
    public LimitingElement {
        Objects.requireNonNull(kind, "kind");
    }

    /** The name by the market's rules, such as {@code 7+}. */
    public String name() {
        return String.format(Locale.ROOT, kind.name, number);
    }

    /** The element and its limit in words, for a reader. */
    public String inWords() {
        String words = String.format(Locale.ROOT, kind.words, number);
        return Double.isNaN(limit) ? words : String.format(Locale.ROOT, "%s (%s %s)", words, limit, kind.unit);
    }
}
