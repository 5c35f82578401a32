package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Bid;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Storage;

/**
 * Writes the horizon format. What it has no field for it leaves away at first; then it reads back what it wrote, and
 * refuses with everything that is not as it was.
 */
final class HorizonWriter {

    private final HorizonCase given;
    private final Network network;
    private final List<Profile> profiles;
    private final String file;
    private final String stem;
    private final ProfileColumns columns;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    HorizonWriter(HorizonCase given, String file, HorizonCase.Profiles where) {
        this.given = given;
        this.network = given.network();
        this.profiles = given.profiles();
        this.file = file;
        int dot = file.lastIndexOf('.');
        this.stem = dot > 0 ? file.substring(0, dot) : file;
        this.columns = where == HorizonCase.Profiles.IN_TABLE ? new ProfileColumns(stem + ".csv") : null;
    }

    /**
     * The texts by the names of their files, the horizon first.
     *
     * @throws InvalidNetworkException if something would not be read as it is, with all of it
     */
    Map<String, String> texts() {
        boolean isOneBus = network.buses().equals(List.of(HorizonReader.ONE_BUS))
                && network.baseMva() == HorizonReader.ONE_BUS_BASE_MVA
                && network.branches().isEmpty()
                && network.shunts().isEmpty()
                && network.hvdcLines().isEmpty()
                && network.mergedNodes().isEmpty();
        String grid = isOneBus ? "" : stem + "-network.json";
        String text = JsonWriter.text(json -> {
            json.writeStartObject();
            root(JsonFields.of(json).withTable(columns), grid);
            json.writeEndObject();
        });
        texts.put(file, text);
        if (!isOneBus) {
            texts.put(grid, JsonCase.of(grid()).toJson());
        }
        if (columns != null && !columns.isEmpty()) {
            texts.put(columns.file(), columns.text());
        }
        if (faults.isEmpty()) {
            compare();
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return texts;
    }

    /** The network without what the horizon itself names. */
    private Network grid() {
        NetworkBuilder builder = Network.builder(network.name() + " network", network.baseMva());
        JsonWriter.busesAsGiven(network).forEach(builder::bus);
        JsonWriter.branchesAsGiven(network).forEach(builder::branch);
        network.shunts().forEach(builder::shunt);
        network.hvdcLines().forEach(builder::hvdcLine);
        network.flowInterfaces().forEach(builder::flowInterface);
        if (!network.mergedNodes().isEmpty()) {
            builder.mergeZeroImpedance();
        }
        return builder.build();
    }

    private void root(JsonFields json, String grid) {
        json.text("name", network.name(), "");
        json.texts("models", given.models());
        if (columns == null) {
            json.numbers("h", hours());
        } else {
            json.profile("h", hours());
        }
        json.text("network", grid, "");
        if (!network.loads().isEmpty()) {
            json.horizonObject("load", this::loads);
        }
        json.horizonObjects("generators", network.generators(), this::generator);
        List<ConnectedElement> staying = new ArrayList<>();
        List<ConnectedElement> vehicles = new ArrayList<>();
        for (ConnectedElement storage : network.connected(Storage.KIND)) {
            boolean stays = profiles.stream()
                    .allMatch(profile -> profile.stay(network.index(storage)).equals(Storage.Stay.ON));
            (stays ? staying : vehicles).add(storage);
        }
        json.horizonObjects("storage", staying, (storage, fields) -> storage((Storage) storage, fields));
        List<ConnectedElement> devices = new ArrayList<>(vehicles);
        for (ElementKind kind : network.furtherKinds()) {
            if (!kind.equals(Storage.KIND) && !kind.equals(Bid.KIND)) {
                devices.addAll(network.connected(kind));
            }
        }
        json.horizonObjects("devices", devices, this::device);
        List<Bid> bids =
                network.connected(Bid.KIND).stream().map(Bid.class::cast).toList();
        new BidWriter(bids).write(json);
        given.valueOfLostLoad()
                .ifPresent(value ->
                        json.object("options", options -> options.number("value_of_lost_load_per_mwh", value)));
    }

    private double[] hours() {
        return given.hours().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void loads(JsonFields json) {
        json.horizonObject(
                "p_mw", fields -> network.loads().forEach(load -> demand(load, fields, Profile::activeDemand)));
        json.horizonObject(
                "q_mvar",
                fields -> network.loads().stream()
                        .filter(load -> profiles.stream().anyMatch(at -> at.reactiveDemand(network.index(load)) != 0.0))
                        .forEach(load -> demand(load, fields, Profile::reactiveDemand)));
    }

    /** The demand of a load in a period. */
    private interface Demand {
        double of(Profile profile, int load);
    }

    private void demand(Load load, JsonFields fields, Demand demand) {
        int d = network.index(load);
        fields.series(String.valueOf(load.bus()), profiles, profile -> demand.of(profile, d));
    }

    private void generator(Generator generator, JsonFields fields) {
        int g = network.index(generator);
        fields.text("name", generator.name(), "");
        fields.integer("bus", generator.bus());
        fields.series("p_min_mw", profiles, profile -> profile.pMin(g), 0.0);
        fields.series("p_max_mw", profiles, profile -> profile.pMax(g), Double.POSITIVE_INFINITY);
        fields.number("q_min_mvar", generator.qMin(), Double.NEGATIVE_INFINITY);
        fields.number("q_max_mvar", generator.qMax(), Double.POSITIVE_INFINITY);
        if (profiles.stream().anyMatch(profile -> !profile.cost(g).equals(CostCurve.free()))) {
            fields.horizonObject("cost", cost -> {
                cost.series(
                        "c2", profiles, profile -> coefficient(profile.cost(g), CostCurve.Quadratic::quadratic), 0.0);
                cost.series("c1", profiles, profile -> coefficient(profile.cost(g), CostCurve.Quadratic::linear), 0.0);
                cost.series(
                        "c0", profiles, profile -> coefficient(profile.cost(g), CostCurve.Quadratic::constant), 0.0);
            });
        }
        Generator.Dynamics dynamics = generator.dynamics();
        fields.number("ramp_up_mw_per_h", dynamics.rampUp(), Double.POSITIVE_INFINITY);
        fields.number("ramp_down_mw_per_h", dynamics.rampDown(), Double.POSITIVE_INFINITY);
        fields.number("initial_mw", dynamics.initial(), Double.NaN);
        dynamics.commitment().ifPresent(unit -> fields.object("commitment", json -> commitment(unit, json)));
    }

    /** A coefficient of a cost; the format has no pieces. */
    private static double coefficient(CostCurve cost, ToDoubleFunction<CostCurve.Quadratic> of) {
        if (cost instanceof CostCurve.Linear linear) {
            return of.applyAsDouble(new CostCurve.Quadratic(linear.constant(), linear.slope(), 0.0));
        }
        return cost instanceof CostCurve.Quadratic quadratic ? of.applyAsDouble(quadratic) : 0.0;
    }

    private static void commitment(Generator.Commitment unit, FieldWriter fields) {
        fields.number("startup_cost", unit.startCost(), 0.0);
        fields.number("shutdown_cost", unit.stopCost(), 0.0);
        fields.number("min_up_h", unit.minUp(), 0.0);
        fields.number("min_down_h", unit.minDown(), 0.0);
        fields.number("startup_ramp_mw", unit.startRamp(), Double.POSITIVE_INFINITY);
        fields.number("shutdown_ramp_mw", unit.stopRamp(), Double.POSITIVE_INFINITY);
        fields.flag("initial_on", unit.initiallyOn(), false);
        fields.number("initial_hours", unit.initialHours(), 0.0);
    }

    private static void storage(Storage storage, FieldWriter fields) {
        fields.text("name", storage.name(), "");
        converter(storage, fields);
        fields.number("energy_initial_mwh", storage.energy().initial(), 0.0);
        Storage.End end = storage.energy().end();
        fields.object("final", json -> {
            json.text("rule", HorizonStorages.nameOf(end.rule()), "");
            json.number("energy_mwh", end.energy(), 0.0);
            json.number("value_per_mwh", end.value(), 0.0);
        });
    }

    private static void converter(Storage storage, FieldWriter fields) {
        fields.integer("bus", storage.bus());
        Storage.Converter converter = storage.converter();
        fields.number("charge_max_mw", converter.chargeMax());
        fields.number("discharge_max_mw", converter.dischargeMax());
        fields.number("eta_charge", converter.chargeEfficiency(), 1.0);
        fields.number("eta_discharge", converter.dischargeEfficiency(), 1.0);
        fields.number("s_max_mva", converter.apparentMax(), Double.POSITIVE_INFINITY);
        fields.number("throughput_cost_per_mwh", converter.throughputCost(), 0.0);
        fields.flag("exclusive", converter.isExclusive(), false);
        fields.number("energy_min_mwh", storage.energy().range().min(), 0.0);
        fields.number("energy_max_mwh", storage.energy().range().max());
        fields.number("self_discharge_per_h", storage.energy().selfDischarge(), 0.0);
    }

    private void device(ConnectedElement device, JsonFields fields) {
        if (device instanceof Storage storage) {
            vehicle(storage, fields);
            return;
        }
        HorizonFormat format = HorizonDevices.installed().get(device.kind().id());
        if (format == null) {
            faults.add(new Fault(
                    device.label(),
                    "kind '" + device.kind() + "'",
                    "no format is registered for it",
                    "install the " + HorizonFormat.class.getName() + " of the kind, or take the device out"));
            return;
        }
        fields.text("kind", device.kind().id(), "");
        int place = network.index(device.ref());
        format.write(
                profiles.stream()
                        .map(profile -> profile.devices(device.kind()).get(place))
                        .toList(),
                fields);
    }

    /** A storage that is there once, from one period to another. */
    private void vehicle(Storage storage, FieldWriter fields) {
        int k = network.index(storage);
        int first = -1;
        int last = -1;
        for (int t = 0; t < profiles.size(); t++) {
            if (profiles.get(t).stay(k).isConnected()) {
                first = first < 0 ? t : first;
                last = t;
            }
        }
        if (first < 0) {
            faults.add(new Fault(
                    storage.label(), "never there", "there is no period to write it in", "take the storage out"));
            return;
        }
        fields.text("kind", HorizonReader.VEHICLE, "");
        fields.text("name", storage.name(), "");
        fields.integer("first", first + 1);
        fields.integer("last", last + 1);
        converter(storage, fields);
        fields.number("energy_arrival_mwh", storage.energy().initial());
        double departure = profiles.get(last).stay(k).least();
        fields.number("energy_departure_mwh", Double.isFinite(departure) ? departure : 0.0);
    }

    /** Refuses what is not read as it was. */
    private void compare() {
        CaseOptions options = network.mergedNodes().isEmpty()
                ? CaseOptions.defaults()
                : CaseOptions.defaults().mergingZeroImpedance();
        HorizonCase back;
        try {
            back = HorizonReader.parse(file, texts.get(file), NeighbourFiles.of(texts), options);
        } catch (InvalidNetworkException e) {
            e.faults()
                    .forEach(fault -> faults.add(new Fault(
                            fault.element(), fault.value(), "as it would be written, " + fault.cause(), fault.fix())));
            return;
        }
        Network read = back.network();
        compare("bus", network.buses(), read.buses());
        compare("branch", network.branches(), read.branches());
        compare("shunt", network.shunts(), read.shunts());
        compare("DC line", network.hvdcLines(), read.hvdcLines());
        compare("interface", network.flowInterfaces(), read.flowInterfaces());
        compare("control", network.controls(), read.controls());
        compare("merged node", network.mergedNodes(), read.mergedNodes());
        // What profiles say of an element replaces what the network says.
        compare("generator", withoutProfiles(network.generators()), withoutProfiles(read.generators()));
        compare(
                "load",
                network.loads().stream().map(load -> load.withDemand(0.0, 0.0)).toList(),
                read.loads().stream().map(load -> load.withDemand(0.0, 0.0)).toList());
        compare(Storage.KIND.label(), network.connected(Storage.KIND), read.connected(Storage.KIND));
        compare(Bid.KIND.label(), network.connected(Bid.KIND), read.connected(Bid.KIND));
        for (int t = 0; faults.isEmpty() && t < profiles.size(); t++) {
            compare(t, profiles.get(t), back.profiles().get(t));
        }
    }

    private static List<Generator> withoutProfiles(List<Generator> generators) {
        return generators.stream()
                .map(generator -> generator.withActiveLimits(0.0, 0.0).withCost(CostCurve.free()))
                .toList();
    }

    private void compare(String what, List<?> here, List<?> there) {
        for (int k = 0; k < Math.max(here.size(), there.size()); k++) {
            if (k >= here.size() || k >= there.size() || !here.get(k).equals(there.get(k))) {
                Object one = k < here.size() ? here.get(k) : "nothing";
                refuse(
                        one instanceof ConnectedElement element ? element.label() : what + " " + (k + 1),
                        String.valueOf(one));
            }
        }
    }

    private void compare(int t, Profile here, Profile there) {
        String period = " in period " + (t + 1);
        for (Load load : network.loads()) {
            int d = network.index(load);
            if (here.activeDemand(d) != there.activeDemand(d) || here.reactiveDemand(d) != there.reactiveDemand(d)) {
                refuse(load.label() + period, here.activeDemand(d) + " MW and " + here.reactiveDemand(d) + " Mvar");
            }
        }
        for (Generator generator : network.generators()) {
            int g = network.index(generator);
            if (!here.cost(g).equals(there.cost(g))) {
                refuse(generator.label() + period, String.valueOf(here.cost(g)));
            }
            if (here.pMin(g) != there.pMin(g) || here.pMax(g) != there.pMax(g)) {
                refuse(generator.label() + period, "limits from " + here.pMin(g) + " to " + here.pMax(g) + " MW");
            }
        }
        for (ConnectedElement storage : network.connected(Storage.KIND)) {
            int k = network.index(storage);
            if (!here.stay(k).equals(there.stay(k))) {
                refuse(storage.label() + period, String.valueOf(here.stay(k)));
            }
        }
        for (ElementKind kind : network.furtherKinds()) {
            List<? extends ConnectedElement> own = here.devices(kind);
            for (int k = 0; k < own.size(); k++) {
                if (!own.get(k).equals(there.devices(kind).get(k))) {
                    refuse(own.get(k).label() + period, String.valueOf(own.get(k)));
                }
            }
        }
    }

    private void refuse(String element, String value) {
        faults.add(new Fault(
                element,
                value,
                "the horizon format has no field for a part of it, so that it would be read as something else",
                "give it only what docs/horizon-format.md has fields for, or keep the case in Java"));
    }
}
