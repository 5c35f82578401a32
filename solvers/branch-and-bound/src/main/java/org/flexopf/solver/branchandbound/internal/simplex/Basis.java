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

    Basis(byte[] standing) {
        this.standing = standing.clone();
    }

    /** Rows that came later begin with their slack in the basis. */
    void copyTo(byte[] target) {
        System.arraycopy(standing, 0, target, 0, standing.length);
        Arrays.fill(target, standing.length, target.length, BASIC);
    }
}
