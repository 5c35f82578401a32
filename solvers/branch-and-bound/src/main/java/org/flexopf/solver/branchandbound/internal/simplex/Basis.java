package org.flexopf.solver.branchandbound.internal.simplex;

import java.util.Arrays;

/**
 * Where every variable stands at a vertex: in the basis, or at which of its bounds. Columns come first, then the slack
 * of every row. Immutable; the place to start the next program from.
 */
public final class Basis {

    static final byte BASIC = 0;
    static final byte AT_LOWER = 1;
    static final byte AT_UPPER = 2;
    /** Outside the basis without a bound to stand at; the value is zero. */
    static final byte FREE = 3;

    private final byte[] standing;
    /** The squared norms of the rows of the inverse, by the variable in the basis, as far as they are known. */
    private final float[] weights;

    /** @param weights of the variables in the basis, in rising order */
    Basis(byte[] standing, float[] weights) {
        this.standing = standing.clone();
        this.weights = weights;
    }

    /** The weight of the k-th variable in the basis; that of a row that came later is one. */
    double weight(int k) {
        return k < weights.length ? weights[k] : 1.0;
    }

    /** Whether the slack of a row is in the basis: the row does not hold the point where it is. */
    public boolean isSlackBasic(int columns, int row) {
        return standing[columns + row] == BASIC;
    }

    /** The basis of the program without some rows, the slack of each of which is in the basis. */
    public Basis without(int columns, boolean[] dropped) {
        byte[] left = new byte[standing.length];
        float[] leftWeights = new float[weights.length];
        int count = 0;
        int basic = 0;
        int kept = 0;
        for (int k = 0; k < standing.length; k++) {
            boolean stays = k < columns || !dropped[k - columns];
            if (stays) {
                left[count++] = standing[k];
            }
            if (standing[k] == BASIC) {
                if (stays) {
                    leftWeights[kept++] = weights[basic];
                }
                basic++;
            }
        }
        return new Basis(Arrays.copyOf(left, count), Arrays.copyOf(leftWeights, kept));
    }

    /** Rows that came later begin with their slack in the basis. */
    void copyTo(byte[] target) {
        System.arraycopy(standing, 0, target, 0, standing.length);
        Arrays.fill(target, standing.length, target.length, BASIC);
    }
}
