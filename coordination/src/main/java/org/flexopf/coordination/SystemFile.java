package org.flexopf.coordination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.casefile.JsonText;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Range;

/** Systems in JSON files: docs/coordination-format.md describes them. */
public final class SystemFile {

    /** What buyers and held flexibility call the transmission network. */
    public static final String TRANSMISSION = "transmission";

    /** The base of the transmission network, MVA: only ratios of its reactances matter. */
    private static final double TRANSMISSION_BASE = 100.0;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    private SystemFile(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static TsoDsoSystem read(Path path) {
        String name = String.valueOf(path.getFileName() == null ? path : path.getFileName());
        return parse(name, text(name, path));
    }

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @throws CaseFileException if it is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static TsoDsoSystem parse(String file, String text) {
        SystemFile reader = new SystemFile(file);
        return reader.system(JsonElement.parse(file, text, "a system", reader.faults));
    }

    /**
     * Reads a file with a system, or with a day: {@code {"name": ..., "hours": 1, "periods": [SYSTEM, ...]}}. A system
     * is a day of one period of an hour.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static TsoDsoDay readDay(Path path) {
        String name = String.valueOf(path.getFileName() == null ? path : path.getFileName());
        return parseDay(name, text(name, path));
    }

    /**
     * Reads a text with a system, or with a day.
     *
     * @param file what messages call it
     * @throws CaseFileException if it is not JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static TsoDsoDay parseDay(String file, String text) {
        return new SystemFile(file).day(text);
    }

    /** A system as such a file: what is read of it is equal to it. */
    public static String write(TsoDsoSystem system) {
        return JsonText.of(json -> SystemWriter.write(system, json));
    }

    /** A day as such a file. */
    public static String write(TsoDsoDay day) {
        return JsonText.of(json -> {
            json.text("name", day.name(), "");
            json.number("hours", day.hours());
            json.objects("periods", day.periods(), SystemWriter::write);
        });
    }

    private static String text(String name, Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new CaseFileException(
                    name, 0, path.toString(), "the file cannot be read (" + e + ")", "give a JSON file in UTF-8");
        }
    }

    private TsoDsoDay day(String text) {
        JsonElement json = JsonElement.parse(file, text, "a system or a day", faults);
        if (!json.has("periods")) {
            return TsoDsoDay.of(system(json));
        }
        json.pass("note");
        String name = json.text("name");
        double hours = json.number("hours", 1.0);
        List<TsoDsoSystem> periods = new ArrayList<>();
        for (JsonElement period : json.objects("periods")) {
            periods.add(content(period));
        }
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return new TsoDsoDay(name, hours, periods);
    }

    private TsoDsoSystem system(JsonElement json) {
        TsoDsoSystem system = content(json);
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return system;
    }

    /** The system; null if there are faults, which are noted. */
    private TsoDsoSystem content(JsonElement json) {
        int before = faults.size();
        json.pass("note");
        String name = json.text("name");
        String currency = json.text("currency", "EUR");
        double dayAheadPrice = json.number("dayAheadPrice");
        JsonElement transmission = json.requiredObject("transmission");
        Area area = transmission == null ? null : transmission(transmission);
        JsonElement schedule = json.requiredObject("schedule");
        JsonElement flows = schedule == null ? null : schedule.requiredObject("interface");
        List<Feeder> feeders = json.objects("distribution").stream()
                .map(feeder -> feeder(feeder, flows))
                .filter(Objects::nonNull)
                .toList();
        List<CommercialBuyer> buyers =
                json.objects("buyers").stream().map(SystemFile::buyer).toList();
        List<HeldFlexibility> held =
                json.objects("held").stream().map(SystemFile::held).toList();
        if (schedule != null) {
            schedule.refuseUnknownFields();
        }
        if (flows != null) {
            flows.refuseUnknownFields();
        }
        json.refuseUnknownFields();
        if (faults.size() > before) {
            return null;
        }
        try {
            return new TsoDsoSystem(name, currency, dayAheadPrice, area, feeders, buyers, held);
        } catch (InvalidNetworkException e) {
            e.faults()
                    .forEach(fault -> faults.add(new Fault(
                            "system " + name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix())));
            return null;
        }
    }

