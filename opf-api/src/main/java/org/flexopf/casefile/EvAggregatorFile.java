package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.JsonTree.Node;
import org.flexopf.casefile.JsonTree.ObjectNode;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Range;

/** Files with an aggregator of vehicles, in kW, kWh and currency per MWh: docs/horizon-format.md describes them. */
public final class EvAggregatorFile {

    private static final String KIND = "ev_aggregator";

    private EvAggregatorFile() {}

    /**
     * Reads a file.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static EvAggregator read(Path path) {
        String file = String.valueOf(path.getFileName());
        Node root = JsonTree.parse(file, TextFiles.read(path));
        if (!(root instanceof ObjectNode object)) {
            throw new CaseFileException(
                    file,
                    root.line(),
                    root.describe(),
                    "an aggregator is an object",
                    "start it with { \"kind\": \"" + KIND + "\"");
        }
        List<Fault> faults = new ArrayList<>();
        JsonElement json = new JsonElement("", object, faults);
        json.pass("name");
        json.pass("about");
        if (!json.text("kind").equals(KIND)) {
            json.refuse("kind", "this is no aggregator of vehicles", "give " + KIND + ", or plan a horizon");
        }
        double hours = json.number("h");
        int periods = json.integer("periods");
        EvAggregator.Prices prices = new EvAggregator.Prices(
                series(json, "day_ahead_price_per_mwh", periods),
                series(json, "up_price_per_mwh", periods),
                series(json, "down_price_per_mwh", periods),
                json.number("brp_deviation_price_per_mwh", 0.0),
                json.number("retail_price_per_mwh", 0.0));
        double least = json.number("soc_min", 0.0);
        double largest = json.number("soc_max", 1.0);
        List<EvAggregator.Vehicle> vehicles = json.objects("vehicles").stream()
                .map(vehicle -> vehicle(vehicle, least, largest))
                .toList();
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return new EvAggregator(hours, prices, vehicles);
    }

    private static List<Double> series(JsonElement json, String field, int periods) {
        if (!json.has(field)) {
            json.number(field);
        }
        return Arrays.stream(json.series(field, Math.max(0, periods), 0.0))
                .boxed()
                .toList();
    }

    private static EvAggregator.Vehicle vehicle(JsonElement json, double least, double largest) {
        double capacity = json.number("capacity_kwh");
        EvAggregator.Vehicle vehicle = new EvAggregator.Vehicle(
                json.text("name", ""),
                new Range(least * capacity, largest * capacity),
                json.integer("last_home_period"),
                json.integer("first_home_period"),
                json.number("trip_kwh"),
                new Range(json.number("charge_min_kw", 0.0), json.number("charge_max_kw")),
                new Range(json.number("discharge_min_kw", 0.0), json.number("discharge_max_kw")),
                json.number("eta_charge", 1.0),
                json.number("eta_discharge", 1.0));
        json.refuseUnknownFields();
        return vehicle;
    }
}
