package org.flexopf.coordination.reserve;

import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Direction;

/**
 * What becomes of a period under a scheme. Powers in MW, by name of the aggregator; those with nothing are left out.
 *
 * @param period the period, from 1
 * @param direction which way the TSO needs power
 * @param requested how much
 * @param unchecked what the TSO would take if it knew no feeder
 * @param uncheckedOverloads what that would do to the feeder
 * @param attempts what was tried, in order
 * @param divisor what boundaries or selection were divided by in the end; 0 where nothing passed
 * @param activated what is activated
 * @param reserveUnits what the TSO's own units give instead
 * @param dsoCounter what the DSO activates in the opposite direction to relieve its lines
 * @param largestLoading the largest share of a rating in the end
 * @param profit what aggregators earn, currency: revenue less what they pay for deviating
 * @param dsoCost what the DSO pays, currency
 */
public record IspOutcome(
        int period,
        Direction direction,
        double requested,
        Map<String, Double> unchecked,
        List<Overload> uncheckedOverloads,
        List<Attempt> attempts,
        int divisor,
        Map<String, Double> activated,
        double reserveUnits,
        Map<String, Double> dsoCounter,
        double largestLoading,
        Map<String, Double> profit,
        double dsoCost) {

    /**
     * A line beyond its limit.
     *
     * @param branch the line's number
     * @param from the number of its first bus
     * @param to the number of its second bus
     * @param excess MW beyond the limit
     */
    public record Overload(int branch, int from, int to, double excess) {}

    /**
     * A try.
     *
     * @param divisor what was divided by
     * @param passed whether the feeder could bear it
     */
    public record Attempt(int divisor, boolean passed) {}

    /** The lists are copied. */
    public IspOutcome {
        uncheckedOverloads = List.copyOf(uncheckedOverloads);
        attempts = List.copyOf(attempts);
    }

    /** All that aggregators deliver to the TSO, MW. */
    public double volume() {
        return activated.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** What the DSO's relief takes away from what is delivered, MW: the imbalance that it makes. */
    public double imbalance() {
        return dsoCounter.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
