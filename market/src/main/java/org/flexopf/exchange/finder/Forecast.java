package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * Demand and generation at every bus but the references, in some periods and scenarios: together they take the place of
 * all that the network's file schedules there. Every scenario has every period. Immutable.
 */
public final class Forecast {

    /** Probabilities that add up to 1 but for this are rounded ones. */
    private static final double ROUNDING = 1e-9;

    private final Network network;
    private final Map<Integer, Double> probabilities;
    private final List<Integer> periods;
    private final Map<Cell, BusInjections> cells;

    /**
     * A period in a scenario.
     *
     * @param scenario the number of the scenario
     * @param period the number of the period
     */
    public record Cell(int scenario, int period) {
        /** In words, such as {@code scenario 1, period 3}. */
        public String inWords() {
            return "scenario " + scenario + ", period " + period;
        }
    }

    private Forecast(
            Network network,
            Map<Integer, Double> probabilities,
            List<Integer> periods,
            Map<Cell, BusInjections> cells) {
        this.network = network;
        this.probabilities = probabilities;
        this.periods = periods;
        this.cells = cells;
    }

    /**
     * A forecast from its rows, in any order.
     *
     * @throws InvalidInputException if a bus is unknown, a reference, named twice or missing, a period is missing from
     *     a scenario, a number is not finite, active demand or generation is below zero, or the probabilities of the
     *     scenarios contradict each other or do not add up to 1; all faults are told at once
     */
    public static Forecast of(Network network, List<ForecastRow> rows) {
        Objects.requireNonNull(network, "network");
        List<Fault> faults = new ArrayList<>();
        Map<Integer, Double> probabilities = new TreeMap<>();
        Set<Integer> periods = new TreeSet<>();
        Map<Cell, BusInjections> cells = new LinkedHashMap<>();
        Map<Cell, Set<Integer>> told = new LinkedHashMap<>();
        for (ForecastRow row : rows) {
            int before = faults.size();
            checkProbability(row, probabilities, faults);
            periods.add(row.period());
            Cell cell = new Cell(row.scenario(), row.period());
            checkNumbers(row, faults);
            checkBus(network, row, ScheduledNetwork.bus(network, row.bus()).orElse(null), faults);
            if (!told.computeIfAbsent(cell, any -> new HashSet<>()).add(row.bus())) {
                faults.add(
                        new Fault(row.label(), "a second row", "the bus has its row already", "leave one of them out"));
            }
            if (faults.size() == before) {
                BusInjections at = cells.computeIfAbsent(
                        cell, any -> BusInjections.zero(network.buses().size()));
                int bus = network.busIndex(row.bus());
                at.addDemand(bus, row.demandMw(), row.demandMvar());
                at.addGeneration(bus, row.generationMw(), row.generationMvar());
            }
        }
        if (rows.isEmpty()) {
            faults.add(
                    new Fault("the forecast", "no row", "there is nothing to look at", "give at least one scenario"));
        } else {
            checkComplete(network, probabilities, periods, told, faults);
        }
        InvalidInputException.throwIfAny("the forecast for " + network.name(), faults);
        return new Forecast(network, probabilities, List.copyOf(periods), cells);
    }

    private static void checkProbability(ForecastRow row, Map<Integer, Double> probabilities, List<Fault> faults) {
        double probability = row.probability();
        Double known = probabilities.putIfAbsent(row.scenario(), probability);
        if (known == null && !(probability > 0.0 && probability <= 1.0)) {
            faults.add(new Fault(
                    "scenario " + row.scenario(),
                    "probability " + probability,
                    "a probability lies above 0 and up to 1",
                    "correct it, or leave the scenario out"));
        } else if (known != null && known != probability && !(Double.isNaN(known) && Double.isNaN(probability))) {
            faults.add(new Fault(
                    row.label(),
                    "probability " + probability,
                    "an earlier row of the scenario says " + known,
                    "give every row of a scenario the same probability"));
        }
    }

