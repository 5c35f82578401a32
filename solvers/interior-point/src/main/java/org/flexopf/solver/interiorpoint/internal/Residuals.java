package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * How far a point is from optimal. The residual vectors are those of the (scaled) homogeneous embedding,
 *
 * <pre>
 *   r_x   = P x + q tau + C'v
 *   r_v   = C x + s - d tau
 *   r_tau = kappa + q'x + d'v + x'Px / tau,
 * </pre>
 *
 * and the figures are relative to the program's own units as {@link org.flexopf.solver.KktReport} defines them, at (x, v, s)/tau.
 */
final class Residuals {

    final double[] x;
    final double[] v;
    double tau;
    /** The mean of the eigenvalues of {@code s o z}, with tau kappa in the embedding. */
    double mu;
    double primal;
    double dual;
    double gap;
    /** Largest absolute values of the residual vectors, scaled. */
    double normX;
    double normV;
    /** What a residual may measure, scaled, at a tolerance of 1. */
    double unitX;
    double unitV;
    /** {@code q'x, d'v, x'Px}, scaled. */
    double costX;
    double rhsV;
    double quadraticX;
    /** How far (y, z) is from a certificate of primal infeasibility, and x from one of dual infeasibility; infinite if the sign is wrong. */
    double primalCertificate;
    double dualCertificate;

    /** The largest entries of C'v, P x, C x and C x + s in the program's own units. */
    private double ray;
    private double curvature;
    private double image;
    private double directionError;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private final double[] px;

    Residuals(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        x = new double[program.structure.variables];
        v = new double[program.structure.rows];
        px = new double[x.length];
    }

    /** Evaluates everything at a point. */
    void evaluate(Iterate point) {
        double inverseTau = 1.0 / point.tau;
        double k = program.costScale;
        program.multiplyQuadratic(point.x, px);
        Arrays.fill(x, 0.0);
        program.matrix.addTransposed(0, v.length, point.v, x);
        program.matrix.multiply(0, v.length, point.x, v);
        double dualError = columns(point);
        double primalError = rows(point);
        double complementarity = cones.dot(point.s, point.v);
        boolean embedded = point.kappa > 0.0;
        mu = embedded ? (complementarity + point.tau * point.kappa) / (cones.degree() + 1) : complementarity / Math.max(1, cones.degree());
        tau = point.kappa + costX + rhsV + quadraticX * inverseTau;

        double dualUnit = 1.0 + Math.max(Math.max(ray, curvature), program.largestCost * point.tau) * inverseTau / k;
        double primalUnit = 1.0 + Math.max(image, program.largestRhs * point.tau) * inverseTau;
        dual = dualError * inverseTau / k / dualUnit;
        primal = primalError * inverseTau / primalUnit;
        unitX = dualUnit * k * point.tau * program.smallestVariableScale;
        unitV = primalUnit * point.tau * program.smallestRowScale;
        double primalObjective = (0.5 * quadraticX * inverseTau + costX) * inverseTau / k;
        double dualObjective = (-0.5 * quadraticX * inverseTau - rhsV) * inverseTau / k;
        gap = Math.abs(primalObjective - dualObjective) / (1.0 + Math.min(Math.abs(primalObjective), Math.abs(dualObjective)));
        primalCertificate = rhsV < 0.0 ? ray / -rhsV : Double.POSITIVE_INFINITY;
        dualCertificate = costX < 0.0 ? Math.max(curvature, k * directionError) / -costX : Double.POSITIVE_INFINITY;
    }

    /** Completes r_x, which holds C'v; returns its largest entry in the program's own units (times k), or NaN if the point holds one. */
    private double columns(Iterate point) {
        double[] q = program.cost;
        double[] unscale = program.inverseVariableScale;
        double tau = point.tau;
        double linear = 0.0;
        double quadratic = 0.0;
        double sum = 0.0;
        double norm = 0.0;
        double error = 0.0;
        double largestRay = 0.0;
        double largestCurvature = 0.0;
        for (int j = 0; j < x.length; j++) {
            double ctv = x[j];
            double pxj = px[j];
            double xj = point.x[j];
            double r = pxj + q[j] * tau + ctv;
            double u = unscale[j];
            x[j] = r;
            linear += q[j] * xj;
            quadratic += pxj * xj;
            sum += r;
            double size = Math.abs(r);
            if (size > norm) {
                norm = size;
            }
            if (size * u > error) {
                error = size * u;
            }
            if (Math.abs(ctv) * u > largestRay) {
                largestRay = Math.abs(ctv) * u;
            }
            if (Math.abs(pxj) * u > largestCurvature) {
                largestCurvature = Math.abs(pxj) * u;
            }
        }
        costX = linear;
        quadraticX = quadratic;
        normX = norm;
        ray = largestRay;
        curvature = largestCurvature;
        return Double.isNaN(sum) ? Double.NaN : error;
    }

    /** Completes r_v, which holds C x; returns its largest entry in the program's own units, or NaN if the point holds one. */
    private double rows(Iterate point) {
        double[] d = program.rhs;
        double[] unscale = program.inverseRowScale;
        double tau = point.tau;
        double right = 0.0;
        double sum = 0.0;
        double norm = 0.0;
        double error = 0.0;
        double largestImage = 0.0;
        double largestDirection = 0.0;
        for (int i = 0; i < v.length; i++) {
            double cx = v[i];
            double cxs = cx + point.s[i];
            double r = cxs - d[i] * tau;
            double u = unscale[i];
            v[i] = r;
            right += d[i] * point.v[i];
            sum += r;
            double size = Math.abs(r);
            if (size > norm) {
                norm = size;
            }
            if (size * u > error) {
                error = size * u;
            }
            if (Math.abs(cx) * u > largestImage) {
                largestImage = Math.abs(cx) * u;
            }
            if (Math.abs(cxs) * u > largestDirection) {
                largestDirection = Math.abs(cxs) * u;
            }
        }
        rhsV = right;
        normV = norm;
        image = largestImage;
        directionError = largestDirection;
        return Double.isNaN(sum) ? Double.NaN : error;
    }

    /** The largest of the three figures; NaN if any is. */
    double worst() {
        return max(primal, max(dual, gap));
    }

    private static double max(double a, double b) {
        return Double.isNaN(b) || b > a ? b : a;
    }
}
