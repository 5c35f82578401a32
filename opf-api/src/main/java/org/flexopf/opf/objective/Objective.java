package org.flexopf.opf.objective;

import java.util.List;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What an optimal power flow minimises; shared by every formulation. Objectives are values: they can be compared,
 * stored and added up.
 *
 * <pre>
 *   Objective.cost()
 *   Objective.weighted(1.0, Objective.cost()).plus(50.0, Objective.losses())
 * </pre>
 */
public interface Objective {

    /** A short name for reports. */
    String name();

    /** The unit of its value, physical; prices are in this unit per MW (or Mvar) of demand. */
    Unit unit();

    /**
     * Adds its terms, times a weight, to the program's cost; the formulation's variables exist already.
     *
     * @param weight not negative
     * @throws IllegalArgumentException if the formulation cannot express the objective; the message says why in one
     *     sentence
     */
    void addTo(BlockModel model, double weight);

    /**
     * Its value at a state of a network, such as an AC point. At the optimum of a formulation whose operating point
     * says all that the objective needs, it is what the program minimised, without the cost of slacks.
     */
    double at(Network network, OperatingPoint point);

    /**
     * The exception to throw for a model that has nothing to express the objective with; the reason is a clause such as
     * {@code it has no losses}.
     */
    default IllegalArgumentException notExpressible(BlockModel model, String reason) {
        return new IllegalArgumentException(
                "the formulation '" + model.formulation().name() + "' cannot minimise '" + name() + "': " + reason);
    }

    /**
     * Requires that a model states the flows of its branches.
     *
     * @throws IllegalArgumentException if it does not
     */
    default void requireEndFlows(BlockModel model) {
        if (!model.hasEndFlows()) {
            throw notExpressible(model, "it does not state the flows of its branches");
        }
    }

    /** The cost of generation and DC lines, currency per hour. */
    static Objective cost() {
        return new GenerationCost();
    }

    /** Active losses of branches and DC lines, MW. */
    static Objective losses() {
        return new Losses();
    }

    /** How far the voltages of all buses are from a set point in p.u.; see {@link VoltageDeviation} for its measure. */
    static Objective voltageDeviation(double setPoint) {
        return new VoltageDeviation(setPoint, List.of());
    }

    /** The power above a share of the ratings, such as 0.8, summed over all branches, MVA. */
    static Objective congestion(double threshold) {
        return new Congestion(threshold);
    }

    /** Nothing: any point that meets all limits will do. */
    static Objective feasibility() {
        return new Feasibility();
    }

    /** A sum that begins with an objective times a weight; see {@link WeightedObjective#plus}. */
    static WeightedObjective weighted(double weight, Objective objective) {
        return new WeightedObjective(List.of(new WeightedObjective.Term(weight, objective)));
    }
}
