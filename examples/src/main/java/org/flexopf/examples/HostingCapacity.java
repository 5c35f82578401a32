package org.flexopf.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.flexopf.casefile.Cases;
import org.flexopf.network.Bus;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.scenario.Answer;
import org.flexopf.scenario.Distribution;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Quantity;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.Summary;
import org.flexopf.scenario.Uncertainty;

/**
 * How much photovoltaics a feeder takes before a voltage leaves its limit, and how sure that is. At noon loads are
 * light, and nobody knows how light: every draw has its own, and of each the largest power that an AC power flow still
 * finds within the limit is sought by halving. What 19 noons of 20 take is what may be built.
 */
public final class HostingCapacity {

    /** Where roofs are, by bus: ends of all four branches of the feeder. */
    static final List<Integer> ROOFS = List.of(10, 14, 18, 22, 25, 33);

    static final double HIGHEST_VOLTAGE = 1.05;

    private static final double MOST = 20.0;
    private static final int HALVINGS = 20;

    private HostingCapacity() {}

    /** Prints the capacity. */
    public static void main(String[] arguments) {
        print(System.out, 2_000);
    }

    /** What the feeder takes in a draw of its loads, MW, and the bus whose voltage sets it. */
    static Question question() {
        return Question.of(
                "hosting capacity up to " + HIGHEST_VOLTAGE + " p.u. at roofs of buses " + ROOFS,
                List.of(new Question.Column("hosting", "MW"), Question.Column.of("bus")),
                drawing -> {
                    Network noon = drawing.network();
                    double low = 0.0;
                    double high = MOST;
                    for (int k = 0; k < HALVINGS; k++) {
                        double middle = 0.5 * (low + high);
                        if (largestVoltage(noon, middle)[0] <= HIGHEST_VOLTAGE) {
                            low = middle;
                        } else {
                            high = middle;
                        }
                    }
                    return Answer.of(low, largestVoltage(noon, high)[1]);
                });
    }

    /** The largest voltage with so much photovoltaics, p.u., and the number of its bus. */
    static double[] largestVoltage(Network noon, double megawatts) {
        int next = noon.loads().stream().mapToInt(Load::id).max().orElse(0);
        var builder = noon.toBuilder();
        for (int roof : ROOFS) {
            builder.load(Load.of(++next, roof, -megawatts / ROOFS.size(), 0.0));
        }
        PowerFlowResult flow = PowerFlow.solve(builder.build());
        double[] largest = {flow.converged() ? 0.0 : Double.POSITIVE_INFINITY, 0.0};
        for (int i = 0; flow.converged() && i < noon.buses().size(); i++) {
            Bus bus = noon.buses().get(i);
            if (flow.point().vm(i) > largest[0]) {
                largest[0] = flow.point().vm(i);
                largest[1] = bus.id();
            }
        }
        return largest;
    }

    static Study study(int draws) {
        Network feeder = Cases.load("ieee33");
        Uncertainty noon = Uncertainty.of(Quantity.LOAD, new Distribution.Normal(0.3, 0.12, 2.4))
                .correlated(0.4);
        return Study.asking(question(), feeder, new MonteCarlo(List.of(noon), OptionalLong.empty(), false))
                .withSeed(11)
                .withCount(draws);
    }

    static void print(PrintStream out, int draws) {
        double[] hosting = study(draws).rows(Runtime.getRuntime().availableProcessors()).stream()
                .filter(Row::isOptimal)
                .mapToDouble(row -> row.values()[0])
                .toArray();
        Summary summary = Summary.of(hosting);
        out.printf(
                Locale.ROOT,
                "The feeder takes %.2f MW of photovoltaics in the mean of %,d noons, standard deviation %.2f MW.%n",
                summary.mean(),
                summary.count(),
                summary.deviation());
        Summary.Interval range = summary.quantileRange(0.05);
        out.printf(
                Locale.ROOT,
                "19 noons of 20 take %.2f MW; with so many draws that is known to be %.2f to %.2f MW.%n",
                summary.quantile(0.05),
                range.low(),
                range.high());
        out.printf(
                Locale.ROOT,
                "Built for the mean instead, voltages leave their limit at %.0f %% of noons.%n",
                100.0 * (1.0 - summary.shareAbove(summary.mean())));
    }
}
