package org.flexopf.solver.branchandbound.internal;

import java.util.Optional;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.simplex.Basis;
import org.flexopf.solver.branchandbound.simplex.DualSimplex;

/**
 * Nodes of linear programs by the dual simplex method, from the basis of the node above. What its multipliers prove is
 * computed from them; where they prove too little, the continuous solver is asked instead.
 */
final class LinearNodes implements NodeSolver {

    private final LinearProgramOfBoxes linear;
    private final DualSimplex simplex;
    private final SolverOptions asked;
    private final Clock clock;
    private final NodeSolver otherwise;

    LinearNodes(LinearProgramOfBoxes linear, SolverOptions asked, Clock clock, NodeSolver otherwise) {
        this.linear = linear;
        this.simplex = new DualSimplex(linear.rows());
        this.asked = asked;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    @Override
    public Relaxation solve(Box box, Basis from, double cutOff) {
        Optional<Box> bounds = linear.within(box);
        if (bounds.isEmpty()) {
            return otherwise.solve(box, from, cutOff);
        }
        Relaxation answer = solve(box, bounds.get(), from, cutOff);
        return answer == null ? otherwise.solve(box, from, cutOff) : answer;
    }

    /** The answer of the simplex method; null where its multipliers prove too little. */
    private Relaxation solve(Box box, Box bounds, Basis from, double cutOff) {
        DualSimplex.End end = simplex.solve(
                bounds.lower(),
                bounds.upper(),
                from,
                cutOff,
                linear.program().constant(),
                () -> clock.reached().isPresent());
        double[] multipliers = simplex.multipliers();
        double[] y = linear.equalityMultipliers(multipliers);
        double[] z = linear.coneMultipliers(multipliers);
        if (end == DualSimplex.End.FAILED) {
            return null;
        }
        if (end == DualSimplex.End.INFEASIBLE) {
            return DualBound.provesEmpty(linear.program(), bounds, y, z)
                    ? Relaxation.empty(box, simplex.iterations())
                    : null;
        }
        double[] x = simplex.x();
        double[] residual = new double[x.length];
        double bound = DualBound.of(linear.program(), bounds, x, y, z, residual);
        boolean proved = end == DualSimplex.End.CUT_OFF
                ? bound >= cutOff
                : !DualBound.isBlunt(linear.program().objective(x), bound, asked);
        if (!proved) {
            return null;
        }
        int[] integers = linear.integers();
        double[] lowerPrices = new double[integers.length];
        double[] upperPrices = new double[integers.length];
        for (int i = 0; i < integers.length; i++) {
            lowerPrices[i] = Math.max(0.0, residual[integers[i]]);
            upperPrices[i] = Math.max(0.0, -residual[integers[i]]);
        }
        return new Relaxation(
                Relaxation.Kind.SOLVED, box, bound, x, simplex.iterations(), lowerPrices, upperPrices, simplex.basis());
    }
}
