package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.Offer;

/**
 * Offers from a CSV or JSON file, in the format of docs/offers.md. Every fault found is told, with the row it stands
 * in.
 */
final class OffersFile {

    private static final String PARTICIPANT = "participant";

    private static final Set<String> FIELDS = Set.of(
            PARTICIPANT, "bus", "pMin", "pMax", "price", "quadratic", "constant", "qMin", "qMax", "reactivePrice");
    private static final Set<String> REQUIRED = Set.of(PARTICIPANT, "bus", "pMax", "price");

    private static final CSVFormat FORMAT =
            InputFile.CSV.builder().setTrim(true).setCommentMarker('#').get();

    private final InputFile file;
    private final List<Offer> offers = new ArrayList<>();

    private OffersFile(InputFile file) {
        this.file = file;
    }

    /** @throws BadInputException if the file cannot be read or holds anything but offers */
    static List<Offer> read(String name) {
        InputFile file = new InputFile(name, "the offers", "CSV or JSON", "docs/offers.md");
        OffersFile offers = new OffersFile(file);
        // A name says what is in it; standard input has none, and JSON begins with a bracket.
        boolean json = CallFiles.isDash(name)
                ? file.text().stripLeading().startsWith("[")
                : name.toLowerCase(Locale.ROOT).endsWith(".json");
        if (json) {
            offers.json(name);
        } else {
            file.csv(FORMAT, columns -> true, (where, row) -> {
                Map<String, String> values = new LinkedHashMap<>(row.toMap());
                values.values().removeIf(String::isEmpty);
                offers.add(where, values);
            });
        }
        file.requireNoFaults();
        if (offers.offers.isEmpty()) {
            throw new BadInputException("there are no offers in " + name
                    + "; give at least one, or leave out --offers to take the case's generators");
        }
        return offers.offers;
    }

    private void json(String name) {
        JsonNode root = file.json();
        if (!root.isArray()) {
            throw new BadInputException(name + " holds no array of offers; give [ {\"participant\": ..., "
                    + "\"bus\": ..., \"pMax\": ..., \"price\": ...}, ... ]");
        }
        for (int k = 0; k < root.size(); k++) {
            if (!root.get(k).isObject()) {
                file.fault("offer " + (k + 1) + ": " + root.get(k) + " is no object with the fields of an offer");
                continue;
            }
            Map<String, String> values = new LinkedHashMap<>();
            String where = "offer " + (k + 1);
            int before = file.faultCount();
            root.get(k).properties().forEach(field -> addJson(values, where, field.getKey(), field.getValue()));
            if (file.faultCount() == before) {
                add(where, values);
            }
        }
    }

    private void addJson(Map<String, String> values, String where, String field, JsonNode value) {
        boolean isText = field.equals(PARTICIPANT);
        if (FIELDS.contains(field) && !(isText ? value.isTextual() : value.isNumber())) {
            file.fault(where + ": " + field + " is " + value + "; give a " + (isText ? "text" : "number") + " there");
            return;
        }
        values.put(field, value.asText());
    }

    private void add(String where, Map<String, String> values) {
        int before = file.faultCount();
        values.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> file.fault(where + ": there is no field '" + field
                        + "'; the fields are participant, bus, pMin, pMax, price, "
                        + "quadratic, constant, qMin, qMax, reactivePrice"));
        REQUIRED.stream()
                .sorted()
                .filter(field -> !values.containsKey(field))
                .forEach(field -> file.fault(where + ": '" + field + "' is missing, and every offer needs it"));
        double bus = number(where, values, "bus");
        if (bus != Math.rint(bus) || Math.abs(bus) > Integer.MAX_VALUE) {
            file.fault(where + ": bus is " + values.get("bus") + ", but buses have whole numbers");
        }
        double pMin = number(where, values, "pMin");
        double pMax = number(where, values, "pMax");
        double qMin = number(where, values, "qMin");
        double qMax = number(where, values, "qMax");
        double price = number(where, values, "price");
        double quadratic = number(where, values, "quadratic");
        double constant = number(where, values, "constant");
        double reactivePrice = number(where, values, "reactivePrice");
        if (file.faultCount() > before) {
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
            file.fault(where + ": " + e.getMessage());
        }
    }

    /** A number of an offer; 0 where it has none. */
    private double number(String where, Map<String, String> values, String field) {
        String text = values.get(field);
        return text == null ? 0.0 : file.number(where, field, text);
    }
}
