package org.flexopf.dcopf;

import java.util.function.IntFunction;
import org.flexopf.model.LinearExpression;
import org.flexopf.opf.PeriodModel;

/** Rows that a DC optimal power flow has in whichever variables it is written. */
final class DcRows {

    private DcRows() {}

    /**
     * Both limits on the weighted sum of flows. Branches out of service carry nothing; an interface of such branches
     * only must allow zero.
     */
    static void interfaceLimits(
            PeriodModel model, int index, FlowInterface limits, IntFunction<LinearExpression> flow) {
        LinearExpression sum = LinearExpression.zero();
        limits.weights().forEach((id, weight) -> {
            int branch = model.network().branchIndex(id);
            if (model.topology().isActive(branch)) {
                sum.plus(weight, flow.apply(branch));
            }
        });
        model.program()
                .between(
                        DcFormulation.INTERFACE_MIN,
                        DcFormulation.INTERFACE_MAX,
                        index,
                        sum,
                        model.perUnit().power(limits.lower()),
                        model.perUnit().power(limits.upper()));
    }
}
