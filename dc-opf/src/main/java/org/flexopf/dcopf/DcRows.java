package org.flexopf.dcopf;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.opf.formulation.BlockModel;

/** Rows that a DC optimal power flow has in whichever variables it is written. */
final class DcRows {

    private DcRows() {}

    /**
     * The limits of all interfaces, called by their names.
     *
     * @param flow of an active branch (by index)
     */
    static void interfaceLimits(BlockModel model, List<FlowInterface> interfaces, IntFunction<LinearExpression> flow) {
        for (int k = 0; k < interfaces.size(); k++) {
            interfaceLimits(model, k, interfaces.get(k), flow);
        }
        for (ConstraintFamily limit : List.of(DcFormulation.INTERFACE_MIN, DcFormulation.INTERFACE_MAX)) {
            model.nameElements(limit, place -> "'" + interfaces.get(place).name() + "'");
        }
    }

    /**
     * Both limits on the weighted sum of flows. Branches out of service carry nothing; an interface of such branches
     * only must allow zero.
     */
    private static void interfaceLimits(
            BlockModel model, int index, FlowInterface limits, IntFunction<LinearExpression> flow) {
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
