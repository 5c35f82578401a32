package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A limit on a sum of flows, and what a state has there.
 *
 * @param id its number
 * @param name its name; may be empty
 * @param flow the sum of flows with its limits, MW
 * @param dualLower what one MW more of room below saves, per MWh and not negative; NaN without prices
 * @param dualUpper what one MW more of room above saves, per MWh and not negative; NaN without prices
 */
public record InterfaceResult(int id, String name, LimitedValue flow, double dualLower, double dualUpper) {

    /** Name and flow are required. */
    public InterfaceResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(flow, "flow");
    }

    /** The interfaces of a state, without duals. */
    static List<InterfaceResult> of(Network network, OperatingPoint point) {
        List<InterfaceResult> rows = new ArrayList<>();
        for (FlowInterface limited : network.flowInterfaces()) {
            LimitedValue flow = new LimitedValue(point.flow(network, limited), limited.limits());
            rows.add(new InterfaceResult(limited.id(), limited.name(), flow, Double.NaN, Double.NaN));
        }
        return rows;
    }

    /** The same with what its limits are worth; nothing where they are not named. */
    InterfaceResult withDuals(List<LimitPrice> prices) {
        return new InterfaceResult(
                id, name, flow, worth(prices, NetworkLimit.INTERFACE_MIN), worth(prices, NetworkLimit.INTERFACE_MAX));
    }

    private double worth(List<LimitPrice> prices, NetworkLimit kind) {
        return prices.stream()
                .filter(one ->
                        one.limit().kind() == kind && one.limit().element().id() == id)
                .mapToDouble(LimitPrice::price)
                .sum();
    }

    /** The same interfaces with the duals of a solution, if it has any. */
    static List<InterfaceResult> withDuals(List<InterfaceResult> interfaces, OpfSolution solution) {
        if (interfaces.isEmpty() || !solution.result().hasDuals()) {
            return interfaces;
        }
        double[] lower = solution.duals(OpfConstraints.INTERFACE_MIN);
        double[] upper = solution.duals(OpfConstraints.INTERFACE_MAX);
        List<InterfaceResult> rows = new ArrayList<>();
        for (int k = 0; k < interfaces.size(); k++) {
            InterfaceResult row = interfaces.get(k);
            rows.add(new InterfaceResult(row.id(), row.name(), row.flow(), lower[k], upper[k]));
        }
        return rows;
    }
}
