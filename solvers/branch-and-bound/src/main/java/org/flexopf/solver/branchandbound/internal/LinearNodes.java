package org.flexopf.solver.branchandbound.internal;

import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;
import org.flexopf.solver.branchandbound.internal.simplex.DualSimplex;
import org.flexopf.solver.branchandbound.internal.simplex.LinearRows;

/**
 * Nodes by the dual simplex method, from the basis of the node above, on a linear program around the program. What its
 * multipliers prove is computed from them; where they prove too little, the continuous solver is asked instead.
 */
final class LinearNodes implements NodeSolver {

    private final OuterApproximation approximation;
    private final int[] integers;
    private final SolverOptions asked;
    private final Clock clock;
    private final NodeSolver otherwise;
    private LinearRows rows;
    private DualSimplex simplex;

    LinearNodes(
            OuterApproximation approximation, int[] integers, SolverOptions asked, Clock clock, NodeSolver otherwise) {
        this.approximation = approximation;
        this.integers = integers;
        this.asked = asked;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    @Override
    public Relaxation solve(Box box, Basis from, double cutOff) {
        if (rows != approximation.rows()) {
            rows = approximation.rows();
            simplex = new DualSimplex(rows);
        }
        Relaxation answer = approximation
                .within(box)
                .map(bounds -> solve(box, bounds, from, cutOff))
                .orElse(null);
        return answer == null ? otherwise.solve(box, from, cutOff) : answer;
    }

    /** The answer of the simplex method; null where its multipliers prove too little. */
    private Relaxation solve(Box box, Box bounds, Basis from, double cutOff) {
        double constant = approximation.program().constant();
        DualSimplex.End end = simplex.solve(bounds.lower(), bounds.upper(), from, cutOff, constant, clock::isUp);
        double[] multipliers = simplex.multipliers();
        double[] y = approximation.equalityMultipliers(multipliers);
        double[] z = approximation.coneMultipliers(multipliers);
        if (end == DualSimplex.End.FAILED) {
            return null;
        }
        if (end == DualSimplex.End.INFEASIBLE) {
            return DualBound.provesEmpty(approximation.program(), bounds, y, z)
                    ? Relaxation.empty(box, simplex.iterations())
                    : null;
        }
        double[] x = simplex.x();
        double[] residual = new double[approximation.program().variableCount()];
        double[] point = approximation.linearisation(x, multipliers);
        double bound = DualBound.of(approximation.program(), bounds, point, y, z, residual);
        boolean proved = end == DualSimplex.End.CUT_OFF
                ? bound >= cutOff
                : !DualBound.isBlunt(constant + rows.objective(x), bound, asked);
        if (!proved) {
            return null;
        }
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
