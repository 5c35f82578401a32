package org.flexopf.exchange.check;

import java.util.Arrays;

/**
 * Rules trades in radial feeders in or out without a power flow: by the first order, which is exact but for what a
 * bound of all higher orders leaves open.
 *
 * <p><b>Setting.</b> U is the known state of a feeder, s = p + jq the demands, Z the matrix of the impedances that two
 * nodes have in common on their ways to the reference. U = U_0 - Z i(U) with i_m = conj(s_m / U_m) + y_m U_m. A trade
 * changes demands by ds (q at one or two nodes a), and voltages by d. The change of the current of a node is, exactly,
 *
 * <pre>
 *   conj(ds_m / U_m)  -  conj(s_m d_m / U_m^2) + y_m d_m  +  rho_m(d)
 *   rho_m = conj( s_m d_m^2 / (U_m^2 (U_m + d_m))  -  ds_m d_m / (U_m (U_m + d_m)) )
 * </pre>
 *
 * so that with G the (real-linear) second term and L = 1 + Z G: d = d1 - L^-1 Z rho(d), where d1 = -L^-1 Z conj(ds / U)
 * is the first order.
 *
 * <p><b>Bounds.</b> Norms are the largest magnitude over the nodes. Let g_m = |s_m| / |U_m|^2 + |y_m|,
 * beta = max_i sum_m |Z_im| g_m and gamma = q sum_a |Z_aa|' / |U_a|, with |Z|' the sums of the magnitudes of branch
 * impedances, which bound |Z_im| for every i. Then ||L^-1|| <= 1 / (1 - beta) as beta < 1, and ||d1|| <= eta =
 * gamma / (1 - beta). For ||d|| <= r < u = min |U_m|:
 *
 * <pre>
 *   |rho_m| <= g_m r^2 / (u - r) + [m = a] (q / |U_a|) r / (u - r)
 *   ||d - d1|| <= epsilon(r) = (beta r^2 + gamma r) / ((1 - beta) (u - r))
 * </pre>
 *
 * The map d -> d1 - L^-1 Z rho(d) takes the ball of radius 2 eta into itself if eta + epsilon(2 eta) <= 2 eta, and
 * contracts there by at most (beta (2 u r + r^2) + gamma u) / ((1 - beta) (u - r)^2), r = 2 eta, the largest derivative
 * of rho: of 1/(U+d) - 1/U + d/U^2 it is |2 U d + d^2| / (|U|^2 |U + d|^2), and of 1/(U+d) it is 1 / |U + d|^2, both
 * falling in |U|. If that is at most 1/2, by Banach there is exactly one state in the ball; its d has
 * ||d|| <= r = eta + epsilon(2 eta) and ||d - d1|| <= epsilon(r). The corrections of {@link RadialFlow} are this very
 * map, begun at d = 0, so that the state is the one that they find.
 *
 * <p><b>Flows.</b> With A_k the sum of g over the nodes behind branch k the current differs from its first order by
 * at most A_k (epsilon + r^2 / (u - r)), and (q / u) r / (u - r) more for each end of the trade behind it. Apparent
 * power is a product of a voltage V and a current I; if these are known up to v and w, it is up to |V| w + v |I| + v w.
 *
 * <p><b>Branches aside.</b> Where no end of the trade is behind a branch, its power changes by losses and shunts behind
 * it alone. Currents there change by at most A_k kappa r, kappa = u / (u - r), hence power at either end by at most
 *
 * <pre>
 *   kappa r C + (kappa r)^2 D,   C = sum (2 |z| |J| A + 2 |y| |U|),   D = sum (|z| A^2 + |y|)
 * </pre>
 *
 * over what is behind it, itself included. As long as r is less than the least of what is left of each limit by its C
 * and D, no branch aside is violated; as long as r is less than what is left of all voltages, no voltage is. Only where
 * that does not settle it all the first orders in the feeder are worked out. The same balance tells apparent power more
 * closely than the product of voltage and current, since the demand behind a branch is known exactly.
 */
