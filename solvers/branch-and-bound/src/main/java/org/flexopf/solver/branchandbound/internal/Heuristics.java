package org.flexopf.solver.branchandbound.internal;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Looks for points: by rounding with what follows from each rounded variable, and by diving. */
final class Heuristics {

    private static final double NEARLY_INTEGER = 0.1;
    private static final int MAX_DIVE = 60;
    private static final int BRANCHINGS_PER_ROUNDING = 8;
    private static final int BRANCHINGS_PER_DIVE = 64;

    private final int[] integers;
    private final Relaxations relaxations;
    private final Incumbent incumbent;
    private final Clock clock;

    Heuristics(int[] integers, Relaxations relaxations, Incumbent incumbent, Clock clock) {
        this.integers = integers;
        this.relaxations = relaxations;
        this.incumbent = incumbent;
        this.clock = clock;
    }

    boolean isDue(long branched) {
        return !incumbent.exists() || branched % BRANCHINGS_PER_ROUNDING == 0;
    }

    boolean isDiveDue(long branched) {
        return branched % BRANCHINGS_PER_DIVE == 0;
    }

    /**
     * Rounds integer variables one after the other, the nearest to an integer first, with all that follows from each;
     * the other way where the nearest is impossible.
     */
    void round(Relaxation relaxation) {
        if (!hasPoint(relaxation)) {
            return;
        }
        Box box = relaxation.box().copy();
        double[] x = relaxation.x().clone();
        for (int j : byDistance(x)) {
            if (box.isFixed(j)) {
                x[j] = box.lower()[j];
                continue;
            }
            double near = clamp(Math.rint(x[j]), box, j);
            double far = clamp(x[j] > near ? near + 1.0 : near - 1.0, box, j);
            Box rounded = fixed(box, j, near);
            if (!relaxations.propagation().tighten(rounded, j)) {
                rounded = fixed(box, j, far);
                if (far == near || !relaxations.propagation().tighten(rounded, j)) {
                    return;
                }
            }
            box = rounded;
            x[j] = box.lower()[j];
        }
        incumbent.offer(x, relaxation.basis());
    }

    /**
     * Rounds what is nearly integer, and at least the variable that is nearest; solves again; until all are integers,
     * nothing is possible or better.
     */
    void dive(Relaxation start) {
        Relaxation at = start;
        for (int step = 0;
                step < MAX_DIVE
                        && hasPoint(at)
                        && at.bound() < incumbent.objective()
                        && clock.reached().isEmpty();
                step++) {
            Box box = at.box().copy();
            double[] x = at.x();
            int moved = 0;
            int last = -1;
            for (int j : byDistance(x)) {
                double distance = Math.abs(x[j] - Math.rint(x[j]));
                if (box.isFixed(j) || !(distance <= NEARLY_INTEGER || moved == 0)) {
                    continue;
                }
                Box rounded = fixed(box, j, clamp(Math.rint(x[j]), box, j));
                if (!relaxations.propagation().tighten(rounded, j)) {
                    if (moved > 0) {
                        break;
                    }
                    double near = clamp(Math.rint(x[j]), box, j);
                    rounded = fixed(box, j, clamp(x[j] > near ? near + 1.0 : near - 1.0, box, j));
                    if (!relaxations.propagation().tighten(rounded, j)) {
                        return;
                    }
                }
                box = rounded;
                moved++;
                last = j;
            }
            if (moved == 0) {
                incumbent.offer(x, at.basis());
                return;
            }
            at = relaxations
                    .solve(List.of(box), new int[] {last}, at.basis(), incumbent.objective())
                    .get(0);
            if (at.kind() != Relaxation.Kind.SOLVED) {
                return;
            }
            round(at);
        }
    }

    /** A solver that failed may have no point at all. */
    private boolean hasPoint(Relaxation relaxation) {
        return Double.isFinite(relaxation.x()[integers[0]]);
    }

    private int[] byDistance(double[] x) {
        return IntStream.of(integers)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> Math.abs(x[j] - Math.rint(x[j]))))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double clamp(double value, Box box, int j) {
        return Math.min(Math.max(value, box.lower()[j]), box.upper()[j]);
    }

    private static Box fixed(Box box, int j, double value) {
        Box changed = box.copy();
        changed.lower()[j] = value;
        changed.upper()[j] = value;
        return changed;
    }
}