    private static void checkNumbers(ForecastRow row, List<Fault> faults) {
        checkFinite(row, "demandMvar", row.demandMvar(), faults);
        checkFinite(row, "generationMvar", row.generationMvar(), faults);
        checkNotNegative(row, "demandMw", row.demandMw(), "generationMw", faults);
        checkNotNegative(row, "generationMw", row.generationMw(), "demandMw", faults);
    }

    private static void checkFinite(ForecastRow row, String field, double value, List<Fault> faults) {
        if (!Double.isFinite(value)) {
            faults.add(new Fault(row.label(), field + " " + value, "the number is not finite", "give a finite number"));
        }
    }

    private static void checkNotNegative(
            ForecastRow row, String field, double value, String other, List<Fault> faults) {
        if (!(value >= 0.0 && value < Double.POSITIVE_INFINITY)) {
            faults.add(new Fault(
                    row.label(),
                    field + " " + value,
                    "it is a finite power, and not below zero",
                    "give what is below zero as " + other));
        }
    }

    private static void checkBus(Network network, ForecastRow row, Bus bus, List<Fault> faults) {
        if (bus == null) {
            faults.add(new Fault(
                    row.label(),
                    "bus " + row.bus(),
                    network.name() + " has no such bus",
                    "name buses by the numbers that they have in the network"));
        } else if (bus.isReference()) {
            faults.add(new Fault(
                    row.label(),
                    "bus " + row.bus(),
                    "a reference makes up for everything and has no schedule",
                    "leave its rows out"));
        }
    }

    private static void checkComplete(
            Network network,
            Map<Integer, Double> probabilities,
            Set<Integer> periods,
            Map<Cell, Set<Integer>> told,
            List<Fault> faults) {
        double sum = probabilities.values().stream().mapToDouble(p -> p).sum();
        if (!(Math.abs(sum - 1.0) <= ROUNDING)) {
            faults.add(new Fault(
                    "the scenarios",
                    "probabilities that add up to " + sum,
                    "one of the scenarios comes true",
                    "correct them so that they add up to 1"));
        }
        for (int scenario : probabilities.keySet()) {
            for (int period : periods) {
                Set<Integer> buses = told.getOrDefault(new Cell(scenario, period), Set.of()).stream()
                        .flatMap(id -> ScheduledNetwork.bus(network, id).stream())
                        .map(Bus::id)
                        .collect(Collectors.toSet());
                List<Integer> missing = network.buses().stream()
                        .filter(bus -> !bus.isReference() && network.topology().island(network.busIndex(bus.id())) >= 0)
                        .map(Bus::id)
                        .filter(bus -> !buses.contains(bus))
                        .toList();
                if (!missing.isEmpty()) {
                    faults.add(new Fault(
                            "scenario " + scenario + ", period " + period,
                            "no rows of " + missing.size() + " buses, the first of them bus " + missing.get(0),
                            "a forecast takes the place of the whole schedule",
                            "give every bus but the references a row, with zeros where there is nothing"));
                }
            }
        }
    }

    /** What it is a forecast for. */
    public Network network() {
        return network;
    }

    /** The numbers of the scenarios, ascending. */
    public List<Integer> scenarios() {
        return List.copyOf(probabilities.keySet());
    }

    /** The numbers of the periods, ascending. */
    public List<Integer> periods() {
        return periods;
    }

    /** How probable a scenario is. */
    public double probability(int scenario) {
        return probabilities.get(scenario);
    }

    /** What is demanded and generated in a cell; a copy. */
    public BusInjections at(Cell cell) {
        return cells.get(cell).copy();
    }

    /** All cells: the periods of the first scenario, then those of the next. */
    public List<Cell> cells() {
        return probabilities.keySet().stream()
                .flatMap(scenario -> periods.stream().map(period -> new Cell(scenario, period)))
                .toList();
    }

    @Override
    public String toString() {
        return "forecast of " + probabilities.size() + " scenarios over " + periods.size() + " periods for "
                + network.name();
    }
}
