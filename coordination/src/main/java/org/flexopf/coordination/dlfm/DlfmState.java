package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What markets hand on to the next: schedules, reserve, activations, and what each market that was held has to tell.
 * Immutable; figures are by unit or feeder and by period.
 *
 * @param data what is traded
 * @param generation scheduled output, MW; null before any schedule
 * @param flow what flows into the feeders at the schedule, MW; null before any schedule
 * @param tsoReserve what the TSO holds
 * @param dsoReserve what DSOs hold
 * @param activations what is called so far
 * @param deviation what flows into the feeders beyond the schedule, MW
 * @param box the range of output within which feeders' units are prequalified; empty where they are not
 * @param stages what was held so far
 */
record DlfmState(
        DlfmCase data,
        double[][] generation,
        double[][] flow,
        Regulation[][] tsoReserve,
        Regulation[][] dsoReserve,
        Regulation[][] activations,
        double[][] deviation,
        List<double[][]> box,
        List<Stage> stages) {

    /** Before any market. */
    static DlfmState of(DlfmCase data) {
        return new DlfmState(
                data,
                null,
                null,
                none(data),
                none(data),
                none(data),
                new double[data.feeders().size()][data.periods()],
                List.of(),
                List.of());
    }

    private static Regulation[][] none(DlfmCase data) {
        Regulation[][] none = new Regulation[data.units().size()][data.periods()];
        for (Regulation[] row : none) {
            Arrays.fill(row, Regulation.NONE);
        }
        return none;
    }

    DlfmState withSchedule(double[][] newGeneration, double[][] newFlow) {
        return new DlfmState(data, newGeneration, newFlow, tsoReserve, dsoReserve, activations, deviation, box, stages);
    }

    DlfmState withTsoReserve(Regulation[][] reserve) {
        return new DlfmState(data, generation, flow, reserve, dsoReserve, activations, deviation, box, stages);
    }

    DlfmState withDsoReserve(Regulation[][] reserve) {
        return new DlfmState(data, generation, flow, tsoReserve, reserve, activations, deviation, box, stages);
    }

    DlfmState withActivations(Regulation[][] called, double[][] newDeviation) {
        return new DlfmState(data, generation, flow, tsoReserve, dsoReserve, called, newDeviation, box, stages);
    }

    DlfmState withBox(double[][] least, double[][] largest) {
        return new DlfmState(
                data,
                generation,
                flow,
                tsoReserve,
                dsoReserve,
                activations,
                deviation,
                List.of(least, largest),
                stages);
    }

    DlfmState with(Stage stage) {
        List<Stage> more = new ArrayList<>(stages);
        more.add(stage);
        return new DlfmState(
                data, generation, flow, tsoReserve, dsoReserve, activations, deviation, box, List.copyOf(more));
    }

    /** Whether a unit stands in a feeder. */
    boolean isInFeeder(int unit) {
        return data.areaOf(unit) > 0;
    }

    double least(int unit, int period) {
        return box.isEmpty() || !isInFeeder(unit)
                ? data.units().get(unit).least().get(period)
                : box.get(0)[unit][period];
    }

    double largest(int unit, int period) {
        return box.isEmpty() || !isInFeeder(unit)
                ? data.units().get(unit).largest().get(period)
                : box.get(1)[unit][period];
    }

    /** What a unit can still do from its schedule, within its limits and its ramp. */
    Regulation headroom(int unit, int period) {
        double ramp = data.units().get(unit).ramp();
        double at = generation[unit][period];
        return new Regulation(
                Math.max(0.0, Math.min(ramp, largest(unit, period) - at)),
                Math.max(0.0, Math.min(ramp, at - least(unit, period))));
    }

    /** What markets of a kind have shed at every bus of an area, less what they have spilled there, MW. */
    private double[] served(Stage.Kind kind, MarketArea area, int period) {
        double[] served = new double[area.buses()];
        stages.stream()
                .filter(stage -> stage.kind() == kind)
                .flatMap(stage -> stage.slacks().stream())
                .filter(slack -> slack.area().equals(area.name()) && slack.period() == period + 1)
                .forEach(slack -> {
                    if (slack.kind() == Slack.Kind.SHED) {
                        served[area.network().busIndex(slack.bus())] += slack.power();
                    } else if (slack.kind() == Slack.Kind.SPILL) {
                        served[area.network().busIndex(slack.bus())] -= slack.power();
                    }
                });
        return served;
    }

    /**
     * What is injected at every bus of an area at the schedule: units less demand, with what was shed or spilled, MW.
     */
    double[] scheduled(int area, int period) {
        MarketArea where = data.area(area);
        double[] injection = served(Stage.Kind.ENERGY, where, period);
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus] -= where.demand(bus, period);
        }
        for (int u = 0; u < generation.length; u++) {
            if (data.areaOf(u) == area) {
                injection[data.busOf(u)] += generation[u][period];
            }
        }
        return injection;
    }

    /** The same as it really is: with imbalances, and with what balancing has called, shed and spilled so far, MW. */
    double[] realised(int area, int period) {
        MarketArea where = data.area(area);
        double[] injection = scheduled(area, period);
        double[] served = served(Stage.Kind.BALANCING, where, period);
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus] += where.imbalance(bus, period) + served[bus];
        }
        for (int u = 0; u < activations.length; u++) {
            if (data.areaOf(u) == area) {
                injection[data.busOf(u)] += activations[u][period].net();
            }
        }
        return injection;
    }

    /** Figures by the names of the feeders. */
    Map<String, List<Double>> byFeeder(double[][] figures) {
        Map<String, List<Double>> named = new TreeMap<>();
        for (int k = 0; k < figures.length; k++) {
            List<Double> series = new ArrayList<>();
            for (double figure : figures[k]) {
                series.add(figure);
            }
            named.put(data.feeders().get(k).name(), series);
        }
        return named;
    }
}
