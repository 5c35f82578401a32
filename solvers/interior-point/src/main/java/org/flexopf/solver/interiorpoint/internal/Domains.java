package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * The elimination tree cut into domains that can be worked on at the same time: whole subtrees, packed together, and
 * the trunk, which is what they grow on. Columns of different domains have no entry in common; all they share is the
 * trunk. How a tree is cut depends on its pattern alone, never on the number of threads.
 *
 * @param of the domain of every column in postorder; the trunk is the last one
 * @param count the number of domains, the trunk included: 1 for a tree that is not cut
 */
record Domains(int[] of, int count) {

    private static final int TRUNK = -1;
    /** A tree with fewer columns is not worth the effort. */
    private static final int SMALLEST_TREE = 12_000;
    /** A tree is cut into at least so many domains where it is cut, so that two or four threads share them evenly. */
    private static final int FEWEST = 12;
    /** Columns of a domain, with the rows of the cones that belong to them, that stay in the second-level cache. */
    private static final int COLUMNS = 6_000;
    /** The largest share of the work that the trunk may have if the tree is cut finely, and if it is cut at all. */
    private static final double SMALL_TRUNK = 0.02;

    private static final double LARGEST_TRUNK = 0.6;
    /** How many times as many values as the factor the copies of the trunk may take together. */
    private static final double MOST_COPIES = 4.0;
    /** A domain is closed rather than to become so many times as large as intended. */
    private static final double LARGEST_DOMAIN = 1.25;

    /** The tree as one piece. */
    static Domains whole(Elimination elimination) {
        return new Domains(new int[elimination.order().length], 1);
    }

    /** Cuts a tree. */
    static Domains of(Elimination elimination) {
        int n = elimination.order().length;
        if (n < SMALLEST_TREE) {
            return whole(elimination);
        }
        Domains cut = of(elimination, Math.max(FEWEST, n / COLUMNS), FEWEST);
        return cut.copies(elimination) <= MOST_COPIES * elimination.row().length ? cut : whole(elimination);
    }

    /**
     * Cuts a tree into about so many domains, or fewer where the trunk would be large, but no fewer than a least
     * number.
     */
    static Domains of(Elimination elimination, int most, int fewest) {
        int n = elimination.order().length;
        double[] below = new double[n];
        double total = 0.0;
        for (int j = 0; j < n; j++) {
            double work = work(elimination.length(j));
            total += work;
            below[j] += work;
            if (elimination.parent(j) >= 0) {
                below[elimination.parent(j)] += below[j];
            }
        }
        for (int pieces = most; ; pieces = Math.max(fewest, pieces / 2)) {
            double largest = total / pieces;
            double trunk = 0.0;
            for (int j = 0; j < n; j++) {
                trunk += below[j] > largest ? work(elimination.length(j)) : 0.0;
            }
            if (trunk <= SMALL_TRUNK * total) {
                return pack(elimination, below, largest);
            }
            if (pieces == fewest) {
                return trunk <= LARGEST_TRUNK * total ? pack(elimination, below, largest) : whole(elimination);
            }
        }
    }

    /**
     * How many values the copies of the trunk take that domains gather their contributions in: a square of those nodes
     * of the trunk that a domain meets. Where twigs grow all along a bare trunk, as on a chain, that is far more than
     * the factor itself.
     */
    private double copies(Elimination elimination) {
        int n = of.length;
        int[] metBy = new int[n];
        Arrays.fill(metBy, TRUNK);
        int[] columns = new int[n];
        int[] start = new int[count + 1];
        for (int domain : of) {
            start[domain + 1]++;
        }
        for (int d = 0; d < count; d++) {
            start[d + 1] += start[d];
        }
        int[] next = start.clone();
        for (int j = 0; j < n; j++) {
            columns[next[of[j]]++] = j;
        }
        double values = 0.0;
        for (int d = 0; d < count - 1; d++) {
            long met = 0;
            for (int k = start[d]; k < start[d + 1]; k++) {
                int j = columns[k];
                for (int t = elimination.start()[j]; t < elimination.start()[j + 1]; t++) {
                    int i = elimination.row()[t];
                    if (of[i] == count - 1 && metBy[i] != d) {
                        metBy[i] = d;
                        met++;
                    }
                }
            }
            values += 0.5 * met * (met + 1.0);
        }
        return values;
    }

    /** What a column of a length costs in an iteration, rows and sweeps included, in the time of some operations. */
    private static double work(int length) {
        return 60.0 + 8.0 * length + 0.1 * length * (length + 1);
    }

    /** Packs the largest subtrees within a bound into domains, one after the other. */
    private static Domains pack(Elimination elimination, double[] below, double largest) {
        int n = below.length;
        int[] domain = new int[n];
        int current = 0;
        double filled = 0.0;
        // From the roots down, so that a column finds its parent's place; subtrees thereby stay together.
        for (int j = n - 1; j >= 0; j--) {
            int parent = elimination.parent(j);
            if (below[j] > largest || j == n - 1) {
                // The last root belongs to the trunk in any case, so that there is one.
                domain[j] = TRUNK;
            } else if (parent >= 0 && domain[parent] != TRUNK) {
                domain[j] = domain[parent];
            } else {
                if (filled > 0.0 && filled + below[j] > LARGEST_DOMAIN * largest) {
                    current++;
                    filled = 0.0;
                }
                domain[j] = current;
                filled += below[j];
            }
        }
        int count = current + 2;
        for (int j = 0; j < n; j++) {
            // The first columns stand in the first domain, as everywhere.
            domain[j] = domain[j] == TRUNK ? count - 1 : current - domain[j];
        }
        return new Domains(domain, count);
    }
}