final class TradeBounds {

    /** All limits hold for sure. */
    static final int HOLDS = -1;
    /** The bounds leave it open. */
    static final int OPEN = -2;

    /** What power flows leave open, p.u., a multiple of what they do and of what sums round off. */
    private static final double NOISE = 1e-10;
    /** Trades that move voltages farther than that, p.u., are left to the power flow. */
    private static final double LARGEST_RADIUS = 0.05;
    /** States below this voltage, p.u., or of more demand than this are left to the power flow. */
    private static final double LEAST_VOLTAGE = 0.5;

    private static final double LARGEST_BETA = 0.8;
    private static final double LARGEST_CONTRACTION = 0.5;
    /** kappa at the largest radius and the least voltage. */
    private static final double KAPPA = LEAST_VOLTAGE / (LEAST_VOLTAGE - LARGEST_RADIUS);

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    private final RadialLimits limits;

    /** Of feeders: whether what follows stands for the known state. */
    private final boolean[] fresh;

    private final double[] beta;
    private final double[] leastVoltage;
    private final double[] largestVoltage;
    /** How far voltages may move before a voltage, or the flow of a branch aside, could be violated, p.u. */
    private final double[] voltageRoom;

    private final double[] asideRoom;
    /** A per node. */
    private final double[] reach;
    /** Sums on the way up: C and D. */
    private final double[] lossC;

    private final double[] lossD;
    /** Sums of |z| A on the way from the reference. */
    private final double[] drop;

    /** The trade that is looked at: its nodes (-1: none), and the way of both to the reference. */
    private int up = -1;

    private int down = -1;
    private final int[] path;
    private int pathOfUp;
    private int pathLength;
    /** Which trade a node was last on the way of. */
    private final long[] stamp;

    private long trade;
    /** Whether the first orders of a whole feeder are known for this trade. */
    private final long[] whole;

    /** First orders per p.u. that is traded: what enters from behind, voltage, current. */
    private final double[] sourceR;

    private final double[] sourceI;
    private final double[] voltageR;
    private final double[] voltageI;
    private final double[] currentR;
    private final double[] currentI;

    /** The quantity that is looked at in a feeder: amount, u, r, epsilon, and the parts of the error of currents. */
    private double amount;

    private double radius;
    private double epsilon;
    private double perReach;
    private double perEnd;
    private double voltageBound;

    /** The first elements that are violated for sure and that may be, and what share of the quantity would pass. */
    private int violated;

    private int open;
    private double share;

    TradeBounds(RadialFlow flow, RadialLimits limits) {
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
        reach = new double[count];
        lossC = new double[count];
        lossD = new double[count];
        drop = new double[count];
        path = new int[2 * count];
        stamp = new long[count];
        whole = new long[feederCount];
        sourceR = new double[count];
        sourceI = new double[count];
        voltageR = new double[count];
        voltageI = new double[count];
        currentR = new double[count];
        currentI = new double[count];
    }

    /** The known state of a feeder has become another one. */
    void moved(int feeder) {
        fresh[feeder] = false;
    }

