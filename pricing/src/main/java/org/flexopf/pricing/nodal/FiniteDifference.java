package org.flexopf.pricing.nodal;

import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.solver.SolveStatus;

/** Slopes of the optimal cost by solving again with another demand. */
final class FiniteDifference {

    private FiniteDifference() {}

    static PriceConfirmation at(OpfSolution solution, Power power, Bus bus, double price, double step) {
        if (!(step > 0.0 && step < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a step of " + step + " " + power.unit()
                    + ": give a finite change of demand above zero, such as 0.001");
        }
        double now = solution.objective();
        double more = cost(solution, power, bus, step);
        double less = cost(solution, power, bus, -step);
        return new PriceConfirmation(power, bus.id(), price, step, (more - now) / step, (now - less) / step);
    }

    /** The optimal cost with another demand; infinite if it cannot be served. */
    private static double cost(OpfSolution solution, Power power, Bus bus, double change) {
        Network changed = withDemand(solution.network(), power, bus, change);
        OpfResult result =
                Opf.of(solution.formulation()).solve(solution.problem().withNetwork(changed));
        return result.status() == SolveStatus.PRIMAL_INFEASIBLE
                ? Double.POSITIVE_INFINITY
                : result.orElseThrow().objective();
    }

    /** The change is a load of its own, so that no other load changes its share of what may be curtailed. */
    private static Network withDemand(Network network, Power power, Bus bus, double change) {
        int id = 1 + network.loads().stream().mapToInt(Load::id).max().orElse(0);
        NetworkBuilder builder = network.toBuilder();
        return builder.load(Load.of(
                        id, bus.id(), power == Power.ACTIVE ? change : 0.0, power == Power.REACTIVE ? change : 0.0))
                .build();
    }
}
