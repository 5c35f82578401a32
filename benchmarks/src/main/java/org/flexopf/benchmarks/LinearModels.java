package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.LazyPtdfOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SecurityConstrainedDcOpf;
import org.flexopf.dcopf.SecurityResult;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.lopf.SuccessiveLinearOpf;
import org.flexopf.lopf.SuccessiveLinearResult;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.PglibBaseline;
import org.flexopf.testkit.ReferenceCases;

/**
 * Makes the tables of docs/linear-models.md: DC optimal power flows of the pglib-opf benchmark in both forms, single
 * outages, and linear models of feeders. Everything is run three times, and the median time counts.
 */
public final class LinearModels {

    private static final int RUNS = 3;
    private static final int SECURED_BUSES = 2000;
    private static final String TABLE_MARK = "<!-- tables -->";

    private LinearModels() {}

    /**
     * Replaces the tables in a document by those of this run; without arguments they are only printed.
     *
     * @param arguments the document and the commit that is measured
     */
    public static void main(String[] arguments) throws IOException {
        StringBuilder tables = new StringBuilder();
        dcTable(tables);
        securityTable(tables);
        feederTable(tables);
        add(
                tables,
                String.format(
                        Locale.ROOT,
                        "Commit %s, JDK %s, %d processors, %s.",
                        arguments.length > 1 ? arguments[1] : "unknown",
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        LocalDate.now(ZoneOffset.UTC)));
        if (arguments.length > 0) {
            replaceTables(Path.of(arguments[0]), tables.toString());
        }
    }

    private static void dcTable(StringBuilder tables) {
        add(tables, "| case | published $/h | angles $/h | | iterations | s | shift factors $/h | s |");
        add(tables, "|---|---|---|---|---|---|---|---|");
        for (PglibBaseline baseline : PglibBaseline.all()) {
            Network network = baseline.network();
            Opf angles = Opf.of(new DcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE));
            LazyPtdfOpf factors =
                    LazyPtdfOpf.of(new PtdfDcOpf().withSusceptance(SusceptanceConvention.SERIES_ADMITTANCE));
            Timed<OpfResult> byAngles = Timed.median(() -> angles.solve(network));
            Timed<OpfResult> byFactors = Timed.median(() -> factors.solve(network));
            boolean agrees = byAngles.value()
                    .map(solution -> String.format(Locale.ROOT, "%.4e", solution.objective())
                            .equals(baseline.printedDc()))
                    .orElse(baseline.printedDc().equals("inf.")
                            && byAngles.value().status().isInfeasible());
            add(
                    tables,
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %d | %.3f | %s | %.3f |",
                            baseline.name().replace("pglib_opf_", ""),
                            baseline.printedDc(),
                            cost(byAngles.value()),
                            agrees ? "=" : "differs",
                            byAngles.value().solver().iterations(),
                            byAngles.seconds(),
                            cost(byFactors.value()),
                            byFactors.seconds()));
        }
        add(tables, "");
    }

    private static void securityTable(StringBuilder tables) {
        add(
                tables,
                "| case | outages | of them islanding | rounds | cuts | limits binding or exceeded | exceeded | s |");
        add(tables, "|---|---|---|---|---|---|---|---|");
        for (PglibBaseline baseline : PglibBaseline.all()) {
            if (baseline.buses() > SECURED_BUSES || baseline.name().contains("__") || baseline.buses() < 100) {
                continue;
            }
            Network network = baseline.network();
            Timed<SecurityResult> secure = Timed.median(() -> SecurityConstrainedDcOpf.of(new DcOpf())
                    .withOverloadPenalty(1000.0)
                    .solve(network));
            SecurityResult result = secure.value();
            add(
                    tables,
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %d | %d | %d | %d | %d | %.2f |",
                            baseline.name().replace("pglib_opf_", ""),
                            network.branches().stream()
                                    .filter(network::isActive)
                                    .count(),
                            result.islandingOutages().size(),
                            result.sequence().solves(),
                            result.cuts(),
                            result.limits().size(),
                            result.limits().stream()
                                    .filter(limit -> limit.overload() > 0.0)
                                    .count(),
                            secure.seconds()));
        }
        add(tables, "");
    }

    private static void feederTable(StringBuilder tables) {
        add(
                tables,
                "| feeder | LinDistFlow $/h | its largest error of voltage p.u. | losses "
                        + "missed kW | successive linear $/h | programs | s | relaxation $/h |");
        add(tables, "|---|---|---|---|---|---|---|---|");
        for (String name : List.of(
                "radial4_dg",
                "radial16_multi",
                "radial22_quad",
                "radial33_dg",
                "radial69_dg",
                "radial85_dg",
                "radial33_mustrun")) {
            Network network = MatpowerCase.read(ReferenceCases.path("radial/" + name + ".m"))
                    .network();
            OpfResult linear = Opf.of(new LinDistFlow()).solve(network);
            LinearModelError error = LinearModelError.of(linear.orElseThrow());
            Timed<SuccessiveLinearResult> successive = Timed.median(() -> new SuccessiveLinearOpf().solve(network));
            add(
                    tables,
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %.1e | %.3f | %.6f | %d | %.3f | %s |",
                            name,
                            cost(linear),
                            error.maxVoltageError(),
                            1000.0 * error.lossesMissed(),
                            successive.value().cost(),
                            successive.value().sequence().solves(),
                            successive.seconds(),
                            cost(Opf.of(new BranchFlowSocp()).solve(network))));
        }
        add(tables, "");
    }

    private static String cost(OpfResult result) {
        return result.map(solution -> String.format(Locale.ROOT, "%.6f", solution.objective()))
                .orElse(result.status().toString());
    }

    private static void add(StringBuilder tables, String line) {
        System.out.println(line);
        tables.append(line).append('\n');
    }

    private static void replaceTables(Path document, String tables) throws IOException {
        String text = Files.readString(document, StandardCharsets.UTF_8);
        int mark = text.indexOf(TABLE_MARK);
        if (mark < 0) {
            throw new IllegalArgumentException(
                    document + " has no line '" + TABLE_MARK + "' that the tables could follow");
        }
        Files.writeString(document, text.substring(0, mark) + TABLE_MARK + "\n\n" + tables, StandardCharsets.UTF_8);
    }

    /** A value and the median time that it took to make. */
    private record Timed<T>(T value, double seconds) {

        static <T> Timed<T> median(Supplier<T> work) {
            T value = work.get();
            double[] seconds = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                long begin = System.nanoTime();
                value = work.get();
                seconds[run] = (System.nanoTime() - begin) * 1e-9;
            }
            Arrays.sort(seconds);
            return new Timed<>(value, seconds[RUNS / 2]);
        }
    }
}
