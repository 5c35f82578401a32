package org.flexopf.solver.joptimizer;

import com.joptimizer.functions.ConvexMultivariateRealFunction;
import java.util.List;
import org.flexopf.program.SparseMatrix;

/**
 * {@code t (f(x) - f(r)) + phi(x)}, the function that the barrier method minimises: f is {@code 1/2 x'Px + q'x}, phi
 * the barrier of the cones. The objective is measured from a reference point r, the last centre: its own value times a
 * large t would swallow the barrier's.
 */
final class BarrierProblem implements ConvexMultivariateRealFunction {

    private final SparseMatrix quadratic;
    private final double[] linear;
    private final List<ConeBlock> blocks;
    private final double t;
    private final double[] reference;
    private final double[] slope;

    BarrierProblem(SparseMatrix quadratic, double[] linear, List<ConeBlock> blocks, double t, double[] reference) {
        this.quadratic = quadratic;
        this.linear = linear;
        this.blocks = blocks;
        this.t = t;
        this.reference = reference;
        this.slope = linear.clone();
        quadratic.symmetricMultiplyAdd(1.0, reference, slope);
    }

    @Override
    public double value(double[] x) {
        double barrier = 0.0;
        for (ConeBlock block : blocks) {
            barrier += block.barrier(x);
            if (!(barrier < Double.POSITIVE_INFINITY)) {
                return Double.POSITIVE_INFINITY;
            }
        }
        double[] move = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            move[j] = x[j] - reference[j];
        }
        double[] curve = new double[x.length];
        quadratic.symmetricMultiplyAdd(0.5, move, curve);
        double change = 0.0;
        for (int j = 0; j < x.length; j++) {
            change += (slope[j] + curve[j]) * move[j];
        }
        return t * change + barrier;
    }

    @Override
    public double[] gradient(double[] x) {
        double[] gradient = linear.clone();
        quadratic.symmetricMultiplyAdd(1.0, x, gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] *= t;
        }
        for (ConeBlock block : blocks) {
            block.addGradient(x, gradient);
        }
        return gradient;
    }

    @Override
    public double[][] hessian(double[] x) {
        double[][] hessian = new double[x.length][x.length];
        for (int j = 0; j < x.length; j++) {
            for (int k = quadratic.columnStart(j); k < quadratic.columnStart(j + 1); k++) {
                int i = quadratic.rowIndex(k);
                hessian[i][j] += t * quadratic.value(k);
                if (i != j) {
                    hessian[j][i] += t * quadratic.value(k);
                }
            }
        }
        for (ConeBlock block : blocks) {
            block.addHessian(x, hessian);
        }
        return hessian;
    }

    @Override
    public int getDim() {
        return linear.length;
    }
}
