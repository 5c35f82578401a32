package org.flexopf.solver.interiorpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/** Branch-flow programs of a chain of lines, written down by hand, with a generator at every third bus. */
final class Chains {

    private Chains() {}

    /** Lines 1 .. n from a source at w = 1; every load is multiplied by a factor. */
    static ConicProgram of(int lines, double loadFactor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Variables of line i: w, P, Q, l, and p, q of a generator at its end; the source is variable 6n, 6n + 1.
        int n = 6 * lines + 2;
        SparseMatrix.Builder a = new SparseMatrix.Builder(3 * lines + 2, n);
        double[] b = new double[3 * lines + 2];
        double[] q = new double[n];
        List<double[]> bounds = new ArrayList<>();
        SparseMatrix.Builder cone = new SparseMatrix.Builder(4 * lines, n);
        double[] coneRhs = new double[4 * lines];
        for (int i = 0; i < lines; i++) {
            int w = 6 * i;
            double r = random.nextDouble(0.2, 1.0) * 0.05 / lines;
            double x = random.nextDouble(0.2, 1.0) * 0.05 / lines;
            double load = random.nextDouble(0.2, 1.0) / lines;
            for (int reactive = 0; reactive < 2; reactive++) {
                int row = 3 * i + reactive;
                a.add(row, w + 1 + reactive, 1.0)
                        .add(row, w + 3, reactive == 0 ? -r : -x)
                        .add(row, w + 4 + reactive, 1.0);
                if (i + 1 < lines) {
                    a.add(row, w + 7 + reactive, -1.0);
                }
                b[row] = loadFactor * load * (reactive == 0 ? 1.0 : 0.4);
            }
            int drop = 3 * i + 2;
            a.add(drop, w, 1.0)
                    .add(drop, w + 1, 2.0 * r)
                    .add(drop, w + 2, 2.0 * x)
                    .add(drop, w + 3, -(r * r + x * x));
            b[drop] = i == 0 ? 1.0 : 0.0;
            if (i > 0) {
                a.add(drop, w - 6, -1.0);
            }
            bounds.add(new double[] {w, 1.0, 1.21});
            bounds.add(new double[] {w, -1.0, -0.81});
            double size = i % 3 == 0 ? 1.5 * load : 1e-4 * load;
            bounds.add(new double[] {w + 4, 1.0, size});
            bounds.add(new double[] {w + 4, -1.0, 0.0});
            bounds.add(new double[] {w + 5, 1.0, 0.5 * size});
            bounds.add(new double[] {w + 5, -1.0, 0.5 * size});
            q[w + 4] = random.nextDouble(0.5, 2.0);
            int head = 4 * i;
            cone.add(head, w + 3, -0.5)
                    .add(head + 1, w + 3, -0.5)
                    .add(head + 2, w + 1, -1.0)
                    .add(head + 3, w + 2, -1.0);
            if (i > 0) {
                cone.add(head, w - 6, -0.5).add(head + 1, w - 6, 0.5);
            } else {
                coneRhs[head] = 0.5;
                coneRhs[head + 1] = -0.5;
            }
        }
        int source = 6 * lines;
        for (int reactive = 0; reactive < 2; reactive++) {
            a.add(3 * lines + reactive, source + reactive, 1.0).add(3 * lines + reactive, 1 + reactive, -1.0);
        }
        q[source] = 1.0;
        SparseMatrix.Builder g = new SparseMatrix.Builder(bounds.size() + 4 * lines, n);
        double[] h = new double[bounds.size() + 4 * lines];
        for (int k = 0; k < bounds.size(); k++) {
            g.add(k, (int) bounds.get(k)[0], bounds.get(k)[1]);
            h[k] = bounds.get(k)[2];
        }
        SparseMatrix block = cone.build();
        for (int j = 0; j < n; j++) {
            for (int k = block.columnStart(j); k < block.columnStart(j + 1); k++) {
                g.add(bounds.size() + block.rowIndex(k), j, block.value(k));
            }
        }
        System.arraycopy(coneRhs, 0, h, bounds.size(), coneRhs.length);
        List<Cone> cones = new ArrayList<>();
        cones.add(new Cone.Nonnegative(bounds.size()));
        for (int i = 0; i < lines; i++) {
            cones.add(new Cone.SecondOrder(4));
        }
        return ConicProgram.continuous(SparseMatrix.zero(n, n), q, 0.0, a.build(), b, g.build(), h, cones);
    }
}
