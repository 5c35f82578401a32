package org.flexopf.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.ReferenceCases;

/**
 * Makes the table of docs/ac-opf.md: every network of the pglib-opf benchmark that is among the reference cases, solved
 * by {@link AcOpf} from a flat start and from the relaxation's point, beside the published cost and the prices of an
 * independent solver. Seconds are processor time of the second of two solves.
 */
public final class PglibAc {

    /** Prices that two independent solvers agree upon to this, $/MWh, are unique. */
    private static final double UNIQUE = 1e-4;

    private PglibAc() {}

    /**
     * Replaces the table in a document by that of this run; without a document the table is only printed.
     *
     * @param arguments the largest number of buses, the document, and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Integer.MAX_VALUE;
        Map<String, Expected> expected = Expected.all();
        MeasuredTable table = new MeasuredTable();
        table.add("| case | AC cost $/h | / published - 1 | iterations, flat | s | iterations, relaxed | s "
                + "| violation p.u. | prices off by $/MWh | gap to the bound % |");
        table.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        int optima = 0;
        int count = 0;
        for (PglibBaseline baseline : PglibBaseline.all()) {
            if (baseline.buses() <= largest && baseline.acCost() > 0.0) {
                Row row = Row.measure(baseline);
                optima += row.flat.solution().isOptimal() && row.warm.solution().isOptimal() ? 1 : 0;
                count++;
                table.add(row.format(expected.get(baseline.name())));
            }
        }
        table.add("");
        table.add(String.format(Locale.ROOT, "%d of %d end at an optimum from both starts.", optima, count));
        table.addProvenance(arguments.length > 2 ? arguments[2] : "unknown");
        if (arguments.length > 1) {
            table.writeTo(Path.of(arguments[1]));
        }
    }

    /** Active prices by an independent solver, in the rows of the file, and how far two of them differ. */
    private record Expected(List<Integer> buses, List<Double> prices, double difference) {

        static Map<String, Expected> all() throws IOException {
            Map<String, Expected> all = new HashMap<>();
            try (JsonParser json = new JsonFactory()
                    .createParser(ReferenceCases.path("pglib/ac-expected.json").toFile())) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    all.put(name, read(json));
                }
            }
            return all;
        }

        private static Expected read(JsonParser json) throws IOException {
            List<Integer> buses = new ArrayList<>();
            List<Double> prices = new ArrayList<>();
            double difference = Double.POSITIVE_INFINITY;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "bus_i" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            buses.add(json.getIntValue());
                        }
                    }
                    case "lam_p" -> {
                        while (json.nextToken() != JsonToken.END_ARRAY) {
                            prices.add(json.getDoubleValue());
                        }
                    }
                    case "ipopt" -> difference = difference(json);
                    default -> json.skipChildren();
                }
            }
            return new Expected(buses, prices, difference);
        }

        private static double difference(JsonParser json) throws IOException {
            double difference = Double.POSITIVE_INFINITY;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("lam_p_difference") && value.isNumeric()) {
                    difference = json.getDoubleValue();
                } else {
                    json.skipChildren();
                }
            }
            return difference;
        }

        /** The largest difference to the prices of a solution. */
        double to(Network network, AcSolution solution) {
            double largest = 0.0;
            for (int k = 0; k < buses.size(); k++) {
                double price = solution.activePrice(network.busIndex(buses.get(k)));
                largest = Math.max(largest, Double.isNaN(price) ? 0.0 : Math.abs(price - prices.get(k)));
            }
            return largest;
        }
    }

    /** One network. */
    private record Row(PglibBaseline baseline, Network network, TimedAcSolve flat, TimedAcSolve warm, double bound) {

        static Row measure(PglibBaseline baseline) {
            Network network = baseline.network();
            OpfProblem problem = OpfProblem.of(network);
            AcOpf ac = AcOpf.of(problem);
            OpfResult relaxed = Opf.of(new BranchFlowSocp()).solve(problem);
            TimedAcSolve flat = TimedAcSolve.of(ac);
            TimedAcSolve warm = relaxed.map(OpfSolution::point)
                    .map(point -> TimedAcSolve.of(ac.startingFrom(point)))
                    .orElse(flat);
            double bound = relaxed.solution()
                    .map(solution -> solution.lowerBound().orElse(Double.NaN))
                    .orElse(Double.NaN);
            return new Row(baseline, network, flat, warm, bound);
        }

        String format(Expected expected) {
            AcSolution best = warm.solution().cost() < flat.solution().cost() ? warm.solution() : flat.solution();
            double violation =
                    Math.max(flat.solution().maxViolation(), warm.solution().maxViolation());
            String prices = expected == null
                    ? ""
                    : expected.difference > UNIQUE
                            ? "not unique"
                            : String.format(Locale.ROOT, "%.1e", expected.to(network, flat.solution()));
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.1e | %s | %.3f | %s | %.3f | %.1e | %s | %.3f |",
                    baseline.name().replace("pglib_opf_", ""),
                    best.cost(),
                    best.cost() / baseline.acCost() - 1.0,
                    flat.iterations(),
                    flat.seconds(),
                    warm.iterations(),
                    warm.seconds(),
                    violation,
                    prices,
                    100.0 * (best.cost() - bound) / best.cost());
        }
    }
}