    /** Works out what is needed of the known state of a feeder, N and Y included. */
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
        double room = Double.POSITIVE_INFINITY;
        double aside = Double.POSITIVE_INFINITY;
        for (int k = to - 1; k >= from; k--) {
            double squared = flow.e[k] * flow.e[k] + flow.f[k] * flow.f[k];
            double magnitude = Math.sqrt(squared);
            least = Math.min(least, magnitude);
            largest = Math.max(largest, magnitude);
            room = Math.min(room, Math.min(magnitude - limits.low[k], limits.high[k] - magnitude));
            double shunt = Math.abs(feeders.g[k]) + Math.abs(feeders.b[k]);
            double demand = Math.sqrt(flow.p[k] * flow.p[k] + flow.q[k] * flow.q[k]);
            double a = reach[k] + demand / squared + shunt;
            double half = Math.abs(feeders.halfCharging[k]);
            double current = Math.sqrt(flow.jr[k] * flow.jr[k] + flow.ji[k] * flow.ji[k]);
            double c = lossC[k] + 2.0 * feeders.impedance[k] * current * a + 2.0 * shunt * magnitude;
            double d = lossD[k] + feeders.impedance[k] * a * a + shunt;
            reach[k] = a;
            lossC[k] = c;
            lossD[k] = d;
            int above = feeders.parent[k];
            if (above >= 0) {
                reach[above] += a;
                lossC[above] += c;
                lossD[above] += d;
            }
            if (feeders.parentEnd[k] >= 0) {
                double parentE = above < 0 ? feeders.root[feeder] : flow.e[above];
                double parentF = above < 0 ? 0.0 : flow.f[above];
                double parentSquared = parentE * parentE + parentF * parentF;
                // The charging at both ends of the branch itself may be behind it or not.
                double slope = KAPPA * (c + 2.0 * half * (Math.sqrt(parentSquared) + magnitude))
                        + KAPPA * KAPPA * LARGEST_RADIUS * (d + 2.0 * half);
                double atParent = apparent(
                        parentE, parentF, flow.jr[k], flow.ji[k], feeders.halfCharging[k]);
                double atNode = apparent(
                        flow.e[k], flow.f[k], flow.jr[k], flow.ji[k], -feeders.halfCharging[k]);
                double left = Math.min(limits.parentEnd[k] - atParent, limits.nodeEnd[k] - atNode) - NOISE;
                if (left < aside * slope) {
                    aside = left / slope;
                }
            }
        }
        double worst = 0.0;
        for (int k = from; k < to; k++) {
            int above = feeders.parent[k];
            double sum = feeders.impedance[k] * reach[k] + (above < 0 ? 0.0 : drop[above]);
            drop[k] = sum;
            worst = Math.max(worst, sum);
        }
        beta[feeder] = worst;
        leastVoltage[feeder] = least;
        largestVoltage[feeder] = largest;
        voltageRoom[feeder] = room - NOISE;
        asideRoom[feeder] = aside;
    }

    private static double apparent(double e, double f, double jr, double ji, double half) {
        double re = jr - half * f;
        double im = ji + half * e;
        return Math.sqrt((e * e + f * f) * (re * re + im * im));
    }

    /** Turns to a trade between two nodes; -1 is a place where nothing moves. */
    void look(int upNode, int downNode) {
        up = upNode;
        down = downNode;
        trade++;
        pathLength = 0;
        if (up >= 0) {
            refresh(feeders.feeder[up]);
            enter(up, 1.0);
        }
        pathOfUp = pathLength;
        if (down >= 0) {
            refresh(feeders.feeder[down]);
            enter(down, -1.0);
        }
        for (int k = pathOfUp - 1; k >= 0; k--) {
            follow(path[k]);
        }
        for (int k = pathLength - 1; k >= pathOfUp; k--) {
            follow(path[k]);
        }
    }

    /** What the current of a demand of 1 p.u. does to the branches above it. */
    private void enter(int end, double sign) {
        double scale = sign / (flow.e[end] * flow.e[end] + flow.f[end] * flow.f[end]);
        double re = flow.e[end] * scale;
        double im = flow.f[end] * scale;
        for (int k = end; k >= 0; k = feeders.parent[k]) {
            int at = RadialFlow.FACTOR * k;
            double next = flow.factor[at] * re + flow.factor[at + 1] * im;
            im = flow.factor[at + 2] * re + flow.factor[at + 3] * im;
            re = next;
            if (stamp[k] == trade) {
                sourceR[k] += re;
                sourceI[k] += im;
            } else {
                stamp[k] = trade;
                sourceR[k] = re;
                sourceI[k] = im;
                path[pathLength++] = k;
            }
        }
    }

    /** The first orders of a node once those of its parent are known. */
    private void follow(int k) {
        int above = feeders.parent[k];
        double upperR = above < 0 ? 0.0 : voltageR[above];
        double upperI = above < 0 ? 0.0 : voltageI[above];
        int at = RadialFlow.FACTOR * k;
        double re = flow.factor[at + 4] * upperR + flow.factor[at + 5] * upperI;
        double im = flow.factor[at + 6] * upperR + flow.factor[at + 7] * upperI;
        if (stamp[k] == trade) {
            re += sourceR[k];
            im += sourceI[k];
        }
        currentR[k] = re;
        currentI[k] = im;
        voltageR[k] = upperR - (feeders.r[k] * re - feeders.x[k] * im);
        voltageI[k] = upperI - (feeders.x[k] * re + feeders.r[k] * im);
    }

    private void followAll(int feeder) {
        if (whole[feeder] != trade) {
            whole[feeder] = trade;
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                follow(k);
            }
        }
    }

    /**
     * What is known about a quantity of the trade.
     *
     * @param quantity p.u.
     * @return {@link #HOLDS}, {@link #OPEN}, or the first element that it violates
     */
    int judge(double quantity) {
        violated = Integer.MAX_VALUE;
        open = Integer.MAX_VALUE;
        share = 1.0;
        int upFeeder = up < 0 ? -1 : feeders.feeder[up];
        int downFeeder = down < 0 ? -1 : feeders.feeder[down];
        if (upFeeder >= 0 && !judge(upFeeder, quantity)) {
            return OPEN;
        }
        if (downFeeder >= 0 && downFeeder != upFeeder && !judge(downFeeder, quantity)) {
            return OPEN;
        }
        if (open < violated) {
            return OPEN;
        }
        return violated == Integer.MAX_VALUE ? HOLDS : violated;
    }

    /** The share of the last quantity at which, to first order, its first limit is met; 1 if none is. */
    double share() {
        return share;
    }

    /** Judges a feeder; false if the bounds say nothing at all. */
    private boolean judge(int feeder, double quantity) {
        if (Double.isNaN(radius(feeder, quantity))) {
            return false;
        }
        if (radius < asideRoom[feeder]) {
            int from = feeder == feederOf(up) ? 0 : pathOfUp;
            int to = feeder == feederOf(down) ? pathLength : pathOfUp;
            for (int k = from; k < to; k++) {
                judgeBranch(path[k]);
            }
        } else {
            followAll(feeder);
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                judgeBranch(k);
            }
        }
        // Branches come before buses.
        if (violated == Integer.MAX_VALUE && radius >= voltageRoom[feeder]) {
            followAll(feeder);
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                judgeVoltage(k);
            }
        }
        return true;
    }

    private int feederOf(int node) {
        return node < 0 ? -1 : feeders.feeder[node];
    }

    /** Bounds the change of voltages in a feeder, and sets what follows from it; NaN if the theorem does not hold. */
    private double radius(int feeder, double quantity) {
        double b = beta[feeder];
        double u = leastVoltage[feeder];
        double gamma = quantity * (perQuantity(up, feeder) + perQuantity(down, feeder));
        double eta = gamma / (1.0 - b);
        double twice = 2.0 * eta;
        if (!(b <= LARGEST_BETA && u >= LEAST_VOLTAGE && twice <= LARGEST_RADIUS)) {
            return Double.NaN;
        }
        double distance = u - twice;
        double contraction = (b * (2.0 * u + twice) * twice + gamma * u) / ((1.0 - b) * distance * distance);
        double inner = eta + (b * twice + gamma) * twice / ((1.0 - b) * distance);
        if (!(contraction <= LARGEST_CONTRACTION && inner <= twice)) {
            return Double.NaN;
        }
        amount = quantity;
        radius = inner;
        epsilon = (b * radius + gamma) * radius / ((1.0 - b) * (u - radius));
        perReach = epsilon + radius * radius / (u - radius);
        perEnd = quantity / u * radius / (u - radius);
        voltageBound = largestVoltage[feeder] + radius;
        return radius;
    }

    private double perQuantity(int node, int feeder) {
        if (feederOf(node) != feeder) {
            return 0.0;
        }
        return feeders.distance[node]
                / Math.sqrt(flow.e[node] * flow.e[node] + flow.f[node] * flow.f[node]);
    }

    private void judgeBranch(int k) {
        if (feeders.parentEnd[k] < 0) {
            return;
        }
        int above = feeders.parent[k];
        double parentE = above < 0 ? feeders.root[feeders.feeder[k]] : flow.e[above] + amount * voltageR[above];
        double parentF = above < 0 ? 0.0 : flow.f[above] + amount * voltageI[above];
        judgeEnd(k, parentE, parentF, feeders.halfCharging[k], limits.parentEnd[k], feeders.parentEnd[k]);
        double nodeE = flow.e[k] + amount * voltageR[k];
        double nodeF = flow.f[k] + amount * voltageI[k];
        judgeEnd(k, nodeE, nodeF, -feeders.halfCharging[k], limits.nodeEnd[k], feeders.nodeEnd[k]);
    }

    private void judgeEnd(int k, double voltE, double voltF, double half, double allowed, int element) {
        double re = flow.jr[k] + amount * currentR[k] - half * voltF;
        double im = flow.ji[k] + amount * currentI[k] + half * voltE;
        double squared = (voltE * voltE + voltF * voltF) * (re * re + im * im);
        double error = powerError(k, re, im, half);
        double least = allowed - error;
        if (least > 0.0 && squared <= least * least) {
            return;
        }
        double most = allowed + error;
        if (squared > most * most) {
            violated = Math.min(violated, element);
        } else {
            open = Math.min(open, element);
        }
        share(present(element), Math.sqrt(squared), allowed);
    }

    /** What bounds leave open of the apparent power of a branch whose current is known to first order. */
    private double powerError(int k, double re, double im, double half) {
        double ends = stamp[k] == trade ? 2.0 : 0.0;
        double current = reach[k] * perReach + ends * perEnd + Math.abs(half) * epsilon;
        return voltageBound * current + epsilon * (Math.abs(re) + Math.abs(im) + current) + NOISE;
    }

    private void judgeVoltage(int k) {
        if (feeders.low[k] < 0 && feeders.high[k] < 0) {
            return;
        }
        double re = flow.e[k] + amount * voltageR[k];
        double im = flow.f[k] + amount * voltageI[k];
        double squared = re * re + im * im;
        double error = epsilon + NOISE;
        double low = limits.low[k];
        if (squared < (low + error) * (low + error)) {
            boolean sure = low > error && squared < (low - error) * (low - error);
            note(feeders.low[k], sure);
            share(-present(feeders.low[k]), -Math.sqrt(squared), -low);
        }
        double high = limits.high[k];
        if (squared > (high - error) * (high - error)) {
            note(feeders.high[k], squared > (high + error) * (high + error));
            share(present(feeders.high[k]), Math.sqrt(squared), high);
        }
    }

    private void note(int element, boolean sure) {
        if (sure) {
            violated = Math.min(violated, element);
        } else {
            open = Math.min(open, element);
        }
    }

    private void share(double before, double after, double allowed) {
        if (after > before) {
            share = Math.min(share, Math.max(0.0, (allowed - before) / (after - before)));
        }
    }

    /** The value of an element in the known state, p.u., referred. */
    private double present(int element) {
        return value(element, 0.0);
    }

    /** The value of an element at a quantity to first order, p.u., referred. */
    private double value(int element, double quantity) {
        int k = feeders.nodeOfElement[element];
        if (feeders.parentEnd[k] == element) {
            int above = feeders.parent[k];
            double parentE = above < 0 ? feeders.root[feeders.feeder[k]] : flow.e[above] + quantity * voltageR[above];
            double parentF = above < 0 ? 0.0 : flow.f[above] + quantity * voltageI[above];
            return apparent(
                    parentE,
                    parentF,
                    flow.jr[k] + quantity * currentR[k],
                    flow.ji[k] + quantity * currentI[k],
                    feeders.halfCharging[k]);
        }
        double nodeE = flow.e[k] + quantity * voltageR[k];
        double nodeF = flow.f[k] + quantity * voltageI[k];
        if (feeders.nodeEnd[k] == element) {
            return apparent(
                    nodeE,
                    nodeF,
                    flow.jr[k] + quantity * currentR[k],
                    flow.ji[k] + quantity * currentI[k],
                    -feeders.halfCharging[k]);
        }
        return Math.sqrt(nodeE * nodeE + nodeF * nodeF);
    }

    /**
     * The value of an element at a quantity, p.u., not referred, or NaN if it is not known to a precision.
     *
     * @param quantity p.u.
     * @param precision p.u.
     */
    double value(int element, double quantity, double precision) {
        int k = feeders.nodeOfElement[element];
        int feeder = feeders.feeder[k];
        if (Double.isNaN(radius(feeder, quantity))) {
            return Double.NaN;
        }
        if (stamp[k] != trade) {
            followAll(feeder);
        }
        double value = value(element, quantity);
        if (feeders.low[k] == element || feeders.high[k] == element) {
            double ratio = feeders.ratio[k];
            return epsilon + NOISE <= precision * ratio ? value / ratio : Double.NaN;
        }
        double current = Math.abs(flow.jr[k] + quantity * currentR[k]) + Math.abs(flow.ji[k] + quantity * currentI[k]);
        double error = powerError(k, current, Math.abs(feeders.halfCharging[k]) * voltageBound, feeders.halfCharging[k]);
        return error <= precision ? value : byBalance(element, quantity, precision);
    }

    /**
     * Apparent power at the end of a branch by what is behind it: demand, which is exact, and the losses there, which
     * change by those on the way of the trade, to first order of the currents, and aside; NaN if it is not known to a
     * precision.
     */
    private double byBalance(int element, double quantity, double precision) {
        int branch = feeders.nodeOfElement[element];
        boolean atParent = feeders.parentEnd[branch] == element;
        int above = feeders.parent[branch];
        double half = feeders.halfCharging[branch];
        double voltE = !atParent ? flow.e[branch] : above < 0 ? feeders.root[feeders.feeder[branch]] : flow.e[above];
        double voltF = !atParent ? flow.f[branch] : above < 0 ? 0.0 : flow.f[above];
        double re = flow.jr[branch] + (atParent ? -half : half) * voltF;
        double im = flow.ji[branch] + (atParent ? half : -half) * voltE;
        double active = voltE * re + voltF * im;
        double reactive = voltF * re - voltE * im;
        int last = behind(branch);
        if (up >= branch && up < last) {
            active += quantity;
        }
        if (down >= branch && down < last) {
            active -= quantity;
        }
        double moved = KAPPA * radius;
        double error = moved * lossC[branch]
                + moved * moved * lossD[branch]
                + 2.0 * Math.abs(half) * (2.0 * voltageBound * radius + radius * radius)
                + NOISE;
        for (int n = 0; n < pathLength; n++) {
            int k = path[n];
            if (k < branch || k >= last || (k == branch && !atParent)) {
                continue;
            }
            double nextR = flow.jr[k] + quantity * currentR[k];
            double nextI = flow.ji[k] + quantity * currentI[k];
            double change = nextR * nextR + nextI * nextI - flow.jr[k] * flow.jr[k] - flow.ji[k] * flow.ji[k];
            active += feeders.r[k] * change;
            reactive += feeders.x[k] * change;
            double open = reach[k] * perReach + 2.0 * perEnd;
            error += feeders.impedance[k] * open * (2.0 * (Math.abs(nextR) + Math.abs(nextI)) + open);
        }
        return error <= precision ? Math.sqrt(active * active + reactive * reactive) : Double.NaN;
    }

    /** The first node after a branch that is not behind it. */
    private int behind(int branch) {
        return branch + feeders.behind[branch];
    }

    @Override
    public String toString() {
        return "bounds of trades in " + feeders;
    }
}
