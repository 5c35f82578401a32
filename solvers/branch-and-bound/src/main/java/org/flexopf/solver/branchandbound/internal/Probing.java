package org.flexopf.solver.branchandbound.internal;

/**
 * Tries both values of each binary on the rows alone. Where one is impossible the other holds; what follows from both
 * holds anyway.
 */
final class Probing {

    private static final int MAX_ROUNDS = 3;

    private final Propagation propagation;
    private final int[] integers;

    Probing(Propagation propagation, int[] integers) {
        this.propagation = propagation;
        this.integers = integers;
    }

    /** Tightens a box. Returns false if it is empty. */
    boolean tighten(Box box) {
        boolean changed = true;
        for (int round = 0; changed && round < MAX_ROUNDS; round++) {
            changed = false;
            for (int j : integers) {
                if (box.upper()[j] - box.lower()[j] == 1.0) {
                    Box low = box.below(j, box.lower()[j]);
                    Box high = box.above(j, box.upper()[j]);
                    boolean lowPossible = propagation.tighten(low, j);
                    boolean highPossible = propagation.tighten(high, j);
                    if (!lowPossible && !highPossible) {
                        return false;
                    }
                    changed |= narrow(box, lowPossible ? low : high, highPossible ? high : low);
                }
            }
        }
        return true;
    }

    /** Integer variables are as either of two boxes allows. */
    private boolean narrow(Box box, Box a, Box b) {
        boolean changed = false;
        for (int j : integers) {
            double lower = Math.min(a.lower()[j], b.lower()[j]);
            double upper = Math.max(a.upper()[j], b.upper()[j]);
            if (lower > box.lower()[j]) {
                box.lower()[j] = lower;
                changed = true;
            }
            if (upper < box.upper()[j]) {
                box.upper()[j] = upper;
                changed = true;
            }
        }
        return changed;
    }
}
