package org.flexopf.casefile;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.flexopf.casefile.JsonTree.ListNode;
import org.flexopf.casefile.JsonTree.Node;
import org.flexopf.casefile.JsonTree.NullNode;
import org.flexopf.casefile.JsonTree.ObjectNode;
import org.flexopf.network.Bid;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Note;
import org.flexopf.network.Profile;

/** Reads the horizon format: a network's elements with a number for every period. */
final class HorizonReader {

    /** The network where none is named. */
    static final Bus ONE_BUS = Bus.reference(1, 1.0);

    static final double ONE_BUS_BASE_MVA = 100.0;

    /** The kind of a vehicle, which is planned as a storage. */
    static final String VEHICLE = "ev";

    private final String file;
    private final JsonElement json;
    private final List<Fault> faults;
    private final double[] hours;
    private final NetworkBuilder builder;
    /** Whether the network that is named could be read. */
    private boolean hasGrid = true;

    private final Map<Integer, double[]> activeDemand = new LinkedHashMap<>();
    private final Map<Integer, double[]> reactiveDemand = new LinkedHashMap<>();
    private final List<double[]> least = new ArrayList<>();
    private final List<double[]> largest = new ArrayList<>();
    /** The costs of each generator in every period. */
    private final List<List<CostCurve>> costs = new ArrayList<>();

    private final HorizonStorages storages;

    private final HorizonDevices devices;

    private HorizonReader(String file, NeighbourFiles files, ObjectNode root, CaseOptions options, List<Fault> faults) {
        this.file = file;
        this.faults = faults;
        this.json = new JsonElement("", root, faults);
        this.hours = json.numbers("h");
        for (int t = 0; t < hours.length; t++) {
            if (!(hours[t] > 0.0)) {
                faults.add(new Fault(
                        "h[" + t + "]", hours[t] + " hours", "a period lasts", "give a finite number above zero"));
            }
        }
        this.builder = grid(files, options);
        this.storages = new HorizonStorages(hours, builder, faults);
        this.devices = new HorizonDevices(hours, faults);
    }

    static HorizonCase read(Path path, CaseOptions options) {
        Path folder = path.toAbsolutePath().getParent();
        return parse(TextFiles.name(path), TextFiles.read(path), NeighbourFiles.in(folder), options);
    }

    /** The horizon of a text that may name other files. */
    static HorizonCase parse(String file, String text, NeighbourFiles files, CaseOptions options) {
        Node root = JsonTree.parse(file, text);
        if (!(root instanceof ObjectNode object)) {
            throw new CaseFileException(
                    file, root.line(), root.describe(), "a horizon is an object", "start it with { \"h\": [1.0, 1.0]");
        }
        List<Fault> faults = new ArrayList<>();
        ObjectNode filled = new ProfileTables(files, faults).filled(withoutNulls(object));
        return new HorizonReader(file, files, filled, options, faults).read();
    }

    /** What is null is left out. */
    private static ObjectNode withoutNulls(ObjectNode object) {
        Map<String, Node> fields = new LinkedHashMap<>();
        object.fields().forEach((name, node) -> {
            if (!(node instanceof NullNode)) {
                fields.put(name, withoutNulls(node));
            }
        });
        return new ObjectNode(fields, object.line(), object.column());
    }

    private static Node withoutNulls(Node node) {
        if (node instanceof ObjectNode object) {
            return withoutNulls(object);
        }
        return node instanceof ListNode list
                ? new ListNode(
                        list.items().stream().map(HorizonReader::withoutNulls).toList(), list.line(), list.column())
                : node;
    }

    /** The grid of the file that is named; one bus without limits if none is. */
    private NetworkBuilder grid(NeighbourFiles files, CaseOptions options) {
        String name = json.text("name", file);
        String network = json.text("network", "");
        if (network.isEmpty()) {
            return Network.builder(name, ONE_BUS_BASE_MVA).bus(ONE_BUS);
        }
        Network grid = named(files, network, options);
        if (grid == null) {
            hasGrid = false;
            return Network.builder(name, ONE_BUS_BASE_MVA);
        }
        NetworkBuilder grown = Network.builder(name, grid.baseMva());
        JsonWriter.busesAsGiven(grid).forEach(grown::bus);
        JsonWriter.branchesAsGiven(grid).forEach(grown::branch);
        grid.shunts().forEach(grown::shunt);
        grid.hvdcLines().forEach(grown::hvdcLine);
        grid.flowInterfaces().forEach(grown::flowInterface);
        if (!grid.controls().isEmpty()) {
            grown.note(Note.changing(
                    "controls",
                    "taps, phase shifters and shunts stay as the network has them, in every period; a horizon has no"
                            + " controls"));
        }
        if (options.mergesZeroImpedance()) {
            grown.mergeZeroImpedance();
        }
        return grown;
    }

