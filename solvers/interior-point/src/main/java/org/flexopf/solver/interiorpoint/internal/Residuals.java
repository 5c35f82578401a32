package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;

/**
 * How far a point is from optimal. The residuals are those of the (scaled) homogeneous embedding,
 *
 * <pre>
 *   r_x   = P x + q tau + C'v
 *   r_v   = C x + s - d tau
 *   r_tau = kappa + q'x + d'v + x'Px / tau,
 * </pre>
 *
 * of which the first two are kept with the other sign, as the right sides of the direction that removes them. The
 * figures are relative to the program's own units as {@link org.flexopf.solver.KktReport} defines them, at (x, v,
 * s)/tau.
 */
final class Residuals {

    /** Rows that are moved and evaluated together, while they are in the fastest cache. */
    private static final int STRETCH = 512;

    /** {@code -r_x} and {@code -r_v}. */
    final double[] x;

    final double[] v;
    /** r_tau. */
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
    /** {@code x'r_x}, scaled. */
    private double unbalanced;
    /**
     * How far (y, z) is from a certificate of primal infeasibility, and x from one of dual infeasibility; infinite if
     * the sign is wrong.
     */
    double primalCertificate;

    double dualCertificate;

    /** The largest entries of C'v, P x, C x and C x + s in the program's own units. */
    private double ray;

    private double curvature;
    private double image;
    private double directionError;
    /** s'v. */
    private double complementarity;
    /** The sum of r_v, which tells of a NaN, and its largest entry in the program's own units. */
    private double sumV;

    private double errorV;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private final double[] px;
    private boolean exact;

    Residuals(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        this.cones = cones;
        x = new double[program.structure.variables];
        v = new double[program.structure.rows];
        px = new double[x.length];
    }

    /** Evaluates everything at a point. */
    void evaluate(Iterate point) {
        program.multiplyQuadratic(point.x, px);
        Arrays.fill(x, 0.0);
        program.matrix.addTransposed(0, v.length, point.v, x);
        program.matrix.multiply(0, v.length, point.x, v);
        for (int j = 0; j < x.length; j++) {
            x[j] = -(px[j] + program.cost[j] * point.tau + x[j]);
        }
        for (int i = 0; i < v.length; i++) {
            v[i] = program.rhs[i] * point.tau - point.s[i] - v[i];
        }
        exact = true;
        beginRows();
        rows(point, 0, v.length);
        figures(point);
    }

    /**
     * Moves from one point to another along a direction, with tau = 1 and kappa = 0 throughout, and evaluates
     * everything there. A direction removes the right sides but for what its refinement has left of them, so no product
     * with C is needed; roundings add up, and what is decided on these figures has to be confirmed by
     * {@link #evaluate}.
     *
     * @param left what refinement has left of the right sides of the whole direction
     */
    void follow(
            Iterate from,
            Direction direction,
            double primalStep,
            double dualStep,
            Refinement left,
            int inexactRows,
            Iterate to) {
        to.moveColumnsFrom(from, direction, primalStep);
        program.multiplyQuadratic(to.x, px);
        for (int j = 0; j < x.length; j++) {
            x[j] = (1.0 - dualStep) * x[j] + dualStep * left.x[j];
        }
        beginRows();
        for (int begin = 0; begin < v.length; begin += STRETCH) {
            int end = Math.min(v.length, begin + STRETCH);
            to.moveRowsFrom(from, direction, primalStep, dualStep, begin, end);
            int inexactEnd = Math.max(begin, Math.min(end, inexactRows));
            for (int i = begin; i < inexactEnd; i++) {
                v[i] = (1.0 - primalStep) * v[i] + primalStep * left.v[i];
            }
            for (int i = inexactEnd; i < end; i++) {
                v[i] *= 1.0 - primalStep;
            }
            rows(to, begin, end);
        }
        exact = false;
        figures(to);
    }

    /** Whether the figures are those of {@link #evaluate}. */
    boolean areExact() {
        return exact;
    }

