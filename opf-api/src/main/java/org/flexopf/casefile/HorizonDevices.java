package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.flexopf.model.ElementKind;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Fault;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.solver.PlugIns;

/** The devices of a horizon whose kinds have a {@link HorizonFormat}, as they are in every period. */
final class HorizonDevices {

    private static final PlugIns<HorizonFormat> PLUG_INS =
            PlugIns.of(HorizonFormat.class, loader -> ServiceLoader.load(HorizonFormat.class, loader));

    private final Map<String, HorizonFormat> formats;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    /** Of every device of a kind, how it is in every period. */
    private final Map<ElementKind, List<List<? extends ConnectedElement>>> devices = new LinkedHashMap<>();

    private final double[] hours;
    private final List<Fault> faults;

    /** @throws IllegalStateException if two formats are of one kind */
    HorizonDevices(double[] hours, List<Fault> faults) {
        this.hours = hours;
        this.faults = faults;
        this.formats = installed();
    }

    /**
     * The formats by what the field {@code kind} says.
     *
     * @throws IllegalStateException if two are of one kind
     */
    static Map<String, HorizonFormat> installed() {
        Map<String, HorizonFormat> formats = new TreeMap<>();
        for (HorizonFormat format : PLUG_INS.installed()) {
            HorizonFormat other = formats.put(format.kind().id(), format);
            if (other != null) {
                throw new IllegalStateException("two formats are there for devices of kind '"
                        + format.kind().id() + "': " + other.getClass().getName() + " and "
                        + format.getClass().getName() + "; keep one of them");
            }
        }
        return formats;
    }

    /** The kinds that are read, in the order of the alphabet. */
    Set<String> kinds() {
        return formats.keySet();
    }

    /** Reads a device of one of these kinds, with its faults in every period. */
    void read(String kind, JsonElement json, NetworkBuilder builder) {
        DeviceElement fields = new DeviceElement(json, hours, faults);
        int before = faults.size();
        List<? extends ConnectedElement> overTime = formats.get(kind).read(counts.merge(kind, 1, Integer::sum), fields);
        fields.refuseUnknownFields();
        // Fields that are wrong have stand-ins, of which nothing is to be told.
        if (faults.size() == before + fields.told()) {
            addFaults(fields.label(), overTime);
        }
        if (!overTime.isEmpty() && faults.size() == before) {
            ConnectedElement first = overTime.get(0);
            builder.device(first);
            devices.computeIfAbsent(first.kind(), key -> new ArrayList<>()).add(overTime);
        }
    }

    /** What is wrong in every period is told once, and else with its period. */
    private void addFaults(String label, List<? extends ConnectedElement> overTime) {
        Set<Fault> everywhere = new LinkedHashSet<>();
        for (int t = 0; t < overTime.size(); t++) {
            if (t == 0) {
                everywhere.addAll(overTime.get(t).faults());
            } else {
                everywhere.retainAll(overTime.get(t).faults());
            }
        }
        everywhere.forEach(fault -> faults.add(new Fault(label, fault.value(), fault.cause(), fault.fix())));
        for (int t = 0; t < overTime.size(); t++) {
            for (Fault fault : overTime.get(t).faults()) {
                if (!everywhere.contains(fault)) {
                    faults.add(new Fault(label + " in period " + (t + 1), fault.value(), fault.cause(), fault.fix()));
                }
            }
        }
    }

    /** A profile with the devices as they are in a period, from 0. */
    Profile in(int period, Profile profile) {
        Profile with = profile;
        for (Map.Entry<ElementKind, List<List<? extends ConnectedElement>>> kind : devices.entrySet()) {
            List<ConnectedElement> inPeriod = new ArrayList<>();
            kind.getValue().forEach(overTime -> inPeriod.add(overTime.get(period)));
            with = with.withDevices(kind.getKey(), inPeriod);
        }
        return with;
    }
}
