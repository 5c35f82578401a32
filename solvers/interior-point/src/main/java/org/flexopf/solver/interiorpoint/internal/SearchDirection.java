package org.flexopf.solver.interiorpoint.internal;

import java.util.function.Consumer;

/**
 * The direction of one iteration and how far it may be followed: Mehrotra's predictor and corrector and Gondzio's
 * centrality correctors in the scaling of Nesterov and Todd, by the factors of the present point. The crew works on all
 * regions at once; what ties them together is done in between.
 */
final class SearchDirection {

    private static final int CORRECTORS_OF_CHEAP_FACTORS = 2;
    private static final int MOST_CORRECTORS = 4;
    /** So many entries of the factor per column are what a corrector more is worth. */
    private static final double ENTRIES_PER_CORRECTOR = 1.4;
    /** How much longer than the present step the correctors aim. */
    private static final double LOOK_AHEAD = 0.4;
    /**
     * A corrected step shorter than this, and than half the predictor's, has been spoilt by the second-order term,
     * which is that of a whole step.
     */
    private static final double SPOILT = Termination.SHORT_STEP;
    /** The share of a correction that is tried where the whole of it shortens the steps. */
    private static final double WEAKENED = 0.3;
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
    /** The share of a residual that a direction may leave, and of the tolerance that it may leave at the end. */
    private static final double LEFT = 0.05;

    private static final double LEFT_AT_THE_END = 0.1;
    /** The dual residual that may be left as a share of the gap, once the primal residual is below the other number. */
    private static final double LEFT_OF_GAP = 3e-3;

    private static final double FEASIBLE = 1e-4;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private final Residuals residuals;
    private final Refinement refinement;
    private final Crew crew;
    private final int correctors;
    private KktSystem kkt;
    private Iterate point;
    private double tolerance;
    private boolean embedded;
    private Direction direction;
    /** A correction and then the direction with it; after they have changed places, the direction without it. */
    private Direction corrected;
    /** Built when it is first needed; most programs never need it. */
    private Embedding embedding;

    private double primalStep;
    private double dualStep;
    /** What the products s o z are aimed at. */
    private double target;
    /** How much of the predictor's second-order term is asked for. */
    private double secondOrderShare;
    /** By how much the target is lowered for past success. */
    private double boldness;
    /** Which share of the residuals the direction takes away. */
    private double residualShare;

    /** What the correctors ask of the scaled products on one part of the cone rows. */
    private final Consumer<ConePart> secondOrder = this::askForSecondOrder;

    private final Consumer<ConePart> centrality = this::askForCentrality;
    /** The inverses of the longest primal and dual step, as far as they are measured, in each region. */
    private final double[][] slopes;
    /** {@code lambda'u} and {@code u'u} of the predictor's {@code u = W^-1 ds}, in each region and altogether. */
    private final double[][] products;

    private double alongLambda;

    private double squareS;
    /** What the crew does, and what with. */
    private final Crew.Task predictorAsked = this::askForPrediction;

    private final Crew.Task predictorTaken = this::takePrediction;
    private final Crew.Task correctionAsked = this::askForCorrection;
    private final Crew.Task correctionTaken = this::takeCorrection;
    private final Crew.Task measuring = this::measureRegion;
    private final Crew.Task weakening = this::weakenRegion;
    private Consumer<ConePart> asked;
    private double presentShare;
    private Direction measured;

    /**
     * The directions of one program.
     *
     * @param residuals those of the present point, whenever a direction is asked for
     * @param entriesPerColumn the entries of the factor of the system per column: the more there are, the more a
     *     factorisation costs against a solution, and the more solutions are worth their while in an iteration
     *     (Gondzio, Multiple centrality corrections in a primal-dual method for linear programming, 1996)
     */
    SearchDirection(
            ScaledProgram program,
            ConeProduct cones,
            Residuals residuals,
            Refinement refinement,
            double entriesPerColumn) {
        this.program = program;
        this.cones = cones;
        this.residuals = residuals;
        this.refinement = refinement;
        direction = new Direction(program, cones);
        corrected = new Direction(program, cones);
        correctors = Math.max(
                CORRECTORS_OF_CHEAP_FACTORS, (int) Math.min(MOST_CORRECTORS, entriesPerColumn / ENTRIES_PER_CORRECTOR));
        crew = program.structure.crew;
        // More room than is used, so that no two threads write to one line of the cache.
        slopes = new double[cones.regions()][16];
        products = new double[cones.regions()][16];
    }

