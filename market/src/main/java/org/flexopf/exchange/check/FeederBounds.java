package org.flexopf.exchange.check;

import java.util.Arrays;

/**
 * What {@link TradeBounds} needs of the known state of a feeder, whatever the trade; the letters are explained there.
 * Worked out anew once a trade has been confirmed in the feeder.
 */
final class FeederBounds {

    /** Trades that move voltages farther than that, p.u., are left to the power flow. */
    static final double LARGEST_RADIUS = 0.05;
    /** So are states below this voltage, p.u. */
    static final double LEAST_VOLTAGE = 0.5;
    /** kappa at the largest radius and the least voltage; it falls with the voltage and rises with the radius. */
    static final double KAPPA = LEAST_VOLTAGE / (LEAST_VOLTAGE - LARGEST_RADIUS);
    /** What power flows leave open, p.u., a multiple of what they do and of what sums round off. */
    static final double NOISE = 1e-10;

    /** Branches are sorted out beforehand for quantities up to so many lots. */
    private static final double SMALL_LOTS = 4.0;

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    private final RadialLimits limits;

    /** Of feeders: whether everything stands for the known state. */
    private final boolean[] fresh;

    final double[] beta;
    final double[] leastVoltage;
    final double[] largestVoltage;
    /** How far voltages may move before a voltage, or the flow of a branch aside, could be violated, p.u. */
    final double[] voltageRoom;

    final double[] asideRoom;
    /** The largest sums of |z| and of 2 |z| |J| on a way to the reference. */
    final double[] farthest;

    final double[] steepest;
    /** A per branch, and C and D of what is at and behind it. */
    final double[] reach;

    final double[] lossC;
    final double[] lossD;
    /** Sums of |z| A and of 2 |z| |J| on the way from the reference. */
    final double[] drop;

    final double[] lossSlope;
    /** What is left of the limits of the voltage of a node, p.u., referred. */
    final double[] lowRoom;

    final double[] highRoom;
    /** What is left of the limit at the worse end of a branch, p.u.; infinite without one. */
    final double[] room;
    /** Sum of |z| on the way over the voltage of the node. */
    final double[] perQuantity;
    /** A quantity, p.u., and the nearest branch on the way to the reference that one like it or smaller may violate. */
    final double small;

    final int[] nearest;
    /** By how much a branch aside changes at most per p.u. that voltages move. */
    final double[] asideSlope;

    FeederBounds(RadialFlow flow, RadialLimits limits, double lot) {
        small = SMALL_LOTS * lot;
        this.flow = flow;
        this.limits = limits;
        feeders = flow.feeders;
        int count = feeders.count();
        int feederCount = feeders.root.length;
        fresh = new boolean[feederCount];
        beta = new double[feederCount];
        leastVoltage = new double[feederCount];
        largestVoltage = new double[feederCount];
        voltageRoom = new double[feederCount];
        asideRoom = new double[feederCount];
        farthest = new double[feederCount];
        steepest = new double[feederCount];
        reach = new double[count];
        lossC = new double[count];
        lossD = new double[count];
        drop = new double[count];
        lossSlope = new double[count];
        lowRoom = new double[count];
        highRoom = new double[count];
        room = new double[count];
        asideSlope = new double[count];
        perQuantity = new double[count];
        nearest = new int[count];
    }

    /** The known state of a feeder has become another one. */
    void moved(int feeder) {
        fresh[feeder] = false;
    }

