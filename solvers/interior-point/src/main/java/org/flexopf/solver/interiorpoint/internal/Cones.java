package org.flexopf.solver.interiorpoint.internal;

import java.util.List;
import org.flexopf.program.Cone;

/** Membership of a program's cones, in the program's own order. */
final class Cones {

    private Cones() {}

    /** How far a vector is outside of the product of cones, in the largest block. */
    static double distanceOutside(List<Cone> cones, double[] v) {
        double worst = 0.0;
        int begin = 0;
        for (Cone cone : cones) {
            int end = begin + cone.dimension();
            if (cone instanceof Cone.Nonnegative) {
                for (int i = begin; i < end; i++) {
                    worst = Math.max(worst, -v[i]);
                }
            } else {
                double square = 0.0;
                for (int i = begin + 1; i < end; i++) {
                    square += v[i] * v[i];
                }
                worst = Math.max(worst, Math.sqrt(square) - v[begin]);
            }
            begin = end;
        }
        return worst;
    }
}
