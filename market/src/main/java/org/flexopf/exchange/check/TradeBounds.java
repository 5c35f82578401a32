package org.flexopf.exchange.check;

/**
 * Rules trades in radial feeders in or out without a power flow: by estimates with a bound of all that they miss.
 *
 * <p><b>Setting.</b> U is the known state of a feeder, s = p + jq the demands, Z the matrix of the impedances that two
 * nodes have in common on their ways to the reference. U = U_0 - Z i(U) with i_m = conj(s_m / U_m) + y_m U_m. A trade
 * changes demands by ds (+-q at one or two nodes a), and voltages by d. The change of the current of a node is, exactly,
 *
 * <pre>
 *   conj(ds_m / U_m)  -  conj(s_m d_m / U_m^2) + y_m d_m  +  rho_m(d)
 *   rho_m = conj( s_m d_m^2 / (U_m^2 (U_m + d_m))  -  ds_m d_m / (U_m (U_m + d_m)) )
 * </pre>
 *
 * so that with G the (real-linear) second term and L = 1 + Z G: d = d1 - L^-1 Z rho(d), where d1 = -L^-1 Z conj(ds / U)
 * is the first order.
 *
 * <p><b>Voltages.</b> Norms are the largest magnitude over the nodes. Let g_m = |s_m| / |U_m|^2 + |y_m|,
 * beta = max_i sum_m |Z_im| g_m and gamma = q sum_a |Z_aa|' / |U_a|, with |Z|' the sums of the magnitudes of branch
 * impedances, which bound |Z_ia| for every i. Then ||L^-1|| <= 1 / (1 - beta) as beta < 1, and ||d1|| <= eta =
 * gamma / (1 - beta). For ||d|| <= r < u = min |U_m|:
 *
 * <pre>
 *   |rho_m| <= g_m r^2 / (u - r) + [m = a] (q / |U_a|) r / (u - r)
 *   ||d - d1|| <= epsilon(r) = (beta r^2 + gamma r) / ((1 - beta) (u - r))
 * </pre>
 *
 * The map d -> d1 - L^-1 Z rho(d) takes the ball of radius 2 eta into itself if eta + epsilon(2 eta) <= 2 eta, and
 * contracts there by at most (beta (2 u r + r^2) + gamma u) / ((1 - beta) (u - r)^2), r = 2 eta, by the largest
 * derivatives in rho: of 1/(U+d) - 1/U + d/U^2 it is |2 U d + d^2| / (|U|^2 |U + d|^2), and of 1/(U+d) it is
 * 1 / |U + d|^2, both falling in |U|. If that is at most 1/2, by Banach there is exactly one state in the ball; its d
 * has ||d|| <= r = eta + epsilon(2 eta) and ||d - d1|| <= epsilon(r). The corrections of {@link RadialFlow} are this
 * very map, begun at d = 0, so that the state is the one that they find.
 *
 * <p><b>Currents.</b> Let A_k be the sum of g over the nodes behind branch k, kappa = u / (u - r), and n_k the number of
 * ends of the trade behind it. The current differs from its first order by at most
 * A_k (epsilon + r^2 / (u - r)) + n_k (q / u) r / (u - r); it changes by the currents of the ends, +-conj(q / U_a), and
 * at most A_k kappa r + n_k (q / u) r / (u - r) more; in all by at most n_k kappa q / u + A_k kappa r.
 *
 * <p><b>Power.</b> Power into what is behind a branch is its demand, which changes by exactly +-q for each end, the
 * losses z |J|^2 there and its shunts. Losses of a branch whose current changes by c +- w change by
 * z (|J + c|^2 - |J|^2) with at most |z| w (2 |J + c| + w) between. Where no end is behind a branch, what is behind
 * changes by at most
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
 * at most 2 kappa (q / u) x, and the last square is in D). Apparent power is also a product of a voltage V and a current
 * I; if these are known up to v and w, it is up to |V| w + v |I| + v w.
 *
 * <p><b>Order of work.</b> Branches aside need no look as long as r is less than what the tightest allows, voltages as
 * long as r is less than the least room. Branches on the way of the trade are looked at where the last bound does not
 * rule them in: by power with the currents of the ends, and where that leaves it open by the product with first orders.
 * Only where branches aside or voltages are as tight as r all first orders of the feeder are worked out.
 */