    private Area transmission(JsonElement json) {
        NetworkBuilder network = Network.builder(TRANSMISSION, TRANSMISSION_BASE);
        int reference = json.integer("reference");
        List<Double> imbalances = new ArrayList<>();
        for (JsonElement bus : json.objects("buses")) {
            int id = bus.integer("id");
            network.bus(id == reference ? Bus.reference(id, 1.0) : Bus.of(id))
                    .load(Load.of(imbalances.size() + 1, id, 0.0 - bus.number("p0"), 0.0));
            imbalances.add(bus.number("delta", 0.0));
            bus.refuseUnknownFields();
        }
        int lines = 0;
        for (JsonElement line : json.objects("lines")) {
            network.branch(Branch.line(++lines, line.integer("from"), line.integer("to"), 0.0, line.number("x"))
                    .withRating(rating(line)));
            line.refuseUnknownFields();
        }
        List<Resource> resources = new ArrayList<>();
        for (JsonElement bid : json.objects("bids")) {
            resources.add(
                    Resource.of(bid.text("id"), bid.integer("bus"), offer(bid, "up", "cUp"), offer(bid, "dn", "cDn"))
                            .withExclusive(bid.flag("exclusive", false)));
            bid.refuseUnknownFields();
        }
        json.refuseUnknownFields();
        return area(TRANSMISSION, network, imbalances, resources);
    }

    private Feeder feeder(JsonElement json, JsonElement flows) {
        String name = json.text("name");
        NetworkBuilder network = Network.builder(name, json.number("baseMVA"));
        int root = json.integer("root");
        double voltage = json.number("v0");
        List<Double> imbalances = new ArrayList<>();
        for (JsonElement bus : json.objects("buses")) {
            int id = bus.integer("id");
            double least = bus.number("vmin");
            double largest = bus.number("vmax");
            network.bus(
                            id == root
                                    ? Bus.reference(id, voltage)
                                    : Bus.of(id).withType(BusType.PQ).withVoltageLimits(least, largest))
                    .load(Load.of(imbalances.size() + 1, id, bus.number("pd"), bus.number("qd")));
            imbalances.add(bus.number("delta", 0.0));
            bus.refuseUnknownFields();
        }
        int branches = 0;
        for (JsonElement branch : json.objects("branches")) {
            network.branch(Branch.line(
                            ++branches,
                            branch.integer("from"),
                            branch.integer("to"),
                            branch.number("r"),
                            branch.number("x"))
                    .withRating(rating(branch)));
            branch.refuseUnknownFields();
        }
        List<Resource> resources =
                json.objects("resources").stream().map(SystemFile::resource).toList();
        int interfaceBus = json.integer("interface");
        double flow = flows == null ? 0.0 : flows.number(name);
        json.refuseUnknownFields();
        Area area = area(name, network, imbalances, resources);
        return area == null ? null : new Feeder(area, interfaceBus, flow);
    }

    private Area area(String name, NetworkBuilder network, List<Double> imbalances, List<Resource> resources) {
        try {
            return new Area(
                    name,
                    network.build(),
                    imbalances.stream().mapToDouble(Double::doubleValue).toArray(),
                    resources);
        } catch (InvalidNetworkException e) {
            e.faults()
                    .forEach(fault -> faults.add(new Fault(
                            "network " + name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix())));
            return null;
        }
    }

    private static Resource resource(JsonElement json) {
        Resource resource = Resource.of(
                        json.text("id"), json.integer("bus"), offer(json, "up", "cUp"), offer(json, "dn", "cDn"))
                .withSchedule(json.number("p0"), json.number("q0", 0.0))
                .withReactive(new ReactiveOffer(
                        new Range(json.number("qmin", 0.0), json.number("qmax", 0.0)), json.number("cQ", 0.0)))
                .withExclusive(json.flag("exclusive", false));
        json.refuseUnknownFields();
        return resource;
    }

    private static CommercialBuyer buyer(JsonElement json) {
        CommercialBuyer buyer = new CommercialBuyer(
                json.text("id"),
                json.text("network"),
                json.integer("bus"),
                json.choice("direction", Direction.class, null),
                json.number("value"),
                json.number("quantity"));
        json.refuseUnknownFields();
        return buyer;
    }

    private static HeldFlexibility held(JsonElement json) {
        HeldFlexibility held = new HeldFlexibility(
                json.text("id"),
                json.text("owner"),
                json.text("network"),
                json.integer("bus"),
                json.choice("direction", Direction.class, null),
                json.number("quantity"),
                json.number("contractPrice"));
        json.refuseUnknownFields();
        return held;
    }

    private static Offer offer(JsonElement json, String quantity, String price) {
        return new Offer(json.number(quantity), json.number(price));
    }

    /** A rating of 0 is none. */
    private static double rating(JsonElement json) {
        double rate = json.number("rate", 0.0);
        return rate == 0.0 ? Double.POSITIVE_INFINITY : rate;
    }

    @Override
    public String toString() {
        return file;
    }
}
