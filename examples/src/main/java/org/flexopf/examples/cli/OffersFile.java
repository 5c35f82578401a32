package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.Offer;
import org.flexopf.text.PlainText;

/**
 * Offers from a CSV or JSON file, in the format of docs/offers.md. Every fault found is told, with the row it stands
 * in.
 */
final class OffersFile {

    private static final String PARTICIPANT = "participant";

    private static final Set<String> FIELDS = Set.of(
            PARTICIPANT, "bus", "pMin", "pMax", "price", "quadratic", "constant", "qMin", "qMax", "reactivePrice");
    private static final Set<String> REQUIRED = Set.of(PARTICIPANT, "bus", "pMax", "price");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final List<String> faults = new ArrayList<>();

    private OffersFile(String name) {
        this.name = name;
    }

    /** @throws BadInputException if the file cannot be read or holds anything but offers */
    static List<Offer> read(String name) {
        String text = text(name);
        OffersFile file = new OffersFile(name);
        // A name says what is in it; standard input has none, and JSON begins with a bracket.
        boolean json = CallFiles.isDash(name)
                ? text.stripLeading().startsWith("[")
                : name.toLowerCase(Locale.ROOT).endsWith(".json");
        List<Offer> offers = json ? file.json(text) : file.csv(text);
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

    private static String text(String name) {
        try {
            return PlainText.decode(
                    CallFiles.isDash(name) ? CallFiles.standardInput() : Files.readAllBytes(Path.of(name)));
        } catch (IOException | InvalidPathException e) {
            throw new BadInputException("cannot read the offers in " + name + ": " + e.getMessage()
                    + "; give a CSV or JSON file in UTF-8, see docs/offers.md");
        }
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
        try (CSVParser parser = CSVParser.parse(text, format)) {
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
        } catch (UncheckedIOException e) {
            // What the parser meets on its way from record to record, such as a quote that is never closed.
            throw noCsv(e.getCause());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw noCsv(e);
        }
        return offers;
    }

    private BadInputException noCsv(Exception fault) {
        return new BadInputException(name + " is not CSV with column names in its first line: " + fault.getMessage()
                + "; see docs/offers.md");
    }

    private List<Offer> json(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (StreamConstraintsException e) {
            throw new BadInputException(name + " is no JSON of offers: it is nested too deeply, or a number or text in "
                    + "it is too long; see docs/offers.md");
        } catch (JsonProcessingException e) {
            throw new BadInputException(name + " is no JSON of offers: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + " at line "
                    + e.getLocation().getLineNr() + "; see docs/offers.md");
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
            String where = "offer " + (k + 1);
            int before = faults.size();
            root.get(k).properties().forEach(field -> addJson(values, where, field.getKey(), field.getValue()));
            if (faults.size() == before) {
                add(offers, where, values);
            }
        }
        return offers;
    }

    private void addJson(Map<String, String> values, String where, String field, JsonNode value) {
        boolean isText = field.equals(PARTICIPANT);
        if (FIELDS.contains(field) && !(isText ? value.isTextual() : value.isNumber())) {
            faults.add(where + ": " + field + " is " + value + "; give a " + (isText ? "text" : "number") + " there");
            return;
        }
        values.put(field, value.asText());
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
                            values.get(PARTICIPANT),
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
        // Java would take 12d and 0x1p3 for numbers too.
        if (DECIMAL.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        }
        faults.add(where + ": " + field + " is '" + text + "', which is no finite number; write it like 12.5");
        return 0.0;
    }
}