    /** The network of a file that is named, or null: its faults are among all others then. */
    private Network named(NeighbourFiles files, String network, CaseOptions options) {
        try {
            int folder = Math.max(network.lastIndexOf('/'), network.lastIndexOf('\\'));
            return CaseFiles.network(network.substring(folder + 1), files.read(network), options);
        } catch (CaseFileException e) {
            faults.add(new Fault("network '" + network + "'", e.found(), e.reason(), e.fix()));
        } catch (InvalidPathException e) {
            faults.add(new Fault("network '" + network + "'", "no path", e.getReason(), "give the path of a file"));
        } catch (InvalidNetworkException e) {
            faults.addAll(e.faults());
        }
        return null;
    }

    private HorizonCase read() {
        json.pass("about");
        json.pass("source");
        json.pass("note");
        List<String> models = json.texts("models");
        loads();
        json.objects("generators").forEach(this::generator);
        json.objects("storage").forEach(storages::storage);
        json.objects("fleets").forEach(storages::fleet);
        json.objects("devices").forEach(this::device);
        int beforeBids = faults.size();
        List<Bid> bids = new BidReader(json, hours, faults).read();
        if (faults.size() == beforeBids) {
            bids.forEach(builder::device);
        }
        OptionalDouble valueOfLostLoad = options();
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, withFaultsOfTheRest());
        }
        Network network = builder.build();
        List<Profile> profiles = IntStream.range(0, hours.length)
                .mapToObj(t -> profile(network, t))
                .toList();
        return new HorizonCase(
                network,
                IntStream.range(0, hours.length).mapToObj(t -> hours[t]).toList(),
                profiles,
                models,
                valueOfLostLoad);
    }

    /** All faults, with those of elements whose fields are sound. */
    private List<Fault> withFaultsOfTheRest() {
        List<Fault> all = new ArrayList<>(faults);
        if (hasGrid) {
            try {
                builder.build();
            } catch (InvalidNetworkException e) {
                all.addAll(e.faults());
            }
        }
        return all;
    }

    private OptionalDouble options() {
        JsonElement options = json.object("options");
        if (options == null) {
            return OptionalDouble.empty();
        }
        double value = options.number("value_of_lost_load_per_mwh", Double.NaN);
        options.refuseUnknownFields();
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** A load at every bus that has a demand in any period. */
    private void loads() {
        JsonElement load = json.object("load");
        if (load == null) {
            return;
        }
        demand(load.object("p_mw"), activeDemand);
        demand(load.object("q_mvar"), reactiveDemand);
        load.refuseUnknownFields();
        Map<Integer, Boolean> buses = new LinkedHashMap<>();
        activeDemand.keySet().forEach(bus -> buses.put(bus, true));
        reactiveDemand.keySet().forEach(bus -> buses.put(bus, true));
        int id = 1;
        for (int bus : buses.keySet()) {
            builder.load(Load.of(id++, bus, at(activeDemand, bus, 0), at(reactiveDemand, bus, 0)));
        }
    }

    private void demand(JsonElement byBus, Map<Integer, double[]> demand) {
        if (byBus == null) {
            return;
        }
        for (String bus : byBus.fields()) {
            if (bus.matches("[0-9]{1,9}")) {
                demand.put(Integer.parseInt(bus), byBus.series(bus, hours.length, 0.0));
            } else {
                byBus.refuse(bus, "a demand goes by the number of its bus", "give a whole number");
            }
        }
    }

    private static double at(Map<Integer, double[]> demand, int bus, int period) {
        double[] series = demand.get(bus);
        return series == null || series.length == 0 ? 0.0 : series[period];
    }

    private void generator(JsonElement generator) {
        int before = faults.size();
        int id = costs.size() + 1;
        double[] lower = generator.series("p_min_mw", hours.length, 0.0);
        double[] upper = generator.series("p_max_mw", hours.length, Double.POSITIVE_INFINITY);
        least.add(lower);
        largest.add(upper);
        List<CostCurve> curves = costs(generator);
        costs.add(curves);
        boolean isEmpty = hours.length == 0;
        Generator made = Generator.of(
                        id,
                        generator.integer("bus"),
                        isEmpty ? 0.0 : lower[0],
                        isEmpty ? 0.0 : upper[0],
                        generator.number("q_min_mvar", Double.NEGATIVE_INFINITY),
                        generator.number("q_max_mvar", Double.POSITIVE_INFINITY),
                        isEmpty ? CostCurve.free() : curves.get(0))
                .withName(generator.text("name", ""))
                .withRamps(
                        generator.number("ramp_up_mw_per_h", Double.POSITIVE_INFINITY),
                        generator.number("ramp_down_mw_per_h", Double.POSITIVE_INFINITY))
                .withInitialPower(generator.number("initial_mw", Double.NaN));
        JsonElement commitment = generator.object("commitment");
        Generator whole = commitment == null ? made : made.withCommitment(commitment(commitment));
        generator.refuseUnknownFields();
        if (commitment == null && faults.size() == before) {
            crossedLimits(whole, generator.label(), lower, upper);
        }
        // What has stand-ins for fields is not looked at any further.
        if (faults.size() == before) {
            builder.generator(whole);
        }
    }

    /** Where limits change from period to period; what is wrong throughout is told of the generator itself. */
    private void crossedLimits(Generator generator, String label, double[] lower, double[] upper) {
        if (lower.length == 0 || lower[0] > upper[0]) {
            return;
        }
        for (int t = 1; t < lower.length; t++) {
            if (lower[t] > upper[t]) {
                faults.add(new Fault(
                        label + (generator.name().isEmpty() ? "" : " '" + generator.name() + "'") + " in period "
                                + (t + 1),
                        "active limits " + lower[t] + " to " + upper[t] + " MW",
                        "the lower limit is above the upper one",
                        "correct one of them, or give the generator a commitment so that it may be off"));
            }
        }
    }

    private static Generator.Commitment commitment(JsonElement json) {
        Generator.Commitment commitment = new Generator.Commitment(
                json.number("startup_cost", 0.0),
                json.number("shutdown_cost", 0.0),
                json.number("min_up_h", 0.0),
                json.number("min_down_h", 0.0),
                json.number("startup_ramp_mw", Double.POSITIVE_INFINITY),
                json.number("shutdown_ramp_mw", Double.POSITIVE_INFINITY),
                json.flag("initial_on", false),
                json.number("initial_hours", 0.0));
        json.refuseUnknownFields();
        return commitment;
    }

    private List<CostCurve> costs(JsonElement generator) {
        JsonElement cost = generator.object("cost");
        if (cost == null) {
            return IntStream.range(0, hours.length)
                    .mapToObj(t -> CostCurve.free())
                    .toList();
        }
        double[] quadratic = cost.series("c2", hours.length, 0.0);
        double[] linear = cost.series("c1", hours.length, 0.0);
        double[] constant = cost.series("c0", hours.length, 0.0);
        cost.refuseUnknownFields();
        List<CostCurve> curves = new ArrayList<>();
        for (int t = 0; t < hours.length; t++) {
            try {
                curves.add(
                        quadratic[t] == 0.0
                                ? new CostCurve.Linear(constant[t], linear[t])
                                : CostCurve.quadratic(quadratic[t], linear[t], constant[t]));
            } catch (InvalidCostException e) {
                faults.add(e.toFault(cost.label() + " in period " + (t + 1)));
                curves.add(CostCurve.free());
            }
        }
        return curves;
    }

    private void device(JsonElement device) {
        String kind = device.text("kind");
        if (kind.equals(VEHICLE)) {
            storages.vehicle(device);
        } else if (devices.kinds().contains(kind)) {
            devices.read(kind, device, builder);
        } else {
            device.refuse(
                    "kind",
                    "devices of this kind are not read",
                    "take it out; known are " + String.join(", ", devices.kinds()) + ", " + VEHICLE);
        }
    }

    private Profile profile(Network network, int t) {
        double[] p = network.loads().stream()
                .mapToDouble(load -> at(activeDemand, load.bus(), t))
                .toArray();
        double[] q = network.loads().stream()
                .mapToDouble(load -> at(reactiveDemand, load.bus(), t))
                .toArray();
        Profile given = Profile.of(network)
                .withDemand(p, q)
                .withActiveLimits(
                        least.stream().mapToDouble(series -> series[t]).toArray(),
                        largest.stream().mapToDouble(series -> series[t]).toArray())
                .withCosts(costs.stream().map(curves -> curves.get(t)).toList());
        return storages.in(t, devices.in(t, given));
    }
}
