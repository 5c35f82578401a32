package org.flexopf.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.fleet.Aggregate;
import org.flexopf.fleet.Aggregate.Quality;
import org.flexopf.fleet.ChargingSet;
import org.flexopf.fleet.Fleet;
import org.flexopf.fleet.PluggedVehicle;
import org.flexopf.fleet.Setpoints;
import org.flexopf.network.Bus;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.device.ChargingFleetType;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.ReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fleets as one vehicle: exact where that is claimed, and otherwise on the side that is named. */
class AggregationTest {

    /** A market at one bus that gives so much at least and at most, MW. */
    private record Market(List<Double> hours, List<Double> prices, double least, double most) {

        private HorizonSolution solve(List<? extends List<ChargingFleet>> exact, List<PluggedVehicle> single) {
            NetworkBuilder builder = Network.builder("market", 1.0)
                    .bus(Bus.reference(1, 1.0))
                    .generator(Generator.of(1, 1, least, most, 0.0, 0.0, CostCurve.free()));
            exact.forEach(overTime -> builder.device(overTime.get(0)));
            for (int k = 0; k < single.size(); k++) {
                builder.device(single.get(k).storage(k + 1, 1));
            }
            Network network = builder.build();
            List<Profile> profiles = IntStream.range(0, hours.size())
                    .mapToObj(t -> {
                        Profile profile = Profile.of(network).withPrices(new double[] {prices.get(t)});
                        if (!exact.isEmpty()) {
                            profile = profile.withDevices(
                                    ChargingFleet.KIND,
                                    exact.stream().map(device -> device.get(t)).toList());
                        }
                        return single.isEmpty()
                                ? profile
                                : profile.withStays(single.stream()
                                        .map(vehicle -> vehicle.stay(t + 1))
                                        .toList());
                    })
                    .toList();
            double[] h = hours.stream().mapToDouble(x -> x).toArray();
            return Opf.of(new DcOpf())
                    .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                    .solve(OpfProblem.of(network).over(Horizon.ofHours(h), profiles))
                    .orElseThrow();
        }

        private HorizonSolution solve(List<PluggedVehicle> single) {
            return solve(List.of(), single);
        }
    }

