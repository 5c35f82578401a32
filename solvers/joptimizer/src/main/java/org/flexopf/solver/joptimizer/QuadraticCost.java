package org.flexopf.solver.joptimizer;

import com.joptimizer.functions.ConvexMultivariateRealFunction;
import com.joptimizer.functions.FunctionsUtils;
import org.flexopf.program.SparseMatrix;

/** {@code (1/2 x'Px + q'x) / scale}. */
final class QuadraticCost implements ConvexMultivariateRealFunction {

    private final SparseMatrix quadratic;
    private final double[] linear;
    private final double scale;
    private final double[][] hessian;

    QuadraticCost(SparseMatrix quadratic, double[] linear, double scale) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.scale = scale;
        this.hessian = hessian(quadratic, scale);
    }

    private static double[][] hessian(SparseMatrix quadratic, double scale) {
        if (quadratic.entryCount() == 0) {
            return FunctionsUtils.ZEROES_2D_ARRAY_PLACEHOLDER;
        }
        double[][] full = new double[quadratic.rows()][quadratic.rows()];
        for (int j = 0; j < full.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                full[quadratic.rowIndex(k)][j] = quadratic.value(k) / scale;
                full[j][quadratic.rowIndex(k)] = quadratic.value(k) / scale;
            }
        }
        return full;
    }

    @Override
    public double value(double[] x) {
        double[] px = new double[x.length];
        quadratic.symmetricMultiplyAdd(0.5, x, px);
        double value = 0.0;
        for (int j = 0; j < x.length; j++) {
            value += (linear[j] + px[j]) * x[j];
        }
        return value / scale;
    }

    @Override
    public double[] gradient(double[] x) {
        double[] gradient = linear.clone();
        quadratic.symmetricMultiplyAdd(1.0, x, gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] /= scale;
        }
        return gradient;
    }

    @Override
    public double[][] hessian(double[] x) {
        return hessian;
    }

    @Override
    public int getDim() {
        return linear.length;
    }
}
