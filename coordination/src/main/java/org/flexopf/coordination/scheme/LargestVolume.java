package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Feeder;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.network.CostCurve;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedModel;
import org.flexopf.opf.problem.LinkedProblem;

/**
 * The most of some offers that a feeder takes at once by its linear model: {@code max sum q}, and among all that reach
 * that sum the one of {@code min sum (wish - q)^2 / wish}.
 */
final class LargestVolume {

    /** What the sum may stay below its largest value by, MW, so that there is something to choose from. */
    private static final double ROOM = 1e-6;

    private LargestVolume() {}

    static Activations of(
            Bench bench,
            Feeder feeder,
            Map<String, Double> reactive,
            Activations committed,
            List<StandingOffer> wishes) {
        if (wishes.isEmpty()) {
            return Activations.none();
        }
        Feeder held = LinearFeeder.held(feeder, reactive);
        FeederProgram largest = FeederProgram.counting(
                held,
                FeederModel.LDF,
                committed,
                wishes,
                FlowTerms.at(0.0),
                offer -> CostCurve.linear(-offer.direction().sign()));
        double volume = bench.solve(largest, "the largest volume that it takes")
                .activations()
                .volume();
        FeederProgram nearest = FeederProgram.counting(
                held, FeederModel.LDF, committed, wishes, FlowTerms.at(0.0), LargestVolume::distance);
        LinkedProblem problem = LinkedProblem.of(List.of(nearest.block()))
                .with(new AtLeast(feeder.name(), directions(wishes), volume - ROOM));
        return nearest.read(bench.solve(problem, "network " + feeder.name() + ": the volume nearest to wishes", nearest)
                        .solution())
                .activations();
    }

    /** {@code (wish - q)^2 / wish} of an injection of {@code q} or {@code -q}. */
    private static CostCurve distance(StandingOffer offer) {
        return CostCurve.quadratic(
                1.0 / offer.quantity(), -2.0 * offer.direction().sign(), offer.quantity());
    }

    private static List<Direction> directions(List<StandingOffer> offers) {
        List<Direction> directions = new ArrayList<>();
        offers.forEach(offer -> directions.add(offer.direction()));
        return directions;
    }

    /** The generators after that of the interface activate so much in all. */
    private record AtLeast(String feeder, List<Direction> directions, double volume) implements Link {

        private static final ConstraintFamily VOLUME =
                new ConstraintFamily("qualified-volume", "qualified volume", ElementKind.OWN, Unit.MW);

        @Override
        public String label() {
            return "volume of " + feeder;
        }

        @Override
        public void addTo(LinkedModel model) {
            LinearExpression sum = LinearExpression.zero();
            for (int k = 0; k < directions.size(); k++) {
                sum.plus(
                        directions.get(k).sign(),
                        model.model(feeder)
                                .program()
                                .existing(OpfVariables.GENERATOR_P)
                                .of(k + 1));
            }
            model.program()
                    .atLeast(VOLUME, 0, sum, model.model(feeder).perUnit().power(volume));
        }
    }
}
