package org.flexopf.solver.interiorpoint.internal;

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
        costX = 0.0;
        quadraticX = 0.0;
        normX = 0.0;
        double dualError = 0.0;
        double dualTerms = 0.0;
        double rayError = 0.0;
        double curvature = 0.0;
        double smallestScale = Double.POSITIVE_INFINITY;
        for (int j = 0; j < x.length; j++) {
            double q = program.cost[j];
            double ctv = program.columns.columnDot(j, point.v);
            double r = px[j] + q * point.tau + ctv;
            x[j] = r;
            costX += q * point.x[j];
            quadraticX += px[j] * point.x[j];
            double unscale = 1.0 / program.variableScale[j];
            normX = max(normX, Math.abs(r));
            dualError = max(dualError, Math.abs(r) * unscale);
            dualTerms = max(dualTerms, Math.max(Math.abs(q) * point.tau, Math.max(Math.abs(px[j]), Math.abs(ctv))) * unscale);
            rayError = max(rayError, Math.abs(ctv) * unscale);
            curvature = max(curvature, Math.abs(px[j]) * unscale);
            smallestScale = Math.min(smallestScale, program.variableScale[j]);
        }
        rhsV = 0.0;
        normV = 0.0;
        double primalError = 0.0;
        double primalTerms = 0.0;
        double directionError = 0.0;
        double smallestRowScale = Double.POSITIVE_INFINITY;
        for (int i = 0; i < v.length; i++) {
            double cx = program.rowForm.columnDot(i, point.x);
            double d = program.rhs[i] * point.tau;
            double r = cx + point.s[i] - d;
            v[i] = r;
            rhsV += program.rhs[i] * point.v[i];
            double unscale = 1.0 / program.rowScale[i];
            normV = max(normV, Math.abs(r));
            primalError = max(primalError, Math.abs(r) * unscale);
            primalTerms = max(primalTerms, Math.max(Math.abs(cx), Math.abs(d)) * unscale);
            directionError = max(directionError, Math.abs(cx + point.s[i]) * unscale);
            smallestRowScale = Math.min(smallestRowScale, program.rowScale[i]);
        }
        double complementarity = cones.dot(point.s, point.v);
        boolean embedded = point.kappa > 0.0;
        mu = embedded ? (complementarity + point.tau * point.kappa) / (cones.degree() + 1) : complementarity / Math.max(1, cones.degree());
        tau = point.kappa + costX + rhsV + quadraticX * inverseTau;

        double dualUnit = 1.0 + dualTerms * inverseTau / k;
        double primalUnit = 1.0 + primalTerms * inverseTau;
        dual = dualError * inverseTau / k / dualUnit;
        primal = primalError * inverseTau / primalUnit;
        unitX = dualUnit * k * point.tau * Math.min(1.0, smallestScale);
        unitV = primalUnit * point.tau * Math.min(1.0, smallestRowScale);
        double primalObjective = (0.5 * quadraticX * inverseTau + costX) * inverseTau / k;
        double dualObjective = (-0.5 * quadraticX * inverseTau - rhsV) * inverseTau / k;
        gap = Math.abs(primalObjective - dualObjective) / (1.0 + Math.min(Math.abs(primalObjective), Math.abs(dualObjective)));
        primalCertificate = rhsV < 0.0 ? rayError / -rhsV : Double.POSITIVE_INFINITY;
        dualCertificate = costX < 0.0 ? Math.max(curvature, k * directionError) / -costX : Double.POSITIVE_INFINITY;
    }

    /** The largest of the three figures; NaN if any is. */
    double worst() {
        return max(primal, max(dual, gap));
    }

    private static double max(double a, double b) {
        return Double.isNaN(b) || b > a ? b : a;
    }
}
