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
    /** What a residual may measure, in the program's own units, at a tolerance of 1. */
    double unitX;

    double unitV;
    /** {@code q'x, d'v, x'Px}, scaled. */
    double costX;

    double rhsV;
    double quadraticX;
    /**
     * How far (y, z) is from a certificate of primal infeasibility, and x from one of dual infeasibility; infinite if
     * the sign is wrong.
     */
    double primalCertificate;

    double dualCertificate;

    /** The figures of each region. */
    private final Sums[] sums;

    private final Crew.Task following = this::follow;
    private Iterate origin;
    private Iterate target;
    private Direction followed;
    private Refinement leftover;
    private double primalShare;
    private double dualShare;
    private int inexact;

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
        sums = new Sums[program.structure.regions()];
        for (int r = 0; r < sums.length; r++) {
            sums[r] = new Sums();
        }
    }

    /** Sums and largest entries over the columns and rows of one region. */
    private static final class Sums {

        /** q'x and x'Px. */
        private double linear;

        private double quadratic;
        /** -x'r_x. */
        private double unbalanced;
        /**
         * The sums of r_x and r_v, which tell of a NaN, their largest entries, and those in the program's own units.
         */
        private double sumX;

        private double sumV;
        private double normX;
        private double normV;
        private double errorX;
        private double errorV;
        /** The largest entries of C'v, P x, C x and C x + s in the program's own units. */
        private double ray;

        private double curvature;
        private double image;
        private double directionError;
        /** d'v and s'v. */
        private double right;

        private double complementarity;

        void clear() {
            linear = 0.0;
            quadratic = 0.0;
            unbalanced = 0.0;
            sumX = 0.0;
            sumV = 0.0;
            normX = 0.0;
            normV = 0.0;
            errorX = 0.0;
            errorV = 0.0;
            ray = 0.0;
            curvature = 0.0;
            image = 0.0;
            directionError = 0.0;
            right = 0.0;
            complementarity = 0.0;
        }

        /** Adds those of another region. */
        void add(Sums other) {
            linear += other.linear;
            quadratic += other.quadratic;
            unbalanced += other.unbalanced;
            sumX += other.sumX;
            sumV += other.sumV;
            normX = Math.max(normX, other.normX);
            normV = Math.max(normV, other.normV);
            errorX = Math.max(errorX, other.errorX);
            errorV = Math.max(errorV, other.errorV);
            ray = Math.max(ray, other.ray);
            curvature = Math.max(curvature, other.curvature);
            image = Math.max(image, other.image);
            directionError = Math.max(directionError, other.directionError);
            right += other.right;
            complementarity += other.complementarity;
        }
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
        for (int region = 0; region < sums.length; region++) {
            sums[region].clear();
            rows(region, point, false);
            columns(region, point);
        }
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
        origin = from;
        target = to;
        followed = direction;
        leftover = left;
        primalShare = primalStep;
        dualShare = dualStep;
        inexact = inexactRows;
        to.moveEmbeddingFrom(from, direction, primalStep);
        if (program.hasQuadratic) {
            to.moveColumnsFrom(from, direction, primalStep, 0, x.length);
            program.multiplyQuadratic(to.x, px);
        }
        program.structure.crew.run(following);
        exact = false;
        figures(to);
    }

    private void follow(int region) {
        sums[region].clear();
        int begin = program.structure.variableStart(region);
        int end = program.structure.variableStart(region + 1);
        target.moveColumnsFrom(origin, followed, primalShare, begin, end);
        for (int j = begin; j < end; j++) {
            x[j] = (1.0 - dualShare) * x[j] + dualShare * leftover.x[j];
        }
        rows(region, target, true);
        columns(region, target);
    }

    /** Adds the rows of a region to its figures, and moves them first if the point is to follow a direction. */
    private void rows(int region, Iterate point, boolean follows) {
        ProgramStructure structure = program.structure;
        if (sums.length == 1) {
            rows(region, point, follows, 0, v.length);
            return;
        }
        rows(region, point, follows, structure.equalityStart(region), structure.equalityStart(region + 1));
        for (ConePart part : cones.parts(region)) {
            rows(region, point, follows, part.rowBegin(), part.rowEnd());
        }
    }

    private void rows(int region, Iterate point, boolean follows, int from, int to) {
        for (int begin = from; begin < to; begin += STRETCH) {
            int end = Math.min(to, begin + STRETCH);
            if (follows) {
                point.moveRowsFrom(origin, followed, primalShare, dualShare, begin, end);
                int inexactEnd = Math.max(begin, Math.min(end, inexact));
                for (int i = begin; i < inexactEnd; i++) {
                    v[i] = (1.0 - primalShare) * v[i] + primalShare * leftover.v[i];
                }
                for (int i = inexactEnd; i < end; i++) {
                    v[i] *= 1.0 - primalShare;
                }
            }
            rows(sums[region], point, begin, end);
        }
    }

    /** Whether the figures are those of {@link #evaluate}. */
    boolean areExact() {
        return exact;
    }

    private void figures(Iterate point) {
        Sums all = sums[0];
        for (int region = 1; region < sums.length; region++) {
            all.add(sums[region]);
        }
        costX = all.linear;
        quadraticX = all.quadratic;
        double unbalanced = all.unbalanced;
        normX = all.normX;
        normV = all.normV;
        rhsV = all.right;
        double complementarity = all.complementarity;
        double inverseTau = 1.0 / point.tau;
        double k = program.costScale;
        double dualError = Double.isNaN(all.sumX) ? Double.NaN : all.errorX;
        double primalError = Double.isNaN(all.sumV) ? Double.NaN : all.errorV;
        boolean embedded = point.kappa > 0.0;
        mu = embedded
                ? (complementarity + point.tau * point.kappa) / (cones.degree() + 1)
                : complementarity / Math.max(1, cones.degree());
        tau = point.kappa + costX + rhsV + quadraticX * inverseTau;

        double dualUnit =
                1.0 + Math.max(Math.max(all.ray, all.curvature), program.largestCost * point.tau) * inverseTau / k;
        double primalUnit = 1.0 + Math.max(all.image, program.largestRhs * point.tau) * inverseTau;
        dual = dualError * inverseTau / k / dualUnit;
        primal = primalError * inverseTau / primalUnit;
        unitX = dualUnit * k * point.tau;
        unitV = primalUnit * point.tau;
        double primalObjective = (0.5 * quadraticX * inverseTau + costX) * inverseTau / k;
        double dualObjective = (-0.5 * quadraticX * inverseTau - rhsV) * inverseTau / k;
        double difference = primalObjective - dualObjective;
        gap = max(Math.abs(difference), Math.abs(difference - unbalanced * inverseTau * inverseTau / k))
                / (1.0 + Math.min(Math.abs(primalObjective), Math.abs(dualObjective)));
        primalCertificate = rhsV < 0.0 ? all.ray / -rhsV : Double.POSITIVE_INFINITY;
        dualCertificate =
                costX < 0.0 ? Math.max(all.curvature, k * all.directionError) / -costX : Double.POSITIVE_INFINITY;
    }

    /** Adds the columns of a region to its figures. */
    private void columns(int region, Iterate point) {
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
        for (int j = program.structure.variableStart(region); j < program.structure.variableStart(region + 1); j++) {
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
        Sums of = sums[region];
        of.linear = linear;
        of.quadratic = quadratic;
        of.unbalanced = -residual;
        of.sumX = sum;
        of.normX = norm;
        of.errorX = error;
        of.ray = largestRay;
        of.curvature = largestCurvature;
    }

    /** Adds a range of rows to their figures. */
    private void rows(Sums of, Iterate point, int begin, int end) {
        double[] d = program.rhs;
        double[] unscale = program.inverseRowScale;
        double tau = point.tau;
        double right = of.right;
        double product = of.complementarity;
        double sum = of.sumV;
        double norm = of.normV;
        double error = of.errorV;
        double largestImage = of.image;
        double largestDirection = of.directionError;
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
        of.right = right;
        of.complementarity = product;
        of.sumV = sum;
        of.normV = norm;
        of.errorV = error;
        of.image = largestImage;
        of.directionError = largestDirection;
    }

    /** The largest of the three figures; NaN if any is. */
    double worst() {
        return max(primal, max(dual, gap));
    }

    private static double max(double a, double b) {
        return Double.isNaN(b) || b > a ? b : a;
    }
}
