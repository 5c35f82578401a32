package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.internal.sparse.Elimination;

/**
 * Columns of a factor joined to supernodes, which share one list of rows and are dense. Only the upper part of the
 * elimination tree, where columns are long, is worth joining; below it, elimination column by column is faster. A
 * supernode and its parent are joined where this adds few zeros (Ashcraft and Grimes, ACM Trans. Math. Softw. 15,
 * 1989; the limits are those of Chen, Davis, Hager and Rajamanickam, Algorithm 887, 2008).
 */
final class SupernodeTree {

    private static final int NONE = -1;
    /** A column with so many entries, and all above it, belongs to the upper part. */
    private static final int LONG_COLUMN = 16;
    /** Multiplications in the upper part from which on supernodes pay. */
    private static final double LEAST_WORK = 1e6;
    /** The most columns of a supernode: so many rows of it stay in the fastest cache. */
    private static final int WIDEST = 48;

    private final Elimination elimination;
    private final Domains domains;
    /** For each column of the upper part its supernode, -1 below it. */
    private final int[] supernode;

    private final int[] width;
    private final double[] zeros;
    private final int[] lastColumn;
    private final int[] joinedTo;
    private int count;

    SupernodeTree(Elimination elimination, Domains domains) {
        this.elimination = elimination;
        this.domains = domains;
        int n = elimination.order().length;
        supernode = new int[n];
        Arrays.fill(supernode, NONE);
        boolean[] upper = upperPart(n);
        int[] widths = new int[n];
        int[] lasts = new int[n];
        for (int j = 0; j < n; j++) {
            if (!upper[j]) {
                continue;
            }
            boolean continues = j > 0
                    && upper[j - 1]
                    && elimination.parent(j - 1) == j
                    && elimination.length(j - 1) == elimination.length(j) + 1
                    && domains.of()[j - 1] == domains.of()[j]
                    && widths[count - 1] < WIDEST;
            count += continues ? 0 : 1;
            supernode[j] = count - 1;
            widths[count - 1]++;
            lasts[count - 1] = j;
        }
        width = Arrays.copyOf(widths, count);
        lastColumn = Arrays.copyOf(lasts, count);
        zeros = new double[count];
        joinedTo = new int[count];
        Arrays.fill(joinedTo, NONE);
        for (int s = 0; s < count; s++) {
            join(s);
        }
        for (int j = 0; j < n; j++) {
            while (supernode[j] != NONE && joinedTo[supernode[j]] != NONE) {
                supernode[j] = joinedTo[supernode[j]];
            }
        }
    }

    private boolean[] upperPart(int n) {
        boolean[] upper = new boolean[n];
        double work = 0.0;
        for (int j = 0; j < n; j++) {
            int length = elimination.length(j);
            upper[j] |= length >= LONG_COLUMN;
            if (upper[j]) {
                work += 0.5 * length * (length + 1);
                if (elimination.parent(j) != NONE) {
                    upper[elimination.parent(j)] = true;
                }
            }
        }
        if (work < LEAST_WORK) {
            Arrays.fill(upper, false);
        }
        return upper;
    }

    /** Joins a supernode to its parent if that is worth it. */
    private void join(int s) {
        int parentColumn = elimination.parent(lastColumn[s]);
        if (parentColumn == NONE || domains.of()[parentColumn] != domains.of()[lastColumn[s]]) {
            return;
        }
        int p = supernode[parentColumn];
        int wide = width[s] + width[p];
        int below = elimination.length(lastColumn[p]);
        double more = zeros[s]
                + zeros[p]
                + (double) width[s] * (width[p] + below - elimination.length(lastColumn[s]));
        double share = more / (0.5 * wide * (wide + 1.0) + (double) wide * below);
        boolean few = wide <= 4 || (wide <= 16 && share < 0.5) || (wide <= WIDEST && share < 0.1);
        if (few) {
            width[p] = wide;
            zeros[p] = more;
            joinedTo[s] = p;
        }
    }

    /** The number of supernodes, with those that were joined to others. */
    int count() {
        return count;
    }

    /** Whether a supernode was not joined to another one. */
    boolean isKept(int s) {
        return joinedTo[s] == NONE;
    }

    /** The supernode of a column; -1 below the upper part. */
    int of(int column) {
        return supernode[column];
    }

    int width(int s) {
        return width[s];
    }

    /** The last column of a supernode, whose rows are those of the whole of it. */
    int lastColumn(int s) {
        return lastColumn[s];
    }
}
