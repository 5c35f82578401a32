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
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidCostException;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;

/** Reads the horizon format: a network's elements with a number for every period. */
final class HorizonReader {

    private final String file;
    private final JsonElement json;
    private final List<Fault> faults;
    private final double[] hours;
    private final NetworkBuilder builder;
    private final Map<Integer, double[]> activeDemand = new LinkedHashMap<>();
    private final Map<Integer, double[]> reactiveDemand = new LinkedHashMap<>();
    private final List<double[]> least = new ArrayList<>();
    private final List<double[]> largest = new ArrayList<>();
    /** The costs of each generator in every period. */
    private final List<List<CostCurve>> costs = new ArrayList<>();

    private final HorizonStorages storages;

    private final HorizonDevices devices;

    private HorizonReader(String file, Path folder, ObjectNode root, List<Fault> faults) {
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
        this.builder = grid(folder);
        this.storages = new HorizonStorages(hours, builder, faults);
        this.devices = new HorizonDevices(hours, faults);
    }

    static HorizonCase read(Path path) {
        String file = String.valueOf(path.getFileName());
        Node root = JsonTree.parse(file, TextFiles.read(path));
        if (!(root instanceof ObjectNode object)) {
            throw new CaseFileException(
                    file, root.line(), root.describe(), "a horizon is an object", "start it with { \"h\": [1.0, 1.0]");
        }
        Path folder = path.toAbsolutePath().getParent();
        List<Fault> faults = new ArrayList<>();
        ObjectNode filled = new ProfileTables(folder, faults).filled(withoutNulls(object));
        return new HorizonReader(file, folder, filled, faults).read();
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

    /** Buses, branches and shunts of the file that is named; one bus without limits if none is. */
    private NetworkBuilder grid(Path folder) {
        String name = json.text("name", file);
        String network = json.text("network", "");
        if (network.isEmpty()) {
            return Network.builder(name, 100.0).bus(Bus.reference(1, 1.0));
        }
        Network grid = named(folder, network);
        if (grid == null) {
            return Network.builder(name, 100.0);
        }
        NetworkBuilder grown = Network.builder(name, grid.baseMva());
        grid.buses().forEach(grown::bus);
        grid.branches().forEach(grown::branch);
        grid.shunts().forEach(grown::shunt);
        return grown;
    }

    /** The network of a file that is named, or null: its faults are among all others then. */
    private Network named(Path folder, String network) {
        try {
            return CaseFiles.read(folder.resolve(network).normalize());
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
        new BidReader(json, hours, faults).read().forEach(builder::device);
        OptionalDouble valueOfLostLoad = options();
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
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
        builder.generator(commitment == null ? made : made.withCommitment(commitment(commitment)));
        generator.refuseUnknownFields();
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
        if (kind.equals("ev")) {
            storages.vehicle(device);
        } else if (devices.kinds().contains(kind)) {
            devices.read(kind, device, builder);
        } else {
            device.refuse(
                    "kind",
                    "devices of this kind are not read",
                    "take it out; known are " + String.join(", ", devices.kinds()) + ", ev");
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
