package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.fleet.Aggregate;
import org.flexopf.fleet.Fleet;
import org.flexopf.fleet.PluggedVehicle;
import org.flexopf.network.Fault;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;

/** The storages and vehicles of a horizon, and when they are there. */
final class HorizonStorages {

    private final List<Double> hours;
    private final List<Fault> faults;
    private final NetworkBuilder builder;
    /** The stays of each storage in every period. */
    private final List<List<Storage.Stay>> stays = new ArrayList<>();

    HorizonStorages(double[] hours, NetworkBuilder builder, List<Fault> faults) {
        this.hours = IntStream.range(0, hours.length).mapToObj(t -> hours[t]).toList();
        this.builder = builder;
        this.faults = faults;
    }

    /** A profile with the storages as they come and go in a period, from 0. */
    Profile in(int period, Profile profile) {
        return stays.isEmpty()
                ? profile
                : profile.withStays(
                        stays.stream().map(series -> series.get(period)).toList());
    }

    /** Reads a storage that is always there. */
    void storage(JsonElement storage) {
        int before = faults.size();
        JsonElement end = storage.object("final");
        Storage.End condition = end == null ? Storage.End.free(0.0) : end(end);
        Storage.Energy energy = new Storage.Energy(
                new Range(storage.number("energy_min_mwh", 0.0), storage.number("energy_max_mwh")),
                storage.number("energy_initial_mwh", 0.0),
                storage.number("self_discharge_per_h", 0.0),
                condition);
        Storage made = new Storage(
                stays.size() + 1, storage.text("name", ""), storage.integer("bus"), converter(storage), energy, true);
        stays.add(hours.stream().map(length -> Storage.Stay.ON).toList());
        storage.refuseUnknownFields();
        if (faults.size() == before) {
            builder.device(made);
        }
    }

    private static Storage.End end(JsonElement end) {
        String wanted = end.text("rule");
        Optional<Storage.Rule> rule = Arrays.stream(Storage.Rule.values())
                .filter(one -> nameOf(one).equals(wanted))
                .findFirst();
        if (rule.isEmpty()) {
            end.refuse("rule", "there is no such rule", "give fixed, at_least, cyclic or free");
        }
        Storage.End condition = new Storage.End(
                rule.orElse(Storage.Rule.FREE), end.number("energy_mwh", 0.0), end.number("value_per_mwh", 0.0));
        end.refuseUnknownFields();
        return condition;
    }

    /** What a rule is called in files. */
    static String nameOf(Storage.Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    private static Storage.Converter converter(JsonElement json) {
        return new Storage.Converter(
                json.number("charge_max_mw"),
                json.number("discharge_max_mw"),
                json.number("eta_charge", 1.0),
                json.number("eta_discharge", 1.0),
                json.number("s_max_mva", Double.POSITIVE_INFINITY),
                json.number("throughput_cost_per_mwh", 0.0),
                json.flag("exclusive", false));
    }

    /** Reads one vehicle. */
    void vehicle(JsonElement device) {
        int before = faults.size();
        PluggedVehicle vehicle = vehicles(device, device.text("name", ""), 1);
        int bus = device.integer("bus");
        device.refuseUnknownFields();
        if (faults.size() == before) {
            add(vehicle, bus);
        }
    }

    /** How the groups of a fleet are put together. */
    private enum Together {
        /** They are not. */
        NONE,
        /** Those that are scaled copies of one another. */
        EXACT,
        /** Those that are there at the same time and work alike, as what fits into all of them. */
        INNER,
        /** The same by the sum of their limits. */
        OUTER
    }

    /** Reads a fleet; a group of vehicles alike is one storage of their summed size, which loses nothing. */
    void fleet(JsonElement fleet) {
        String name = fleet.text("name", "");
        int bus = fleet.integer("bus");
        Together together = fleet.choice("aggregate", Together.class, Together.NONE);
        int before = faults.size();
        List<PluggedVehicle> groups = new ArrayList<>();
        for (JsonElement group : fleet.objects("groups")) {
            groups.add(vehicles(group, name + "/" + (groups.size() + 1), group.integer("count")));
            group.refuseUnknownFields();
        }
        fleet.refuseUnknownFields();
        if (faults.size() > before) {
            return;
        }
        (together == Together.NONE || groups.isEmpty() ? groups : putTogether(groups, together, fleet.label()))
                .forEach(vehicle -> add(vehicle, bus));
    }

    private List<PluggedVehicle> putTogether(List<PluggedVehicle> groups, Together together, String label) {
        List<PluggedVehicle> vehicles = new ArrayList<>();
        Fleet fleet = new Fleet(hours, groups);
        for (Fleet group : together == Together.EXACT ? fleet.scaledCopies() : fleet.groups()) {
            try {
                Aggregate aggregate = together == Together.INNER ? Aggregate.inner(group) : Aggregate.outer(group);
                PluggedVehicle vehicle = aggregate.vehicle();
                vehicles.add(
                        aggregate.quality() == Aggregate.Quality.EXACT
                                ? vehicle
                                : vehicle.withName(vehicle.name() + " ("
                                        + aggregate.quality().name().toLowerCase(Locale.ROOT) + ")"));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(label, "\"aggregate\": \"inner\"", e.getMessage(), "give exact or outer"));
            }
        }
        return vehicles;
    }

    /** Vehicles alike as one, with the faults that each of them has. */
    private PluggedVehicle vehicles(JsonElement json, String name, int count) {
        int before = faults.size();
        PluggedVehicle one = new PluggedVehicle(
                name,
                json.integer("first"),
                json.integer("last"),
                converter(json),
                new Range(json.number("energy_min_mwh", 0.0), json.number("energy_max_mwh")),
                json.number("energy_arrival_mwh"),
                json.number("energy_departure_mwh"),
                json.number("self_discharge_per_h", 0.0));
        String label = json.label() + (name.isEmpty() ? "" : " '" + name + "'");
        if (count < 1) {
            faults.add(new Fault(label, count + " vehicles", "there is nothing to plan", "give at least one"));
        } else if (faults.size() == before) {
            one.faults(hours).forEach(fault -> faults.add(new Fault(label, fault.value(), fault.cause(), fault.fix())));
        }
        return one.times(count);
    }

    private void add(PluggedVehicle vehicle, int bus) {
        builder.device(vehicle.storage(stays.size() + 1, bus));
        stays.add(IntStream.rangeClosed(1, hours.size()).mapToObj(vehicle::stay).toList());
    }
}
