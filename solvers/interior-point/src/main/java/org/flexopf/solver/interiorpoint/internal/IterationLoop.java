package org.flexopf.solver.interiorpoint.internal;

import java.util.Locale;
import java.util.function.Consumer;
import org.flexopf.solver.SolverOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primal-dual iteration: Nesterov-Todd directions, Mehrotra's predictor and corrector, Gondzio's centrality
 * correctors. One loop serves two lanes.
 *
 * <p>The fast lane works on the program as it is, with separate primal and dual steps if the objective is linear. It
 * recognises infeasible programs only where it happens to run along a ray, and may lose its way; the homogeneous lane
 * (Andersen, Roos and Terlaky 2003; with a quadratic objective Goulart and Chen 2024) is led to a certificate where
 * there is no optimum, and takes more iterations.
 */
final class IterationLoop {

    private static final Logger LOG = LoggerFactory.getLogger(IterationLoop.class);
    /**
     * How far towards the boundary a step goes. A little short of the usual 0.99 keeps the next point central and saves
     * iterations.
     */
    private static final double STEP_FRACTION = 0.98;
    /** The share of a step below which there is no use in taking it. */
    private static final double SMALLEST_STEP = 1e-6;

    private static final int CORRECTORS_OF_CHEAP_FACTORS = 2;
    private static final int MOST_CORRECTORS = 4;
    /** So many entries of the factor per column are what a corrector more is worth. */
    private static final double ENTRIES_PER_CORRECTOR = 1.4;
    /** How much longer than the present step the correctors aim. */
    private static final double LOOK_AHEAD = 0.4;
    /** Products within this factor of the target are central enough. */
    private static final double CENTRAL = 3.0;
    /** A step that needs no corrector, and one that needs none near the end. */
    private static final double LONG_STEP = 0.93;

    private static final double LONG_LAST_STEP = 0.99;
    /**
     * After a step of at least the first length the next target is lowered; after one below the second it is Mehrotra's
     * again.
     */
    private static final double ENCOURAGING_STEP = 0.93;

    private static final double DISCOURAGING_STEP = 0.85;
    private static final double BOLDER = 0.3;
    private static final double BOLDEST = 0.03;
    /**
     * From so many tolerances on nothing is hurried any more: prices are read off the last point, and they are as good
     * as it is central.
     */
    private static final double NEAR = 100.0;

    /** A program of at most so many rows is small. */
    static final int SMALL = 2_000;

    /** Final steps end where a point is so many times as good as it has to be. */
    private static final double SHARP = 1e-4;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private KktSystem kkt;
    private final Residuals residuals;
    private final Refinement refinement;
    private final Termination termination = new Termination();
    /** The point, the best point, and room for the next one. */
    private final Iterate[] iterates = new Iterate[3];

    private Iterate point;
    private Iterate best;
    private Direction direction;
    /** A correction and then the direction with it; after they have changed places, the direction without it. */
    private Direction corrected;
    /** Built when it is first needed; most programs never need it. */
    private Embedding embedding;

    private final int correctors;
    private final double[] f;
    /** What the correctors ask of the scaled products on one part of the cone rows: they write it to f. */
    private final Consumer<ConeProduct.Part> secondOrder = this::askForSecondOrder;

    private final Consumer<ConeProduct.Part> centrality = this::askForCentrality;
    private double bestWorst;
    private int iterations;
    private boolean embedded;
    private double primalStep;
    private double dualStep;
    /** The inverses of the longest primal and dual step, as far as they are measured, in each region. */
    private final double[][] slopes;
    /** {@code lambda'u} and {@code u'u} of the predictor's {@code u = W^-1 ds}, in each region and altogether. */
    private final double[][] products;

    private double alongLambda;

    private double squareS;
    /** What the products s o z are aimed at. */
    private double target;
    /** By how much the target is lowered for past success. */
    private double boldness;
    /** Which share of the residuals the direction takes away. */
    private double residualShare;
    /** What the crew does, and what with. */
    private final Crew.Task predictorAsked = this::askForPrediction;

