package org.flexopf.coordination.scheme;

import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Feeder;
import org.flexopf.network.CostCurve;

/**
 * From the least to the largest flow that a feeder can take. The least is minimised itself; a relaxation may burn
 * current there to make room below an upper voltage limit, and then the least is a bound. The largest is found where
 * downward activation less upward is largest, with a small price on losses: a relaxation that maximised the flow itself
 * would burn current for its own sake.
 *
 * @param least the least flow, MW
 * @param largest the largest flow, MW
 * @param isExact whether both are flows and not bounds
 */
record FlowRange(double least, double largest, boolean isExact) {

    /** What a MW lost counts beside a MW activated. */
    private static final double LOSS_PRICE = 0.01;

    /** The range with some activations committed. @throws SchemeFailure if the feeder has no state at all */
    static FlowRange of(Bench bench, Feeder feeder, Activations committed) {
        List<StandingOffer> offers = StandingOffer.left(feeder.area(), committed);
        FeederProgram least = FeederProgram.counting(
                feeder, bench.options.model(), committed, offers, FlowTerms.at(1.0), offer -> CostCurve.free());
        // The flow is demand less injections plus losses, so that a price on it is one on losses.
        FeederProgram largest = FeederProgram.counting(
                feeder,
                bench.options.model(),
                committed,
                offers,
                FlowTerms.at(LOSS_PRICE),
                offer -> CostCurve.linear(1.0));
        FeederPoint min = bench.solve(least, "its least flow");
        FeederPoint max = bench.solve(largest, "its largest flow");
        return new FlowRange(Math.min(min.flow(), max.flow()), max.flow(), min.isExact() && max.isExact());
    }

    /** How far a flow lies outside, MW: what the nearest flow in the range has more. */
    double deviationFrom(double flow) {
        return Math.max(least - flow, 0.0) + Math.min(largest - flow, 0.0);
    }
}
