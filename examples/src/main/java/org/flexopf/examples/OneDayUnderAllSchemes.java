package org.flexopf.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.coordination.DayOutcome;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.TsoDsoDay;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.coordination.synthetic.RegionGenerator;
import org.flexopf.coordination.synthetic.Regions;

/**
 * The same day under every scheme.
 *
 * <p>A county with three narrow feeders is drawn from a seed; what happens in two hours of its day is cleared under
 * each way to share flexibility. Costs compare only closed, which is after AC power flow has had its say and the
 * operator of the transmission network has taken what is left over, and only where every hour is safe. What is told
 * beside: how many messages it takes.
 */
public final class OneDayUnderAllSchemes {

    private static final int[] HOURS = {1, 19};

    private OneDayUnderAllSchemes() {}

    /** Prints a line per scheme. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        TsoDsoDay whole = RegionGenerator.of(Regions.load("county"))
                .withSeed(3)
                .generate()
                .day();
        TsoDsoDay day = new TsoDsoDay(
                "two hours",
                1.0,
                Arrays.stream(HOURS).mapToObj(hour -> whole.periods().get(hour)).toList());
        SchemeOptions options = SchemeOptions.of(FeederModel.SOCP);
        DayOutcome common = Schemes.named("common").run(day, options);
        out.println("scheme                          hours safe   closed cost   above the best   messages");
        for (CoordinationScheme scheme : Schemes.all()) {
            DayOutcome outcome = scheme.run(day, options);
            double cost = outcome.closedCost();
            boolean compares = outcome.isGridSafe();
            out.printf(
                    Locale.ROOT,
                    "%-30s  %5d of %d   %11s   %14s   %8d%n",
                    scheme.name(),
                    outcome.gridSafe(),
                    outcome.periods().size(),
                    Double.isNaN(cost) ? "-" : String.format(Locale.ROOT, "%.2f", cost),
                    compares ? String.format(Locale.ROOT, "%.2f", cost - common.closedCost() + 0.0) : "-",
                    outcome.messageCount());
        }
        List<Outcome> ignored =
                Schemes.named("centralisedIgnoringLimits").run(day, options).periods();
        for (int t = 0; t < ignored.size(); t++) {
            if (!ignored.get(t).isGridSafe()) {
                out.printf(
                        "%nwho ignores limits, at hour %d: %s%n",
                        HOURS[t], ignored.get(t).message());
            }
        }
    }
}
