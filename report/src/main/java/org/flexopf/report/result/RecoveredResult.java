package org.flexopf.report.result;

import java.util.List;
import java.util.Optional;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * An AC state: that of the dispatch, or the best one that a search has found.
 *
 * @param feasible whether it meets every hard limit
 * @param cost cost of generation and DC lines there, currency per hour; NaN if there is no state
 * @param maxVoltageViolation largest violation of a voltage limit, p.u.; NaN if a search has found no state
 * @param maxLoadingViolation largest overload of a branch, relative to its limit
 * @param maxMismatchMw largest active power that a reference makes up for, MW
 * @param broken the hard limits that it breaks by more than rounding
 * @param search what a search adds; empty if there was none
 */
public record RecoveredResult(
        boolean feasible,
        double cost,
        double maxVoltageViolation,
        double maxLoadingViolation,
        double maxMismatchMw,
        List<BrokenLimit> broken,
        Optional<Search> search) {

    /** The list is copied. */
    public RecoveredResult {
        broken = List.copyOf(broken);
    }

    /**
     * What a search for an AC-feasible point adds.
     *
     * @param method what has found the point; empty if none was found
     * @param gap its objective over the lower bound, relative; NaN without either
     * @param generators its dispatch; empty if none was found
     */
    public record Search(Optional<String> method, double gap, List<GeneratorResult> generators) {

        /** The list is copied. */
        public Search {
            generators = List.copyOf(generators);
        }
    }

    /** The state of a dispatch. */
    public static RecoveredResult of(RecoveredPoint point) {
        return new RecoveredResult(
                point.isFeasible(),
                point.isConverged() ? point.cost() : Double.NaN,
                point.maxVoltageViolation(),
                point.maxLoadingViolation(),
                point.maxMismatchMw(),
                point.isConverged() ? point.limits().broken() : List.of(),
                Optional.empty());
    }

    /** The point that a search has found, with its dispatch. */
    public static RecoveredResult found(RecoveredPoint point, String method, double gap) {
        RecoveredResult state = of(point);
        return new RecoveredResult(
                state.feasible,
                state.cost,
                state.maxVoltageViolation,
                state.maxLoadingViolation,
                state.maxMismatchMw,
                state.broken,
                Optional.of(new Search(
                        Optional.of(method),
                        gap,
                        StateResult.generators(point.network(), point.point(), StateResult.Prices.NONE))));
    }

    /** A search that has found nothing. */
    public static RecoveredResult notFound() {
        return new RecoveredResult(
                false,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                List.of(),
                Optional.of(new Search(Optional.empty(), Double.NaN, List.of())));
    }
}
