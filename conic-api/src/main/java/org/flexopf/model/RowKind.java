package org.flexopf.model;

import org.flexopf.solver.CheckedAnswer;

/** What kind of row a name stands for, and how its dual follows from the solver's y and z. */
enum RowKind {
    /** An equality: d cost / d rhs = -y. */
    EQUALITY,
    /** A one-sided row: z itself. */
    INEQUALITY,
    /** The lower limit of a fixed expression: raising it costs -y, where that is positive. */
    FIXED_FROM_BELOW,
    /** The upper limit of a fixed expression: raising it saves y, where that is positive. */
    FIXED_FROM_ABOVE,
    /** A cone: the dual of its bound. */
    CONE,
    /** A rotated cone: half the sum of the first two dual components is what a unit more of u saves. */
    ROTATED_CONE;

    /** The code of an element without a row. */
    static final int NONE = -1;

    private static final RowKind[] KINDS = values();

    int encode(int row) {
        return row * KINDS.length + ordinal();
    }

    /** The kind that is coded. */
    static RowKind of(int code) {
        return KINDS[code % KINDS.length];
    }

    /** The row that is coded, in the list of its kind: equalities, inequalities, or rows of cones. */
    static int row(int code) {
        return code / KINDS.length;
    }

    /** Whether the row stands among the equalities. */
    boolean isEquality() {
        return this == EQUALITY || this == FIXED_FROM_BELOW || this == FIXED_FROM_ABOVE;
    }

    /** Whether the row is the first of a second-order cone. */
    boolean isCone() {
        return this == CONE || this == ROTATED_CONE;
    }

    /** The code of a row that is counted from the begin of its block. */
    static int shifted(int code, BlockRange begin) {
        if (code == NONE) {
            return NONE;
        }
        RowKind kind = of(code);
        int before = switch (kind) {
            case EQUALITY, FIXED_FROM_BELOW, FIXED_FROM_ABOVE -> begin.equalities();
            case INEQUALITY -> begin.inequalities();
            case CONE, ROTATED_CONE -> begin.coneRows();
        };
        return kind.encode(row(code) - before);
    }

    /** The dual of a coded row; cone rows follow the inequalities in z. */
    static double dual(int code, int inequalityCount, CheckedAnswer result) {
        int row = row(code);
        return switch (of(code)) {
            case EQUALITY -> -result.y()[row];
            case INEQUALITY -> result.z()[row];
            case FIXED_FROM_BELOW -> Math.max(0.0, -result.y()[row]);
            case FIXED_FROM_ABOVE -> Math.max(0.0, result.y()[row]);
            case CONE -> result.z()[inequalityCount + row];
            case ROTATED_CONE -> 0.5 * (result.z()[inequalityCount + row] + result.z()[inequalityCount + row + 1]);
        };
    }
}
