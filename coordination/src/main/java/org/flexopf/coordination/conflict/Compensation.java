package org.flexopf.coordination.conflict;

import java.util.Map;

/**
 * What it takes to make up for what the DSOs take beyond the TSO's wish: assets that draw more, the cheapest first, and
 * only where no transformer is overloaded.
 *
 * @param needed what is to be made up for, MW
 * @param made what can be, MW
 * @param cost of that, beyond what the TSO's own request costs, currency
 * @param payer who pays it
 * @param byArea the cost by the area whose DSO caused it, in proportion to what it takes beyond the TSO's wish,
 *     currency
 */
public record Compensation(double needed, double made, double cost, ImbalancePayer payer, Map<Integer, Double> byArea) {

    /** Whether all of it can be made up for. */
    public boolean isComplete() {
        return made >= needed - DsoAllocation.ROUNDING;
    }
}