    private void figures(Iterate point) {
        double inverseTau = 1.0 / point.tau;
        double k = program.costScale;
        double dualError = columns(point);
        double primalError = Double.isNaN(sumV) ? Double.NaN : errorV;
        boolean embedded = point.kappa > 0.0;
        mu = embedded
                ? (complementarity + point.tau * point.kappa) / (cones.degree() + 1)
                : complementarity / Math.max(1, cones.degree());
        tau = point.kappa + costX + rhsV + quadraticX * inverseTau;

        double dualUnit = 1.0 + Math.max(Math.max(ray, curvature), program.largestCost * point.tau) * inverseTau / k;
        double primalUnit = 1.0 + Math.max(image, program.largestRhs * point.tau) * inverseTau;
        dual = dualError * inverseTau / k / dualUnit;
        primal = primalError * inverseTau / primalUnit;
        unitX = dualUnit * k * point.tau * program.smallestVariableScale;
        unitV = primalUnit * point.tau * program.smallestRowScale;
        double primalObjective = (0.5 * quadraticX * inverseTau + costX) * inverseTau / k;
        double dualObjective = (-0.5 * quadraticX * inverseTau - rhsV) * inverseTau / k;
        double difference = primalObjective - dualObjective;
        gap = max(Math.abs(difference), Math.abs(difference - unbalanced * inverseTau * inverseTau / k))
                / (1.0 + Math.min(Math.abs(primalObjective), Math.abs(dualObjective)));
        primalCertificate = rhsV < 0.0 ? ray / -rhsV : Double.POSITIVE_INFINITY;
        dualCertificate = costX < 0.0 ? Math.max(curvature, k * directionError) / -costX : Double.POSITIVE_INFINITY;
    }

    /**
     * The figures of the columns; returns the largest entry of r_x in the program's own units (times k), or NaN if the
     * point holds one.
     */
    private double columns(Iterate point) {
        double[] q = program.cost;
        double[] unscale = program.inverseVariableScale;
        double tau = point.tau;
        double linear = 0.0;
        double quadratic = 0.0;
        double residual = 0.0;
        double sum = 0.0;
        double norm = 0.0;
        double error = 0.0;
        double largestRay = 0.0;
        double largestCurvature = 0.0;
        for (int j = 0; j < x.length; j++) {
            double r = x[j];
            double pxj = px[j];
            double xj = point.x[j];
            double ctv = -(r + pxj + q[j] * tau);
            double u = unscale[j];
            linear += q[j] * xj;
            quadratic += pxj * xj;
            residual += r * xj;
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
        unbalanced = -residual;
        normX = norm;
        ray = largestRay;
        curvature = largestCurvature;
        return Double.isNaN(sum) ? Double.NaN : error;
    }

    private void beginRows() {
        rhsV = 0.0;
        complementarity = 0.0;
        sumV = 0.0;
        normV = 0.0;
        errorV = 0.0;
        image = 0.0;
        directionError = 0.0;
    }

    /** Adds a range of rows to their figures. */
    private void rows(Iterate point, int begin, int end) {
        double[] d = program.rhs;
        double[] unscale = program.inverseRowScale;
        double tau = point.tau;
        double right = rhsV;
        double product = complementarity;
        double sum = sumV;
        double norm = normV;
        double error = errorV;
        double largestImage = image;
        double largestDirection = directionError;
        for (int i = begin; i < end; i++) {
            double r = v[i];
            double cxs = d[i] * tau - r;
            double cx = cxs - point.s[i];
            double u = unscale[i];
            right += d[i] * point.v[i];
            product += point.s[i] * point.v[i];
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
        complementarity = product;
        sumV = sum;
        normV = norm;
        errorV = error;
        image = largestImage;
        directionError = largestDirection;
    }

    /** The largest of the three figures; NaN if any is. */
    double worst() {
        return max(primal, max(dual, gap));
    }

    private static double max(double a, double b) {
        return Double.isNaN(b) || b > a ? b : a;
    }
}
