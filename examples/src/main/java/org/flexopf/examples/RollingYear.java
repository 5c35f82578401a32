package org.flexopf.examples;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonResult;
import org.flexopf.opf.Opf;
import org.flexopf.opf.RollingHorizon;
import org.flexopf.opf.RollingResult;
import org.flexopf.opf.WindowEnds;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.HorizonProblem;
import org.flexopf.opf.problem.OpfProblem;

/**
 * A system of five units and three storages that is decided every hour for the next day: the first hour of each window
 * is done, the others are plans. The argument is the number of windows, 8760 for a year; a week by default.
 */
public final class RollingYear {

    private static final int WINDOW = 24;

    private RollingYear() {}

    /** Prints what the windows cost. */
    public static void main(String[] arguments) {
        print(System.out, arguments.length == 0 ? 168 : Integer.parseInt(arguments[0]));
    }

    static void print(PrintStream out, int windows) {
        HorizonProblem problem = problem(windows + WINDOW - 1);
        RollingHorizon rolling = RollingHorizon.of(Opf.of(new DcOpf()), WINDOW, 1);
        long begin = System.nanoTime();
        RollingResult myopic = rolling.solve(problem, window -> {});
        double seconds = (System.nanoTime() - begin) * 1e-9;
        RollingResult kept =
                rolling.withEnds((storage, period) -> Storage.End.free(25.0)).solve(problem, window -> {});
        out.printf(Locale.ROOT, "%d windows of %d hours, %s%n", myopic.windows().size(), WINDOW, myopic.status());
        out.printf(Locale.ROOT, "stores emptied by every window: %14.2f%n", myopic.cost());
        out.printf(Locale.ROOT, "stored energy worth 25 per MWh: %14.2f%n", kept.cost());
        if (windows <= 1000) {
            HorizonResult whole = Opf.of(new DcOpf()).solve(problem);
            out.printf(
                    Locale.ROOT,
                    "worth what the whole horizon says: %10.2f%n",
                    rolling.withEnds(WindowEnds.valuedAs(whole.orElseThrow()))
                            .solve(problem, window -> {})
                            .cost());
            out.printf(
                    Locale.ROOT,
                    "the whole horizon at once: %19.2f%n",
                    whole.orElseThrow().objective());
        }
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        out.printf(
                Locale.ROOT,
                "%.3f s for each window, %d MB in use at the end%n",
                seconds / myopic.windows().size(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static HorizonProblem problem(int hours) {
        NetworkBuilder builder =
                Network.builder("one bus", 100.0).bus(Bus.reference(1, 1.0)).load(Load.of(1, 1, 100.0, 0.0));
        double[][] units = {{60.0, 12.0, 15.0}, {50.0, 22.0, 20.0}, {40.0, 35.0, 40.0}, {40.0, 60.0, 40.0}};
        for (int g = 0; g < units.length; g++) {
            builder.generator(Generator.of(g + 1, 1, 0.0, units[g][0], 0.0, 0.0, CostCurve.linear(units[g][1]))
                    .withRamps(units[g][2], units[g][2]));
        }
        builder.generator(
                Generator.of(5, 1, 0.0, 60.0, 0.0, 0.0, CostCurve.free()).withName("sun"));
        double[][] stores = {{10.0, 40.0, 0.9}, {5.0, 10.0, 0.95}, {20.0, 120.0, 0.85}};
        for (int s = 0; s < stores.length; s++) {
            builder.device(Storage.of(
                    s + 1,
                    1,
                    Storage.Converter.of(stores[s][0], stores[s][0], stores[s][2], stores[s][2])
                            .withThroughputCost(0.5),
                    new Range(0.0, stores[s][1]),
                    0.5 * stores[s][1]));
        }
        Network network = builder.build();
        List<Profile> profiles = new ArrayList<>();
        double[] lengths = new double[hours];
        for (int t = 0; t < hours; t++) {
            lengths[t] = 1.0;
            double day = Math.sin(2.0 * Math.PI * (t - 6) / 24.0);
            double season = Math.cos(2.0 * Math.PI * t / 8760.0);
            double sun = Math.max(0.0, day) * (40.0 - 20.0 * season);
            double evening = Math.max(0.0, Math.sin(2.0 * Math.PI * (t - 14) / 24.0));
            profiles.add(Profile.of(network)
                    .withAvailability(new double[] {60.0, 50.0, 40.0, 40.0, sun})
                    .withDemandTimes(0.75 + 0.2 * day + 0.35 * evening + 0.1 * season));
        }
        return OpfProblem.of(network).over(Horizon.ofHours(lengths), profiles);
    }
}
