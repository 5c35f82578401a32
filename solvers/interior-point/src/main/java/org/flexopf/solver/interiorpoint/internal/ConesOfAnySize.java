package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/** Second-order cones of whatever sizes. */
final class ConesOfAnySize extends ConePart {

    private final int coneBegin;
    private final int coneEnd;

    ConesOfAnySize(Scaling scaling, int coneBegin, int coneEnd) {
        super(scaling, scaling.start[coneBegin], scaling.start[coneEnd]);
        this.coneBegin = coneBegin;
        this.coneEnd = coneEnd;
    }

    @Override
    int linearEnd() {
        return rowBegin();
    }

    @Override
    boolean update(double[] s, double[] z) {
        for (int k = coneBegin; k < coneEnd; k++) {
            if (!update(k, s, z)) {
                return false;
            }
        }
        return true;
    }

    private boolean update(int k, double[] s, double[] z) {
        double[] w = scaling.w;
        double[] lambda = scaling.lambda;
        int a = scaling.start[k];
        int end = scaling.start[k + 1];
        double detS = determinant(s[a], Math.sqrt(dot(s, s, a + 1, end)));
        double detZ = determinant(z[a], Math.sqrt(dot(z, z, a + 1, end)));
        if (!areInside(s[a], detS, z[a], detZ)) {
            return false;
        }
        double normS = Math.sqrt(detS);
        double normZ = Math.sqrt(detZ);
        double unitS = 1.0 / normS;
        double unitZ = 1.0 / normZ;
        double gamma = Math.sqrt(0.5 * (1.0 + dot(s, z, a, end) * unitS * unitZ));
        double half = 0.5 / gamma;
        double s0 = s[a] * unitS;
        double z0 = z[a] * unitZ;
        double part = Math.sqrt(normS * normZ) / (s0 + z0 + 2.0 * gamma);
        double fromS = (gamma + z0) * part * unitS;
        double fromZ = (gamma + s0) * part * unitZ;
        double square = 0.0;
        for (int i = a + 1; i < end; i++) {
            double wi = (s[i] * unitS - z[i] * unitZ) * half;
            w[i] = wi;
            square += wi * wi;
            lambda[i] = fromS * s[i] + fromZ * z[i];
        }
        scaling.set(k, normS, normZ, gamma, Math.sqrt(1.0 + square));
        return true;
    }

