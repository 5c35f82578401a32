package org.flexopf.coordination.region;

import java.util.List;
import java.util.Objects;

/**
 * How units of a kind, or loads, take part. Shares are of the power that they have in an interval; up is a higher
 * injection, so that a load falls for it.
 *
 * @param kind the kind, such as pv, wind, chp or industrial
 * @param activePower MW per MVA at full output
 * @param taking the share of their power that takes part at all
 * @param up the share that is offered upwards
 * @param upPrice at what price
 * @param down the share that is offered downwards
 * @param downPrice at what price
 */
public record Participation(
        String kind,
        double activePower,
        double taking,
        double up,
        PriceRule upPrice,
        double down,
        PriceRule downPrice) {

    /** The kind of loads that take part, as end users. */
    public static final String INDUSTRIAL = "industrial";

    /** All parts are required. */
    public Participation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(upPrice, "upPrice");
        Objects.requireNonNull(downPrice, "downPrice");
    }

    /**
     * Table 2 of N. Natale, F. Pilo, G. Pisano and G. G. Soma, Price and quantity offers at the TSO-DSO interface
     * (2022): renewables give up all their power for nothing and a tenth more at twice the selling price, combined heat
     * and power a fifth either way, and a quarter of industrial loads a twentieth.
     */
    public static List<Participation> published() {
        return List.of(
                new Participation("pv", 0.95, 1.0, 0.1, new PriceRule(2.0, 0.0, 0.0), 1.0, PriceRule.FREE),
                new Participation("wind", 0.95, 1.0, 0.1, new PriceRule(2.0, 0.0, 0.0), 1.0, PriceRule.FREE),
                new Participation(
                        "chp", 1.0, 1.0, 0.2, new PriceRule(0.0, 0.0, 1.0), 0.2, new PriceRule(0.0, 0.9, 0.0)),
                new Participation(
                        INDUSTRIAL, 1.0, 0.25, 0.05, new PriceRule(0.0, 1.1, 0.0), 0.05, new PriceRule(0.0, 0.9, 0.0)));
    }
}