    private final Crew.Task predictorTaken = this::takePrediction;
    private final Crew.Task correctionAsked = this::askForCorrection;
    private final Crew.Task correctionTaken = this::takeCorrection;
    private final Crew.Task measuring = this::measureRegion;
    private final Crew crew;
    private Consumer<ConeProduct.Part> asked;
    private double presentShare;
    private Direction measured;

    /**
     * A loop for one program.
     *
     * @param entriesPerColumn the entries of the factor of the system per column: the more there are, the more a
     *     factorisation costs against a solution, and the more solutions are worth their while in an iteration
     *     (Gondzio, Multiple centrality corrections in a primal-dual method for linear programming, 1996)
     */
    IterationLoop(ScaledProgram program, ConeProduct cones, double entriesPerColumn) {
        this.program = program;
        this.cones = cones;
        int n = program.structure.variables;
        int rows = program.structure.rows;
        residuals = new Residuals(program, cones);
        refinement = new Refinement(program, cones);
        for (int k = 0; k < iterates.length; k++) {
            iterates[k] = new Iterate(n, rows);
        }
        direction = new Direction(program, cones);
        corrected = new Direction(program, cones);
        f = new double[rows];
        correctors = Math.max(
                CORRECTORS_OF_CHEAP_FACTORS, (int) Math.min(MOST_CORRECTORS, entriesPerColumn / ENTRIES_PER_CORRECTOR));
        crew = program.structure.crew;
        // More room than is used, so that no two threads write to one line of the cache.
        slopes = new double[cones.regions()][16];
        products = new double[cones.regions()][16];
    }

    /** A direction for others to compute in between the lanes. */
    Direction room() {
        return corrected;
    }

    /** Makes room for a lane's start, which is to be written there before {@link #run}. */
    Iterate newPoint() {
        point = free();
        return point;
    }

    /** Where the last lane has ended. */
    Iterate point() {
        return point;
    }

    private Iterate free() {
        for (Iterate iterate : iterates) {
            if (iterate != point && iterate != best) {
                return iterate;
            }
        }
        throw new IllegalStateException("of three iterates at most two are in use");
    }

    /** The best point of all lanes since {@link #reset}; null if there is none. */
    Iterate best() {
        return best;
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
        best = null;
        bestWorst = Double.POSITIVE_INFINITY;
        iterations = 0;
    }

    /**
     * Iterates from the present point until a lane's end.
     *
     * @param factored whether the scaling and the factors of the system are those of the present point already
     */
    Termination.Outcome run(
            KktSystem system,
            boolean homogeneous,
            boolean factored,
            SolverOptions options,
            int iterationCap,
            long deadline) {
        kkt = system;
        embedded = homogeneous;
        boldness = 1.0;
        if (embedded && embedding == null) {
            embedding = new Embedding(program, cones);
        }
        termination.begin(homogeneous, options, iterationCap, deadline);
        residuals.evaluate(point);
        int finalSteps = 0;
        for (boolean first = true; ; first = false) {
            Termination.Outcome outcome = judge();
            if (outcome == Termination.Outcome.CONVERGED && isToBeSharpened(finalSteps, options)) {
                finalSteps++;
            } else if (finalSteps > 0) {
                // Whatever became of the final steps, the best point has converged.
                return Termination.Outcome.CONVERGED;
            } else if (outcome != null) {
                return outcome;
            }
            if (!(first && factored)) {
                if (!cones.update(point.s, point.v) && (first || !retreat())) {
                    LOG.debug("the point has left the cones");
                    return finalSteps > 0 ? Termination.Outcome.CONVERGED : Termination.Outcome.STALLED;
                }
                if (!kkt.factor()) {
                    LOG.debug("the factorisation has overflown");
                    return finalSteps > 0 ? Termination.Outcome.CONVERGED : Termination.Outcome.STALLED;
                }
            }
            crew.makeRoom();
            predict();
            correct();
            centre();
            finish();
            step();
        }
    }

