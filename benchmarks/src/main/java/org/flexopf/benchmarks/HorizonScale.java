package org.flexopf.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.fleet.PluggedVehicle;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.Opf;
import org.flexopf.opf.SolverRun;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.SolverOptions;
import org.flexopf.testkit.MeshedNetworks;

/**
 * How horizons grow with their periods: makes the table of docs/horizon-scale.md. Networks, batteries and vehicles are
 * drawn from a seed; demand follows a day. Times are those of one process that is warm, medians of several runs: wall
 * time, and what the thread that solves takes of the processor; the exponents are those of the latter, against the row
 * above and by least squares over all rows of the network so far.
 */
public final class HorizonScale {

    private static final double TOLERANCE = 1e-8;
    private static final int DAY = 24;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HorizonScale() {}

    /**
     * Makes the table anew.
     *
     * @param arguments the document, and the commit to name in it
     * @throws IOException if the document cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| network | model | devices | periods | build s | solve s | processor s | iterations | "
                + "of one period | exponent | of all rows |");
        table.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Family family : families()) {
            rows(table, family);
        }
        table.addProvenance(arguments[1]);
        table.writeTo(Path.of(arguments[0]));
    }

    /** A network with its devices, and the numbers of periods over which it is solved. */
    record Family(
            String name,
            String model,
            OpfFormulation formulation,
            Network network,
            double hours,
            List<Integer> periods) {

        /** Solves the first periods. */
        HorizonResult solve(int count) {
            return HorizonScale.solve(formulation, network, hours, count);
        }
    }

    /** The networks of the table. */
    static List<Family> families() {
        Network feeder = withDevices(Feeders.standard(33, 1).network(), 20, 10, 1);
        Network large = withDevices(Feeders.standard(1_000, 1).network(), 50, 0, 2);
        Network meshed = withDevices(MeshedNetworks.of(5, 24, 3.0), 2, 0, 3);
        return List.of(
                new Family("feeder of 33 buses", "socp", new BranchFlowSocp(), feeder, 0.25, List.of(24, 48, 96, 192)),
                new Family("feeder of 1,000 buses", "socp", new BranchFlowSocp(), large, 1.0, List.of(24)),
                new Family("meshed, 24 buses", "dc", new DcOpf(), meshed, 1.0, List.of(24, 96, 384, 1_536, 8_760)));
    }

    private static void rows(MeasuredTable table, Family family) {
        int single = family.solve(1).result().solver().iterations();
        List<double[]> grown = new ArrayList<>();
        for (int count : family.periods()) {
            int runs = count > 1_000 ? 1 : 5;
            double[] times = new double[runs];
            double[] processor = new double[runs];
            HorizonResult result = family.solve(count);
            for (int k = 0; k < runs; k++) {
                long begin = THREADS.getCurrentThreadCpuTime();
                result = family.solve(count);
                processor[k] = 1e-9 * (THREADS.getCurrentThreadCpuTime() - begin);
                times[k] = total(result.result().solver());
            }
            Arrays.sort(times);
            Arrays.sort(processor);
            double median = times[runs / 2];
            double work = processor[runs / 2];
            SolverRun run = result.result().solver();
            grown.add(new double[] {Math.log(count), Math.log(work)});
            table.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %,d | %.2f | %.2f | %.2f | %d | %d | %s | %s |",
                    family.name(),
                    family.model(),
                    family.network().elements(Storage.KIND).size(),
                    count,
                    run.buildSeconds(),
                    median - run.buildSeconds(),
                    work,
                    run.iterations(),
                    single,
                    exponent(grown.subList(Math.max(0, grown.size() - 2), grown.size())),
                    exponent(grown)));
        }
    }

    /** The slope of a line through points of two logarithms, by least squares; nothing for less than two points. */
    private static String exponent(List<double[]> points) {
        if (points.size() < 2) {
            return "";
        }
        double x = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
        double xy = 0.0;
        double xx = 0.0;
        for (double[] point : points) {
            xy += (point[0] - x) * (point[1] - y);
            xx += (point[0] - x) * (point[0] - x);
        }
        return String.format(Locale.ROOT, "%.2f", xy / xx);
    }

    private static double total(SolverRun run) {
        return run.buildSeconds() + run.setupSeconds() + run.solveSeconds();
    }

    private static HorizonResult solve(OpfFormulation formulation, Network network, double hours, int periods) {
        double[] lengths = new double[periods];
        Arrays.fill(lengths, hours);
        List<Profile> profiles = new ArrayList<>();
        int storages = network.elements(Storage.KIND).size();
        for (int t = 0; t < periods; t++) {
            double hour = t * hours;
            double shape = 0.75 + 0.2 * Math.sin((hour % DAY - 8.0) * Math.PI / 12.0) + 0.02 * Math.sin(hour / 50.0);
            List<Storage.Stay> stays = new ArrayList<>();
            for (int k = 0; k < storages; k++) {
                stays.add(stay((Storage) network.elements(Storage.KIND).get(k), t, periods));
            }
            profiles.add(Profile.of(network).withDemandTimes(shape).withStays(stays));
        }
        HorizonResult result = Opf.of(formulation)
                .withOptions(SolverOptions.defaults().withTolerance(TOLERANCE))
                .solve(OpfProblem.of(network).over(Horizon.ofHours(lengths), profiles));
        if (!result.status().isOptimal()) {
            throw new IllegalStateException(network.name() + " over " + periods + " periods: " + result.status());
        }
        return result;
    }

    /** Vehicles are plugged in over the middle half of a horizon; batteries stay. */
    private static Storage.Stay stay(Storage storage, int period, int periods) {
        boolean vehicle = storage.name().startsWith("vehicle");
        return vehicle ? vehicle(periods).stay(period + 1) : Storage.Stay.ON;
    }

    private static PluggedVehicle vehicle(int periods) {
        int first = 1 + periods / 4;
        int last = Math.max(first, (3 * periods) / 4);
        Storage.Converter converter = Storage.Converter.of(0.02, 0.0, 0.92, 1.0);
        double energy = periods == 1 ? 0.004 : 0.02;
        return new PluggedVehicle("", first, last, converter, new Range(0.0, 0.06), 0.002, energy, 0.0);
    }

    private static Network withDevices(Network network, int batteries, int vehicles, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double scale =
                network.loads().stream().mapToDouble(load -> load.p()).average().orElse(1.0);
        NetworkBuilder builder = network.toBuilder();
        for (int k = 1; k <= batteries + vehicles; k++) {
            int bus =
                    network.buses().get(random.nextInt(network.buses().size())).id();
            if (k <= batteries) {
                double power = scale * random.nextDouble(0.2, 1.0);
                Storage.Converter converter =
                        Storage.Converter.of(power, power, 0.95, 0.95).withThroughputCost(1.0);
                builder.device(Storage.of(k, bus, converter, new Range(0.0, 4.0 * power), 2.0 * power)
                        .withName("battery " + k)
                        .withEnd(Storage.End.atLeast(2.0 * power)));
            } else {
                builder.device(vehicle(DAY).storage(k, bus).withName("vehicle " + k));
            }
        }
        return builder.build();
    }
}
