package org.flexopf.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.flexopf.casefile.JsonCase;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.AcSearch;
import org.flexopf.testkit.ReferenceCases;

/**
 * Makes a table of what {@link AcSearch} finds on the published feeders of the reference cases, as they are and made
 * hard. A feeder is made hard by a distributed generator at every tenth or so of its buses (of the published networks;
 * those of the other folder are the same networks already changed), with four times the load between them and little
 * reactive power, upper voltage limits at 1.03 p.u., and either cheap generation or negative prices.
 */
public final class FeederGaps {

    private static final double ROOT_PRICE = 50.0;
    private static final int GENERATORS = 10;

    private FeederGaps() {}

    /** How a feeder is changed. */
    private enum Variant {
        AS_IS("as it is"),
        EXCESS("excess of cheap generation"),
        NEGATIVE("negative prices");

        private final String label;

        Variant(String label) {
            this.label = label;
        }

        Network of(Network feeder) {
            return this == AS_IS ? feeder : hard(feeder, this == NEGATIVE);
        }
    }

    private static Network hard(Network feeder, boolean negative) {
        double load = 0.0;
        for (double demand : feeder.activeDemand()) {
            load += demand;
        }
        int[] order = feeder.topology().fromRootsOutwards();
        int step = Math.max(1, order.length / GENERATORS);
        int count = (order.length - 1) / step;
        double size = 4.0 * load / count;
        var builder = feeder.toBuilder()
                .removeGenerators(generator -> true)
                .mapBuses(bus -> bus.isReference()
                        ? bus.withVoltageLimits(1.0, 1.0)
                        : bus.isIsolated() ? bus : bus.withVoltageLimits(0.85, 1.03));
        for (int k = 0, id = 1; k < order.length; k += step) {
            int bus = feeder.buses().get(order[k]).id();
            if (k == 0) {
                builder.generator(Generator.of(
                        id++,
                        bus,
                        -20.0 * load,
                        20.0 * load,
                        -20.0 * load,
                        20.0 * load,
                        CostCurve.linear(negative ? -10.0 : ROOT_PRICE)));
            } else {
                double price = negative ? -30.0 + 15.0 * (id % 4) : 5.0 + 5.0 * (id % 4);
                builder.generator(Generator.of(id++, bus, 0.0, size, -0.1 * size, 0.1 * size, CostCurve.linear(price)));
            }
        }
        return builder.build();
    }

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document, the commit that is measured, and a folder that the networks are written to for
     *     other programs
     */
    public static void main(String[] arguments) throws IOException {
        MeasuredTable table = new MeasuredTable();
        table.add("| feeder | buses | | lower bound $/h | best AC point $/h | gap % | found by | s |");
        table.add("|---|---|---|---|---|---|---|---|");
        for (Path file : files()) {
            Network feeder = MatpowerCase.read(file).network();
            String name = file.getFileName().toString().replace(".m", "");
            for (Variant variant : Variant.values()) {
                if (variant != Variant.AS_IS && !file.getParent().endsWith("distribution")) {
                    continue;
                }
                Network network = variant.of(feeder);
                if (arguments.length > 2) {
                    JsonCase.of(network)
                            .write(Path.of(
                                    arguments[2], name + "-" + variant.name().toLowerCase(Locale.ROOT) + ".json"));
                }
                table.add(row(name, variant, network));
            }
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0 && !arguments[0].isEmpty()) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("radial", "distribution")) {
            try (Stream<Path> found = Files.list(ReferenceCases.folder().resolve(folder))) {
                found.filter(path -> path.toString().endsWith(".m")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static String row(String name, Variant variant, Network network) {
        AcSearch.Outcome outcome = AcSearch.of(OpfProblem.of(network)).search();
        double seconds = outcome.attempts().stream()
                .mapToDouble(AcSearch.Attempt::seconds)
                .sum();
        String head = String.format(
                Locale.ROOT, "| %s | %d | %s |", name, network.buses().size(), variant.label);
        if (outcome.lowerBound().isEmpty()) {
            return head + " - | " + outcome.status() + " | - | - | - |";
        }
        Optional<AcSearch.Attempt> best = outcome.best();
        if (best.isEmpty()) {
            return head
                    + String.format(
                            Locale.ROOT,
                            " %.6f | none found | - | - | %.2f |",
                            outcome.lowerBound().getAsDouble(),
                            seconds);
        }
        return head
                + String.format(
                        Locale.ROOT,
                        " %.6f | %.6f | %.4f | %s | %.2f |",
                        outcome.lowerBound().getAsDouble(),
                        best.get().value(),
                        100.0 * outcome.gap().orElseThrow(),
                        best.get().method(),
                        seconds);
    }
}
