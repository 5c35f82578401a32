package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import java.util.Locale;
import org.flexopf.solver.SolverOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primal-dual iteration: Nesterov-Todd directions, Mehrotra's predictor and corrector, Gondzio's centrality correctors. One loop serves two lanes.
 *
 * <p>The fast lane works on the program as it is, with separate primal and dual steps if the objective is linear. It recognises infeasible programs only where it happens to run
 * along a ray, and may lose its way; the homogeneous lane (Andersen, Roos and Terlaky 2003; with a quadratic objective Goulart and Chen 2024) is led to a certificate where there
 * is no optimum, and takes more iterations.
 */
final class IterationLoop {

    private static final Logger LOG = LoggerFactory.getLogger(IterationLoop.class);
    /** How far towards the boundary a step goes. A little short of the usual 0.99 keeps the next point central and saves iterations. */
    private static final double STEP_FRACTION = 0.98;
    /** The share of a step below which there is no use in taking it. */
    private static final double SMALLEST_STEP = 1e-6;
    private static final int CORRECTORS = 2;
    /** How much longer than the present step the correctors aim. */
    private static final double LOOK_AHEAD = 0.3;
    /** A step that needs no corrector. */
    private static final double LONG_STEP = 0.99;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private KktSystem kkt;
    private final Residuals residuals;
    private final Termination termination = new Termination();
    private final Iterate point;
    private final Iterate best;
    private final Direction direction;
    private final Direction correction;
    private final Direction constant;
    private final double[] rx;
    private final double[] rv;
    private final double[] f;
    private final double[] quadraticX;
    private final double[] zeroRows;
    private double bestWorst;
    private int iterations;
    private boolean embedded;
    private double primalStep;
    private double dualStep;
    /** What the products s o z are aimed at. */
    private double target;
    /** Which share of the residuals the direction takes away. */
    private double residualShare;

    IterationLoop(ScaledProgram program, ConeProduct cones, Iterate point, Direction room) {
        this.program = program;
        this.cones = cones;
        this.point = point;
        int n = program.structure.variables;
        int rows = program.structure.rows;
        residuals = new Residuals(program, cones);
        best = new Iterate(n, rows);
        direction = new Direction(program.structure);
        correction = room;
        constant = new Direction(program.structure);
        rx = new double[n];
        rv = new double[rows];
        f = new double[rows];
        quadraticX = new double[n];
        zeroRows = new double[rows];
    }

    /** The best point of all lanes since {@link #reset}. */
    Iterate best() {
        return best;
    }

    /** The largest KKT figure of the best point; infinite if there is none. */
    double bestWorst() {
        return bestWorst;
    }

    /** Iterations since {@link #reset}. */
    int iterations() {
        return iterations;
    }

    /** Adds iterations that were spent elsewhere. */
    void count(int more) {
        iterations += more;
    }

    /** How far the x of the last lane's best point was from a certificate of dual infeasibility, to a factor of two. */
    double dualCertificate() {
        return termination.dualCertificate();
    }

    void reset() {
        bestWorst = Double.POSITIVE_INFINITY;
        iterations = 0;
    }

    /**
     * Iterates from the present point until a lane's end.
     *
     * @param factored whether the scaling and the factors of the system are those of the present point already
     */
    Termination.Outcome run(KktSystem system, boolean homogeneous, boolean factored, SolverOptions options, int iterationCap, long deadline) {
        kkt = system;
        embedded = homogeneous;
        termination.begin(homogeneous, options, iterationCap, deadline);
        for (boolean first = true;; first = false) {
            residuals.evaluate(point);
            log();
            double worst = residuals.worst();
            if (worst < bestWorst) {
                bestWorst = worst;
                best.copyFrom(point);
            }
            Termination.Outcome outcome = termination.at(residuals, iterations);
            if (outcome != null) {
                return outcome;
            }
            if (!(first && factored)) {
                if (!cones.update(point.s, point.v) && (first || !retreat())) {
                    LOG.debug("the point has left the cones");
                    return Termination.Outcome.STALLED;
                }
                if (!kkt.factor()) {
                    LOG.debug("the factorisation has overflown");
                    return Termination.Outcome.STALLED;
                }
            }
            predict();
            correct();
            centre();
            finish();
            point.advance(direction, STEP_FRACTION * primalStep, STEP_FRACTION * dualStep);
            termination.stepped(Math.min(primalStep, dualStep));
            iterations++;
        }
    }