    /** Lets everything stand for the known state of a feeder, N and Y of the flow included. */
    void refresh(int feeder) {
        if (fresh[feeder]) {
            return;
        }
        fresh[feeder] = true;
        flow.refresh(feeder);
        int from = feeders.start[feeder];
        int to = feeders.start[feeder + 1];
        Arrays.fill(reach, from, to, 0.0);
        Arrays.fill(lossC, from, to, 0.0);
        Arrays.fill(lossD, from, to, 0.0);
        double least = Double.POSITIVE_INFINITY;
        double largest = feeders.root[feeder];
        double voltage = Double.POSITIVE_INFINITY;
        double aside = Double.POSITIVE_INFINITY;
        for (int k = to - 1; k >= from; k--) {
            double squared = flow.e[k] * flow.e[k] + flow.f[k] * flow.f[k];
            double magnitude = Math.sqrt(squared);
            perQuantity[k] = feeders.distance[k] / magnitude;
            least = Math.min(least, magnitude);
            largest = Math.max(largest, magnitude);
            lowRoom[k] = magnitude - limits.low[k] - NOISE;
            highRoom[k] = limits.high[k] - magnitude - NOISE;
            voltage = Math.min(voltage, Math.min(lowRoom[k], highRoom[k]));
            double shunt = Math.abs(feeders.g[k]) + Math.abs(feeders.b[k]);
            double demand = Math.sqrt(flow.p[k] * flow.p[k] + flow.q[k] * flow.q[k]);
            double current = Math.sqrt(flow.jr[k] * flow.jr[k] + flow.ji[k] * flow.ji[k]);
            double a = reach[k] + demand / squared + shunt;
            double slope = 2.0 * feeders.impedance[k] * current;
            double c = lossC[k] + slope * a + 2.0 * shunt * magnitude;
            double d = lossD[k] + feeders.impedance[k] * a * a + shunt;
            reach[k] = a;
            lossC[k] = c;
            lossD[k] = d;
            lossSlope[k] = slope;
            int above = feeders.parent[k];
            double parentE = feeders.root[feeder];
            double parentF = 0.0;
            if (above >= 0) {
                reach[above] += a;
                lossC[above] += c;
                lossD[above] += d;
                parentE = flow.e[above];
                parentF = flow.f[above];
            }
            double half = feeders.halfCharging[k];
            double parentMagnitude = half == 0.0 ? 0.0 : Math.sqrt(parentE * parentE + parentF * parentF);
            // The charging at either end of the branch itself may be behind it or not.
            double perMove = KAPPA * (c + 2.0 * Math.abs(half) * (parentMagnitude + magnitude))
                    + KAPPA * KAPPA * LARGEST_RADIUS * (d + 2.0 * Math.abs(half));
            asideSlope[k] = perMove;
            room[k] = Double.POSITIVE_INFINITY;
            if (feeders.parentEnd[k] >= 0) {
                double atParent = apparent(parentE, parentF, flow.jr[k], flow.ji[k], half);
                double atNode = apparent(flow.e[k], flow.f[k], flow.jr[k], flow.ji[k], -half);
                double left = Math.min(limits.parentEnd[k] - atParent, limits.nodeEnd[k] - atNode) - NOISE;
                room[k] = left;
                if (left < aside * perMove) {
                    aside = left / perMove;
                }
            }
        }
        double worst = 0.0;
        double far = 0.0;
        double steep = 0.0;
        for (int k = from; k < to; k++) {
            int above = feeders.parent[k];
            double sum = feeders.impedance[k] * reach[k];
            if (above >= 0) {
                sum += drop[above];
                lossSlope[k] += lossSlope[above];
            }
            drop[k] = sum;
            worst = Math.max(worst, sum);
            far = Math.max(far, feeders.distance[k]);
            steep = Math.max(steep, lossSlope[k]);
        }
        beta[feeder] = worst;
        leastVoltage[feeder] = least;
        largestVoltage[feeder] = largest;
        voltageRoom[feeder] = voltage;
        asideRoom[feeder] = aside;
        farthest[feeder] = far;
        steepest[feeder] = steep;
        sortOut(feeder);
    }

    /** Finds the branches that a small trade may violate, whatever its ends. */
    private void sortOut(int feeder) {
        double u = leastVoltage[feeder];
        double gamma = 2.0 * small * farthest[feeder] / u;
        // The radius is at most twice the first order where it is used at all.
        double radius = 2.0 * gamma / (1.0 - beta[feeder]);
        double scaled = KAPPA * small / u;
        double way = steepest[feeder] + 2.0 * scaled * farthest[feeder] + 2.0 * KAPPA * radius * beta[feeder];
        double most = small + 2.0 * scaled * way;
        for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
            int above = feeders.parent[k];
            boolean isOutOfReach = room[k] >= most + radius * asideSlope[k];
            nearest[k] = !isOutOfReach ? k : above < 0 ? -1 : nearest[above];
        }
    }

    /**
     * The next branch on the way to the reference, from a node on, that a quantity may violate; -1 if there is none.
     */
    int next(int node, double quantity) {
        return node < 0 || quantity > small ? node : nearest[node];
    }

    /** Apparent power of a voltage and the current of a branch with half its charging, p.u. */
    static double apparent(double e, double f, double jr, double ji, double half) {
        double re = jr - half * f;
        double im = ji + half * e;
        return Math.sqrt((e * e + f * f) * (re * re + im * im));
    }

    @Override
    public String toString() {
        return "bounds of the states of " + feeders;
    }
}
