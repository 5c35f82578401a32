package org.flexopf.coordination.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Statistics of regions in JSON files: docs/synthetic-regions.md describes them. */
public final class RegionFile {

    private final List<Fault> faults = new ArrayList<>();

    private RegionFile() {}

    /**
     * Reads a file.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static RegionStatistics read(Path path) {
        String name = String.valueOf(path.getFileName() == null ? path : path.getFileName());
        try {
            return parse(name, Files.readString(path));
        } catch (IOException e) {
            throw new CaseFileException(
                    name, 0, path.toString(), "the file cannot be read (" + e + ")", "give a JSON file in UTF-8");
        }
    }

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @throws CaseFileException if it is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static RegionStatistics parse(String file, String text) {
        RegionFile reader = new RegionFile();
        RegionStatistics statistics =
                reader.statistics(JsonElement.parse(file, text, "statistics of a region", reader.faults));
        if (!reader.faults.isEmpty()) {
            throw new InvalidNetworkException(file, reader.faults);
        }
        return statistics;
    }

    private RegionStatistics statistics(JsonElement json) {
        json.pass("note");
        String name = json.text("name");
        String currency = json.text("currency", "EUR");
        double[] price = profile(json, "dayAheadPrice");
        JsonElement transmission = json.requiredObject("transmission");
        JsonElement feeders = json.requiredObject("feeders");
        TransmissionStatistics grid = transmission == null ? null : transmission(transmission);
        FeederStatistics wanted = feeders == null ? null : feeders(feeders);
        List<Conductor> conductors =
                json.objects("conductors").stream().map(this::conductor).toList();
        List<CustomerClass> customers =
                json.objects("customers").stream().map(this::customer).toList();
        List<DeviceKind> devices =
                json.objects("devices").stream().map(this::device).toList();
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            return null;
        }
        return new RegionStatistics(name, currency, price, grid, wanted, conductors, customers, devices);
    }

    private TransmissionStatistics transmission(JsonElement json) {
        JsonElement units = json.requiredObject("units");
        TransmissionStatistics transmission = new TransmissionStatistics(
                json.integer("buses"),
                json.number("linesPerBus"),
                json.number("kV"),
                json.number("ohmPerKm"),
                json.number("sideKm"),
                json.number("leastRating"),
                json.number("margin"),
                units == null ? new TransmissionStatistics.Units(0, 0, 0, 0, Spread.of(0.0), 0) : units(units));
        json.refuseUnknownFields();
        return transmission;
    }

    private TransmissionStatistics.Units units(JsonElement json) {
        TransmissionStatistics.Units units = new TransmissionStatistics.Units(
                json.number("perBus"),
                json.number("margin"),
                json.number("least"),
                json.number("deviation", 0.0),
                spread(json, "cost"),
                json.number("premium", 0.0));
        json.refuseUnknownFields();
        return units;
    }

    private static FeederStatistics feeders(JsonElement json) {
        FeederStatistics feeders = new FeederStatistics(
                json.integer("detailed"),
                json.integer("single"),
                json.integer("buses"),
                json.number("customersPerBus"),
                json.number("branching"),
                json.number("kV"),
                json.number("baseMVA", 10.0),
                json.number("v0"),
                json.number("vmin"),
                json.number("vmax"),
                json.number("loading", 1.0));
        json.refuseUnknownFields();
        return feeders;
    }

    private Conductor conductor(JsonElement json) {
        Conductor conductor = new Conductor(
                json.text("name"),
                json.number("rOhmPerKm"),
                json.number("xOhmPerKm"),
                json.number("ampere"),
                json.number("share"),
                spread(json, "km"));
        json.refuseUnknownFields();
        return conductor;
    }

    private CustomerClass customer(JsonElement json) {
        CustomerClass customer = new CustomerClass(
                json.text("name"),
                json.number("share"),
                spread(json, "peakKw"),
                json.number("powerFactor", 1.0),
                profile(json, "profile"),
                errors(json));
        json.refuseUnknownFields();
        return customer;
    }

    private DeviceKind device(JsonElement json) {
        DeviceKind device = new DeviceKind(
                json.text("name"),
                json.number("perCustomer"),
                spread(json, "kw"),
                json.choice("placement", Placement.class, Placement.ANYWHERE),
                json.number("reactive", 0.0),
                profile(json, "typical"),
                profile(json, "least"),
                profile(json, "most"),
                offer(json, "up"),
                offer(json, "down"),
                errors(json));
        json.refuseUnknownFields();
        return device;
    }

    /** A number for every hour, or one for all; without any, that is a fault. */
    private static double[] profile(JsonElement json, String field) {
        if (!json.has(field)) {
            json.number(field);
        }
        return json.series(field, RegionStatistics.HOURS, 0.0);
    }

    /** A number, or an object with a mean and a deviation. */
    private static Spread spread(JsonElement json, String field) {
        if (!json.isObject(field)) {
            return Spread.of(json.number(field));
        }
        JsonElement object = json.object(field);
        Spread spread = new Spread(object.number("mean"), object.number("deviation", 0.0));
        object.refuseUnknownFields();
        return spread;
    }

    private static OfferRule offer(JsonElement json, String field) {
        JsonElement object = json.object(field);
        if (object == null) {
            return OfferRule.NONE;
        }
        OfferRule rule = new OfferRule(object.number("share"), object.number("dayAhead", 0.0), spread(object, "price"));
        object.refuseUnknownFields();
        return rule;
    }

    private static ForecastErrors errors(JsonElement json) {
        JsonElement object = json.object("errors");
        if (object == null) {
            return ForecastErrors.NONE;
        }
        ForecastErrors errors = new ForecastErrors(object.number("common", 0.0), object.number("local", 0.0));
        object.refuseUnknownFields();
        return errors;
    }
}