    /** Takes back parts of the last step until the point, which rounding has carried out of the cones, is inside again. */
    private boolean retreat() {
        double left = STEP_FRACTION;
        while (left > SMALLEST_STEP) {
            left *= 0.5;
            point.advance(direction, -left * primalStep, -left * dualStep);
            if (cones.update(point.s, point.v)) {
                residuals.evaluate(point);
                return true;
            }
        }
        return false;
    }

    /** The affine direction, straight for the optimum: {@code W^-1 ds + W dz = -lambda}. */
    private void predict() {
        if (embedded) {
            solveConstantTerms();
        }
        for (int j = 0; j < rx.length; j++) {
            rx[j] = -residuals.x[j];
        }
        for (int i = 0; i < rv.length; i++) {
            rv[i] = -residuals.v[i];
        }
        for (int i = program.structure.equalities; i < f.length; i++) {
            f[i] = -cones.lambda[i];
        }
        kkt.solve(rx, rv, f, direction);
        if (embedded) {
            kkt.finish(rv, direction);
            completeEmbedding(-residuals.tau, point.tau * point.kappa, direction);
        }
        measureSteps();
    }

    /** Mehrotra's corrector: centring by the cube of what the predictor left, and the predictor's second-order term. */
    private void correct() {
        double share = 1.0;
        double sigma;
        if (embedded) {
            double left = 1.0 - Math.min(primalStep, dualStep);
            sigma = left * left * left;
            share = 1.0 - sigma;
        } else {
            double ratio = Math.max(0.0, predictedComplementarity()) / (cones.degree() * residuals.mu);
            sigma = Math.min(1.0, ratio * ratio * ratio);
        }
        target = sigma * residuals.mu;
        cones.product(direction.scaledS, direction.scaledZ, f);
        cones.addUnit(-target, f);
        cones.divideByLambda(f);
        for (int i = program.structure.equalities; i < f.length; i++) {
            f[i] = (share - 1.0) * cones.lambda[i] - f[i];
        }
        double complementarity = (1.0 - share) * point.tau * point.kappa + direction.tau * direction.kappa - target;
        direction.scale(share);
        residualShare = share;
        addCorrection(complementarity);
        measureSteps();
    }

    /** Solves for the present f and adds the outcome to the direction. */
    private void addCorrection(double complementarity) {
        kkt.solve(f, correction);
        if (embedded) {
            kkt.finish(zeroRows, correction);
            completeEmbedding(0.0, complementarity, correction);
        }
        direction.add(1.0, correction);
    }

    /** Gondzio's correctors: products that would stray from the target beyond a factor of ten are drawn back, as long as the step grows. */
    private void centre() {
        for (int round = 0; round < CORRECTORS && target > 0.0; round++) {
            double oldPrimal = primalStep;
            double oldDual = dualStep;
            if (Math.min(oldPrimal, oldDual) >= LONG_STEP) {
                return;
            }
            cones.centralityCorrection(direction.scaledS, Math.min(1.0, oldPrimal + LOOK_AHEAD), direction.scaledZ,
                    Math.min(1.0, oldDual + LOOK_AHEAD), 0.1 * target, 10.0 * target, f);
            cones.divideByLambda(f);
            addCorrection(0.0);
            measureSteps();
            if (primalStep + dualStep < oldPrimal + oldDual) {
                direction.add(-1.0, correction);
                primalStep = oldPrimal;
                dualStep = oldDual;
                return;
            }
        }
    }