final class TradeBounds {

    /** All limits hold for sure. */
    static final int HOLDS = -1;
    /** The bounds leave it open. */
    static final int OPEN = -2;

    private static final double NOISE = FeederBounds.NOISE;
    private static final double KAPPA = FeederBounds.KAPPA;
    /** States of more demand than this are left to the power flow. */
    private static final double LARGEST_BETA = 0.8;

    private static final double LARGEST_CONTRACTION = 0.5;

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    private final RadialLimits limits;
    private final FeederBounds state;
    private final FirstOrder first;

    /** The trade: its nodes, -1 where nothing moves. */
    private int up = -1;

    private int down = -1;

    /** The quantity, p.u., and what it does in the feeder that is looked at. */
    private double quantity;

    private double voltage;
    private double radius;
    private double epsilon;
    /** What first orders of currents miss, per A and per end; what the currents of ends miss, per A. */
    private double missPerReach;

    private double missPerEnd;
    private double movePerReach;

    /** The estimate of power by balance, and what it misses, p.u. */
    private double active;

    private double reactive;
    private double error;

    /** The first elements that are violated for sure and that may be, and what share of the quantity would pass. */
    private int violated;

    private int open;
    private double share;

    /**
     * Bounds of a flow within limits.
     *
     * @param lot the quantity that most trades are a small multiple of, p.u.
     */
    TradeBounds(RadialFlow flow, RadialLimits limits, double lot) {
        this.flow = flow;
        this.limits = limits;
        feeders = flow.feeders;
        state = new FeederBounds(flow, limits, lot);
        first = new FirstOrder(flow);
    }

    /** The known state of a feeder has become another one. */
    void moved(int feeder) {
        state.moved(feeder);
    }

    /** Lets N and Y of the flow stand for the known state of a feeder. */
    void refresh(int feeder) {
        state.refresh(feeder);
    }

    /** What is left of the limit at the worse end of a branch in the known state, p.u. */
    double room(int branch) {
        return state.room[branch];
    }

    /** Turns to a trade between two nodes; -1 is a place where nothing moves. */
    void look(int upNode, int downNode) {
        up = upNode;
        down = downNode;
        if (up >= 0) {
            state.refresh(feeders.feeder[up]);
        }
        if (down >= 0) {
            state.refresh(feeders.feeder[down]);
        }
        first.look(up, down);
    }

    /**
     * What is known about a quantity of the trade.
     *
     * @param amount p.u.
     * @return {@link #HOLDS}, {@link #OPEN}, or the first element that it violates
     */
    int judge(double amount) {
        violated = Integer.MAX_VALUE;
        open = Integer.MAX_VALUE;
        share = 1.0;
        int upFeeder = feederOf(up);
        int downFeeder = feederOf(down);
        if (upFeeder >= 0 && !judge(upFeeder, amount)) {
            return OPEN;
        }
        if (downFeeder >= 0 && downFeeder != upFeeder && !judge(downFeeder, amount)) {
            return OPEN;
        }
        if (open < violated) {
            return OPEN;
        }
        return violated == Integer.MAX_VALUE ? HOLDS : violated;
    }

    /** The share of the last quantity at which, by estimates, its first limit is met; 1 if none is. */
    double share() {
        return share;
    }

    private int feederOf(int node) {
        return node < 0 ? -1 : feeders.feeder[node];
    }

