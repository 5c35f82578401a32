package org.flexopf.solver.interiorpoint.internal;

/** Second-order cones of four rows each; see {@link ConesOfAnySize} for the formulas with loops. */
final class ConesOfFour extends ConePart {

    private static final int ROWS = 4;

    private final int coneBegin;
    private final int coneEnd;

    ConesOfFour(Scaling scaling, int coneBegin, int coneEnd) {
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
        double[] w = scaling.w;
        double[] lambda = scaling.lambda;
        int a = rowBegin();
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS) {
            double sHead = s[a];
            double zHead = z[a];
            double s1 = s[a + 1];
            double s2 = s[a + 2];
            double s3 = s[a + 3];
            double z1 = z[a + 1];
            double z2 = z[a + 2];
            double z3 = z[a + 3];
            double detS = determinant(sHead, Math.sqrt(s1 * s1 + s2 * s2 + s3 * s3));
            double detZ = determinant(zHead, Math.sqrt(z1 * z1 + z2 * z2 + z3 * z3));
            if (!areInside(sHead, detS, zHead, detZ)) {
                return false;
            }
            double normS = Math.sqrt(detS);
            double normZ = Math.sqrt(detZ);
            double unitS = 1.0 / normS;
            double unitZ = 1.0 / normZ;
            double inner = sHead * zHead + s1 * z1 + s2 * z2 + s3 * z3;
            double gamma = Math.sqrt(0.5 * (1.0 + inner * unitS * unitZ));
            double half = 0.5 / gamma;
            double s0 = sHead * unitS;
            double z0 = zHead * unitZ;
            double part = Math.sqrt(normS * normZ) / (s0 + z0 + 2.0 * gamma);
            double fromS = (gamma + z0) * part * unitS;
            double fromZ = (gamma + s0) * part * unitZ;
            double w1 = (s1 * unitS - z1 * unitZ) * half;
            double w2 = (s2 * unitS - z2 * unitZ) * half;
            double w3 = (s3 * unitS - z3 * unitZ) * half;
            w[a + 1] = w1;
            w[a + 2] = w2;
            w[a + 3] = w3;
            lambda[a + 1] = fromS * s1 + fromZ * z1;
            lambda[a + 2] = fromS * s2 + fromZ * z2;
            lambda[a + 3] = fromS * s3 + fromZ * z3;
            scaling.set(k, normS, normZ, gamma, Math.sqrt(1.0 + (w1 * w1 + w2 * w2 + w3 * w3)));
        }
        return true;
    }

    @Override
    void divide(double factor, double[] v, double[] target, int offset) {
        double[] w = scaling.w;
        double[] share = scaling.share;
        double[] inverseEta = scaling.inverseEta;
        int a = rowBegin();
        int t = a - offset;
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS, t += ROWS) {
            double unit = factor * inverseEta[k];
            double v0 = v[a];
            double v1 = v[a + 1];
            double v2 = v[a + 2];
            double v3 = v[a + 3];
            double w1 = w[a + 1];
            double w2 = w[a + 2];
            double w3 = w[a + 3];
            double inner = w1 * v1 + w2 * v2 + w3 * v3;
            double along = inner * share[k] - v0;
            target[t] = unit * (w[a] * v0 - inner);
            target[t + 1] = unit * (v1 + along * w1);
            target[t + 2] = unit * (v2 + along * w2);
            target[t + 3] = unit * (v3 + along * w3);
        }
    }

    @Override
    void read(double[] v, int offset, double[] us, double[] uz) {
        double[] w = scaling.w;
        double[] share = scaling.share;
        double[] inverseEta = scaling.inverseEta;
        int a = rowBegin();
        int t = a - offset;
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS, t += ROWS) {
            double unit = -inverseEta[k];
            double v0 = v[t];
            double v1 = v[t + 1];
            double v2 = v[t + 2];
            double v3 = v[t + 3];
            double w1 = w[a + 1];
            double w2 = w[a + 2];
            double w3 = w[a + 3];
            double inner = w1 * v1 + w2 * v2 + w3 * v3;
            double along = inner * share[k] - v0;
            double u0 = unit * (w[a] * v0 - inner);
            double u1 = unit * (v1 + along * w1);
            double u2 = unit * (v2 + along * w2);
            double u3 = unit * (v3 + along * w3);
            us[a] = u0;
            us[a + 1] = u1;
            us[a + 2] = u2;
            us[a + 3] = u3;
            uz[a] -= u0;
            uz[a + 1] -= u1;
            uz[a + 2] -= u2;
            uz[a + 3] -= u3;
        }
    }

    @Override
    void askSecondOrder(double[] us, double[] uz, double aim, double lambdaShare, double[] f) {
        double[] lambda = scaling.lambda;
        double[] head = scaling.inverseHead;
        double[] determinant = scaling.inverseDeterminant;
        int a = rowBegin();
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS) {
            double s0 = us[a];
            double z0 = uz[a];
            double s1 = us[a + 1];
            double s2 = us[a + 2];
            double s3 = us[a + 3];
            double z1 = uz[a + 1];
            double z2 = uz[a + 2];
            double z3 = uz[a + 3];
            double l0 = lambda[a];
            double l1 = lambda[a + 1];
            double l2 = lambda[a + 2];
            double l3 = lambda[a + 3];
            double t0 = s0 * z0 + s1 * z1 + s2 * z2 + s3 * z3 - aim;
            double t1 = s0 * z1 + z0 * s1;
            double t2 = s0 * z2 + z0 * s2;
            double t3 = s0 * z3 + z0 * s3;
            double u0 = (l0 * t0 - (l1 * t1 + l2 * t2 + l3 * t3)) * determinant[k];
            f[a] = lambdaShare * l0 - u0;
            f[a + 1] = lambdaShare * l1 - (t1 - u0 * l1) * head[k];
            f[a + 2] = lambdaShare * l2 - (t2 - u0 * l2) * head[k];
            f[a + 3] = lambdaShare * l3 - (t3 - u0 * l3) * head[k];
        }
    }

    @Override
    void askCentrality(double[] us, double stepS, double[] uz, double stepZ, double low, double high, double[] f) {
        double[] lambda = scaling.lambda;
        double[] head = scaling.inverseHead;
        double[] determinant = scaling.inverseDeterminant;
        int a = rowBegin();
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS) {
            double l0 = lambda[a];
            double l1 = lambda[a + 1];
            double l2 = lambda[a + 2];
            double l3 = lambda[a + 3];
            double p0 = l0 + stepS * us[a];
            double p1 = l1 + stepS * us[a + 1];
            double p2 = l2 + stepS * us[a + 2];
            double p3 = l3 + stepS * us[a + 3];
            double d0 = l0 + stepZ * uz[a];
            double d1 = l1 + stepZ * uz[a + 1];
            double d2 = l2 + stepZ * uz[a + 2];
            double d3 = l3 + stepZ * uz[a + 3];
            double t1 = p0 * d1 + d0 * p1;
            double t2 = p0 * d2 + d0 * p2;
            double t3 = p0 * d3 + d0 * p3;
            double t0 = p0 * d0 + p1 * d1 + p2 * d2 + p3 * d3;
            double square = t1 * t1 + t2 * t2 + t3 * t3;
            if (isWithin(t0, square, low, high)) {
                f[a] = 0.0;
                f[a + 1] = 0.0;
                f[a + 2] = 0.0;
                f[a + 3] = 0.0;
                continue;
            }
            double norm = Math.sqrt(square);
            double up = drawn(t0 + norm, low, high);
            double down = drawn(t0 - norm, low, high);
            double c0 = 0.5 * (up + down);
            double along = norm > 0.0 ? 0.5 * (up - down) / norm : 0.0;
            double u0 = (l0 * c0 - along * (l1 * t1 + l2 * t2 + l3 * t3)) * determinant[k];
            f[a] = u0;
            f[a + 1] = (along * t1 - u0 * l1) * head[k];
            f[a + 2] = (along * t2 - u0 * l2) * head[k];
            f[a + 3] = (along * t3 - u0 * l3) * head[k];
        }
    }

    @Override
    void raiseSlopes(double[] us, double[] uz, double[] slopes) {
        double[] lambda = scaling.lambda;
        double[] determinant = scaling.determinant;
        double[] inverseDeterminant = scaling.inverseDeterminant;
        double steepestS = slopes[0];
        double steepestZ = slopes[1];
        int a = rowBegin();
        for (int k = coneBegin; k < coneEnd; k++, a += ROWS) {
            double l0 = lambda[a];
            double s0 = us[a];
            double z0 = uz[a];
            double l1 = lambda[a + 1];
            double l2 = lambda[a + 2];
            double l3 = lambda[a + 3];
            double s1 = us[a + 1];
            double s2 = us[a + 2];
            double s3 = us[a + 3];
            double z1 = uz[a + 1];
            double z2 = uz[a + 2];
            double z3 = uz[a + 3];
            double mixedS = l0 * s0 - (l1 * s1 + l2 * s2 + l3 * s3);
            double mixedZ = l0 * z0 - (l1 * z1 + l2 * z2 + l3 * z3);
            double squareS = s0 * s0 - (s1 * s1 + s2 * s2 + s3 * s3);
            double squareZ = z0 * z0 - (z1 * z1 + z2 * z2 + z3 * z3);
            double det = determinant[k];
            double rootS = mixedS * mixedS - squareS * det;
            double rootZ = mixedZ * mixedZ - squareZ * det;
            if (isSteeper(rootS, steepestS * det + mixedS)) {
                steepestS = Math.max(steepestS, (root(rootS) - mixedS) * inverseDeterminant[k]);
            }
            if (isSteeper(rootZ, steepestZ * det + mixedZ)) {
                steepestZ = Math.max(steepestZ, (root(rootZ) - mixedZ) * inverseDeterminant[k]);
            }
        }
        slopes[0] = steepestS;
        slopes[1] = steepestZ;
    }
}
