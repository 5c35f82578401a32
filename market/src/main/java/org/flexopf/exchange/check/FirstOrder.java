package org.flexopf.exchange.check;

/**
 * How a trade between two nodes moves the known state to first order, per p.u.: elimination along the ways of both ends
 * to the reference, and back along them, or through a whole feeder. Found once it is asked for.
 */
final class FirstOrder {

    private final RadialFeeders feeders;
    private final RadialFlow flow;
    /** The ends of the trade; -1 is a place where nothing moves. */
    private int up = -1;

    private int down = -1;
    /** Which trade a node was last on the way of, and for which trade it has been followed. */
    private final long[] stamp;

    private final long[] known;
    private long trade;
    private boolean followed;
    /** The nodes to be followed before another one. */
    private final int[] chain;
    /** The way of the load that rises from there to the reference, then that of the other up to where they meet. */
    private final int[] path;

    private int pathOfUp;
    private int pathLength;
    /** What enters a branch from behind. */
    private final double[] sourceR;

    private final double[] sourceI;
    /** Changes of voltages and currents, where they have been followed. */
    final double[] voltageR;

    final double[] voltageI;
    final double[] currentR;
    final double[] currentI;

    FirstOrder(RadialFlow flow) {
        this.flow = flow;
        feeders = flow.feeders;
        int count = feeders.count();
        stamp = new long[count];
        known = new long[count];
        chain = new int[count];
        path = new int[2 * count];
        sourceR = new double[count];
        sourceI = new double[count];
        voltageR = new double[count];
        voltageI = new double[count];
        currentR = new double[count];
        currentI = new double[count];
    }

    /** Turns to a trade; N and Y of its feeders have to stand as soon as it is followed. */
    void look(int upNode, int downNode) {
        up = upNode;
        down = downNode;
        trade++;
        followed = false;
    }

    /** Whether a node is on the way of the trade. */
    boolean isOnWay(int node) {
        follow();
        return stamp[node] == trade;
    }

    /** Makes the first orders known on the ways of the trade. */
    void follow() {
        if (followed) {
            return;
        }
        followed = true;
        pathLength = 0;
        enter(up, 1.0);
        pathOfUp = pathLength;
        enter(down, -1.0);
        for (int k = pathOfUp - 1; k >= 0; k--) {
            follow(path[k]);
        }
        for (int k = pathLength - 1; k >= pathOfUp; k--) {
            follow(path[k]);
        }
    }

    /** Makes the first orders known in a whole feeder of the trade. */
    void followAll(int feeder) {
        follow();
        for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
            if (known[k] != trade) {
                follow(k);
            }
        }
    }

    /** Makes the first orders known at a node in a feeder of the trade. */
    void followTo(int node) {
        follow();
        int count = 0;
        for (int k = node; k >= 0 && known[k] != trade; k = feeders.parent[k]) {
            chain[count++] = k;
        }
        while (count > 0) {
            follow(chain[--count]);
        }
    }

    /** What the current of a demand of 1 p.u. does to the branches above it. */
    private void enter(int end, double sign) {
        if (end < 0) {
            return;
        }
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
        known[k] = trade;
        currentR[k] = re;
        currentI[k] = im;
        voltageR[k] = upperR - (feeders.r[k] * re - feeders.x[k] * im);
        voltageI[k] = upperI - (feeders.x[k] * re + feeders.r[k] * im);
    }

    @Override
    public String toString() {
        return "first orders of a trade in " + feeders;
    }
}