    static double dot(double[] u, double[] v, int begin, int end) {
        double sum = 0.0;
        for (int i = begin; i < end; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    @Override
    void divide(double factor, double[] v, double[] target, int offset) {
        for (int k = coneBegin; k < coneEnd; k++) {
            divide(scaling, k, factor, v, 0, target, offset);
        }
    }

    /**
     * Puts a multiple of {@code W^-1 v} into a target, for one cone.
     *
     * @param from the row that stands at the first place of v, and {@code to} that at the first place of the target
     */
    static void divide(Scaling scaling, int k, double factor, double[] v, int from, double[] target, int to) {
        double[] w = scaling.w;
        int a = scaling.start[k];
        int end = scaling.start[k + 1];
        double unit = factor * scaling.inverseEta[k];
        double v0 = v[a - from];
        double inner = 0.0;
        for (int i = a + 1; i < end; i++) {
            inner += w[i] * v[i - from];
        }
        double along = inner * scaling.share[k] - v0;
        target[a - to] = unit * (w[a] * v0 - inner);
        for (int i = a + 1; i < end; i++) {
            target[i - to] = unit * (v[i - from] + along * w[i]);
        }
    }

    @Override
    void read(double[] v, int offset, double[] us, double[] uz) {
        for (int k = coneBegin; k < coneEnd; k++) {
            divide(scaling, k, -1.0, v, offset, us, 0);
        }
        for (int i = rowBegin(); i < rowEnd(); i++) {
            uz[i] -= us[i];
        }
    }

    @Override
    void askSecondOrder(double[] us, double[] uz, double aim, double lambdaShare, double[] f) {
        double[] lambda = scaling.lambda;
        for (int k = coneBegin; k < coneEnd; k++) {
            int a = scaling.start[k];
            int end = scaling.start[k + 1];
            double s0 = us[a];
            double z0 = uz[a];
            double inner = s0 * z0;
            for (int i = a + 1; i < end; i++) {
                inner += us[i] * uz[i];
                f[i] = s0 * uz[i] + z0 * us[i];
            }
            f[a] = inner - aim;
            divideByLambda(k, f);
            for (int i = a; i < end; i++) {
                f[i] = lambdaShare * lambda[i] - f[i];
            }
        }
    }

    /** Replaces v by the u with {@code lambda o u = v}, for one cone. */
    private void divideByLambda(int k, double[] v) {
        double[] lambda = scaling.lambda;
        int a = scaling.start[k];
        int end = scaling.start[k + 1];
        double u0 = (lambda[a] * v[a] - dot(lambda, v, a + 1, end)) * scaling.inverseDeterminant[k];
        v[a] = u0;
        for (int i = a + 1; i < end; i++) {
            v[i] = (v[i] - u0 * lambda[i]) * scaling.inverseHead[k];
        }
    }

    @Override
    void askCentrality(double[] us, double stepS, double[] uz, double stepZ, double low, double high, double[] f) {
        double[] lambda = scaling.lambda;
        for (int k = coneBegin; k < coneEnd; k++) {
            int a = scaling.start[k];
            int end = scaling.start[k + 1];
            double p0 = lambda[a] + stepS * us[a];
            double d0 = lambda[a] + stepZ * uz[a];
            double t0 = p0 * d0;
            double square = 0.0;
            for (int i = a + 1; i < end; i++) {
                double pi = lambda[i] + stepS * us[i];
                double di = lambda[i] + stepZ * uz[i];
                t0 += pi * di;
                double ti = p0 * di + d0 * pi;
                f[i] = ti;
                square += ti * ti;
            }
            if (isWithin(t0, square, low, high)) {
                Arrays.fill(f, a, end, 0.0);
                continue;
            }
            double norm = Math.sqrt(square);
            double up = drawn(t0 + norm, low, high);
            double down = drawn(t0 - norm, low, high);
            double along = norm > 0.0 ? 0.5 * (up - down) / norm : 0.0;
            f[a] = 0.5 * (up + down);
            for (int i = a + 1; i < end; i++) {
                f[i] *= along;
            }
            divideByLambda(k, f);
        }
    }

    @Override
    void raiseSlopes(double[] us, double[] uz, double[] slopes) {
        double[] lambda = scaling.lambda;
        double steepestS = slopes[0];
        double steepestZ = slopes[1];
        for (int k = coneBegin; k < coneEnd; k++) {
            int a = scaling.start[k];
            int end = scaling.start[k + 1];
            double mixedS = lambda[a] * us[a];
            double mixedZ = lambda[a] * uz[a];
            double squareS = us[a] * us[a];
            double squareZ = uz[a] * uz[a];
            for (int i = a + 1; i < end; i++) {
                mixedS -= lambda[i] * us[i];
                mixedZ -= lambda[i] * uz[i];
                squareS -= us[i] * us[i];
                squareZ -= uz[i] * uz[i];
            }
            double det = scaling.determinant[k];
            double rootS = mixedS * mixedS - squareS * det;
            double rootZ = mixedZ * mixedZ - squareZ * det;
            if (isSteeper(rootS, steepestS * det + mixedS)) {
                steepestS = Math.max(steepestS, (root(rootS) - mixedS) * scaling.inverseDeterminant[k]);
            }
            if (isSteeper(rootZ, steepestZ * det + mixedZ)) {
                steepestZ = Math.max(steepestZ, (root(rootZ) - mixedZ) * scaling.inverseDeterminant[k]);
            }
        }
        slopes[0] = steepestS;
        slopes[1] = steepestZ;
    }
}
