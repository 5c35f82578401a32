package org.flexopf.coordination.dlfm;

import java.util.List;
import java.util.Map;

/**
 * What becomes of the markets in a sequence. Lists have one figure per period.
 *
 * @param architecture which level went first
 * @param variant which markets were held
 * @param stages what each market has to tell, in the order in which they were held
 * @param generation scheduled output by unit, MW
 * @param flow what flows into each feeder at the schedule, MW
 * @param reserve what is held by unit, whoever holds it
 * @param activations what is called by unit and by the number of the market that calls it, 0 where both levels are
 *     cleared at once
 * @param deviation what flows into each feeder beyond the schedule, MW, by the number of the market that leaves it so
 * @param overloads lines of feeders that carry more than they may in the end
 */
public record DlfmOutcome(
        Architecture architecture,
        DlfmVariant variant,
        List<Stage> stages,
        Map<String, List<Double>> generation,
        Map<String, List<Double>> flow,
        Map<String, List<Regulation>> reserve,
        Map<Integer, Map<String, List<Regulation>>> activations,
        Map<Integer, Map<String, List<Double>>> deviation,
        List<LineOverload> overloads) {

    /** The lists are copied. */
    public DlfmOutcome {
        stages = List.copyOf(stages);
        overloads = List.copyOf(overloads);
    }

    /** What the markets of a kind cost, currency: of energy, the schedule that is left in the end. */
    public double cost(Stage.Kind kind, DlfmCase data) {
        if (kind != Stage.Kind.ENERGY) {
            return stages.stream()
                    .filter(stage -> stage.kind() == kind)
                    .mapToDouble(Stage::cost)
                    .sum();
        }
        double cost = 0.0;
        for (MarketUnit unit : data.units()) {
            cost += unit.cost()
                    * generation.get(unit.id()).stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
        }
        return cost + data.voll() * lastEnergyStages();
    }

    /** What is missing at the schedule: a market that is held once more takes the place of its first time. */
    private double lastEnergyStages() {
        double missing = 0.0;
        for (int market : new int[] {0, 1, 3}) {
            missing += stages.stream()
                    .filter(stage -> stage.kind() == Stage.Kind.ENERGY && stage.market() == market)
                    .reduce((first, last) -> last)
                    .map(Stage::missing)
                    .orElse(0.0);
        }
        return missing;
    }

    /** All slacks, in the order of the markets. */
    public List<Slack> slacks() {
        return stages.stream().flatMap(stage -> stage.slacks().stream()).toList();
    }
}