    /** Recovers the steps of x, v and s from the sum of all corrections, and refines them if they need it. */
    private void finish() {
        for (int i = 0; i < rv.length; i++) {
            rv[i] = -residualShare * residuals.v[i] + direction.tau * program.rhs[i];
        }
        for (int j = 0; j < rx.length; j++) {
            rx[j] = -residualShare * residuals.x[j] - direction.tau * program.cost[j];
        }
        kkt.finish(rv, direction);
        double tolerance = termination.tolerance();
        if (kkt.refine(rx, rv, direction, Math.max(0.05 * residuals.normX, 0.1 * tolerance * residuals.unitX),
                Math.max(0.05 * residuals.normV, 0.1 * tolerance * residuals.unitV), 10)) {
            measureSteps();
        }
    }

    /** {@code (s + a ds)'(z + b dz)} at the measured steps, in scaled coordinates. */
    private double predictedComplementarity() {
        double sum = 0.0;
        for (int i = program.structure.equalities; i < f.length; i++) {
            double lambda = cones.lambda[i];
            sum += (lambda + primalStep * direction.scaledS[i]) * (lambda + dualStep * direction.scaledZ[i]);
        }
        return sum;
    }

    /** The longest steps within the cones, at most 1; equal ones unless the lane is fast and the objective linear. */
    private void measureSteps() {
        primalStep = Math.min(1.0, cones.longestStep(direction.scaledS));
        dualStep = Math.min(1.0, cones.longestStep(direction.scaledZ));
        if (embedded || program.hasQuadratic) {
            double common = Math.min(primalStep, dualStep);
            if (direction.tau < 0.0) {
                common = Math.min(common, -point.tau / direction.tau);
            }
            if (direction.kappa < 0.0) {
                common = Math.min(common, -point.kappa / direction.kappa);
            }
            primalStep = common;
            dualStep = common;
        }
    }

    /** The direction that a unit step of tau asks for through the constant terms q and d. */
    private void solveConstantTerms() {
        for (int j = 0; j < rx.length; j++) {
            rx[j] = -program.cost[j];
        }
        Arrays.fill(f, 0.0);
        kkt.solve(rx, program.rhs, f, constant);
        kkt.finish(program.rhs, constant);
        kkt.refine(rx, program.rhs, constant, 1e-10, 1e-10, 3);
    }

    /**
     * Adds the part of a finished direction that comes from the step of tau. The denominator is summed from the constant terms as they are: the shorter form, in which the equations
     * of the constant direction have been used, is far from it where dependent equalities contradict each other and that direction is all regularisation.
     */
    private void completeEmbedding(double rightSide, double complementarity, Direction out) {
        double tau = point.tau;
        double numerator = rightSide + complementarity / tau;
        double denominator = -point.kappa / tau;
        for (int j = 0; j < rx.length; j++) {
            numerator -= program.cost[j] * out.x[j];
            denominator += program.cost[j] * constant.x[j];
        }
        for (int i = 0; i < rv.length; i++) {
            numerator -= program.rhs[i] * out.v[i];
            denominator += program.rhs[i] * constant.v[i];
        }
        if (program.hasQuadratic) {
            program.multiplyQuadratic(point.x, quadraticX);
            for (int j = 0; j < rx.length; j++) {
                double slope = 2.0 * quadraticX[j] / tau;
                numerator -= slope * out.x[j];
                denominator += slope * constant.x[j] - quadraticX[j] * point.x[j] / (tau * tau);
            }
        }
        double stepTau = numerator / denominator;
        out.add(stepTau, constant);
        out.tau = stepTau;
        out.kappa = -(complementarity + point.kappa * stepTau) / tau;
    }

    private void log() {
        if (LOG.isDebugEnabled()) {
            LOG.debug(String.format(Locale.ROOT, "%3d  primal %.1e  dual %.1e  gap %.1e  mu %.1e  steps %.2f %.2f  tau %.1e  certificates %.1e %.1e  pivots %d reg %.0e", iterations,
                    residuals.primal, residuals.dual, residuals.gap, residuals.mu, primalStep, dualStep, point.tau, residuals.primalCertificate, residuals.dualCertificate, kkt.replacedPivots(), kkt.regularisation()));
        }
    }
}