    /** Judges a feeder; false if the bounds say nothing at all. */
    private boolean judge(int feeder, double amount) {
        if (!bound(feeder, amount)) {
            return false;
        }
        if (radius < state.asideRoom[feeder]) {
            judgeWays(feeder);
        } else {
            first.followAll(feeder);
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                judgeBranch(k);
            }
        }
        // Branches come before buses.
        if (violated == Integer.MAX_VALUE && radius >= state.voltageRoom[feeder]) {
            first.followAll(feeder);
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                judgeVoltage(k);
            }
        }
        return true;
    }

    /** Bounds what a quantity does in a feeder; false if the theorem does not hold. */
    private boolean bound(int feeder, double amount) {
        return bound(feeder, amount, amount * (perQuantity(up, feeder) + perQuantity(down, feeder)));
    }

    private boolean bound(int feeder, double amount, double gamma) {
        double b = state.beta[feeder];
        double u = state.leastVoltage[feeder];
        double eta = gamma / (1.0 - b);
        double twice = 2.0 * eta;
        if (!(b <= LARGEST_BETA && u >= FeederBounds.LEAST_VOLTAGE && twice <= FeederBounds.LARGEST_RADIUS)) {
            return false;
        }
        double distance = u - twice;
        double contraction = (b * (2.0 * u + twice) * twice + gamma * u) / ((1.0 - b) * distance * distance);
        double inner = eta + (b * twice + gamma) * twice / ((1.0 - b) * distance);
        if (!(contraction <= LARGEST_CONTRACTION && inner <= twice)) {
            return false;
        }
        double perDistance = inner / (u - inner);
        quantity = amount;
        radius = inner;
        epsilon = (b * inner + gamma) * perDistance / (1.0 - b);
        missPerReach = epsilon + inner * perDistance;
        missPerEnd = amount / u * perDistance;
        movePerReach = u * perDistance;
        voltage = state.largestVoltage[feeder] + inner;
        return true;
    }

    private double perQuantity(int node, int feeder) {
        return feederOf(node) == feeder ? state.perQuantity[node] : 0.0;
    }

    /** Judges the branches on the ways of the trade in a feeder. */
    private void judgeWays(int feeder) {
        double scaled = KAPPA * quantity / state.leastVoltage[feeder];
        double most = quantity + scaled * (onWay(up, feeder, scaled) + onWay(down, feeder, scaled));
        if (feederOf(up) == feeder) {
            for (int k = state.next(up, quantity); k >= 0; k = state.next(feeders.parent[k], quantity)) {
                if (state.room[k] < most + radius * state.asideSlope[k]) {
                    judgeByBalance(k);
                }
            }
        }
        if (feederOf(down) == feeder) {
            for (int k = state.next(down, quantity);
                    k >= 0 && !feeders.isBehind(up, k);
                    k = state.next(feeders.parent[k], quantity)) {
                if (state.room[k] < most + radius * state.asideSlope[k]) {
                    judgeByBalance(k);
                }
            }
        }
    }

    private double onWay(int end, int feeder, double scaled) {
        return feederOf(end) == feeder
                ? state.lossSlope[end] + 2.0 * scaled * feeders.distance[end] + 2.0 * KAPPA * radius * state.drop[end]
                : 0.0;
    }

    private void judgeByBalance(int k) {
        boolean isKnown = judgeByBalance(k, true, limits.parentEnd[k], feeders.parentEnd[k]);
        isKnown &= judgeByBalance(k, false, limits.nodeEnd[k], feeders.nodeEnd[k]);
        if (!isKnown) {
            first.follow();
            judgeBranch(k);
        }
    }

    private boolean judgeByBalance(int k, boolean atParent, double allowed, int element) {
        balance(k, atParent, false);
        double squared = active * active + reactive * reactive;
        double least = allowed - error;
        if (least > 0.0 && squared <= least * least) {
            return true;
        }
        double most = allowed + error;
        if (squared <= most * most) {
            return false;
        }
        violated = Math.min(violated, element);
        share(value(element, 0.0), Math.sqrt(squared), allowed);
        return true;
    }

    /**
     * Estimates power into a branch at one of its ends by what is behind it.
     *
     * @param byFirstOrder whether first orders of currents on the ways are known
     */
    private void balance(int branch, boolean atParent, boolean byFirstOrder) {
        present(branch, atParent);
        double moved = KAPPA * radius;
        error = moved * state.lossC[branch]
                + moved * moved * state.lossD[branch]
                + 2.0 * Math.abs(feeders.halfCharging[branch]) * (2.0 * voltage + radius) * radius
                + NOISE;
        if (feeders.isBehind(up, branch)) {
            active += quantity;
            for (int k = up; k > branch || (k == branch && atParent); k = feeders.parent[k]) {
                addLosses(k, byFirstOrder);
            }
        }
        if (feeders.isBehind(down, branch)) {
            active -= quantity;
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
            changeR = quantity * first.currentR[k];
            changeI = quantity * first.currentI[k];
            miss = state.reach[k] * missPerReach + 2.0 * missPerEnd;
        } else {
            changeR = 0.0;
            changeI = 0.0;
            if (feeders.isBehind(up, k)) {
                double scale = quantity / (flow.e[up] * flow.e[up] + flow.f[up] * flow.f[up]);
                changeR += scale * flow.e[up];
                changeI += scale * flow.f[up];
            }
            if (feeders.isBehind(down, k)) {
                double scale = quantity / (flow.e[down] * flow.e[down] + flow.f[down] * flow.f[down]);
                changeR -= scale * flow.e[down];
                changeI -= scale * flow.f[down];
            }
            miss = state.reach[k] * movePerReach + 2.0 * missPerEnd;
        }
        double nextR = flow.jr[k] + changeR;
        double nextI = flow.ji[k] + changeI;
        double change = changeR * (flow.jr[k] + nextR) + changeI * (flow.ji[k] + nextI);
        active += feeders.r[k] * change;
        reactive += feeders.x[k] * change;
        error += feeders.impedance[k] * miss * (2.0 * (Math.abs(nextR) + Math.abs(nextI)) + miss);
    }

    /** Judges a branch by first orders. */
    private void judgeBranch(int k) {
        if (feeders.parentEnd[k] < 0) {
            return;
        }
        int above = feeders.parent[k];
        double parentE = feeders.root[feeders.feeder[k]];
        double parentF = 0.0;
        if (above >= 0) {
            parentE = flow.e[above] + quantity * first.voltageR[above];
            parentF = flow.f[above] + quantity * first.voltageI[above];
        }
        judgeEnd(k, parentE, parentF, feeders.halfCharging[k], limits.parentEnd[k], feeders.parentEnd[k]);
        double nodeE = flow.e[k] + quantity * first.voltageR[k];
        double nodeF = flow.f[k] + quantity * first.voltageI[k];
        judgeEnd(k, nodeE, nodeF, -feeders.halfCharging[k], limits.nodeEnd[k], feeders.nodeEnd[k]);
    }

    private void judgeEnd(int k, double voltE, double voltF, double half, double allowed, int element) {
        double re = flow.jr[k] + quantity * first.currentR[k] - half * voltF;
        double im = flow.ji[k] + quantity * first.currentI[k] + half * voltE;
        double squared = (voltE * voltE + voltF * voltF) * (re * re + im * im);
        double miss = productError(k, Math.abs(re) + Math.abs(im));
        double least = allowed - miss;
        if (least > 0.0 && squared <= least * least) {
            return;
        }
        note(element, squared > (allowed + miss) * (allowed + miss));
        share(value(element, 0.0), Math.sqrt(squared), allowed);
    }

    /** What the product of first orders misses of apparent power, p.u. */
    private double productError(int k, double current) {
        double ends = first.isOnWay(k) ? 2.0 : 0.0;
        double miss = state.reach[k] * missPerReach
                + ends * missPerEnd
                + Math.abs(feeders.halfCharging[k]) * epsilon;
        return voltage * miss + epsilon * (current + miss) + NOISE;
    }

    private void judgeVoltage(int k) {
        double re = flow.e[k] + quantity * first.voltageR[k];
        double im = flow.f[k] + quantity * first.voltageI[k];
        double squared = re * re + im * im;
        double miss = epsilon + NOISE;
        double low = limits.low[k];
        if (feeders.low[k] >= 0 && squared < (low + miss) * (low + miss)) {
            note(feeders.low[k], low > miss && squared < (low - miss) * (low - miss));
            share(-value(feeders.low[k], 0.0), -Math.sqrt(squared), -low);
        }
        double high = limits.high[k];
        if (feeders.high[k] >= 0 && squared > (high - miss) * (high - miss)) {
            note(feeders.high[k], squared > (high + miss) * (high + miss));
            share(value(feeders.high[k], 0.0), Math.sqrt(squared), high);
        }
    }

    private void note(int element, boolean isSure) {
        if (isSure) {
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

    /** The value of an element at an amount to first order, p.u., referred; at 0 the present one. */
    private double value(int element, double amount) {
        int k = feeders.nodeOfElement[element];
        int seen = feeders.parentEnd[k] == element ? feeders.parent[k] : k;
        double voltE = feeders.root[feeders.feeder[k]];
        double voltF = 0.0;
        if (seen >= 0) {
            voltE = flow.e[seen] + amount * first.voltageR[seen];
            voltF = flow.f[seen] + amount * first.voltageI[seen];
        }
        if (feeders.low[k] == element || feeders.high[k] == element) {
            return Math.sqrt(voltE * voltE + voltF * voltF);
        }
        return FeederBounds.apparent(
                voltE,
                voltF,
                flow.jr[k] + amount * first.currentR[k],
                flow.ji[k] + amount * first.currentI[k],
                seen == k ? -feeders.halfCharging[k] : feeders.halfCharging[k]);
    }

    /**
     * The value of an element at a quantity of the trade, p.u., not referred; NaN if the bounds do not tell it to a
     * precision.
     *
     * @param amount p.u.
     * @param precision p.u.
     */
    double value(int element, double amount, double precision) {
        int k = feeders.nodeOfElement[element];
        int feeder = feeders.feeder[k];
        if (!bound(feeder, amount)) {
            return Double.NaN;
        }
        boolean isVoltage = feeders.low[k] == element || feeders.high[k] == element;
        boolean atParent = feeders.parentEnd[k] == element;
        if (!isVoltage) {
            balance(k, atParent, false);
            if (error <= precision) {
                return Math.sqrt(active * active + reactive * reactive);
            }
        }
        if (first.isOnWay(k)) {
            first.follow();
        } else {
            first.followAll(feeder);
        }
        if (isVoltage) {
            double ratio = feeders.ratio[k];
            return epsilon + NOISE <= precision * ratio ? value(element, amount) / ratio : Double.NaN;
        }
        double current = Math.abs(flow.jr[k] + amount * first.currentR[k])
                + Math.abs(flow.ji[k] + amount * first.currentI[k])
                + 2.0 * Math.abs(feeders.halfCharging[k]) * voltage;
        if (productError(k, current) <= precision) {
            return value(element, amount);
        }
        balance(k, atParent, true);
        return error <= precision ? Math.sqrt(active * active + reactive * reactive) : Double.NaN;
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
        if (!bound(feeder, amount, 2.0 * amount * state.farthest[feeder] / u)) {
            return false;
        }
        double scaled = KAPPA * amount / u;
        double miss = scaled
                        * (state.steepest[feeder]
                                + 2.0 * scaled * state.farthest[feeder]
                                + 2.0 * KAPPA * radius * state.beta[feeder])
                + radius * state.asideSlope[branch]
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

    /** Takes the state of the trade to first order as the guess of the flow in a feeder. */
    void predict(int feeder, double amount) {
        first.followAll(feeder);
        flow.guess(feeder, amount, first);
    }

    @Override
    public String toString() {
        return "bounds of trades in " + feeders;
    }
}
