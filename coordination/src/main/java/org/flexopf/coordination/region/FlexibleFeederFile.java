package org.flexopf.coordination.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/** Feeders with units and typical intervals as JSON: docs/interface-curves.md describes the fields. */
public final class FlexibleFeederFile {

    /** What the grid behind a root may give and take, MW and Mvar: more than any feeder draws. */
    private static final double GRID = 1e4;

    private FlexibleFeederFile() {}

    /**
     * The feeders that a text holds, one or a list of them, by their names.
     *
     * @param file what messages call the text
     * @throws CaseFileException if the text is no JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static Map<String, FlexibleFeeder> parse(String file, String text) {
        List<Fault> faults = new ArrayList<>();
        Map<String, FlexibleFeeder> feeders = new LinkedHashMap<>();
        for (JsonElement json : JsonElement.parseEach(file, text, "a feeder with its intervals", faults)) {
            feeder(json, faults, feeders);
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return feeders;
    }

    private static void feeder(JsonElement json, List<Fault> faults, Map<String, FlexibleFeeder> feeders) {
        int before = faults.size();
        String name = json.text("name", "feeder");
        if (feeders.containsKey(name)) {
            json.refuse("name", "another feeder has it", "give every feeder a name of its own");
        }
        JsonElement grid = json.requiredObject("feeder");
        if (grid == null) {
            return;
        }
        try {
            Network network = network(name, grid);
            List<FeederUnit> units = json.objects("generators").stream()
                    .map(FlexibleFeederFile::unit)
                    .toList();
            Map<Integer, Double> industrial = byNumber(json.object("industrial"));
            List<TypicalInterval> intervals = json.objects("intervals").stream()
                    .map(FlexibleFeederFile::interval)
                    .toList();
            boolean hasUsers = json.flag("endUsers", true);
            List<Participation> participation = json.objects("participation").stream()
                    .map(FlexibleFeederFile::participation)
                    .toList();
            List<ReactiveRule> capability = json.objects("capability").stream()
                    .map(FlexibleFeederFile::capability)
                    .toList();
            json.refuseUnknownFields();
            if (faults.size() == before) {
                feeders.put(
                        name,
                        new FlexibleFeeder(
                                network,
                                units,
                                industrial,
                                intervals,
                                hasUsers,
                                participation.isEmpty() ? Participation.published() : participation,
                                capability.isEmpty() ? ReactiveRule.published() : capability));
            }
        } catch (InvalidNetworkException e) {
            e.faults().stream()
                    .map(fault -> new Fault(name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix()))
                    .forEach(faults::add);
        }
    }

    private static Network network(String name, JsonElement json) {
        json.pass("name");
        json.pass("interface");
        if (!json.objects("resources").isEmpty()) {
            json.refuse("resources", "units take part by their kind here", "list them as generators beside the feeder");
        }
        int root = json.integer("root");
        double voltage = json.number("v0", 1.0);
        double base = json.number("baseMVA");
        if (!(base > 0.0)) {
            json.refuse("baseMVA", "it is not above zero", "give a number above zero");
        }
        NetworkBuilder network = Network.builder(name, base > 0.0 ? base : 1.0);
        for (JsonElement bus : json.objects("buses")) {
            int id = bus.integer("id");
            double low = bus.number("vmin");
            double high = bus.number("vmax");
            network.bus(id == root ? Bus.reference(id, voltage) : Bus.of(id).withVoltageLimits(low, high));
            network.load(new Load(id, "", id, bus.number("pd"), bus.number("qd"), true));
            bus.pass("delta");
            bus.refuseUnknownFields();
        }
        int number = 0;
        for (JsonElement branch : json.objects("branches")) {
            double rate = branch.number("rate", 0.0);
            network.branch(Branch.line(
                            ++number,
                            branch.integer("from"),
                            branch.integer("to"),
                            branch.number("r"),
                            branch.number("x"))
                    .withRating(rate == 0.0 ? Double.POSITIVE_INFINITY : rate));
            branch.refuseUnknownFields();
        }
        json.refuseUnknownFields();
        network.generator(Generator.of(1, root, -GRID, GRID, -GRID, GRID, CostCurve.free())
                .withName("the grid")
                .withVoltageSetPoint(voltage));
        return network.build();
    }

    private static FeederUnit unit(JsonElement json) {
        FeederUnit unit = new FeederUnit(json.text("id"), json.integer("bus"), json.text("kind"), json.number("sn"));
        json.refuseUnknownFields();
        return unit;
    }

    private static Participation participation(JsonElement json) {
        Participation participation = new Participation(
                json.text("kind"),
                json.number("activePower", 1.0),
                json.number("taking", 1.0),
                json.number("up"),
                price(json.object("upPrice")),
                json.number("down"),
                price(json.object("downPrice")));
        json.refuseUnknownFields();
        return participation;
    }

    private static PriceRule price(JsonElement json) {
        if (json == null) {
            return PriceRule.FREE;
        }
        PriceRule rule = new PriceRule(json.number("ps", 0.0), json.number("pp", 0.0), json.number("fuel", 0.0));
        json.refuseUnknownFields();
        return rule;
    }

    private static ReactiveRule capability(JsonElement json) {
        boolean isSemicircle = json.flag("semicircle", false);
        ReactiveRule rule = new ReactiveRule(
                json.text("kind"),
                json.number("fromRating", 0.0),
                isSemicircle,
                isSemicircle ? 0.0 : json.number("share"));
        json.refuseUnknownFields();
        return rule;
    }

    private static TypicalInterval interval(JsonElement json) {
        Map<String, Double> output = new HashMap<>();
        JsonElement kinds = json.object("output");
        if (kinds != null) {
            kinds.fields().forEach(kind -> output.put(kind, kinds.number(kind)));
        }
        TypicalInterval interval = new TypicalInterval(
                json.number("hours"),
                json.number("load"),
                output,
                json.number("ps"),
                json.number("pp"),
                json.number("fuel"));
        json.refuseUnknownFields();
        return interval;
    }

    private static Map<Integer, Double> byNumber(JsonElement json) {
        Map<Integer, Double> values = new LinkedHashMap<>();
        if (json != null) {
            for (String bus : json.fields()) {
                if (bus.matches("\\d{1,9}")) {
                    values.put(Integer.parseInt(bus), json.number(bus));
                } else {
                    json.refuse(bus, "buses have whole numbers", "name the field by the bus, such as \"12\"");
                }
            }
        }
        return values;
    }
}
