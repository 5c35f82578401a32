package org.flexopf.testkit.golden;

/**
 * What one unit more room in a limit saves, never negative.
 *
 * @param vMax upper voltage limits per bus, currency per hour and per p.u. of the magnitude
 * @param vMin lower voltage limits per bus, currency per hour and per p.u. of the magnitude
 * @param pMax largest active power per generator, currency per MWh
 * @param pMin least active power per generator, currency per MWh
 * @param qMax largest reactive power per generator, currency per Mvarh
 * @param qMin least reactive power per generator, currency per Mvarh
 * @param ratingFrom ratings, or limits of current, at the from ends of the branches, currency per MVAh
 * @param ratingTo ratings, or limits of current, at the to ends of the branches, currency per MVAh
 * @param angleMax upper limits of the angle differences of the branches, currency per hour and per degree
 */
public record LimitMultipliers(
        double[] vMax,
        double[] vMin,
        double[] pMax,
        double[] pMin,
        double[] qMax,
        double[] qMin,
        double[] ratingFrom,
        double[] ratingTo,
        double[] angleMax) {}
