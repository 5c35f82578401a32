package org.flexopf.exchange.check;

/**
 * Power at a branch by what is behind it, and by how much a trade changes it; the letters are those of
 * {@link VoltageMove}.
 *
 * <p><b>Power.</b> Power into what is behind a branch is its demand, which changes by exactly +-q for each end, the
 * losses z |J|^2 there and its shunts. Losses of a branch whose current changes by c +- w change by z (|J + c|^2 -
 * |J|^2) with at most |z| w (2 |J + c| + w) between. Where no end is behind a branch, what is behind changes by at most
 *
 * <pre>
 *   kappa r C + (kappa r)^2 D,   C = sum (2 |z| |J| A + 2 |y| |U|),   D = sum (|z| A^2 + |y|)
 * </pre>
 *
 * and where there are ends, power at the branch changes by at most that and
 *
 * <pre>
 *   q + (kappa q / u) sum_a ( sum 2 |z| |J|  +  2 (kappa q / u) sum |z|  +  2 kappa r sum |z| A )
 * </pre>
 *
 * with the inner sums on the way of end a to the reference (of (x + A kappa r)^2, x = n kappa q / u, the square of x is
 * at most 2 kappa (q / u) x, and the last square is in D).
 */
final class PowerBalance {

    private static final double NOISE = FeederBounds.NOISE;
    private static final double KAPPA = FeederBounds.KAPPA;

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    private final RadialLimits limits;
    private final FeederBounds state;
    private final FirstOrder first;
    private final VoltageMove move;

    /** The trade: its nodes, -1 where nothing moves. */
    private int up = -1;

    private int down = -1;

    /** Estimated power into the branch, towards what is behind it, and by how much it may be wrong, p.u. */
    private double active;

    private double reactive;
    private double error;

    PowerBalance(RadialFlow flow, RadialLimits limits, FeederBounds state, FirstOrder first, VoltageMove move) {
        this.flow = flow;
        this.limits = limits;
        this.state = state;
        this.first = first;
        this.move = move;
        feeders = flow.feeders;
    }

    /** Turns to a trade between two nodes. */
    void look(int upNode, int downNode) {
        up = upNode;
        down = downNode;
    }

    /** The square of the estimated apparent power. */
    double squared() {
        return active * active + reactive * reactive;
    }

    /** By how much the estimated apparent power may be wrong, p.u. */
    double error() {
        return error;
    }

    /** By how much the trade changes power at branches on its ways at most, losses aside not counted. */
    double most(int feeder) {
        double scaled = KAPPA * move.quantity / state.leastVoltage[feeder];
        return move.quantity + scaled * (onWay(up, feeder, scaled) + onWay(down, feeder, scaled));
    }

    private double onWay(int end, int feeder, double scaled) {
        return end >= 0 && feeders.feeder[end] == feeder
                ? state.lossSlope[end]
                        + 2.0 * scaled * feeders.distance[end]
                        + 2.0 * KAPPA * move.radius * state.drop[end]
                : 0.0;
    }

    /**
     * Estimates power into a branch at one of its ends by what is behind it.
     *
     * @param byFirstOrder whether first orders of currents on the ways are known
     */
    void estimate(int branch, boolean atParent, boolean byFirstOrder) {
        present(branch, atParent);
        double moved = KAPPA * move.radius;
        error = moved * state.lossC[branch]
                + moved * moved * state.lossD[branch]
                + 2.0 * Math.abs(feeders.halfCharging[branch]) * (2.0 * move.voltage + move.radius) * move.radius
                + NOISE;
        if (feeders.isBehind(up, branch)) {
            active += move.quantity;
            for (int k = up; k > branch || (k == branch && atParent); k = feeders.parent[k]) {
                addLosses(k, byFirstOrder);
            }
        }
        if (feeders.isBehind(down, branch)) {
            active -= move.quantity;
            for (int k = down;
                    (k > branch || (k == branch && atParent)) && !feeders.isBehind(up, k);
                    k = feeders.parent[k]) {
                addLosses(k, byFirstOrder);
            }
        }
    }

    /** Adds to power by balance the change of losses in a branch on a way. */
    private void addLosses(int k, boolean byFirstOrder) {
        double changeR;
        double changeI;
        double miss;
        if (byFirstOrder) {
            changeR = move.quantity * first.currentR[k];
            changeI = move.quantity * first.currentI[k];
            miss = state.reach[k] * move.missPerReach + 2.0 * move.missPerEnd;
        } else {
            changeR = 0.0;
            changeI = 0.0;
            if (feeders.isBehind(up, k)) {
                double scale = move.quantity / (flow.e[up] * flow.e[up] + flow.f[up] * flow.f[up]);
                changeR += scale * flow.e[up];
                changeI += scale * flow.f[up];
            }
            if (feeders.isBehind(down, k)) {
                double scale = move.quantity / (flow.e[down] * flow.e[down] + flow.f[down] * flow.f[down]);
                changeR -= scale * flow.e[down];
                changeI -= scale * flow.f[down];
            }
            miss = state.reach[k] * move.movePerReach + 2.0 * move.missPerEnd;
        }
        double nextR = flow.jr[k] + changeR;
        double nextI = flow.ji[k] + changeI;
        double change = changeR * (flow.jr[k] + nextR) + changeI * (flow.ji[k] + nextI);
        active += feeders.r[k] * change;
        reactive += feeders.x[k] * change;
        error += feeders.impedance[k] * miss * (2.0 * (Math.abs(nextR) + Math.abs(nextI)) + miss);
    }

    /**
     * Whether no trade of a quantity with one end behind a branch and the other end elsewhere passes it, whatever the
     * ends: power by balance with the largest losses that any way can add.
     *
     * @param rises whether the load behind the branch rises
     * @param amount p.u.
     */
    boolean isClosed(int branch, boolean rises, double amount) {
        int feeder = feeders.feeder[branch];
        state.refresh(feeder);
        double u = state.leastVoltage[feeder];
        if (!move.bound(feeder, amount, 2.0 * amount * state.farthest[feeder] / u)) {
            return false;
        }
        double scaled = KAPPA * amount / u;
        double miss = scaled
                        * (state.steepest[feeder]
                                + 2.0 * scaled * state.farthest[feeder]
                                + 2.0 * KAPPA * move.radius * state.beta[feeder])
                + move.radius * state.asideSlope[branch]
                + NOISE;
        double added = rises ? amount : -amount;
        return isBeyond(branch, true, added, limits.parentEnd[branch] + miss)
                || isBeyond(branch, false, added, limits.nodeEnd[branch] + miss);
    }

    private boolean isBeyond(int branch, boolean atParent, double added, double most) {
        present(branch, atParent);
        double next = active + added;
        return next * next + reactive * reactive > most * most;
    }

    /** Sets power into a branch, towards what is behind it, as it is in the known state. */
    private void present(int branch, boolean atParent) {
        int above = feeders.parent[branch];
        double half = atParent ? feeders.halfCharging[branch] : -feeders.halfCharging[branch];
        double voltE = flow.e[branch];
        double voltF = flow.f[branch];
        if (atParent) {
            voltE = above < 0 ? feeders.root[feeders.feeder[branch]] : flow.e[above];
            voltF = above < 0 ? 0.0 : flow.f[above];
        }
        double re = flow.jr[branch] - half * voltF;
        double im = flow.ji[branch] + half * voltE;
        active = voltE * re + voltF * im;
        reactive = voltF * re - voltE * im;
    }

    @Override
    public String toString() {
        return "balance of power in " + feeders;
    }
}