    /**
     * A lane begins.
     *
     * @param system what is solved for every direction
     * @param homogeneous whether it is one of the homogeneous embedding
     * @param wanted the tolerance that it ends at
     */
    void begin(KktSystem system, boolean homogeneous, double wanted) {
        kkt = system;
        embedded = homogeneous;
        tolerance = wanted;
        boldness = 1.0;
        if (embedded && embedding == null) {
            embedding = new Embedding(program, cones);
        }
    }

    /** A direction for others to compute in between the lanes. */
    Direction room() {
        return corrected;
    }

    /** Finds the direction at a point whose scaling, factors and residuals are there. */
    void find(Iterate at) {
        point = at;
        crew.makeRoom();
        predict();
        correct();
        centre();
        finish();
    }

    /** What was found. */
    Direction direction() {
        return direction;
    }

    /** The longest step of x and s within the cones, at most 1. */
    double primalStep() {
        return primalStep;
    }

    /** The longest step of the multipliers. */
    double dualStep() {
        return dualStep;
    }

    /** Takes a step's length for the size of the next target. */
    void taken(double shorter) {
        if (shorter >= ENCOURAGING_STEP) {
            boldness = Math.max(BOLDEST, BOLDER * boldness);
        } else if (shorter < DISCOURAGING_STEP) {
            boldness = 1.0;
        }
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
        double[] lambda = cones.scaling.lambda;
        kkt.begin(region, residuals.x, residuals.v, direction);
        for (ConePart part : cones.parts(region)) {
            part.divide(1.0, residuals.v, shift, 0);
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                direction.scaledZ[i] = -lambda[i] - shift[i];
            }
            kkt.spread(region, part, direction);
        }
        kkt.reduce(region, direction);
    }

    private void takePrediction(int region) {
        double[] shift = corrected.v;
        kkt.expand(region, direction);
        beginMeasuring(region);
        for (ConePart part : cones.parts(region)) {
            kkt.gather(region, part, direction);
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                direction.scaledS[i] += shift[i];
            }
            if (!embedded) {
                part.raiseSlopes(direction.scaledS, direction.scaledZ, slopes[region]);
                measurePrediction(part, products[region]);
            }
        }
    }

    private void measurePrediction(ConePart part, double[] product) {
        double along = product[0];
        double square = product[1];
        for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
            double u = direction.scaledS[i];
            along += cones.scaling.lambda[i] * u;
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
     *
     * <p>The second-order term is the product of the predictor's two halves over a whole step. Where the predictor may
     * be followed for a tenth of its length only, that product is a hundred times what such a step makes of it, and may
     * shorten the corrected step to nothing. The term is then weighted by the predictor's step (Colombo and Gondzio,
     * Further development of multiple centrality correctors for interior point methods, 2008).
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
        double predictedPrimal = primalStep;
        double predictedDual = dualStep;
        double predicted = Math.min(predictedPrimal, predictedDual);
        addSecondOrder(1.0);
        if (!embedded && !isNear() && Math.min(primalStep, dualStep) < Math.min(SPOILT, 0.5 * predicted)) {
            exchangeDirections();
            primalStep = predictedPrimal;
            dualStep = predictedDual;
            addSecondOrder(predicted);
        }
    }

    private void addSecondOrder(double share) {
        secondOrderShare = share;
        addCorrection(
                secondOrder,
                (1.0 - residualShare) * point.tau * point.kappa + share * direction.tau * direction.kappa - target,
                residualShare);
    }

    private boolean isNear() {
        return residuals.worst() < NEAR * tolerance;
    }

    private void askForSecondOrder(ConePart part) {
        double weight = secondOrderShare;
        double[] f = corrected.scaledZ;
        part.askSecondOrder(direction.scaledS, direction.scaledZ, target / weight, (residualShare - 1.0) / weight, f);
        if (weight < 1.0) {
            for (int i = part.rowBegin(); i < part.rowEnd(); i++) {
                f[i] *= weight;
            }
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
                weaken(oldPrimal, oldDual);
                return;
            }
        }
    }

    /**
     * Takes a share of the last correction, the whole of which has shortened the steps, or nothing of it if that does
     * not lengthen them either. As directions are linear in what is asked for, that takes no solution (Colombo and
     * Gondzio 2008, who look for the best share).
     */
    private void weaken(double oldPrimal, double oldDual) {
        if (!embedded) {
            crew.run(weakening);
            setSteps(direction);
        }
        if (embedded || primalStep + dualStep <= oldPrimal + oldDual) {
            exchangeDirections();
            primalStep = oldPrimal;
            dualStep = oldDual;
        }
    }

    private void weakenRegion(int region) {
        direction.mix(region, WEAKENED, corrected);
        beginMeasuring(region);
        for (ConePart part : cones.parts(region)) {
            part.raiseSlopes(direction.scaledS, direction.scaledZ, slopes[region]);
        }
    }

    private void askForCentrality(ConePart part) {
        part.askCentrality(
                direction.scaledS,
                Math.min(1.0, primalStep + LOOK_AHEAD),
                direction.scaledZ,
                Math.min(1.0, dualStep + LOOK_AHEAD),
                target / CENTRAL,
                CENTRAL * target,
                corrected.scaledZ);
    }

    /**
     * Solves for what is asked of the scaled products, adds a share of the present direction, and takes the sum for the
     * direction.
     */
    private void addCorrection(Consumer<ConePart> ask, double complementarity, double share) {
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
        for (ConePart part : cones.parts(region)) {
            asked.accept(part);
            kkt.spread(region, part, corrected);
        }
        kkt.reduce(region, corrected);
    }

    private void takeCorrection(int region) {
        kkt.expand(region, corrected);
        beginMeasuring(region);
        for (ConePart part : cones.parts(region)) {
            kkt.gather(region, part, corrected);
            if (!embedded) {
                corrected.addScaled(part, presentShare, direction);
                part.raiseSlopes(corrected.scaledS, corrected.scaledZ, slopes[region]);
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
        boolean refined = refinement.run(
                kkt,
                rightX,
                rightV,
                direction,
                corrected,
                Math.max(LEFT * residuals.normX, dualRoom() * residuals.unitX),
                Math.max(LEFT * residuals.normV, LEFT_AT_THE_END * tolerance * residuals.unitV),
                10);
        if (refined) {
            measure(direction);
            setSteps(direction);
        }
    }

    /**
     * What a direction may leave of the dual residual in any case, relative to its unit. As long as the gap is large, a
     * dual residual far below it costs nothing. But where there is no feasible point, the gap grows with the
     * multipliers, and the dual residual is what keeps their certificate from being one: so it may be larger only where
     * the primal residual has gone.
     */
    private double dualRoom() {
        double atTheEnd = LEFT_AT_THE_END * tolerance;
        return embedded || residuals.primal > FEASIBLE
                ? atTheEnd
                : Math.max(atTheEnd, LEFT_OF_GAP * Math.min(1.0, residuals.gap));
    }

    private void beginMeasuring(int region) {
        slopes[region][0] = 1.0;
        slopes[region][1] = 1.0;
        products[region][0] = 0.0;
        products[region][1] = 0.0;
    }

    private void measure(Direction whole) {
        measured = whole;
        crew.run(measuring);
    }

    private void measureRegion(int region) {
        beginMeasuring(region);
        for (ConePart part : cones.parts(region)) {
            part.raiseSlopes(measured.scaledS, measured.scaledZ, slopes[region]);
        }
    }

    /** The longest steps within the cones, at most 1; equal ones unless the lane is fast and the objective linear. */
    private void setSteps(Direction whole) {
        double steepestS = 1.0;
        double steepestZ = 1.0;
        for (double[] inverseSteps : slopes) {
            steepestS = Math.max(steepestS, inverseSteps[0]);
            steepestZ = Math.max(steepestZ, inverseSteps[1]);
        }
        primalStep = 1.0 / steepestS;
        dualStep = 1.0 / steepestZ;
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
}
