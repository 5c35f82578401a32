package org.flexopf.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.scenario.Answer;
import org.flexopf.scenario.Drawing;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.Summary;

/**
 * What a battery is worth over a year of prices: each draw is a day of its season, with the hours that sun makes cheap,
 * an evening that is dear, and luck. A plan with the battery and one without tell what the day is worth, and the days
 * of a year what may be paid for it.
 */
public final class BatteryOverAYear {

    static final int DAYS = 365;
    static final int HOURS = 24;
    static final double EFFICIENCY = 0.95;
    static final double MEGAWATTS = 1.0;
    static final double MEGAWATT_HOURS = 1.0;

    private BatteryOverAYear() {}

    /** Prints the value. */
    public static void main(String[] arguments) {
        print(System.out, DAYS);
    }

    private static Network feeder(boolean withBattery) {
        Storage battery = Storage.of(
                1,
                2,
                Storage.Converter.of(MEGAWATTS, MEGAWATTS, EFFICIENCY, EFFICIENCY),
                new Range(0.0, MEGAWATT_HOURS),
                0.0);
        return Network.builder("street", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(1, 1, 2, 0.002, 0.004))
                .generator(Generator.of(1, 1, -20.0, 20.0, -20.0, 20.0, CostCurve.linear(50.0)))
                .load(Load.of(1, 2, 3.0, 0.5))
                .device(battery.withInService(withBattery))
                .build();
    }

    /** The price in an hour of a day, currency per MWh. */
    static double price(Drawing drawing, int hour) {
        double summer = 0.5 - 0.5 * Math.cos(2.0 * Math.PI * drawing.number() / DAYS);
        double sun = summer * Math.max(0.0, Math.sin(Math.PI * (hour - 6.0) / 14.0)) * drawing.chance(0) * 120.0;
        double evening = 45.0 * Math.exp(-0.5 * Math.pow((hour - 19.0) / 2.0, 2.0));
        return 70.0 + evening - sun + 20.0 * (drawing.chance(1 + hour) - 0.5);
    }

    private static double cost(Network network, Drawing drawing) {
        List<Profile> profiles = IntStream.range(0, HOURS)
                .mapToObj(hour -> Profile.of(network).withPrices(new double[] {price(drawing, hour)}))
                .toList();
        return Opf.of(new LinDistFlow())
                .solve(OpfProblem.of(network).over(Horizon.of(HOURS, Duration.ofHours(1)), profiles))
                .orElseThrow()
                .objective();
    }

    /** What the battery saves on each day. */
    static Study study(int days) {
        Network with = feeder(true);
        Network without = feeder(false);
        Question question = Question.of(
                "value of a battery",
                List.of(new Question.Column("value", "currency"), new Question.Column("spread", "currency/MWh")),
                drawing -> {
                    double[] prices = IntStream.range(0, HOURS)
                            .mapToDouble(hour -> price(drawing, hour))
                            .sorted()
                            .toArray();
                    return Answer.of(cost(without, drawing) - cost(with, drawing), prices[HOURS - 1] - prices[0]);
                });
        return Study.asking(question, with, new MonteCarlo(List.of(), OptionalLong.empty(), false))
                .withSeed(3)
                .withCount(days);
    }

    static void print(PrintStream out, int days) {
        double[] values = study(days).rows(Runtime.getRuntime().availableProcessors()).stream()
                .filter(Row::isOptimal)
                .mapToDouble(row -> row.values()[0])
                .toArray();
        Summary day = Summary.of(values);
        out.printf(
                Locale.ROOT,
                "A battery of %.0f MW and %.0f MWh saves %.2f on a day in the mean of %,d days, give or take %.2f;%n"
                        + "one day in twenty it saves less than %.2f, and one in twenty more than %.2f.%n",
                MEGAWATTS,
                MEGAWATT_HOURS,
                day.mean(),
                day.count(),
                day.meanError(),
                day.quantile(0.05),
                day.quantile(0.95));
        out.printf(
                Locale.ROOT,
                "Over a year of %d days that is %,.0f, give or take %,.0f: what it may cost a year.%n",
                DAYS,
                DAYS * day.mean(),
                DAYS * day.meanError());
    }
}
