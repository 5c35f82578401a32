package org.flexopf.coordination.reserve;

import org.flexopf.network.Network;
import org.flexopf.network.Topology;

/**
 * The flows of a radial feeder in the angle form {@code P = b (theta_i - theta_j)}, without losses. In a tree they do
 * not depend on b: what a branch carries is the sum of what is injected behind it.
 */
final class FeederFlows {

    private final Topology topology;
    private final int[] order;
    /** What each branch (by index) may carry, MW; infinite for no limit. */
    private final double[] limit;

    private final double[] rating;

    FeederFlows(Network feeder, ReserveRules rules) {
        this.topology = feeder.topology();
        this.order = topology.fromRootsOutwards();
        this.limit = new double[feeder.branches().size()];
        this.rating = new double[limit.length];
        for (int b = 0; b < limit.length; b++) {
            rating[b] = feeder.branches().get(b).rating();
            limit[b] = topology.isActive(b)
                    ? rules.loadingLimit() * rules.powerFactor() * rating[b]
                    : Double.POSITIVE_INFINITY;
        }
    }

    /** What flows towards the root on every branch (by index), MW, if buses (by index) inject MW. */
    double[] of(double[] injection) {
        double[] behind = injection.clone();
        double[] flow = new double[limit.length];
        for (int k = order.length - 1; k >= 0; k--) {
            int bus = order[k];
            int branch = topology.parentBranch(bus);
            if (branch >= 0) {
                flow[branch] = behind[bus];
                behind[topology.parentBus(bus)] += behind[bus];
            }
        }
        return flow;
    }

    /** How far a branch is beyond its limit, MW; not above zero if it is not. */
    double excess(int branch, double flow) {
        return Math.abs(flow) - limit[branch];
    }

    double limit(int branch) {
        return limit[branch];
    }

    int branches() {
        return limit.length;
    }

    /** The largest share of a rating that flows make use of. */
    double largestLoading(double[] flow) {
        double largest = 0.0;
        for (int b = 0; b < flow.length; b++) {
            largest = Math.max(largest, Math.abs(flow[b]) / rating[b]);
        }
        return largest;
    }

    /** The branches (by index) between a bus (by index) and the root. */
    int[] pathToRoot(int bus) {
        int length = 0;
        for (int at = bus; topology.parentBranch(at) >= 0; at = topology.parentBus(at)) {
            length++;
        }
        int[] path = new int[length];
        int k = 0;
        for (int at = bus; topology.parentBranch(at) >= 0; at = topology.parentBus(at)) {
            path[k++] = topology.parentBranch(at);
        }
        return path;
    }
}
