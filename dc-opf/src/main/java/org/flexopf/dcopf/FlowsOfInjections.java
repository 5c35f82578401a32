package org.flexopf.dcopf;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.Variables;
import org.flexopf.network.Topology;
import org.flexopf.opf.control.ShiftVariables;
import org.flexopf.opf.formulation.BlockModel;

/**
 * Flows as linear functions of net injections s and of what free phase shifts differ by from their settings, in per
 * unit, with pi, offset and PTDF as in {@link ShiftFactors}. A phase shift of {@code change} on the branch k from i to
 * j is one more injection of {@code b change} at both of its ends, out of i and into j:
 *
 * <pre>
 *   offset = offset_0 + sum over k of b change (toShare e_j - fromShare e_i)
 *   sum pi (s - offset) = 0                                 per island
 *   P = sum PTDF (s - offset) - b (shift_0 + change)
 * </pre>
 */
final class FlowsOfInjections {

    private final BlockModel model;
    private final ShiftFactors factors;
    private final Variables injection;
    private final ShiftVariables shifts;
    private final int[] shifters;

    FlowsOfInjections(BlockModel model, ShiftFactors factors, Variables injection, ShiftVariables shifts) {
        this.model = model;
        this.factors = factors;
        this.injection = injection;
        this.shifts = shifts;
        this.shifters = shifts.branches();
    }

    /** sum pi (s - offset) = 0 over each island. */
    void addIslandBalances() {
        Topology topology = model.topology();
        LinearExpression[] sums = new LinearExpression[topology.islandCount()];
        double[] delivery = factors.deliveryFactors();
        for (int i : topology.fromRootsOutwards()) {
            int island = topology.island(i);
            if (sums[island] == null) {
                sums[island] = LinearExpression.zero();
            }
            sums[island].plus(delivery[i], injection.of(i)).plus(-delivery[i] * factors.offset(i));
        }
        for (int k : shifters) {
            sums[topology.island(topology.from(k))].plus(-factors.shiftOffset(k, delivery), shifts.change(k));
        }
        for (LinearExpression sum : sums) {
            model.program().equal(null, 0, sum, 0.0);
        }
    }

    /** P = sum PTDF (s - offset) - b shift. */
    LinearExpression flow(int branch) {
        double[] row = factors.row(branch);
        LinearExpression flow = LinearExpression.of(factors.flowWithoutInjection(branch));
        for (int i = 0; i < row.length; i++) {
            if (row[i] != 0.0) {
                flow.plus(row[i], injection.of(i)).plus(-row[i] * factors.offset(i));
            }
        }
        for (int k : shifters) {
            double direct = k == branch ? factors.susceptance(k) : 0.0;
            double perRadian = -factors.shiftOffset(k, row) - direct;
            if (perRadian != 0.0) {
                flow.plus(perRadian, shifts.change(k));
            }
        }
        return flow;
    }

    /** What the shift of a branch is beyond its setting, radians. */
    LinearExpression shiftChange(int branch) {
        return shifts.change(branch);
    }
}
