package org.flexopf.testkit.golden;

/**
 * The DC optimal power flow without losses; shunt conductances draw their power at 1 p.u. Generation and prices are
 * unique. Arrays, units and signs are those of {@link GoldenCase}.
 *
 * @param convention how susceptances follow from the data
 * @param objective cost of generation and of DC lines, currency per hour
 * @param pg active generation per generator, MW
 * @param hvdcP active power drawn at the from end of each DC line, MW
 * @param price price per bus, currency per MWh
 * @param flow active power from the from end to the to end of each branch, MW
 * @param rating multiplier of each branch's rating, in whichever direction it binds, currency per MWh
 * @param angle multiplier of the upper limit of each branch's angle difference less that of the lower limit, currency
 *     per hour and per degree
 */
public record DcOptimum(
        DcConvention convention,
        double objective,
        double[] pg,
        double[] hvdcP,
        double[] price,
        double[] flow,
        double[] rating,
        double[] angle) {}
