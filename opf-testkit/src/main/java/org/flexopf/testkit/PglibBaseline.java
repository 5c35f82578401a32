package org.flexopf.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;

/**
 * The published figures of a network of the pglib-opf benchmark (BASELINE.md of version 23.07): the cost of the DC
 * optimal power flow, the cost of the best known AC solution, and the gap of the second-order cone relaxation to that.
 *
 * @param name name of the case
 * @param file its MATPOWER file
 * @param buses number of buses
 * @param printedDc cost of the DC optimal power flow, $/h, as it is printed with five digits, such as
 *     {@code 5.6959e+03}; {@code inf.} where it is infeasible
 * @param acCost cost of the best known AC solution, $/h, with the five digits that are printed
 * @param printedGap gap of the relaxation, percent of the AC cost, with the two decimals that are printed
 */
public record PglibBaseline(String name, Path file, int buses, String printedDc, double acCost, double printedGap) {

    private static final int PRINTED_DIGITS = 5;
    private static final double PRINTED_STEP = 0.01;

    /**
     * The published bounds of every network among the {@link ReferenceCases}, smaller networks first. The calling test
     * is skipped if there are none, or fails if they are required.
     */
    public static List<PglibBaseline> all() {
        Path folder = ReferenceCases.path("pglib");
        List<PglibBaseline> all = new ArrayList<>();
        try (JsonParser json = new JsonFactory()
                .createParser(ReferenceCases.path("pglib/baseline.json").toFile())) {
            String condition = "";
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    condition = json.currentName();
                } else if (token == JsonToken.START_OBJECT
                        && json.getParsingContext().getParent().inArray()) {
                    PglibBaseline row = row(json, folder.resolve(condition.toLowerCase(Locale.ROOT)));
                    if (Files.exists(row.file)) {
                        all.add(row);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the published bounds cannot be read", e);
        }
        all.sort(Comparator.comparingInt(PglibBaseline::buses).thenComparing(PglibBaseline::name));
        return all;
    }

    private static PglibBaseline row(JsonParser json, Path folder) throws IOException {
        String name = "";
        int buses = 0;
        String printedDc = "";
        double acCost = Double.NaN;
        double gap = Double.NaN;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "case" -> name = json.getText();
                case "nodes" -> buses = json.getIntValue();
                case "dc_raw" -> printedDc = json.getText();
                case "ac" -> acCost = value == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
                case "soc_gap" -> gap = value == JsonToken.VALUE_NULL ? Double.NaN : json.getDoubleValue();
                default -> {
                    // The other columns are of other relaxations, or times.
                }
            }
        }
        return new PglibBaseline(name, folder.resolve(name + ".m"), buses, printedDc, acCost, gap);
    }

    /** The network as the published bounds mean it: negative generators keep no power factor. */
    public Network network() {
        return MatpowerCase.read(file, CaseOptions.defaults().withFreeReactiveLoads())
                .network();
    }

    /** The gap of a lower bound to the AC cost, percent of it. */
    public double gap(double bound) {
        return 100.0 * (acCost - bound) / acCost;
    }

    /** What the printed digits of the AC cost leave open about the gap of a bound, percentage points. */
    public double uncertainty(double bound) {
        double halfDigit = 0.5 * Math.pow(10.0, Math.floor(Math.log10(acCost)) - (PRINTED_DIGITS - 1));
        return 100.0 * bound / acCost * halfDigit / acCost;
    }

    /** Whether a bound has the gap that is printed: the table rounds gaps up to two decimals. */
    public boolean agrees(double bound) {
        double gap = gap(bound);
        double uncertainty = uncertainty(bound);
        return gap > printedGap - PRINTED_STEP - uncertainty && gap <= printedGap + uncertainty;
    }

    @Override
    public String toString() {
        return name;
    }
}
