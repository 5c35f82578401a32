package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.coordination.Direction;
import org.flexopf.fleet.EvAggregator;
import org.flexopf.fleet.EvAggregator.Vehicle;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;

/**
 * Reserve markets and bidding problems as JSON: docs/reserve.md describes the fields.
 *
 * @param markets the markets
 * @param bidding the bidding problems, by name
 */
public record ReserveFile(List<ReserveDay> markets, Map<String, EvAggregator> bidding) {

    private static final double KWH_PER_MWH = 1000.0;

    /** Vehicles keep that share of their capacity. */
    private static final double LEAST_ENERGY = 0.2;

    /** The list is copied. */
    public ReserveFile {
        markets = List.copyOf(markets);
    }

    /** Which way a bid goes, as files call it. */
    private enum Type {
        UP,
        DOWN
    }

    /**
     * What a text holds.
     *
     * @param file what messages call the text
     * @throws CaseFileException if the text is no JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static ReserveFile parse(String file, String text) {
        List<Fault> faults = new ArrayList<>();
        JsonElement json = JsonElement.parse(file, text, "a file of reserve markets", faults);
        List<ReserveDay> markets = new ArrayList<>();
        for (JsonElement market : json.objects("schemes")) {
            market(market, faults, markets);
        }
        Map<String, EvAggregator> bidding = new LinkedHashMap<>();
        for (JsonElement problem : json.objects("bidding")) {
            bidding(problem, faults, bidding);
        }
        json.refuseUnknownFields();
        if (faults.isEmpty() && markets.isEmpty() && bidding.isEmpty()) {
            faults.add(new Fault(
                    "the file", "no schemes and no bidding", "there is nothing in it", "give a list of either"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return new ReserveFile(markets, bidding);
    }

    private static void market(JsonElement json, List<Fault> faults, List<ReserveDay> markets) {
        int before = faults.size();
        String name = json.text("name", json.label());
        if (markets.stream().anyMatch(market -> market.name().equals(name))) {
            json.refuse("name", "another market has it", "give every market a name of its own");
        }
        Network feeder = feeder(name, json, faults);
        double priceUp = 0.0;
        double priceDown = 0.0;
        JsonElement unitPrice = json.requiredObject("reservePrice");
        if (unitPrice != null) {
            priceUp = unitPrice.number("up");
            priceDown = unitPrice.number("down");
            unitPrice.refuseUnknownFields();
        }
        ReserveRules rules = new ReserveRules(
                json.number("hours"),
                json.number("loadingLimit", ReserveRules.defaults().loadingLimit()),
                json.number("powerFactor", ReserveRules.defaults().powerFactor()),
                flexibility(json),
                json.number("dsoPrice", 0.0),
                json.number("brpPrice"),
                priceUp,
                priceDown);
        Map<Integer, List<Double>> base = new LinkedHashMap<>();
        JsonElement injections = json.object("baseInjection");
        if (injections != null) {
            for (String bus : injections.fields()) {
                if (bus.matches("\\d{1,9}")) {
                    base.put(Integer.parseInt(bus), series(injections, bus));
                } else {
                    injections.refuse(bus, "buses have whole numbers", "name the field by the bus, such as \"12\"");
                }
            }
        }
        List<ReserveBid> bids =
                json.objects("aggregators").stream().map(ReserveFile::bid).toList();
        List<Double> request = series(json, "request");
        json.refuseUnknownFields();
        if (faults.size() > before || feeder == null) {
            return;
        }
        try {
            markets.add(new ReserveDay(name, feeder, rules, base, bids, request));
        } catch (InvalidNetworkException e) {
            tell(name, e, faults);
        }
    }

    private static DsoFlexibility flexibility(JsonElement json) {
        String text = json.text("dsoFlexibility", DsoFlexibility.NONE.name());
        for (DsoFlexibility flexibility : DsoFlexibility.values()) {
            if (flexibility.name().equals(text)) {
                return flexibility;
            }
        }
        json.refuse("dsoFlexibility", "there is no such flexibility", "give NONE or OPPOSITE");
        return DsoFlexibility.NONE;
    }

    private static Network feeder(String name, JsonElement json, List<Fault> faults) {
        int before = faults.size();
        int root = json.integer("root");
        NetworkBuilder network = Network.builder(name, 1.0);
        double[] buses = json.numbers("buses");
        if (Arrays.stream(buses).anyMatch(bus -> bus != Math.rint(bus) || Math.abs(bus) > Integer.MAX_VALUE)) {
            json.refuse("buses", "buses have whole numbers", "give whole numbers");
        }
        for (double bus : buses) {
            network.bus((int) bus == root ? Bus.reference(root, 1.0) : Bus.of((int) bus));
        }
        int number = 0;
        for (JsonElement line : json.objects("lines")) {
            double rate = line.number("rate", 0.0);
            network.branch(
                    Branch.line(++number, line.integer("from"), line.integer("to"), line.number("r"), line.number("x"))
                            .withRating(rate == 0.0 ? Double.POSITIVE_INFINITY : rate));
            line.refuseUnknownFields();
        }
        if (faults.size() > before) {
            return null;
        }
        try {
            return network.build();
        } catch (InvalidNetworkException e) {
            tell(name, e, faults);
            return null;
        }
    }

    private static ReserveBid bid(JsonElement json) {
        ReserveBid bid = new ReserveBid(
                json.text("id"),
                json.integer("bus"),
                json.choice("type", Type.class, null) == Type.UP ? Direction.UP : Direction.DOWN,
                json.number("price"),
                series(json, "volume"));
        json.refuseUnknownFields();
        return bid;
    }

    /** Steps count from 0 in the file, and from 1 in the library; energies are MWh there, and kWh here. */
    private static void bidding(JsonElement json, List<Fault> faults, Map<String, EvAggregator> bidding) {
        int before = faults.size();
        String name = json.text("name", json.label());
        if (bidding.containsKey(name)) {
            json.refuse("name", "another bidding problem has it", "give every one a name of its own");
        }
        int steps = json.integer("steps");
        EvAggregator.Prices prices = new EvAggregator.Prices(
                series(json, "dayAhead", steps),
                series(json, "priceUp", steps),
                series(json, "priceDown", steps),
                json.number("brpPrice"),
                json.number("retail"));
        double hours = json.number("hours");
        List<JsonElement> evs = json.objects("evs");
        List<Vehicle> vehicles = IntStream.range(0, evs.size())
                .mapToObj(k -> vehicle(evs.get(k), String.valueOf(k + 1)))
                .toList();
        json.refuseUnknownFields();
        if (faults.size() > before) {
            return;
        }
        try {
            bidding.put(name, new EvAggregator(hours, prices, vehicles));
        } catch (InvalidNetworkException e) {
            tell(name, e, faults);
        }
    }

    private static Vehicle vehicle(JsonElement json, String name) {
        double capacity = json.number("capacity") * KWH_PER_MWH;
        Vehicle vehicle = new Vehicle(
                name,
                new Range(LEAST_ENERGY * capacity, capacity),
                json.integer("departure"),
                json.integer("arrival") + 1,
                json.number("trip") * KWH_PER_MWH,
                new Range(0.0, json.number("charge") * KWH_PER_MWH),
                new Range(0.0, json.number("discharge") * KWH_PER_MWH),
                1.0,
                1.0);
        json.refuseUnknownFields();
        return vehicle;
    }

    private static void tell(String name, InvalidNetworkException e, List<Fault> faults) {
        e.faults().stream()
                .map(fault -> new Fault(name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix()))
                .forEach(faults::add);
    }

    private static List<Double> series(JsonElement json, String field) {
        return Arrays.stream(json.numbers(field)).boxed().toList();
    }

    private static List<Double> series(JsonElement json, String field, int steps) {
        List<Double> series = series(json, field);
        if (json.has(field) && series.size() != steps) {
            json.refuse(field, series.size() + " prices for " + steps + " steps", "give one price per step");
        }
        return series;
    }
}
