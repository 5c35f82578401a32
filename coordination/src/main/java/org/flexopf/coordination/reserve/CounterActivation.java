package org.flexopf.coordination.reserve;

import java.util.List;
import java.util.Optional;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * The relief of a feeder by aggregators of the opposite direction, each up to its volume: least power within the limits
 * of all lines. All of it has one price, so that the least power is the least cost.
 *
 * <pre>
 *   min sum d,   |flow + sum_(d behind the line) +-d| &lt;= limit,   0 &lt;= d &lt;= volume
 * </pre>
 */
final class CounterActivation {

    private static final VariableFamily POWER =
            new VariableFamily("counter-activation", "counter-activation", ElementKind.OWN, Unit.MW);

    /** What is told, MW: less than that is rounding of the solver. */
    private static final double TOLD = 1e-6;

    private final Network feeder;
    private final FeederFlows flows;
    private final SolverChoice solver;

    CounterActivation(Network feeder, FeederFlows flows, SolverChoice solver) {
        this.feeder = feeder;
        this.flows = flows;
        this.solver = solver;
    }

    /**
     * The power of each bid, MW; empty if no choice of them relieves all lines.
     *
     * @param flow what flows without it, MW by branch, towards the root
     * @param bids those of the opposite direction
     */
    Optional<double[]> relieve(double[] flow, List<ReserveBid> bids, int period) {
        if (bids.isEmpty()) {
            return Optional.empty();
        }
        ProgramBuilder program = new ProgramBuilder(kind -> 0);
        Variables power = program.variables(POWER, bids.size());
        LinearExpression[] change = new LinearExpression[flows.branches()];
        for (int k = 0; k < bids.size(); k++) {
            ReserveBid bid = bids.get(k);
            program.between(
                    null,
                    null,
                    0,
                    LinearExpression.of(power.of(k)),
                    0.0,
                    bid.volume().get(period));
            program.cost(1.0, power.of(k));
            for (int branch : flows.pathToRoot(feeder.busIndex(bid.bus()))) {
                change[branch] = (change[branch] == null ? LinearExpression.zero() : change[branch])
                        .plus(bid.direction().sign(), power.of(k));
            }
        }
        for (int b = 0; b < flow.length; b++) {
            double limit = flows.limit(b);
            if (change[b] == null && flows.excess(b, flow[b]) > TOLD) {
                return Optional.empty();
            }
            if (change[b] != null && limit < Double.POSITIVE_INFINITY) {
                program.between(null, null, 0, change[b], -limit - flow[b], limit - flow[b]);
            }
        }
        Model model = program.build();
        CheckedAnswer answer = solver.solverFor(model.program()).solve(model.program(), solver.options());
        if (answer.status() == SolveStatus.PRIMAL_INFEASIBLE) {
            return Optional.empty();
        }
        if (!answer.status().isOptimal()) {
            throw new OpfNotSolvedException(
                    answer.status(),
                    "the relief of " + feeder.name() + " in period " + (period + 1) + " is not found: "
                            + answer.message());
        }
        double[] found = model.solution(answer).values(POWER, bids.size());
        for (int k = 0; k < found.length; k++) {
            found[k] = found[k] > TOLD ? found[k] : 0.0;
        }
        return Optional.of(found);
    }
}
