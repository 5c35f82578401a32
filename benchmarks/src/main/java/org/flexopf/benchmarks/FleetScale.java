package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.fleet.Aggregate;
import org.flexopf.fleet.ChargingSet;
import org.flexopf.fleet.Fleet;
import org.flexopf.fleet.PluggedVehicle;
import org.flexopf.fleet.Setpoints;
import org.flexopf.network.Bus;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
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

/**
 * Fleets one by one and together, over a day of hours behind a limit: makes the table of docs/fleets.md. Times are wall
 * time, medians of three after one warm-up; of vehicles one by one a single time.
 */
public final class FleetScale {

    private static final int HOURS = 24;
    private static final int RUNS = 3;
    private static final double[] CHARGERS = {0.0037, 0.0074, 0.011, 0.022};
    private static final double EFFICIENCY = 0.92;

    private FleetScale() {}

    /** A plan of a day, and the time that it took, s. */
    private record Timed<T>(T result, double seconds) {

        static <T> Timed<T> of(Supplier<T> work, int runs) {
            double[] times = new double[runs];
            T result = work.get();
            for (int k = 0; k < runs; k++) {
                long begin = System.nanoTime();
                result = work.get();
                times[k] = (System.nanoTime() - begin) / 1e9;
            }
            Arrays.sort(times);
            return new Timed<>(result, times[runs / 2]);
        }
    }

