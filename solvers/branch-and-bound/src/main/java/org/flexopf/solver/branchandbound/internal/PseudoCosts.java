package org.flexopf.solver.branchandbound.internal;

/**
 * How much the bound has risen so far per unit that a variable was moved, downwards and upwards. (Achterberg, Koch and
 * Martin, "Branching rules revisited", Operations Research Letters 33, 2005.)
 */
final class PseudoCosts {

    private static final double LEAST_GAIN = 1e-6;

    private final double[] sum;
    private final int[] count;
    private final int integers;

    PseudoCosts(int integers) {
        this.integers = integers;
        this.sum = new double[2 * integers];
        this.count = new int[2 * integers];
    }

    /** Notes a gain of the bound from moving an integer variable by a distance. */
    void note(int integer, boolean up, double gain, double distance) {
        if (Double.isFinite(gain) && distance > 0.0) {
            int place = up ? integers + integer : integer;
            sum[place] += Math.max(gain, 0.0) / distance;
            count[place]++;
        }
    }

    /** Whether both directions have been seen so often. */
    boolean isReliable(int integer, int times) {
        return Math.min(count[integer], count[integers + integer]) >= times;
    }

    /** What branching promises: the product of both gains, the size of which only compares. */
    double score(int integer, double down, double up) {
        return score(down * rate(integer), up * rate(integers + integer));
    }

    /** The product of two gains of the bound. */
    static double score(double gainDown, double gainUp) {
        return Math.max(gainDown, LEAST_GAIN) * Math.max(gainUp, LEAST_GAIN);
    }

    private double rate(int place) {
        if (count[place] > 0) {
            return sum[place] / count[place];
        }
        // An unseen one is as good as the average of the others in its direction.
        int from = place < integers ? 0 : integers;
        double total = 0.0;
        int seen = 0;
        for (int k = from; k < from + integers; k++) {
            if (count[k] > 0) {
                total += sum[k] / count[k];
                seen++;
            }
        }
        return seen == 0 ? 1.0 : total / seen;
    }
}