    /**
     * Whether a converged point is to be sharpened by one more step. Near a flat optimum a point is as accurate as the
     * square root of the gap, and so are its prices. Small programs, of which people check every digit, get one step,
     * which takes hardly any time. Linear and quadratic ones of any size get two: units that share a load differ in the
     * fourth digit of their costs, and a gap of 1e-8 of a day's cost leaves tenths of a megawatt open.
     */
    private boolean isToBeSharpened(int finalSteps, SolverOptions options) {
        int most = cones.secondOrderCount() == 0 ? 2 : program.structure.rows <= SMALL ? 1 : 0;
        return finalSteps < most
                && residuals.worst() > SHARP * termination.tolerance()
                && iterations < options.maxIterations();
    }

    /**
     * Keeps the point if it is the best so far; returns why the lane ends here, or null. What ends a lane is judged by
     * exact figures.
     */
    private Termination.Outcome judge() {
        log();
        Termination.Outcome outcome = termination.at(residuals, iterations);
        if (outcome != null && !residuals.areExact()) {
            residuals.evaluate(point);
            outcome = termination.at(residuals, iterations);
        }
        double worst = residuals.worst();
        if (worst < bestWorst) {
            bestWorst = worst;
            best = point;
        }
        return outcome;
    }

    private void step() {
        double primal = STEP_FRACTION * primalStep;
        double dual = STEP_FRACTION * dualStep;
        if (embedded) {
            move(primal, dual);
            residuals.evaluate(point);
        } else {
            Iterate next = free();
            residuals.follow(point, direction, primal, dual, refinement, kkt.inexactRows(), next);
            point = next;
        }
        double shorter = Math.min(primalStep, dualStep);
        if (shorter >= ENCOURAGING_STEP) {
            boldness = Math.max(BOLDEST, BOLDER * boldness);
        } else if (shorter < DISCOURAGING_STEP) {
            boldness = 1.0;
        }
        termination.stepped(shorter);
        iterations++;
    }

    private void move(double primal, double dual) {
        Iterate next = free();
        next.moveFrom(point, direction, primal, dual);
        point = next;
    }

    /**
     * Takes back parts of the last step until the point, which rounding has carried out of the cones, is inside again.
     */
    private boolean retreat() {
        double left = STEP_FRACTION;
        while (left > SMALLEST_STEP) {
            left *= 0.5;
            move(-left * primalStep, -left * dualStep);
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
            embedding.solveConstantTerms(kkt, refinement, corrected);
        }
        direction.tau = 0.0;
        direction.kappa = 0.0;
        crew.run(predictorAsked);
        kkt.solveTrunk(direction);
        crew.run(predictorTaken);
        alongLambda = 0.0;
        squareS = 0.0;
        for (double[] product : products) {
            alongLambda += product[0];
            squareS += product[1];
        }
        if (embedded) {
            direction.finish(kkt, residuals.v);
            embedding.complete(point, -residuals.tau, point.tau * point.kappa, direction);
            measure(direction);
        }
        setSteps(direction);
    }

