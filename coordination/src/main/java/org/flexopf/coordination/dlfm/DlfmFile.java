package org.flexopf.coordination.dlfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/** What six markets are run on, as JSON: docs/dlfm.md describes the fields. */
public final class DlfmFile {

    /** How the transmission network is called among units and reserve. */
    public static final String TRANSMISSION = "transmission";

    private final List<Fault> faults = new ArrayList<>();
    private int periods;

    private DlfmFile() {}

    /**
     * What a text holds.
     *
     * @param file what messages call the text
     * @throws CaseFileException if the text is no JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static DlfmCase parse(String file, String text) {
        return new DlfmFile().read(file, text);
    }

    private DlfmCase read(String file, String text) {
        JsonElement json = JsonElement.parse(file, text, "a file of six markets", faults);
        String name = json.text("name", "six markets");
        periods = json.has("periods") ? Math.max(0, json.integer("periods")) : 1;
        List<Double> forecast = series(json, "priceForecast");
        double voll = json.number("voll", DlfmCase.DEFAULT_VOLL);
        JsonElement reserve = json.object("reserve");
        JsonElement transmission = json.requiredObject(TRANSMISSION);
        MarketArea above = transmission == null ? null : area(transmission, TRANSMISSION, reserve);
        List<MarketArea> feeders = new ArrayList<>();
        for (JsonElement feeder : json.objects("distribution")) {
            MarketArea area = area(feeder, feeder.text("name"), reserve);
            if (area != null) {
                feeders.add(area);
            }
        }
        List<MarketUnit> units = json.objects("units").stream().map(this::unit).toList();
        if (reserve != null) {
            reserve.refuseUnknownFields();
        }
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        try {
            return new DlfmCase(name, forecast, voll, above, feeders, units);
        } catch (InvalidNetworkException e) {
            throw new InvalidNetworkException(file, e.faults());
        }
    }

    private MarketArea area(JsonElement json, String name, JsonElement reserve) {
        int before = faults.size();
        boolean isFeeder = !name.equals(TRANSMISSION);
        int interfaceBus = isFeeder ? json.integer("interface") : 0;
        int[] buses = Arrays.stream(json.numbers("buses"))
                .mapToInt(bus -> {
                    if (bus != Math.rint(bus)) {
                        json.refuse("buses", "buses have whole numbers", "give whole numbers");
                    }
                    return (int) bus;
                })
                .toArray();
        int root = isFeeder ? json.integer("root") : buses.length == 0 ? 0 : buses[0];
        NetworkBuilder network = Network.builder(name, 1.0);
        for (int bus : buses) {
            network.bus(bus == root ? Bus.reference(bus, 1.0) : Bus.of(bus));
        }
        int number = 0;
        for (JsonElement line : json.objects("lines")) {
            double rate = line.number("rate", 0.0);
            network.branch(Branch.line(
                            ++number,
                            line.integer("from"),
                            line.integer("to"),
                            0.0,
                            isFeeder ? line.number("x", 1.0) : line.number("x"))
                    .withRating(rate == 0.0 ? Double.POSITIVE_INFINITY : rate));
            line.refuseUnknownFields();
        }
        Map<Integer, List<Double>> demand = byBus(json, "demand");
        Map<Integer, List<Double>> imbalance = byBus(json, "imbalance");
        List<List<Double>> required = required(reserve, name);
        json.refuseUnknownFields();
        if (faults.size() > before) {
            return null;
        }
        try {
            return new MarketArea(
                    name, network.build(), interfaceBus, demand, imbalance, required.get(0), required.get(1));
        } catch (InvalidNetworkException e) {
            e.faults().stream()
                    .map(fault -> new Fault(name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix()))
                    .forEach(faults::add);
            return null;
        }
    }

    /** Upward and downward reserve: [up, down] for all periods, or a list of such pairs; none where it is left out. */
    private List<List<Double>> required(JsonElement reserve, String name) {
        List<Double> none = Collections.nCopies(periods, 0.0);
        if (reserve == null || !reserve.has(name)) {
            return List.of(none, none);
        }
        if (reserve.isPairs(name)) {
            List<double[]> pairs = reserve.pairs(name);
            return List.of(
                    pairs.stream().map(pair -> pair[0]).toList(),
                    pairs.stream().map(pair -> pair[1]).toList());
        }
        double[] pair = reserve.numbers(name);
        if (pair.length != 2) {
            if (!reserve.isList(name)) {
                return List.of(none, none);
            }
            reserve.refuse(name, "it is no pair", "give [up, down], or one such pair per period");
            return List.of(none, none);
        }
        return List.of(Collections.nCopies(periods, pair[0]), Collections.nCopies(periods, pair[1]));
    }

    private Map<Integer, List<Double>> byBus(JsonElement json, String field) {
        Map<Integer, List<Double>> series = new LinkedHashMap<>();
        JsonElement object = json.object(field);
        if (object != null) {
            for (String bus : object.fields()) {
                if (bus.matches("\\d{1,9}")) {
                    series.put(Integer.parseInt(bus), series(object, bus));
                } else {
                    object.refuse(bus, "buses have whole numbers", "name the field by the bus, such as \"12\"");
                }
            }
        }
        return series;
    }

    private MarketUnit unit(JsonElement json) {
        MarketUnit unit = new MarketUnit(
                json.text("id"),
                json.text("network"),
                json.integer("bus"),
                series(json, "pmin"),
                series(json, "pmax"),
                json.number("cost"),
                json.number("reservePrice", 0.0),
                json.number("ramp", Double.POSITIVE_INFINITY));
        json.refuseUnknownFields();
        return unit;
    }

    private List<Double> series(JsonElement json, String field) {
        if (!json.has(field)) {
            json.number(field);
        }
        return Arrays.stream(json.series(field, periods, 0.0)).boxed().toList();
    }
}
