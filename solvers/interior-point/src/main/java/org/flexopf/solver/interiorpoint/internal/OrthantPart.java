package org.flexopf.solver.interiorpoint.internal;

/** Rows of the nonnegative orthant. */
final class OrthantPart extends ConePart {

    OrthantPart(Scaling scaling, int rowBegin, int rowEnd) {
        super(scaling, rowBegin, rowEnd);
    }

    @Override
    int linearEnd() {
        return rowEnd();
    }

    @Override
    boolean update(double[] s, double[] z) {
        double[] lambda = scaling.lambda;
        double[] w = scaling.w;
        double[] inverse = scaling.inverse;
        double[] inverseLambda = scaling.inverseLambda;
        boolean inside = true;
        for (int i = rowBegin(); i < rowEnd(); i++) {
            double si = s[i];
            double zi = z[i];
            inside &= si > 0.0 && zi > 0.0 && si < Double.MAX_VALUE && zi < Double.MAX_VALUE;
            double root = Math.sqrt(si * zi);
            double unit = 1.0 / root;
            lambda[i] = root;
            inverseLambda[i] = unit;
            w[i] = si * unit;
            inverse[i] = zi * unit;
        }
        return inside;
    }

    @Override
    void divide(double factor, double[] v, double[] target, int offset) {
        double[] inverse = scaling.inverse;
        for (int i = rowBegin(); i < rowEnd(); i++) {
            target[i - offset] = factor * v[i] * inverse[i];
        }
    }

    @Override
    void read(double[] v, int offset, double[] us, double[] uz) {
        double[] inverse = scaling.inverse;
        for (int i = rowBegin(); i < rowEnd(); i++) {
            double u = -v[i - offset] * inverse[i];
            us[i] = u;
            uz[i] -= u;
        }
    }

    @Override
    void askSecondOrder(double[] us, double[] uz, double aim, double lambdaShare, double[] f) {
        double[] lambda = scaling.lambda;
        double[] inverseLambda = scaling.inverseLambda;
        for (int i = rowBegin(); i < rowEnd(); i++) {
            f[i] = lambdaShare * lambda[i] - (us[i] * uz[i] - aim) * inverseLambda[i];
        }
    }

    @Override
    void askCentrality(double[] us, double stepS, double[] uz, double stepZ, double low, double high, double[] f) {
        double[] lambda = scaling.lambda;
        double[] inverseLambda = scaling.inverseLambda;
        for (int i = rowBegin(); i < rowEnd(); i++) {
            double l = lambda[i];
            f[i] = drawn((l + stepS * us[i]) * (l + stepZ * uz[i]), low, high) * inverseLambda[i];
        }
    }

    @Override
    void raiseSlopes(double[] us, double[] uz, double[] slopes) {
        double[] inverseLambda = scaling.inverseLambda;
        double steepestS = slopes[0];
        double steepestZ = slopes[1];
        for (int i = rowBegin(); i < rowEnd(); i++) {
            double slopeS = -us[i] * inverseLambda[i];
            double slopeZ = -uz[i] * inverseLambda[i];
            if (slopeS > steepestS) {
                steepestS = slopeS;
            }
            if (slopeZ > steepestZ) {
                steepestZ = slopeZ;
            }
        }
        slopes[0] = steepestS;
        slopes[1] = steepestZ;
    }
}
