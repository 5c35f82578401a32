package org.flexopf.exchange.check;

/**
 * The branches of radial feeders that let no lot pass, whoever trades it with whom: for each node and direction the
 * nearest on its way to the reference. Worked out for a feeder once somebody asks after a trade there.
 */
final class ClosedBranches {

    private final RadialFeeders feeders;
    private final TradeBounds bounds;
    /** A lot, p.u. */
    private final double lot;

    private final boolean[] fresh;
    /** The nearest branch that is closed if the load at a node rises, and if it falls; -1 if there is none. */
    private final int[] rising;

    private final int[] falling;

    ClosedBranches(RadialFeeders feeders, TradeBounds bounds, double lot) {
        this.feeders = feeders;
        this.bounds = bounds;
        this.lot = lot;
        fresh = new boolean[feeders.root.length];
        rising = new int[feeders.count()];
        falling = new int[feeders.count()];
    }

    /** The known state of a feeder has become another one. */
    void moved(int feeder) {
        fresh[feeder] = false;
    }

    /** A number for a branch and a direction. */
    static int number(int branch, boolean rises) {
        return 2 * branch + (rises ? 0 : 1);
    }

    /** Whether a branch is closed in a direction. */
    boolean isClosed(int number) {
        return bounds.isClosed(number / 2, number % 2 == 0, lot);
    }

    /** A branch and direction that are closed to a trade between two nodes; -1 if none is. */
    int find(int up, int down) {
        for (int k = nearest(rising, up); k >= 0; k = nearest(rising, feeders.parent[k])) {
            if (!feeders.isBehind(down, k)) {
                return number(k, true);
            }
        }
        for (int k = nearest(falling, down); k >= 0; k = nearest(falling, feeders.parent[k])) {
            if (!feeders.isBehind(up, k)) {
                return number(k, false);
            }
        }
        return -1;
    }

    private int nearest(int[] closed, int node) {
        if (node < 0) {
            return -1;
        }
        refresh(feeders.feeder[node]);
        return closed[node];
    }

    private void refresh(int feeder) {
        if (fresh[feeder]) {
            return;
        }
        fresh[feeder] = true;
        bounds.refresh(feeder);
        for (int k = feeders.start[feeder]; k < feeders.start[feeder + 1]; k++) {
            int above = feeders.parent[k];
            // What has room for a lot and a half is not closed for sure.
            boolean mayBe = bounds.room(k) < 1.5 * lot;
            rising[k] = mayBe && bounds.isClosed(k, true, lot) ? k : above < 0 ? -1 : rising[above];
            falling[k] = mayBe && bounds.isClosed(k, false, lot) ? k : above < 0 ? -1 : falling[above];
        }
    }

    @Override
    public String toString() {
        return "closed branches of " + feeders;
    }
}
