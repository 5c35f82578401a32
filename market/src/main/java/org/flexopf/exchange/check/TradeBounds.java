package org.flexopf.exchange.check;

/**
 * Rules trades in radial feeders in or out without a power flow: by estimates with a bound of all that they miss, for
 * voltages and currents by {@link VoltageMove}, for power by {@link PowerBalance}. Apparent power is also a product of
 * a voltage V and a current I; if these are known up to v and w, it is up to |V| w + v |I| + v w.
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

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    private final RadialLimits limits;
    private final FeederBounds state;
    private final FirstOrder first;
    private final VoltageMove move;
    private final PowerBalance balance;

    /** The trade: its nodes, -1 where nothing moves. */
    private int up = -1;

    private int down = -1;

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
        move = new VoltageMove(state);
        balance = new PowerBalance(flow, limits, state, first, move);
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
        balance.look(up, down);
    }

    /**
     * What is known about a quantity of the trade.
     *
     * @param amount p.u.
     * @return {@link #HOLDS}, {@link #OPEN}, or the first element that it violates
     */
    int judge(double amount) {
        return judge(amount, true);
    }

    /** The same word by less work, without the share of the quantity that would pass. */
    int judgeOnly(double amount) {
        return judge(amount, false);
    }

    private int judge(double amount, boolean all) {
        violated = Integer.MAX_VALUE;
        open = Integer.MAX_VALUE;
        share = 1.0;
        int upFeeder = feederOf(up);
        int downFeeder = feederOf(down);
        if (upFeeder >= 0 && !judge(upFeeder, amount, all)) {
            return OPEN;
        }
        if (downFeeder >= 0 && downFeeder != upFeeder && !judge(downFeeder, amount, all)) {
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
    private boolean judge(int feeder, double amount, boolean all) {
        if (!bound(feeder, amount)) {
            return false;
        }
        if (move.radius < state.asideRoom[feeder]) {
            judgeWays(feeder);
        } else {
            first.followAll(feeder);
            for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
                judgeBranch(k);
            }
        }
        // Branches come before buses; a bus of the other feeder may come after those of this one.
        if (violated >= feeders.firstVoltage && move.radius >= state.voltageRoom[feeder]) {
            judgeVoltages(feeder, all);
        }
        return true;
    }

    /** Bounds what a quantity does in a feeder; false if the theorem does not hold. */
    private boolean bound(int feeder, double amount) {
        return move.bound(feeder, amount, amount * (perQuantity(up, feeder) + perQuantity(down, feeder)));
    }

    private double perQuantity(int node, int feeder) {
        return feederOf(node) == feeder ? state.perQuantity[node] : 0.0;
    }

    /** Judges the branches on the ways of the trade in a feeder. */
    private void judgeWays(int feeder) {
        double most = balance.most(feeder);
        double quantity = move.quantity;
        double radius = move.radius;
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

    private void judgeByBalance(int k) {
        boolean isKnown = judgeByBalance(k, true, limits.parentEnd[k], feeders.parentEnd[k]);
        isKnown &= judgeByBalance(k, false, limits.nodeEnd[k], feeders.nodeEnd[k]);
        if (!isKnown) {
            first.follow();
            judgeBranch(k);
        }
    }

    private boolean judgeByBalance(int k, boolean atParent, double allowed, int element) {
        balance.estimate(k, atParent, false);
        double squared = balance.squared();
        double error = balance.error();
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

    /** Judges a branch by first orders. */
    private void judgeBranch(int k) {
        if (feeders.parentEnd[k] < 0) {
            return;
        }
        int above = feeders.parent[k];
        double parentE = feeders.root[feeders.feeder[k]];
        double parentF = 0.0;
        if (above >= 0) {
            parentE = flow.e[above] + move.quantity * first.voltageR[above];
            parentF = flow.f[above] + move.quantity * first.voltageI[above];
        }
        judgeEnd(k, parentE, parentF, feeders.halfCharging[k], limits.parentEnd[k], feeders.parentEnd[k]);
        double nodeE = flow.e[k] + move.quantity * first.voltageR[k];
        double nodeF = flow.f[k] + move.quantity * first.voltageI[k];
        judgeEnd(k, nodeE, nodeF, -feeders.halfCharging[k], limits.nodeEnd[k], feeders.nodeEnd[k]);
    }

    private void judgeEnd(int k, double voltE, double voltF, double half, double allowed, int element) {
        double re = flow.jr[k] + move.quantity * first.currentR[k] - half * voltF;
        double im = flow.ji[k] + move.quantity * first.currentI[k] + half * voltE;
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
        double miss = state.reach[k] * move.missPerReach
                + ends * move.missPerEnd
                + Math.abs(feeders.halfCharging[k]) * move.epsilon;
        return move.voltage * miss + move.epsilon * (current + miss) + NOISE;
    }

    /** Judges voltages in the order of their elements, up to the first one that is violated or through all. */
    private void judgeVoltages(int feeder, boolean all) {
        int[] elements = feeders.elements[feeder];
        for (int n = feeders.branchElements[feeder]; n < elements.length; n++) {
            int element = elements[n];
            int k = feeders.nodeOfElement[element];
            boolean isLow = feeders.low[k] == element;
            if (move.radius >= (isLow ? state.lowRoom[k] : state.highRoom[k])) {
                first.followTo(k);
                judgeVoltage(k, element, isLow);
                if (violated == element && !all) {
                    return;
                }
            }
        }
    }

    private void judgeVoltage(int k, int element, boolean isLow) {
        double re = flow.e[k] + move.quantity * first.voltageR[k];
        double im = flow.f[k] + move.quantity * first.voltageI[k];
        double squared = re * re + im * im;
        double miss = move.epsilon + NOISE;
        double limit = isLow ? limits.low[k] : limits.high[k];
        double sign = isLow ? -1.0 : 1.0;
        double least = limit - sign * miss;
        double most = limit + sign * miss;
        if (sign * squared <= sign * least * least) {
            return;
        }
        note(element, most > 0.0 && sign * squared > sign * most * most);
        share(sign * value(element, 0.0), sign * Math.sqrt(squared), sign * limit);
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
            balance.estimate(k, atParent, false);
            if (balance.error() <= precision) {
                return Math.sqrt(balance.squared());
            }
        }
        first.followTo(k);
        if (isVoltage) {
            double ratio = feeders.ratio[k];
            return move.epsilon + NOISE <= precision * ratio ? value(element, amount) / ratio : Double.NaN;
        }
        double current = Math.abs(flow.jr[k] + amount * first.currentR[k])
                + Math.abs(flow.ji[k] + amount * first.currentI[k])
                + 2.0 * Math.abs(feeders.halfCharging[k]) * move.voltage;
        if (productError(k, current) <= precision) {
            return value(element, amount);
        }
        balance.estimate(k, atParent, true);
        return balance.error() <= precision ? Math.sqrt(balance.squared()) : Double.NaN;
    }

    /** Whether no trade of a quantity with one end behind a branch passes it, by {@link PowerBalance#isClosed}. */
    boolean isClosed(int branch, boolean rises, double amount) {
        return balance.isClosed(branch, rises, amount);
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
