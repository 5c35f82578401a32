package org.flexopf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.PglibBaseline;

/**
 * Makes the table of docs/ac-opf-yardstick.md: {@link AcOpf} beside MATPOWER's MIPS on every network of the pglib-opf
 * benchmark that is among the reference cases. What MIPS did was measured once, in GNU Octave, and is read from
 * {@code mips.json}; ours is measured anew.
 */
public final class PglibYardstick {

    private static final String MEASURED = "mips.json";

    private PglibYardstick() {}

    /**
     * Replaces the table in a document by that of this run; without a document the table is only printed.
     *
     * @param arguments the largest number of buses, the document, and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        int largest = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Integer.MAX_VALUE;
        JsonNode measured;
        try (InputStream stream = PglibYardstick.class.getResourceAsStream(MEASURED)) {
            measured = new ObjectMapper().readTree(stream).required("cases");
        }
        MeasuredTable table = new MeasuredTable();
        table.add("| case | cost of MIPS $/h | MIPS: iterations | s | MIPS, LU5: iterations | s "
                + "| flat: iterations | s | relaxed: iterations | s | cost / MIPS - 1 | prices off by $/MWh |");
        table.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (PglibBaseline baseline : PglibBaseline.all()) {
            JsonNode mips = measured.get(baseline.name());
            if (baseline.buses() <= largest && mips != null) {
                table.add(row(baseline, mips));
            }
        }
        table.addProvenance(arguments.length > 2 ? arguments[2] : "unknown");
        if (arguments.length > 1) {
            table.writeTo(Path.of(arguments[1]));
        }
    }

    private static String row(PglibBaseline baseline, JsonNode mips) {
        Network network = baseline.network();
        OpfProblem problem = OpfProblem.of(network);
        AcOpf ac = AcOpf.of(problem);
        TimedAcSolve flat = TimedAcSolve.of(ac);
        TimedAcSolve warm = Opf.of(new BranchFlowSocp())
                .solve(problem)
                .map(OpfSolution::point)
                .map(point -> TimedAcSolve.of(ac.startingFrom(point)))
                .orElse(flat);
        double cost = mips.required("cost").doubleValue();
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %s | %s | %s | %.3f | %s | %.3f | %.1e | %s |",
                baseline.name().replace("pglib_opf_", ""),
                cost,
                run(mips.required("backslash")),
                run(mips.required("LU5")),
                flat.iterations(),
                flat.seconds(),
                warm.iterations(),
                warm.seconds(),
                Math.max(flat.solution().cost(), warm.solution().cost()) / cost - 1.0,
                priceDifference(network, mips.required("prices"), flat.solution(), warm.solution()));
    }

    private static String run(JsonNode run) {
        return String.format(
                Locale.ROOT,
                "%d%s | %.3f",
                run.required("iterations").intValue(),
                run.required("converged").booleanValue() ? "" : " fails",
                run.required("seconds").doubleValue());
    }

    /** The largest difference of an active price, in the rows of the file; nothing where MIPS has no prices. */
    private static String priceDifference(Network network, JsonNode prices, AcSolution... solutions) {
        if (prices.isEmpty()) {
            return "";
        }
        if (prices.size() != network.buses().size()) {
            throw new IllegalStateException(MEASURED + " has " + prices.size() + " prices for the "
                    + network.buses().size() + " buses of " + network.name() + "; measure that network anew");
        }
        double largest = 0.0;
        for (AcSolution solution : solutions) {
            for (int i = 0; i < prices.size(); i++) {
                double price = prices.get(i).doubleValue();
                largest = Math.max(largest, Math.abs(solution.activePrice(i) - price));
            }
        }
        return String.format(Locale.ROOT, "%.1e", largest);
    }
}