    private static List<Double> numbers(JsonNode list) {
        List<Double> numbers = new ArrayList<>();
        list.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    /** The vehicles of a case, each alone. */
    private static Fleet fleet(JsonNode given) {
        List<PluggedVehicle> vehicles = new ArrayList<>();
        for (JsonNode group : given.get("fleets").get(0).get("groups")) {
            vehicles.add(new PluggedVehicle(
                    "vehicle " + (vehicles.size() + 1),
                    group.get("first").asInt(),
                    group.get("last").asInt(),
                    Storage.Converter.of(
                            group.get("charge_max_mw").asDouble(),
                            0.0,
                            group.get("eta_charge").asDouble(),
                            1.0),
                    new Range(0.0, group.get("energy_max_mwh").asDouble()),
                    group.get("energy_arrival_mwh").asDouble(),
                    group.get("energy_departure_mwh").asDouble(),
                    0.0));
        }
        return new Fleet(numbers(given.get("h")), vehicles);
    }

    private static Market market(JsonNode given) {
        JsonNode generator = given.get("generators").get(0);
        return new Market(
                numbers(given.get("h")),
                numbers(generator.get("cost").get("c1")),
                generator.get("p_min_mw").asDouble(),
                generator.get("p_max_mw").asDouble());
    }

    private static JsonNode read(String name, String file) throws IOException {
        Path path = ReferenceCases.path("time/" + name).resolve(file);
        return new ObjectMapper().readTree(path.toFile());
    }

    /** What the aggregate consumes is what its vehicles do, and each of them keeps its limits. */
    private static void assertSplit(Fleet fleet, Setpoints plan, List<Setpoints> split) {
        assertThat(split).hasSameSizeAs(fleet.vehicles());
        for (int i = 0; i < split.size(); i++) {
            assertThat(fleet.vehicles().get(i).excess(fleet.hours(), split.get(i)))
                    .as(fleet.vehicles().get(i).name())
                    .isLessThan(2e-6);
        }
        for (int t = 0; t < plan.charge().size(); t++) {
            int period = t;
            assertThat(split.stream()
                            .mapToDouble(one -> one.charge().get(period))
                            .sum())
                    .isCloseTo(plan.charge().get(t), within(2e-6));
            assertThat(split.stream()
                            .mapToDouble(one -> one.discharge().get(period))
                            .sum())
                    .isCloseTo(plan.discharge().get(t), within(2e-6));
        }
    }

    private static Setpoints plan(HorizonSolution solution, int storage) {
        Storage found =
                (Storage) solution.at(0).network().elements(Storage.KIND).get(storage);
        return Setpoints.of(solution.charge(found), solution.discharge(found));
    }

    /**
     * 50 vehicles as one set for each arrival and departure cost what they cost one by one, with and without a limit.
     */
    @ParameterizedTest
    @ValueSource(strings = {"g_fleet50_mixed", "g_fleet50_mixed_cap"})
    void theLargestSumsAreExact(String name) throws IOException {
        JsonNode given = read(name, "case.json");
        double objective =
                read(name, "expected.json").get("dc").get("objective").asDouble();
        Fleet fleet = fleet(given);
        List<Fleet> groups = fleet.groups();
        assertThat(groups).hasSize(5);
        List<List<ChargingFleet>> devices = new ArrayList<>();
        for (Fleet group : groups) {
            devices.add(ChargingSet.of(group).device(devices.size() + 1, "", 1));
        }

        HorizonSolution solution = market(given).solve(devices, List.of());

        assertThat(solution.objective()).isCloseTo(objective, within(1e-6));
        for (int k = 0; k < groups.size(); k++) {
            double[] charge =
                    solution.overTime(ChargingFleetType.POWER, devices.get(k).get(0));
            double[] clean = IntStream.range(0, charge.length)
                    .mapToDouble(t -> Double.isNaN(charge[t]) ? 0.0 : charge[t])
                    .toArray();
            Setpoints plan = Setpoints.of(clean, new double[charge.length]);
            assertSplit(groups.get(k), plan, ChargingSet.of(groups.get(k)).split(plan.charge()));
        }
    }

    /** The set of largest sums is that of vehicles of one kind alone, and says why others have none. */
    @Test
    void theLargestSumsAreRefusedWhereTheyAreNotExact() {
        PluggedVehicle one = charger(1, 3, 1.0, 0.125);
        PluggedVehicle more = new PluggedVehicle("more", 2, 3, one.converter(), new Range(0.0, 2.0), 1.0, 1.1, 0.0);
        PluggedVehicle longer = charger(2, 4, 1.0, 0.125);

        assertThat(ChargingSet.whyNot(new Fleet(quarters(3), List.of(one)))).isEmpty();
        assertThat(ChargingSet.whyNot(new Fleet(quarters(3), List.of(one, more))))
                .hasValue("vehicle 'more' may leave with more energy than it needs");
        assertThat(ChargingSet.whyNot(new Fleet(quarters(4), List.of(one, longer))))
                .hasValue("they are plugged in at other times, or have other efficiencies");
        assertThat(ChargingSet.whyNot(new Fleet(List.of(0.25, 0.25, 0.5), List.of(one))))
                .hasValue("periods 2 and 3 are not equally long");
        assertThat(ChargingSet.whyNot(new Fleet(quarters(4), List.of(both("v2g", 1.0, 0.3, 0.1)))))
                .hasValue("vehicle 'v2g' discharges");
        assertThatThrownBy(() -> ChargingSet.of(new Fleet(quarters(3), List.of(one, more))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'more' may leave");
    }

    /** Scaled copies are one vehicle; the limits of others add up to more than they can do. */
    @ParameterizedTest
    @CsvSource({
        "g_fleet50_homothetic, EXACT",
        "g_fleet50_homothetic_cap, EXACT",
        "g_fleet50_mixed, OUTER",
        "g_fleet50_mixed_cap, OUTER"
    })
    void theSumOfLimitsIsWhatItIsCalled(String name, Quality quality) throws IOException {
        JsonNode given = read(name, "case.json");
        double truth = read(name, "expected.json").get("dc").get("objective").asDouble();
        double summed = read(name + "_summed", "expected.json")
                .get("dc")
                .get("objective")
                .asDouble();
        List<Aggregate> aggregates =
                fleet(given).groups().stream().map(Aggregate::outer).toList();

        HorizonSolution solution =
                market(given).solve(aggregates.stream().map(Aggregate::vehicle).toList());

        assertThat(solution.objective()).isCloseTo(summed, within(1e-6));
        assertThat(aggregates.stream().map(Aggregate::quality)).contains(quality);
        int broken = 0;
        for (int k = 0; k < aggregates.size(); k++) {
            Aggregate aggregate = aggregates.get(k);
            if (aggregate.quality() == Quality.EXACT) {
                assertSplit(aggregate.fleet(), plan(solution, k), aggregate.split(plan(solution, k)));
            } else {
                try {
                    aggregate.split(plan(solution, k));
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("cannot keep");
                    broken++;
                }
            }
        }
        if (quality == Quality.EXACT) {
            assertThat(aggregates.stream().map(Aggregate::quality)).containsOnly(Quality.EXACT);
            assertThat(summed).isCloseTo(truth, within(1e-7));
        } else {
            // The plan that undercuts the truth is one that cannot be kept.
            assertThat(summed).isLessThan(truth - 1.0);
            assertThat(broken).isPositive();
        }
    }

    private static PluggedVehicle charger(int number, int last, double power, double need) {
        return new PluggedVehicle(
                "vehicle " + number,
                2,
                last,
                Storage.Converter.of(power, 0.0, 0.9, 1.0),
                new Range(0.0, 1.0 + 0.9 * need),
                1.0,
                1.0 + 0.9 * need,
                0.0);
    }

    private static List<Double> quarters(int count) {
        return Collections.nCopies(count, 0.25);
    }

    /**
     * Two vehicles of 1 MW that need half a period and one and a half: the sum of their limits lets them charge 2 MW in
     * one period, and only 1.5 MW can be charged.
     */
    @Test
    void anOuterAggregatePromisesWhatCannotBeKept() {
        Fleet fleet = new Fleet(quarters(3), List.of(charger(1, 3, 1.0, 0.125), charger(2, 3, 1.0, 0.375)));
        Aggregate outer = Aggregate.outer(fleet);
        Setpoints promised = new Setpoints(List.of(0.0, 2.0, 0.0), List.of(0.0, 0.0, 0.0));

        assertThat(outer.quality()).isEqualTo(Quality.OUTER);
        assertThat(outer.vehicle().excess(fleet.hours(), promised)).isLessThan(1e-12);
        assertThat(ChargingSet.of(fleet).largestSums())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                .containsExactly(0.375, 0.5);
        assertThatThrownBy(() -> outer.split(promised))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("in period 2 the vehicles can take 0.375\\d* MWh of 0.5 MWh; .*");
        Setpoints kept = new Setpoints(List.of(0.0, 1.5, 0.5), List.of(0.0, 0.0, 0.0));
        assertSplit(fleet, kept, outer.split(kept));
    }

    private static Fleet random(Random random, boolean oneInterval) {
        int window = 2 + random.nextInt(6);
        int whole = random.nextInt(window);
        List<PluggedVehicle> vehicles = new ArrayList<>();
        int count = 2 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            double power = 0.003 + 0.02 * random.nextDouble();
            double periods = oneInterval ? whole + random.nextDouble() : window * random.nextDouble();
            vehicles.add(charger(i + 1, window + 1, power, 0.25 * power * periods));
        }
        return new Fleet(quarters(window + 2), vehicles);
    }

    /** Fills periods in a random order with all that may be charged in one: an extreme plan of the sum of limits. */
    private static Setpoints extreme(Aggregate aggregate, Random random) {
        PluggedVehicle vehicle = aggregate.vehicle();
        List<Integer> order = new ArrayList<>(
                IntStream.range(vehicle.first() - 1, vehicle.last()).boxed().toList());
        Collections.shuffle(order, random);
        double[] charge = new double[aggregate.fleet().hours().size()];
        double left =
                (vehicle.departure() - vehicle.arrival()) / vehicle.converter().chargeEfficiency();
        for (int t : order) {
            charge[t] = Math.min(vehicle.converter().chargeMax(), left / 0.25);
            left -= 0.25 * charge[t];
        }
        return Setpoints.of(charge, new double[charge.length]);
    }

    /**
     * Exact if and only if the numbers of periods lie in one interval: all extreme plans can be kept, or one cannot.
     */
    @Test
    void theSumOfLimitsIsExactIfAndOnlyIfNeedsLieInOneInterval() {
        Random random = new Random(20261130L);
        int exact = 0;
        int outer = 0;
        for (int trial = 0; trial < 400; trial++) {
            Fleet fleet = random(random, trial % 2 == 0);
            Aggregate aggregate = Aggregate.outer(fleet);
            Setpoints plan = extreme(aggregate, random);
            assertThat(aggregate.vehicle().excess(fleet.hours(), plan)).isLessThan(1e-9);
            if (aggregate.quality() == Quality.EXACT) {
                assertSplit(fleet, plan, aggregate.split(plan));
                exact++;
            } else {
                assertThatThrownBy(() -> aggregate.split(plan)).isInstanceOf(IllegalArgumentException.class);
                outer++;
            }
        }
        assertThat(exact).isGreaterThan(180);
        assertThat(outer).isGreaterThan(100);
    }

    /** Whatever vehicles do one by one is in the set of their largest sums, and is split into set points again. */
    @Test
    void sumsOfPlansAreInTheSetAndAreSplit() {
        Random random = new Random(7L);
        for (int trial = 0; trial < 300; trial++) {
            Fleet fleet = random(random, false);
            double[] sum = new double[fleet.hours().size()];
            for (PluggedVehicle vehicle : fleet.vehicles()) {
                Aggregate alone = Aggregate.outer(new Fleet(fleet.hours(), List.of(vehicle)));
                List<Double> charge = extreme(alone, random).charge();
                for (int t = 0; t < sum.length; t++) {
                    sum[t] += charge.get(t);
                }
            }
            double[] sorted = IntStream.range(0, sum.length)
                    .mapToDouble(t -> -0.25 * sum[t])
                    .sorted()
                    .toArray();
            List<Double> most = ChargingSet.of(fleet).largestSums();
            double largest = 0.0;
            for (int k = 0; k < most.size(); k++) {
                largest -= sorted[k];
                assertThat(largest).isLessThanOrEqualTo(most.get(k) + 1e-12);
            }
            Setpoints plan = Setpoints.of(sum, new double[sum.length]);
            assertSplit(fleet, plan, ChargingSet.of(fleet).split(plan.charge()));
        }
    }

    private static PluggedVehicle both(String name, double size, double power, double need) {
        Storage.Converter converter = Storage.Converter.of(size * power, 0.7 * size * power, 0.93, 0.91)
                .withThroughputCost(1.5);
        return new PluggedVehicle(
                name, 1, 4, converter, new Range(0.1 * size, size), 0.5 * size, (0.5 + need) * size, 0.02);
    }

    /** With losses, decay, discharge, and a limit of the market that joins them, in periods that are not hours. */
    @Test
    void scaledCopiesAreOneVehicle() {
        List<Double> hours = List.of(0.5, 2.0, 0.25, 1.5);
        List<PluggedVehicle> vehicles =
                List.of(both("small", 0.04, 0.3, 0.2), both("large", 0.11, 0.3, 0.2), both("middle", 0.07, 0.3, 0.2));
        Fleet fleet = new Fleet(hours, vehicles);
        Market market = new Market(hours, List.of(40.0, 10.0, 90.0, 30.0), -1.0, 0.025);
        Aggregate aggregate = Aggregate.inner(fleet);

        assertThat(aggregate.quality()).isEqualTo(Quality.EXACT);
        assertThat(Aggregate.outer(fleet).quality()).isEqualTo(Quality.EXACT);
        HorizonSolution together = market.solve(List.of(aggregate.vehicle()));
        assertThat(together.objective()).isCloseTo(market.solve(vehicles).objective(), within(1e-7));
        assertThat(together.overTime(period -> period.point().pg(0))).contains(new double[] {0.025}, within(1e-6));
        assertSplit(fleet, plan(together, 0), aggregate.split(plan(together, 0)));
        assertThat(plan(together, 0).discharge().stream()
                        .mapToDouble(d -> d)
                        .max()
                        .orElse(0.0))
                .isGreaterThan(0.01);
    }

    /** Vehicles of other shapes: what fits into all of them costs more than they do, and the sum of limits less. */
    @Test
    void innerAndOuterLieOnTheirSides() {
        List<Double> hours = List.of(0.5, 2.0, 0.25, 1.5);
        List<PluggedVehicle> vehicles = List.of(
                lossless(both("slow", 0.04, 0.2, 0.3)),
                lossless(both("fast", 0.11, 0.6, 0.1)),
                lossless(both("middle", 0.07, 0.3, 0.4)));
        Fleet fleet = new Fleet(hours, vehicles);
        Market market = new Market(hours, List.of(40.0, 10.0, 90.0, 30.0), -1.0, 1.0);
        Aggregate inner = Aggregate.inner(fleet);
        Aggregate outer = Aggregate.outer(fleet);

        assertThat(inner.quality()).isEqualTo(Quality.INNER);
        assertThat(outer.quality()).isEqualTo(Quality.OUTER);
        double truth = market.solve(vehicles).objective();
        HorizonSolution kept = market.solve(List.of(inner.vehicle()));
        assertThat(kept.objective()).isGreaterThan(truth + 0.1);
        assertThat(market.solve(List.of(outer.vehicle())).objective()).isLessThan(truth - 0.1);
        assertSplit(fleet, plan(kept, 0), inner.split(plan(kept, 0)));
    }

    /** A fleet of a file says how its groups are put together, and what that is. */
    @ParameterizedTest
    @CsvSource({
        "none, g_fleet50_homothetic, 50, g_fleet50_homothetic",
        "exact, g_fleet50_homothetic, 5, g_fleet50_homothetic",
        "exact, g_fleet50_mixed, 50, g_fleet50_mixed",
        "outer, g_fleet50_mixed, 5, g_fleet50_mixed_summed"
    })
    void aFleetOfAFileIsPutTogether(String aggregate, String name, int storages, String answer, @TempDir Path folder)
            throws IOException {
        ObjectNode given = (ObjectNode) read(name, "case.json");
        ((ObjectNode) given.get("fleets").get(0)).put("aggregate", aggregate);
        Path file = folder.resolve("case.json");
        Files.writeString(file, given.toString());
        HorizonCase fleet = HorizonCase.read(file);

        assertThat(fleet.network().elements(Storage.KIND)).hasSize(storages);
        assertThat(fleet.network().elements(Storage.KIND).get(0).name())
                .isEqualTo(
                        storages == 50
                                ? "fleet/1"
                                : "fleet/1 and 9 more" + (aggregate.equals("outer") ? " (outer)" : ""));
        double[] hours = fleet.hours().stream().mapToDouble(h -> h).toArray();
        assertThat(Opf.of(new DcOpf())
                        .withOptions(SolverOptions.defaults().withTolerance(1e-9))
                        .solve(OpfProblem.of(fleet.network()).over(Horizon.ofHours(hours), fleet.profiles()))
                        .orElseThrow()
                        .objective())
                .isCloseTo(
                        read(answer, "expected.json").get("dc").get("objective").asDouble(), within(1e-6));
    }

    private static PluggedVehicle lossless(PluggedVehicle vehicle) {
        return new PluggedVehicle(
                vehicle.name(),
                vehicle.first(),
                vehicle.last(),
                vehicle.converter(),
                vehicle.range(),
                vehicle.arrival(),
                vehicle.departure(),
                0.0);
    }

    @Test
    void allFaultsOfAFleetAreTold() {
        PluggedVehicle late = charger(1, 9, 1.0, 0.1);
        PluggedVehicle hungry = charger(2, 3, 0.1, 1.0);
        PluggedVehicle odd = new PluggedVehicle(
                "odd", 1, 2, Storage.Converter.of(-1.0, Double.NaN, 1.2, 0.9), new Range(0, 1), 0.5, 0.5, 0.0);

        assertThatThrownBy(() -> new Fleet(List.of(0.25, -1.0, 0.25), List.of(late, hungry, odd)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("the fleet has 6 faults")
                .hasMessageContaining("period 2: -1.0 hours")
                .hasMessageContaining("vehicle 'vehicle 1': plugged in from period 2 to 9: there are periods 1 to 3")
                .hasMessageContaining("vehicle 'vehicle 2'")
                .hasMessageContaining("vehicle 'odd': largest charge -1.0 MW")
                .hasMessageContaining("vehicle 'odd': largest discharge NaN MW")
                .hasMessageContaining("vehicle 'odd': charge efficiency 1.2");
    }
}