    /**
     * Makes the table anew: 1,000 and 10,000 vehicles that only charge, and that discharge too.
     *
     * @param arguments the document, and the commit to name in it
     * @throws IOException if the document cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| vehicles | how | devices | cost | build and solve s | set points s |");
        table.add("|---|---|---|---|---|---|");
        for (int count : new int[] {1_000, 10_000}) {
            Fleet chargers = new Fleet(Collections.nCopies(HOURS, 1.0), vehicles(count, FleetScale::charger));
            double most = 4e-3 * count;
            Timed<HorizonSolution> one = Timed.of(() -> storages(chargers.vehicles(), most), 1);
            row(table, count, "charging, one by one", count, one, 0.0);
            List<Fleet> groups = chargers.groups();
            Timed<HorizonSolution> sums = Timed.of(() -> sums(groups, most), RUNS);
            row(table, count, "charging, exact set of largest sums", groups.size(), sums, split(groups, sums.result()));
            Fleet both = new Fleet(Collections.nCopies(HOURS, 1.0), vehicles(count, FleetScale::battery));
            Timed<HorizonSolution> each = Timed.of(() -> storages(both.vehicles(), most), 1);
            row(table, count, "with discharge, losses and decay, one by one", count, each, 0.0);
            List<Aggregate> copies =
                    both.scaledCopies().stream().map(Aggregate::inner).toList();
            List<PluggedVehicle> together =
                    copies.stream().map(Aggregate::vehicle).toList();
            Timed<HorizonSolution> copied = Timed.of(() -> storages(together, most), RUNS);
            row(table, count, "the same as scaled copies", copies.size(), copied, splitCopies(copies, copied.result()));
        }
        table.addProvenance(arguments[1]);
        table.writeTo(Path.of(arguments[0]));
    }

    private static void row(
            MeasuredTable table, int count, String how, int devices, Timed<HorizonSolution> timed, double split) {
        table.add(String.format(
                Locale.ROOT,
                "| %,d | %s | %,d | %.6f | %.2f | %s |",
                count,
                how,
                devices,
                timed.result().objective(),
                timed.seconds(),
                split == 0.0 ? "" : String.format(Locale.ROOT, "%.2f", split)));
    }

    private static List<PluggedVehicle> vehicles(int count, Function<Random, PluggedVehicle> make) {
        Random random = new Random(1L);
        return IntStream.range(0, count).mapToObj(k -> make.apply(random)).toList();
    }

    private static PluggedVehicle charger(Random random) {
        int first = 1 + random.nextInt(10);
        int last = first + 6 + random.nextInt(8);
        double power = CHARGERS[random.nextInt(CHARGERS.length)];
        double need = EFFICIENCY * power * (1.0 + (last - first) * random.nextDouble());
        Storage.Converter converter = Storage.Converter.of(power, 0.0, EFFICIENCY, 1.0);
        return new PluggedVehicle("", first, last, converter, new Range(0.0, 0.01 + need), 0.01, 0.01 + need, 0.0);
    }

    private static PluggedVehicle battery(Random random) {
        int first = 1 + random.nextInt(10);
        int last = first + 6 + random.nextInt(8);
        double size = 0.04 + 0.02 * random.nextDouble();
        Storage.Converter converter = Storage.Converter.of(0.2 * size, 0.1 * size, EFFICIENCY, EFFICIENCY)
                .withThroughputCost(2.0);
        return new PluggedVehicle(
                "", first, last, converter, new Range(0.1 * size, size), 0.3 * size, 0.8 * size, 0.001);
    }

    private static NetworkBuilder market(double most) {
        return Network.builder("market", 10.0)
                .bus(Bus.reference(1, 1.0))
                .generator(Generator.of(1, 1, -most, most, 0.0, 0.0, CostCurve.free()));
    }

    private static HorizonSolution solve(Network network, Function<Integer, Profile> profile) {
        List<Profile> profiles = new ArrayList<>();
        Random random = new Random(2L);
        for (int t = 0; t < HOURS; t++) {
            double price = 50.0 + 20.0 * Math.sin(0.5 * t) + 5.0 * random.nextDouble();
            profiles.add(profile.apply(t).withPrices(new double[] {price}));
        }
        double[] hours = new double[HOURS];
        Arrays.fill(hours, 1.0);
        return Opf.of(new DcOpf())
                .solve(OpfProblem.of(network).over(Horizon.ofHours(hours), profiles))
                .orElseThrow();
    }

    private static HorizonSolution storages(List<PluggedVehicle> vehicles, double most) {
        NetworkBuilder builder = market(most);
        for (int k = 0; k < vehicles.size(); k++) {
            builder.device(vehicles.get(k).storage(k + 1, 1));
        }
        Network network = builder.build();
        return solve(
                network,
                t -> Profile.of(network)
                        .withStays(vehicles.stream()
                                .map(vehicle -> vehicle.stay(t + 1))
                                .toList()));
    }

    private static HorizonSolution sums(List<Fleet> groups, double most) {
        NetworkBuilder builder = market(most);
        List<List<ChargingFleet>> devices = new ArrayList<>();
        for (Fleet group : groups) {
            devices.add(ChargingSet.of(group).device(devices.size() + 1, "", 1));
            builder.device(devices.get(devices.size() - 1).get(0));
        }
        Network network = builder.build();
        return solve(
                network,
                t -> Profile.of(network)
                        .withDevices(
                                ChargingFleet.KIND,
                                devices.stream().map(device -> device.get(t)).toList()));
    }

    /** The time to make set points of every vehicle, s. */
    private static double split(List<Fleet> groups, HorizonSolution solution) {
        return Timed.of(
                        () -> IntStream.range(0, groups.size())
                                .mapToObj(k -> {
                                    ChargingFleet device = (ChargingFleet) solution.at(0)
                                            .network()
                                            .elements(ChargingFleet.KIND)
                                            .get(k);
                                    List<Double> power = Arrays.stream(
                                                    solution.overTime(ChargingFleetType.POWER, device))
                                            .mapToObj(p -> Double.isNaN(p) ? 0.0 : p)
                                            .toList();
                                    return checked(
                                            groups.get(k),
                                            ChargingSet.of(groups.get(k)).split(power));
                                })
                                .toList(),
                        RUNS)
                .seconds();
    }

    private static double splitCopies(List<Aggregate> copies, HorizonSolution solution) {
        return Timed.of(
                        () -> IntStream.range(0, copies.size())
                                .mapToObj(k -> {
                                    Storage storage = (Storage) solution.at(0)
                                            .network()
                                            .elements(Storage.KIND)
                                            .get(k);
                                    Setpoints plan =
                                            Setpoints.of(solution.charge(storage), solution.discharge(storage));
                                    return checked(
                                            copies.get(k).fleet(), copies.get(k).split(plan));
                                })
                                .toList(),
                        RUNS)
                .seconds();
    }

    private static List<Setpoints> checked(Fleet fleet, List<Setpoints> split) {
        for (int i = 0; i < split.size(); i++) {
            if (fleet.vehicles().get(i).excess(fleet.hours(), split.get(i)) > 1e-6) {
                throw new IllegalStateException("a vehicle cannot keep its set points");
            }
        }
        return split;
    }
}
