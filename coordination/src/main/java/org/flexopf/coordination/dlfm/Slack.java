package org.flexopf.coordination.dlfm;

/**
 * What a market could not meet. Nothing is missing in silence.
 *
 * @param kind what it is
 * @param market the market, from 1 to 6; 0 where both levels are cleared at once
 * @param area the area
 * @param bus the number of the bus; 0 where it is about the whole area
 * @param period the period, from 1
 * @param power MW, above zero
 */
public record Slack(Kind kind, int market, String area, int bus, int period, double power) {

    /** Kinds of slack. */
    public enum Kind {
        /** Load that is not served; above the bus's demand where a schedule cannot be kept at all. */
        SHED("load shed"),
        /** Power that is there and cannot be used. */
        SPILL("power spilled"),
        /** Upward reserve that nobody has. */
        RESERVE_UP("upward reserve missing"),
        /** Downward reserve that nobody has. */
        RESERVE_DOWN("downward reserve missing"),
        /** An interface that flows otherwise than scheduled; costs nothing here, the TSO balances it. */
        DEVIATION("interface off schedule");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What it is, in words. */
        public String label() {
            return label;
        }
    }

    /** Whether it is about the whole area, and not one bus of it. */
    public boolean isOfWholeArea() {
        return bus == 0;
    }
}
