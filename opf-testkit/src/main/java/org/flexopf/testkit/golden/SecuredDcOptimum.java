package org.flexopf.testkit.golden;

import java.util.List;
import java.util.OptionalInt;

/**
 * The DC optimal power flow that stays within its limits after the outage of any single branch that does not split the
 * network, without moves after the outage (N-1, preventive). Generation is unique. Arrays, units and signs are those of
 * {@link GoldenCase}.
 *
 * @param convention how susceptances follow from the data
 * @param ratingFactor limits after an outage are so many times the ratings
 * @param outages numbers of the branches whose outages count
 * @param objective cost of generation, currency per hour
 * @param pg active generation per generator, MW
 * @param lowestPrice price per bus, with what the limits after outages add to it, currency per MWh; the lowest one
 *     where prices are not unique
 * @param highestPrice the highest price of each bus; infinite where demand cannot rise, and the lowest one where prices
 *     are unique
 * @param binding the ratings that save something at the lowest prices, those after outages included
 */
public record SecuredDcOptimum(
        DcConvention convention,
        double ratingFactor,
        List<Integer> outages,
        double objective,
        double[] pg,
        double[] lowestPrice,
        double[] highestPrice,
        List<Binding> binding) {

    /** The lists are copied, the arrays are not. */
    public SecuredDcOptimum {
        outages = List.copyOf(outages);
        binding = List.copyOf(binding);
    }

    /**
     * A rating that binds.
     *
     * @param outage number of the branch that is out; empty if the rating binds without an outage
     * @param branch number of the branch whose rating binds
     * @param multiplier currency per MWh: positive where it limits the flow from the from end to the to end, negative
     *     where it limits the flow against that
     */
    public record Binding(OptionalInt outage, int branch, double multiplier) {}
}
