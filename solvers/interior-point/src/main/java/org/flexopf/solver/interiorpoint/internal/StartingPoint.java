package org.flexopf.solver.interiorpoint.internal;

import java.util.Arrays;
import org.flexopf.solver.WarmStart;

/**
 * Where the method starts. The standard start lifts all slacks by one common shift, which is orders of magnitude wider
 * than most rows of a network; one step length for thousands of them then makes the number of iterations grow with the
 * network. Here each row and each cone is lifted on its own, as far as its margin asks, and the multipliers are those
 * of the central path at that slack. Without a hint all slacks aim at the middle of their {@link Widths}, which comes
 * near the analytic centre, where all products are alike.
 */
final class StartingPoint {

    /** The smallest slack around a hint, in the program's own units. */
    private static final double HINT_MARGIN = 5e-3;
    /** The smallest slack around the least-squares point, as a multiple of the slack in the middle of a row. */
    private static final double MARGIN = 0.7;
    /** The least mean of s o z around a neighbour's solution, as a share of that around a primal hint. */
    private static final double LEAST_NEIGHBOUR_SHARE = 2e-5;
    /** The share of that mean by which every product is raised, so that multipliers of zero leave the boundary. */
    private static final double NEIGHBOUR_RAISE = 0.1;
    /** The largest slack to which an active row is lifted around a neighbour's solution, in the program's own units. */
    private static final double NEIGHBOUR_MARGIN = 3e-2;
    /** What the mean of s o z is around a hint, as a multiple of the cost per cone. */
    private static final double HINT_COST_SHARE = 5.0;
    /** The same around the least-squares point, which knows nothing of the cost. */
    private static final double COST_SHARE = 50.0;

    /** The least mean of s o z, for programs whose cost is nothing at the start. */
    private static final double SMALLEST_MEAN = 1e-6;

    private final ScaledProgram program;
    private final ConeProduct cones;
    private final CondensedKktSystem kkt;
    /** A number per row: how far to lift it, and whatever else there is one of per row. */
    private final double[] floor;

    private final double[] rx;
    private final Direction solution;
    private final Widths widths;
    private boolean factored;

    StartingPoint(ScaledProgram program, ConeProduct cones, CondensedKktSystem kkt, Direction room) {
        this.program = program;
        this.cones = cones;
        this.kkt = kkt;
        this.solution = room;
        floor = new double[program.structure.rows];
        rx = new double[program.structure.variables];
        widths = new Widths(program);
    }

    /** From a hint, or from the middle of all rows if there is none. Returns whether all numbers are finite. */
    boolean set(Iterate point, WarmStart hint) {
        factored = false;
        if (hint != null && hint.hasMultipliers()) {
            setNeighbour(point, hint);
            return true;
        }
        kkt.reset();
        point.tau = 1.0;
        point.kappa = 0.0;
        if (hint == null) {
            if (!middle(point)) {
                return false;
            }
        } else {
            program.scalePrimal(hint.x(), point.x);
            slack(point);
            for (int i = 0; i < floor.length; i++) {
                floor[i] = HINT_MARGIN * program.rowScale[i];
            }
            cones.lift(point.s, floor);
        }
        cones.inverse(centralMean(point, hint != null ? HINT_COST_SHARE : COST_SHARE), point.s, point.v);
        return centralEqualities(point);
    }

    /**
     * The point whose slacks are nearest to the middle of their widths, each measured by its width, and those slacks
     * lifted where they are not. Slacks of unknown width are measured by the unit, and made as small as can be before
     * they are lifted.
     */
    private boolean middle(Iterate point) {
        widths.compute();
        int equalities = program.structure.equalities;
        double[] middle = widths.middle;
        cones.inverse(1.0, middle, point.v);
        if (!cones.update(middle, point.v) || !kkt.factor()) {
            return false;
        }
        for (int i = 0; i < floor.length; i++) {
            floor[i] = widths.known[i] ? program.rhs[i] - middle[i] : program.rhs[i];
        }
        Arrays.fill(rx, 0.0);
        solution.solve(kkt, rx, floor);
        solution.finish(kkt, floor);
        System.arraycopy(solution.x, 0, point.x, 0, point.x.length);
        slack(point);
        double square = 0.0;
        int unknown = 0;
        for (int i = equalities; i < floor.length; i++) {
            if (!widths.known[i]) {
                square += point.s[i] * point.s[i];
                unknown++;
            }
        }
        double margin = Math.max(Math.sqrt(square / Math.max(1, unknown)), widths.mean());
        for (int i = equalities; i < floor.length; i++) {
            floor[i] = widths.known[i] ? MARGIN : margin;
        }
        cones.liftScaled(point.s, middle, floor, solution.s);
        return true;
    }

