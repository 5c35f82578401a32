package org.flexopf.exchange.finder;

import java.util.OptionalDouble;

/**
 * How requests are looked for.
 *
 * @param upLimitMw the most by which the load of any bus may be asked to rise, MW, not negative; what it may be asked
 *     to fall by is its demand
 * @param share a bus is in the zone of a violation if a MW there relieves it by at least this share of the best, above
 *     0 and up to 1
 * @param riskLevel the level of quantile and CVaR, above 0 and below 1
 * @param lossPrice what a MWh of losses weighs against a MWh requested, in the relaxed optimal power flow; not negative
 * @param maxRounds most linear programs for one period of one scenario
 * @param slackPenalty what a MVA, or a tenth of a p.u., of violation left over weighs against a MW requested; empty
 *     where nothing may be left over
 */
public record FinderSettings(
        double upLimitMw,
        double share,
        double riskLevel,
        double lossPrice,
        int maxRounds,
        OptionalDouble slackPenalty) {

    /** @throws IllegalArgumentException if a number is out of its range */
    public FinderSettings {
        require(upLimitMw >= 0.0 && upLimitMw < Double.POSITIVE_INFINITY, "upLimitMw", upLimitMw, "0 MW or more");
        require(share > 0.0 && share <= 1.0, "share", share, "a share above 0 and up to 1");
        require(riskLevel > 0.0 && riskLevel < 1.0, "riskLevel", riskLevel, "a level above 0 and below 1");
        require(lossPrice >= 0.0 && lossPrice < Double.POSITIVE_INFINITY, "lossPrice", lossPrice, "0 or more");
        require(maxRounds >= 1, "maxRounds", maxRounds, "at least 1");
        slackPenalty.ifPresent(penalty -> require(
                penalty > 0.0 && penalty < Double.POSITIVE_INFINITY, "slackPenalty", penalty, "a number above zero"));
    }

    private static void require(boolean holds, String name, double value, String fix) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", which makes no sense there; give " + fix);
        }
    }

    /**
     * Up to 0.5 MW more at each bus, zones at a share of 0.8, risk at 0.8, losses at 1e-3, 100 rounds, and nothing left
     * over.
     */
    public static FinderSettings defaults() {
        return new FinderSettings(0.5, 0.8, 0.8, 1e-3, 100, OptionalDouble.empty());
    }

    /** These settings with another limit of what loads may be asked to rise by, MW. */
    public FinderSettings withUpLimit(double mw) {
        return new FinderSettings(mw, share, riskLevel, lossPrice, maxRounds, slackPenalty);
    }

    /** These settings with another share of the best that a bus in a zone has to reach. */
    public FinderSettings withShare(double other) {
        return new FinderSettings(upLimitMw, other, riskLevel, lossPrice, maxRounds, slackPenalty);
    }

    /** These settings with another level of quantile and CVaR. */
    public FinderSettings withRiskLevel(double level) {
        return new FinderSettings(upLimitMw, share, level, lossPrice, maxRounds, slackPenalty);
    }

    /** These settings with another limit of linear programs. */
    public FinderSettings withMaxRounds(int rounds) {
        return new FinderSettings(upLimitMw, share, riskLevel, lossPrice, rounds, slackPenalty);
    }

    /** These settings with violations that may be left over at a penalty; see {@link #slackPenalty}. */
    public FinderSettings withSlack(double penalty) {
        return new FinderSettings(upLimitMw, share, riskLevel, lossPrice, maxRounds, OptionalDouble.of(penalty));
    }
}
