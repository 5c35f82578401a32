package org.flexopf.examples;

import java.io.PrintStream;
import java.util.Locale;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Study;
import org.flexopf.coordination.region.AnnualSummary;
import org.flexopf.coordination.region.FlexibleFeeder;
import org.flexopf.coordination.region.FlexibleFeederFile;
import org.flexopf.coordination.region.InterfaceStudy;
import org.flexopf.coordination.region.IntervalCurves;
import org.flexopf.coordination.region.Light;
import org.flexopf.coordination.region.PricePoint;

/**
 * Where a feeder's flexibility ends.
 *
 * <p>What devices behind a feeder offer is called step by step, the cheapest first, and each step is tried in an AC
 * power flow: green if the feeder bears it as it is, orange if some reactive power brings it back within its limits,
 * which is priced by itself, and red if nothing does. Offers beyond the last step that is not red are flexibility on
 * paper.
 */
public final class WhereFlexibilityEnds {

    private WhereFlexibilityEnds() {}

    /** Prints the steps of the interval in which it ends, and the year. */
    public static void main(String[] arguments) {
        print(System.out);
    }

    static void print(PrintStream out) {
        FlexibleFeeder feeder = FlexibleFeederFile.parse("interface-year", Study.INTERFACE_YEAR.text())
                .values()
                .iterator()
                .next();
        InterfaceStudy study = InterfaceStudy.of(feeder, Lights.of());
        var curves = study.curves();
        IntervalCurves windy = curves.get(3);
        out.println("upward, interval 4:   MW   light     cost/h   support/h");
        for (PricePoint point : windy.curve(Direction.UP).points()) {
            out.printf(
                    Locale.ROOT,
                    "               %9.4f   %-6s  %8.3f   %9s%n",
                    point.quantity(),
                    point.light().name().toLowerCase(Locale.ROOT),
                    point.cost(),
                    point.light() == Light.RED
                            ? "-"
                            : String.format(Locale.ROOT, "%.3f", point.state().supportCost()));
        }
        for (Direction direction : Direction.values()) {
            AnnualSummary year = InterfaceStudy.summary(direction, curves);
            out.printf(
                    Locale.ROOT,
                    "%n%s, the year: %.1f of %.1f MWh are borne; a MWh costs %.2f, and %.2f with reactive support%n",
                    direction.name().toLowerCase(Locale.ROOT),
                    year.feasible(),
                    year.potential(),
                    year.unitCost(),
                    year.unitCostWithSupport());
        }
    }
}
