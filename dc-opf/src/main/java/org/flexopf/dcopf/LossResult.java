package org.flexopf.dcopf;

import java.util.Objects;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.SolveSequence;

/**
 * The outcome of a DC optimal power flow with losses.
 *
 * @param result the optimal power flow of the last round, or the reason why there is none
 * @param sequence the programs solved, the first one without losses; settled if the losses that the model counts and
 *     those of its flows agree branch by branch within the tolerance
 * @param countedLosses losses that the model counts, MW; NaN without a solution
 * @param actualLosses {@code r P^2} of its flows over all branches whose losses are modelled, MW; NaN without a
 *     solution
 */
public record LossResult(OpfResult result, SolveSequence sequence, double countedLosses, double actualLosses) {

    /** Result and sequence are required. */
    public LossResult {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(sequence, "sequence");
    }

    /** Compares branch by branch: the sum of absolute differences against the losses. */
    static LossResult of(OpfResult result, int solves, double tolerance) {
        OpfSolution solution = result.orElseThrow();
        Network network = solution.network();
        PerUnit perUnit = network.perUnit();
        boolean modelsNegative = ((DcFormulation) solution.formulation()).losses() instanceof BranchLosses.Linearised;
        double[] flows = DcPoint.flows(solution);
        double counted = 0.0;
        double actual = 0.0;
        double difference = 0.0;
        for (int b = 0; b < flows.length; b++) {
            double r = network.branches().get(b).r();
            if (network.topology().isActive(b) && (r > 0.0 || modelsNegative)) {
                double modelled = solution.point().pFrom(b) + solution.point().pTo(b);
                double quadratic = r * perUnit.power(flows[b]) * flows[b];
                counted += modelled;
                actual += quadratic;
                difference += Math.abs(modelled - quadratic);
            }
        }
        boolean consistent = difference <= tolerance * (perUnit.physicalPower(1e-6) + Math.abs(actual));
        SolveSequence sequence = consistent
                ? SolveSequence.settled(solves, "the losses counted are those of the flows")
                : SolveSequence.unsettled(
                        solves, "the losses counted differ from those of the flows by " + difference + " MW");
        return new LossResult(result, sequence, counted, actual);
    }

    /** The solution. @throws org.flexopf.opf.OpfNotSolvedException if there is none */
    public OpfSolution orElseThrow() {
        return result.orElseThrow();
    }
}