    private void askForPrediction(int region) {
        double[] shift = corrected.v;
        kkt.begin(region, residuals.x, residuals.v, direction);
        for (ConeProduct.Part part : cones.parts(region)) {
            cones.divide(part, residuals.v, shift);
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                f[i] = -cones.lambda[i] - shift[i];
            }
            kkt.spread(part, f, direction);
        }
        kkt.reduce(region, direction);
    }

    private void takePrediction(int region) {
        double[] shift = corrected.v;
        kkt.expand(region, direction);
        beginMeasuring(region);
        for (ConeProduct.Part part : cones.parts(region)) {
            kkt.gather(part, f, direction);
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                direction.scaledS[i] += shift[i];
            }
            if (!embedded) {
                measure(part, direction, slopes[region]);
                measurePrediction(part, products[region]);
            }
        }
    }

    private void measurePrediction(ConeProduct.Part part, double[] product) {
        double along = product[0];
        double square = product[1];
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            double u = direction.scaledS[i];
            along += cones.lambda[i] * u;
            square += u * u;
        }
        product[0] = along;
        product[1] = square;
    }

    /**
     * {@code (s + a ds)'(z + b dz)} at the predictor's steps: {@code (lambda + a u)'(lambda - b (lambda + u))} with
     * {@code u = W^-1 ds}.
     */
    private double predictedComplementarity() {
        double a = primalStep;
        double b = dualStep;
        return (1.0 - b) * cones.degree() * residuals.mu + (a - b - a * b) * alongLambda - a * b * squareS;
    }

    /**
     * Mehrotra's corrector: centring by the cube of what the predictor left, and the predictor's second-order term. The
     * cube is too cautious where the correctors do well: as long as steps come out long, a smaller and smaller share of
     * it is aimed at.
     */
    private void correct() {
        double sigma;
        if (embedded) {
            double left = 1.0 - Math.min(primalStep, dualStep);
            sigma = left * left * left;
            residualShare = 1.0 - sigma;
        } else {
            double ratio = Math.max(0.0, predictedComplementarity()) / (cones.degree() * residuals.mu);
            sigma = (isNear() ? 1.0 : boldness) * Math.min(1.0, ratio * ratio * ratio);
            residualShare = 1.0;
        }
        target = sigma * residuals.mu;
        addCorrection(
                secondOrder,
                (1.0 - residualShare) * point.tau * point.kappa + direction.tau * direction.kappa - target,
                residualShare);
    }

    private boolean isNear() {
        return residuals.worst() < NEAR * termination.tolerance();
    }

    private void askForSecondOrder(ConeProduct.Part part) {
        cones.product(part, direction.scaledS, direction.scaledZ, f);
        cones.addUnit(part, -target, f);
        cones.divideByLambda(part, f);
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            f[i] = (residualShare - 1.0) * cones.lambda[i] - f[i];
        }
    }

    /**
     * Gondzio's correctors: products that would stray too far from the target are drawn back, as long as the step
     * grows.
     */
    private void centre() {
        int most = isNear() ? CORRECTORS_OF_CHEAP_FACTORS : correctors;
        for (int round = 0; round < most && target > 0.0; round++) {
            double oldPrimal = primalStep;
            double oldDual = dualStep;
            if (Math.min(oldPrimal, oldDual) >= (isNear() ? LONG_LAST_STEP : LONG_STEP)) {
                return;
            }
            addCorrection(centrality, 0.0, 1.0);
            if (primalStep + dualStep < oldPrimal + oldDual) {
                exchangeDirections();
                primalStep = oldPrimal;
                dualStep = oldDual;
                return;
            }
        }
    }

    private void askForCentrality(ConeProduct.Part part) {
        cones.centralityCorrection(
                part,
                direction.scaledS,
                Math.min(1.0, primalStep + LOOK_AHEAD),
                direction.scaledZ,
                Math.min(1.0, dualStep + LOOK_AHEAD),
                target / CENTRAL,
                CENTRAL * target,
                f);
        cones.divideByLambda(part, f);
    }

    /**
     * Solves for what is asked of the scaled products, adds a share of the present direction, and takes the sum for the
     * direction.
     */
    private void addCorrection(Consumer<ConeProduct.Part> ask, double complementarity, double share) {
        asked = ask;
        presentShare = share;
        corrected.tau = 0.0;
        corrected.kappa = 0.0;
        crew.run(correctionAsked);
        kkt.solveTrunk(corrected);
        crew.run(correctionTaken);
        if (embedded) {
            corrected.finish(kkt, embedding.noRows);
            embedding.complete(point, 0.0, complementarity, corrected);
            corrected.add(share, direction);
            measure(corrected);
        } else {
            corrected.addNodes(program.structure.factor.trunk(), share, direction);
            corrected.addEmbedding(share, direction);
        }
        exchangeDirections();
        setSteps(direction);
    }

    private void askForCorrection(int region) {
        kkt.begin(region, corrected);
        for (ConeProduct.Part part : cones.parts(region)) {
            asked.accept(part);
            kkt.spread(part, f, corrected);
        }
        kkt.reduce(region, corrected);
    }

    private void takeCorrection(int region) {
        kkt.expand(region, corrected);
        beginMeasuring(region);
        for (ConeProduct.Part part : cones.parts(region)) {
            kkt.gather(part, f, corrected);
            if (!embedded) {
                corrected.addScaled(part, presentShare, direction);
                measure(part, corrected, slopes[region]);
            }
        }
        // The nodes of the trunk are what the other regions copy just now.
        if (!embedded && region < program.structure.factor.trunk()) {
            corrected.addNodes(region, presentShare, direction);
        }
    }

    private void exchangeDirections() {
        Direction other = corrected;
        corrected = direction;
        direction = other;
    }

    /** Recovers the steps of x, v and s from the sum of all corrections, and refines them if they need it. */
    private void finish() {
        double[] rightX = residuals.x;
        double[] rightV = residuals.v;
        if (embedded) {
            embedding.setRightSides(residuals, residualShare, direction.tau);
            rightX = embedding.rightX;
            rightV = embedding.rightV;
        }
        double tolerance = termination.tolerance();
        boolean refined = refinement.run(
                kkt,
                rightX,
                rightV,
                direction,
                corrected,
                Math.max(0.05 * residuals.normX, 0.1 * tolerance * residuals.unitX),
                Math.max(0.05 * residuals.normV, 0.1 * tolerance * residuals.unitV),
                10);
        if (refined) {
            measure(direction);
            setSteps(direction);
        }
    }

    private void beginMeasuring(int region) {
        slopes[region][0] = 0.0;
        slopes[region][1] = 0.0;
        products[region][0] = 0.0;
        products[region][1] = 0.0;
    }

    private void measure(Direction whole) {
        measured = whole;
        crew.run(measuring);
    }

    private void measureRegion(int region) {
        beginMeasuring(region);
        for (ConeProduct.Part part : cones.parts(region)) {
            measure(part, measured, slopes[region]);
        }
    }

    private void measure(ConeProduct.Part part, Direction whole, double[] inverseSteps) {
        cones.raiseSlopes(part, whole.scaledS, whole.scaledZ, inverseSteps);
    }

    /** The longest steps within the cones, at most 1; equal ones unless the lane is fast and the objective linear. */
    private void setSteps(Direction whole) {
        double steepestS = 0.0;
        double steepestZ = 0.0;
        for (double[] inverseSteps : slopes) {
            steepestS = Math.max(steepestS, inverseSteps[0]);
            steepestZ = Math.max(steepestZ, inverseSteps[1]);
        }
        primalStep = Math.min(1.0, 1.0 / steepestS);
        dualStep = Math.min(1.0, 1.0 / steepestZ);
        if (embedded || program.hasQuadratic) {
            double common = Math.min(primalStep, dualStep);
            if (whole.tau < 0.0) {
                common = Math.min(common, -point.tau / whole.tau);
            }
            if (whole.kappa < 0.0) {
                common = Math.min(common, -point.kappa / whole.kappa);
            }
            primalStep = common;
            dualStep = common;
        }
    }

    private void log() {
        if (LOG.isDebugEnabled()) {
            LOG.debug(String.format(
                    Locale.ROOT,
                    "%3d  primal %.1e  dual %.1e  gap %.1e  mu %.1e  steps %.2f %.2f  "
                            + "tau %.1e  certificates %.1e %.1e  pivots %d reg %.0e",
                    iterations,
                    residuals.primal,
                    residuals.dual,
                    residuals.gap,
                    residuals.mu,
                    primalStep,
                    dualStep,
                    point.tau,
                    residuals.primalCertificate,
                    residuals.dualCertificate,
                    kkt.replacedPivots(),
                    kkt.regularisation()));
        }
    }
}
