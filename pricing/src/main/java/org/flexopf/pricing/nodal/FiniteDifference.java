package org.flexopf.pricing.nodal;

import org.flexopf.model.ConstraintFamily;
import org.flexopf.network.Bus;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.solver.SolveStatus;

/**
 * Slopes of the optimal cost by solving again with another demand: by the solver, with the options, and with the other
 * blocks and the changes of the run that found the price.
 */
final class FiniteDifference {

    private FiniteDifference() {}

    static PriceConfirmation at(OpfSolution solution, Power power, Bus bus, double price, double step) {
        if (!(step > 0.0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a step of " + step + " " + power.unit()
                    + ": give a finite change of demand above zero, such as 0.001");
        }
        PreparedOpf prepared = solution.run().prepared().fork();
        double now = solution.run().objective();
        double more = cost(prepared, solution, power, bus, step);
        double less = cost(prepared, solution, power, bus, -step);
        // The cost of all blocks counts a block by its hours and its weight.
        double counted = step * solution.block().costFactor();
        return new PriceConfirmation(power, bus.id(), price, step, (more - now) / counted, (now - less) / counted);
    }

    /** The optimal cost with another demand; infinite if it cannot be served. */
    private static double cost(PreparedOpf prepared, OpfSolution solution, Power power, Bus bus, double change) {
        ConstraintFamily balance =
                power == Power.ACTIVE ? OpfConstraints.ACTIVE_BALANCE : OpfConstraints.REACTIVE_BALANCE;
        if (!solution.has(balance)) {
            return solution.run().objective();
        }
        // Formulations have the demand in the balances only. No load changes its share of what may be curtailed.
        ProgramChange changed =
                solution.run().change().in(solution.block().label()).rhs(balance, bus.ref(), change);
        OpfResult result = prepared.solve(changed, solution.run());
        return result.status() == SolveStatus.PRIMAL_INFEASIBLE
                ? Double.POSITIVE_INFINITY
                : result.run()
                        .orElseThrow(() -> new OpfNotSolvedException(result.status(), result.message()))
                        .objective();
    }
}
