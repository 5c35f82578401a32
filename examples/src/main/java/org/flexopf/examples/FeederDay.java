package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.network.Bus;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;
import org.flexopf.opf.HorizonSolution;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;

/**
 * A day of a feeder, from noon to noon: what a battery and vehicles do with prices, and what that is worth.
 *
 * <p>The battery buys in the afternoon and at night and sells in the evening. The vehicles come home in the evening,
 * when energy is dearest, and wait for the night. The same day without the battery tells what it saves.
 */
public final class FeederDay {

    private FeederDay() {}

    /** Prints the day. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        HorizonCase day = BundledHorizon.read();
        OpfProblem problem = OpfProblem.of(day.network());
        Horizon horizon = Horizon.ofHours(day.hours());
        HorizonSolution plan = Opf.of(new BranchFlowSocp())
                .solve(problem.over(horizon, day.profiles()))
                .orElseThrow();
        List<Storage> storages = day.network().elements(Storage.KIND).stream()
                .map(Storage.class::cast)
                .toList();
        Storage battery = storages.get(0);
        Bus estate = day.network().bus(battery.bus());

        long exact = plan.periods().stream()
                .filter(period -> ExactnessReport.of(period).isConfirmed())
                .count();
        out.printf(
                Locale.ROOT,
                "The day costs %.2f; the relaxation is exact in %d of %d hours.%n%n",
                plan.objective(),
                exact,
                plan.periods().size());
        out.println("hour  price at the estate  battery MW  stored MWh  worth /MWh  vehicles MW");
        double[] stored = plan.energy(battery);
        double[] worth = plan.energyValue(battery);
        for (int t = 0; t < stored.length; t++) {
            OpfSolution hour = plan.at(t);
            double vehicles = 0.0;
            for (Storage fleet : storages.subList(1, storages.size())) {
                vehicles += plan.charge(fleet)[t] - plan.discharge(fleet)[t];
            }
            out.printf(
                    Locale.ROOT,
                    "%4d  %19.2f  %10.2f  %10.2f  %10.2f  %11.2f%n",
                    (12 + t) % 24,
                    NodalPrices.of(hour).active(estate),
                    rounded(plan.discharge(battery)[t] - plan.charge(battery)[t]),
                    stored[t],
                    worth[t],
                    rounded(vehicles));
        }

        List<Profile> withoutBattery = day.profiles().stream()
                .map(profile -> profile.withStays(IntStream.range(0, storages.size())
                        .mapToObj(k -> k == 0 ? Storage.Stay.AWAY : profile.stay(k))
                        .toList()))
                .toList();
        double without = Opf.of(new BranchFlowSocp())
                .solve(problem.over(horizon, withoutBattery))
                .orElseThrow()
                .objective();
        out.printf(
                Locale.ROOT,
                "%nWithout the battery it costs %.2f: the battery saves %.2f.%n",
                without,
                without - plan.objective());
    }

    /** To hundredths, without a minus before zero. */
    private static double rounded(double power) {
        return Math.round(100.0 * power) / 100.0 + 0.0;
    }
}
