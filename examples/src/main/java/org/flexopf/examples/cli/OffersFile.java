package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.Offer;

/**
 * Offers from a CSV or JSON file, in the format of docs/offers.md. Every fault found is told, with the row it stands
 * in.
 */
final class OffersFile {

    private static final Set<String> FIELDS = Set.of(
            "participant", "bus", "pMin", "pMax", "price", "quadratic", "constant", "qMin", "qMax", "reactivePrice");
    private static final Set<String> REQUIRED = Set.of("participant", "bus", "pMax", "price");

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private OffersFile(String name) {
        this.name = name;
    }

    /** @throws BadInputException if the file cannot be read or holds anything but offers */
    static List<Offer> read(String name) {
        String text;
        try {
            text = Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the offers in " + name + ": " + e.getMessage()
                    + "; give a CSV or JSON file in UTF-8, see docs/offers.md");
        }
        OffersFile file = new OffersFile(name);
        List<Offer> offers = name.toLowerCase(Locale.ROOT).endsWith(".json") ? file.json(text) : file.csv(text);
        if (!file.faults.isEmpty()) {
            throw new BadInputException(
                    "the offers in " + name + " cannot be used:\n  " + String.join("\n  ", file.faults));
        }
        if (offers.isEmpty()) {
            throw new BadInputException("there are no offers in " + name
                    + "; give at least one, or leave out --offers to take the case's generators");
        }
        return offers;
    }

    private List<Offer> csv(String text) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .setCommentMarker('#')
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        List<Offer> offers = new ArrayList<>();
        // A byte order mark, as spreadsheets write it, is not part of the first column's name.
        try (CSVParser parser = CSVParser.parse(text.startsWith("\uFEFF") ? text.substring(1) : text, format)) {
            for (CSVRecord record : parser) {
                if (!record.isConsistent()) {
                    faults.add("line " + parser.getCurrentLineNumber() + ": " + record.size() + " values under "
                            + parser.getHeaderNames().size()
                            + " column names; give one value per column, leave it empty for none");
                    continue;
                }
                Map<String, String> values = new LinkedHashMap<>(record.toMap());
                values.values().removeIf(String::isEmpty);
                add(offers, "line " + parser.getCurrentLineNumber(), values);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new BadInputException(name + " is not CSV with column names in its first line: " + e.getMessage()
                    + "; see docs/offers.md");
        }
        return offers;
    }

    private List<Offer> json(String text) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadInputException(name + " is not JSON: " + e.getOriginalMessage() + " at line "
                    + e.getLocation().getLineNr());
        }
        if (!root.isArray()) {
            throw new BadInputException(name + " holds no array of offers; give [ {\"participant\": ..., "
                    + "\"bus\": ..., \"pMax\": ..., \"price\": ...}, ... ]");
        }
        List<Offer> offers = new ArrayList<>();
        for (int k = 0; k < root.size(); k++) {
            if (!root.get(k).isObject()) {
                faults.add("offer " + (k + 1) + ": " + root.get(k) + " is no object with the fields of an offer");
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            root.get(k)
                    .properties()
                    .forEach(field -> values.put(
                            field.getKey(),
                            field.getValue().isValueNode()
                                    ? field.getValue().asText()
                                    : field.getValue().toString()));
            add(offers, "offer " + (k + 1), values);
        }
        return offers;
    }

    private void add(List<Offer> offers, String where, Map<String, String> values) {
        int before = faults.size();
        values.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> faults.add(where + ": there is no field '" + field
                        + "'; the fields are participant, bus, pMin, pMax, price, "
                        + "quadratic, constant, qMin, qMax, reactivePrice"));
        REQUIRED.stream()
                .sorted()
                .filter(field -> !values.containsKey(field))
                .forEach(field -> faults.add(where + ": '" + field + "' is missing, and every offer needs it"));
        double bus = number(where, values, "bus");
        if (bus != Math.rint(bus) || Math.abs(bus) > Integer.MAX_VALUE) {
            faults.add(where + ": bus is " + values.get("bus") + ", but buses have whole numbers");
        }
        double pMin = number(where, values, "pMin");
        double pMax = number(where, values, "pMax");
        double qMin = number(where, values, "qMin");
        double qMax = number(where, values, "qMax");
        double price = number(where, values, "price");
        double quadratic = number(where, values, "quadratic");
        double constant = number(where, values, "constant");
        double reactivePrice = number(where, values, "reactivePrice");
        if (faults.size() > before) {
            return;
        }
        try {
            offers.add(Offer.active(
                            values.get("participant"),
                            (int) bus,
                            pMin,
                            pMax,
                            CostCurve.quadratic(quadratic, price, constant))
                    .withReactive(qMin, qMax, CostCurve.linear(reactivePrice)));
        } catch (InvalidCostException e) {
            faults.add(where + ": " + e.getMessage());
        }
    }

    /** A number of an offer; 0 where it has none. */
    private double number(String where, Map<String, String> values, String field) {
        String text = values.get(field);
        if (text == null) {
            return 0.0;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, together with what is not finite.
        }
        faults.add(where + ": " + field + " is '" + text + "', which is no finite number; write it like 12.5");
        return 0.0;
    }
}
