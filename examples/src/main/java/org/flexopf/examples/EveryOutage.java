package org.flexopf.examples;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.Cases;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.scenario.Outages;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;

/** Every outage of a branch in one call: what it costs to go on, and where nothing goes on. */
public final class EveryOutage {

    private EveryOutage() {}

    /** Prints the outages, the worst first. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        Network grid = Cases.load("pjm5");
        List<Row> rows = Study.of(OpfProblem.of(grid), Opf.of(new DcOpf()), Outages.ofBranches(grid))
                .rows(Runtime.getRuntime().availableProcessors());

        double intact = rows.get(0).values()[1];
        out.printf(Locale.ROOT, "With all branches an hour costs %.2f.%n%n", intact);
        out.println("branch out          hour costs    more than intact");
        rows.stream()
                .skip(1)
                .sorted(Comparator.comparingDouble(row -> row.isOptimal() ? -row.values()[1] : -1e300))
                .forEach(row -> {
                    String branch = grid.branch((int) row.values()[0]).label();
                    if (row.isOptimal()) {
                        out.printf(
                                Locale.ROOT,
                                "%-18s %11.2f %19.2f%n",
                                branch,
                                row.values()[1],
                                row.values()[1] - intact);
                    } else {
                        out.printf(Locale.ROOT, "%-18s %11s  %s%n", branch, "-", row.message());
                    }
                });
        rows.stream()
                .skip(1)
                .filter(row -> row.isOptimal() && row.values()[1] < intact)
                .min(Comparator.comparingDouble(row -> row.values()[1]))
                .ifPresent(row -> out.printf(
                        Locale.ROOT,
                        "%nAn hour is cheaper without %s: a loop is open, and flows no longer divide against its rating.%n",
                        grid.branch((int) row.values()[0]).label()));
    }
}