    /**
     * From the solution of a neighbouring program. What its point violates here, valued at its multipliers, is about
     * what the optimum costs more or less, and so the gap that is left to close: the products s o z are made as large
     * as that gap asks for. Slacks that ought to be active are kept just off their bounds, and multipliers are raised
     * where their products are too small.
     */
    private void setNeighbour(Iterate point, WarmStart hint) {
        kkt.reset();
        point.tau = 1.0;
        point.kappa = 0.0;
        program.scalePrimal(hint.x(), point.x);
        program.scaleMultipliers(hint.y(), hint.z(), point.v);
        slack(point);
        double mu = Math.max(
                violation(point) / Math.max(1, cones.degree()),
                LEAST_NEIGHBOUR_SHARE * centralMean(point, HINT_COST_SHARE));
        for (int i = program.structure.equalities; i < floor.length; i++) {
            floor[i] = Math.min(NEIGHBOUR_MARGIN * program.rowScale[i], mu / Math.max(point.v[i], Double.MIN_NORMAL));
        }
        cones.lift(point.s, floor);
        Arrays.fill(floor, 0.0);
        cones.lift(point.v, floor);
        cones.raiseProducts(mu, NEIGHBOUR_RAISE, point.s, point.v);
    }

    /**
     * What a point with slacks h - Gx violates, in the unit of the objective: residuals of rows at their multipliers,
     * and of columns at their variables.
     */
    private double violation(Iterate point) {
        double value = 0.0;
        int equalities = program.structure.equalities;
        program.matrix.multiply(0, equalities, point.x, floor);
        for (int i = 0; i < equalities; i++) {
            value += Math.abs((floor[i] - program.rhs[i]) * point.v[i]);
        }
        double[] lifted = solution.s;
        System.arraycopy(point.s, 0, lifted, 0, lifted.length);
        Arrays.fill(floor, 0.0);
        cones.lift(lifted, floor);
        for (int i = equalities; i < lifted.length; i++) {
            value += Math.abs((lifted[i] - point.s[i]) * point.v[i]);
        }
        program.multiplyQuadratic(point.x, rx);
        program.matrix.addTransposed(0, point.v.length, point.v, rx);
        for (int j = 0; j < rx.length; j++) {
            value += Math.abs((rx[j] + program.cost[j]) * point.x[j]);
        }
        return value;
    }

    private double centralMean(Iterate point, double costShare) {
        double cost = 0.0;
        for (int j = 0; j < point.x.length; j++) {
            cost += program.cost[j] * point.x[j];
        }
        return Math.max(costShare * Math.abs(cost) / Math.max(1, cones.degree()), SMALLEST_MEAN);
    }

    /** The multipliers of the equalities that leave the least dual residual in the metric of the scaling at (s, z). */
    private boolean centralEqualities(Iterate point) {
        Arrays.fill(point.v, 0, program.structure.equalities, 0.0);
        if (!cones.update(point.s, point.v) || !kkt.factor()) {
            return false;
        }
        program.multiplyQuadratic(point.x, rx);
        program.matrix.addTransposed(0, point.v.length, point.v, rx);
        for (int j = 0; j < rx.length; j++) {
            rx[j] = -(rx[j] + program.cost[j]);
        }
        // Nothing is asked of the cone rows, so there is nothing to spread; nor is anything of them needed.
        Arrays.fill(floor, 0.0);
        solution.solveNodes(kkt, rx, floor);
        System.arraycopy(solution.v, 0, point.v, 0, program.structure.equalities);
        factored = true;
        return true;
    }

    /** Whether the scaling and the factors of the linear system are those of the point that was set last. */
    boolean hasFactored() {
        return factored;
    }

    private void slack(Iterate point) {
        int equalities = program.structure.equalities;
        program.matrix.multiply(equalities, point.s.length, point.x, point.s);
        Arrays.fill(point.s, 0, equalities, 0.0);
        for (int i = equalities; i < point.s.length; i++) {
            point.s[i] = program.rhs[i] - point.s[i];
        }
    }

    /**
     * {@code min 1/2 x'Px + 1/2 |h - Gx|^2} subject to {@code Ax = b}; the cost is left out, for its size says nothing
     * about slacks.
     */
    private boolean leastSquares(Iterate point, KktSystem system) {
        cones.setIdentity();
        if (!system.factor()) {
            return false;
        }
        Arrays.fill(rx, 0.0);
        solution.solve(system, rx, program.rhs);
        solution.finish(system, program.rhs);
        System.arraycopy(solution.x, 0, point.x, 0, point.x.length);
        System.arraycopy(solution.v, 0, point.v, 0, point.v.length);
        return true;
    }

    /**
     * The standard start of the homogeneous embedding: the least-squares point, slack and multipliers shifted into the
     * interior.
     */
    boolean setStandard(Iterate point, KktSystem system) {
        factored = false;
        system.reset();
        if (!leastSquares(point, system)) {
            return false;
        }
        slack(point);
        point.tau = 1.0;
        point.kappa = 1.0;
        shift(point.s);
        shift(point.v);
        return true;
    }

    /** Takes a point over into the homogeneous embedding. */
    boolean setBest(Iterate point, Iterate best, KktSystem system) {
        factored = false;
        system.reset();
        point.set(best);
        if (point.kappa <= 0.0) {
            point.kappa = cones.dot(point.s, point.v) / Math.max(1, cones.degree()) / point.tau;
        }
        return point.kappa > 0.0;
    }

    private void shift(double[] u) {
        double smallest = cones.smallestEigenvalue(u);
        if (smallest < 1.0) {
            cones.addUnit(1.0 - smallest, u);
        }
    }
}
