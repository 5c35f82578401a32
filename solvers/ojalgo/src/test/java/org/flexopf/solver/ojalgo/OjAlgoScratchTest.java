package org.flexopf.solver.ojalgo;

import java.util.*;
import org.flexopf.program.*;
import org.flexopf.solver.*;
import org.junit.jupiter.api.Test;

class OjAlgoScratchTest {
    static ConvexProgram random(long seed, int n, int p, int m, boolean qp, boolean bounds) {
        Random r = new Random(seed);
        double[] x = new double[n];
        for (int j = 0; j < n; j++) x[j] = r.nextGaussian();
        var A = new SparseMatrix.Builder(p, n);
        double[] b = new double[p];
        double[] y = new double[p];
        double[] grad = new double[n];
        for (int i = 0; i < p; i++) { y[i] = r.nextGaussian(); for (int k = 0; k < 3; k++) { int j = r.nextInt(n); double v = r.nextGaussian(); A.add(i, j, v); b[i] += v * x[j]; grad[j] += v * y[i]; } }
        int mb = bounds ? 2 * n : 0;
        var G = new SparseMatrix.Builder(m + mb, n);
        double[] h = new double[m + mb];
        for (int i = 0; i < m + mb; i++) {
            boolean active = r.nextInt(2) == 0;
            double z = active ? r.nextDouble() : 0;
            double s = active ? 0 : r.nextDouble();
            if (i < m) for (int k = 0; k < 3; k++) { int j = r.nextInt(n); double v = r.nextGaussian(); G.add(i, j, v); h[i] += v * x[j]; grad[j] += v * z; }
            else { int j = (i - m) / 2; double v = (i - m) % 2 == 0 ? 1 : -1; if (v < 0 && s == 0) {s = 1; z = 0;} G.add(i, j, v); h[i] += v * x[j]; grad[j] += v * z; }
            h[i] += s;
        }
        var P = new SparseMatrix.Builder(n, n);
        if (qp) for (int j = 0; j < n; j++) if (r.nextInt(3) > 0) { double v = 0.1 + r.nextDouble(); P.add(j, j, v); grad[j] += v * x[j]; }
        double[] q = new double[n];
        for (int j = 0; j < n; j++) q[j] = -grad[j];
        return new ConvexProgram(P.build(), q, 0, A.build(), b, G.build(), h, List.of(new Cone.Nonnegative(m + mb)), null);
    }

    static final ConvexSolver SOLVER = new OjAlgoSolver();

    public static void main(String[] a) { new OjAlgoScratchTest().lps(); }
    @Test
    void lps() {
        for (boolean qp : new boolean[] {false, true}) for (int size : new int[] {5, 20, 60, 200}) {
            var counts = new TreeMap<String, Integer>();
            double t = 0; double worst = 0;
            for (int seed = 0; seed < 20; seed++) {
                var program = random(seed, size, size / 4, size / 2, qp, true);
                var res = SOLVER.solve(program, SolverOptions.defaults());
                counts.merge(res.status().toString(), 1, Integer::sum);
                if (res.status() != SolveStatus.OPTIMAL && counts.get(res.status().toString()) < 3) System.out.println(res.message());
                t += res.solveSeconds();
                worst = Math.max(worst, KktReport.of(program, res.x(), res.y(), res.z()).worst());
            }
            System.out.println((qp ? "QP " : "LP ") + size + " " + counts + " " + t / 20 + " s worst " + worst);
        }
    }
}
