package org.flexopf.coordination.synthetic;

import java.util.Arrays;
import java.util.List;

/** DC power flow of a drawn transmission network, by conjugate gradients with the diagonal for a preconditioner. */
final class DcFlows {

    private static final double EXACT = 1e-8;

    private final int buses;
    private final int[] from;
    private final int[] to;
    private final double[] susceptance;
    private final double[] diagonal;

    DcFlows(int buses, List<int[]> lines, double[] x) {
        this.buses = buses;
        this.from = lines.stream().mapToInt(line -> line[0]).toArray();
        this.to = lines.stream().mapToInt(line -> line[1]).toArray();
        this.susceptance = Arrays.stream(x).map(reactance -> 1.0 / reactance).toArray();
        this.diagonal = new double[buses];
        for (int b = 0; b < from.length; b++) {
            diagonal[from[b]] += susceptance[b];
            diagonal[to[b]] += susceptance[b];
        }
    }

    /** Flows on all lines where each bus injects so much; bus 0 takes what is left over. */
    double[] flows(double[] injections) {
        double[] angle = new double[buses];
        double[] residual = injections.clone();
        residual[0] = 0.0;
        double[] scaled = new double[buses];
        double[] direction = new double[buses];
        double[] product = new double[buses];
        double size = norm(residual);
        double before = 1.0;
        for (int k = 0; k < 20 * buses && norm(residual) > EXACT * size; k++) {
            for (int i = 1; i < buses; i++) {
                scaled[i] = residual[i] / diagonal[i];
            }
            double now = dot(residual, scaled);
            double share = k == 0 ? 0.0 : now / before;
            for (int i = 0; i < buses; i++) {
                direction[i] = scaled[i] + share * direction[i];
            }
            multiply(direction, product);
            double step = now / dot(direction, product);
            for (int i = 0; i < buses; i++) {
                angle[i] += step * direction[i];
                residual[i] -= step * product[i];
            }
            before = now;
        }
        double[] flows = new double[from.length];
        Arrays.setAll(flows, b -> susceptance[b] * (angle[from[b]] - angle[to[b]]));
        return flows;
    }

    /** The reference has no row. */
    private void multiply(double[] angle, double[] product) {
        Arrays.fill(product, 0.0);
        for (int b = 0; b < from.length; b++) {
            double flow = susceptance[b] * (angle[from[b]] - angle[to[b]]);
            product[from[b]] += flow;
            product[to[b]] -= flow;
        }
        product[0] = 0.0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    @Override
    public String toString() {
        return buses + " buses, " + from.length + " lines";
    }
}
