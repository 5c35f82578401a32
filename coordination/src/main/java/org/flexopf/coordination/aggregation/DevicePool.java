package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.model.ElementKind;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.CurtailableLoad;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.network.ThermostaticLoad;

/**
 * Devices at one bus over the periods of a horizon, with fixed loads beside them: what an aggregator has. Immutable.
 *
 * <pre>
 *   DevicePool pool = DevicePool.of(HorizonCase.read(path));
 * </pre>
 */
public final class DevicePool {

    private final HorizonCase given;
    private final List<PooledDevice> devices;

    private DevicePool(HorizonCase given, List<PooledDevice> devices) {
        this.given = given;
        this.devices = List.copyOf(devices);
    }

    /**
     * The devices of a horizon.
     *
     * @throws InvalidNetworkException if it has more than one bus, or elements that are no devices, with all of them
     */
    public static DevicePool of(HorizonCase given) {
        Network network = given.network();
        List<Fault> faults = new ArrayList<>();
        if (network.buses().size() != 1) {
            faults.add(new Fault(
                    network.name(),
                    network.buses().size() + " buses",
                    "the devices of a pool stand at one bus",
                    "leave out the network, and give a pool for each bus"));
        }
        List<ConnectedElement> elements = new ArrayList<>(network.generators());
        for (ElementKind kind : network.furtherKinds()) {
            elements.addAll(network.connected(kind));
        }
        Map<String, Integer> names = new HashMap<>();
        elements.forEach(element -> names.merge(element.name(), 1, Integer::sum));
        List<PooledDevice> devices = new ArrayList<>();
        for (ConnectedElement element : elements) {
            String name = element.name().isBlank() || names.get(element.name()) > 1
                    ? element.kind() + " " + element.id() + (element.name().isBlank() ? "" : " " + element.name())
                    : element.name();
            try {
                devices.add(new PooledDevice(name, FlexibilityModel.of(element.kind()), element));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(element.label(), "kind " + element.kind(), e.getMessage(), "take it out"));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(network.name(), faults);
        }
        return new DevicePool(given, devices);
    }

    /** The devices, generators first. */
    public List<PooledDevice> devices() {
        return devices;
    }

    /** The length of every period, hours. */
    public List<Double> hours() {
        return given.hours();
    }

    /** The number of periods. */
    public int periods() {
        return given.hours().size();
    }

    /**
     * The same devices with something held back, to plan with: storages keep a share of their range of energy free at
     * both ends, and thermostatic loads the same share of their band, as far as what is given lets them.
     *
     * @param share from 0 to below a half
     * @throws IllegalArgumentException if it is no such share
     */
    public DevicePool withMargin(double share) {
        if (!(share >= 0.0 && share < 0.5)) {
            throw new IllegalArgumentException("a margin of " + share
                    + " leaves nothing to plan with, or is none; give " + "a share from 0 to below 0.5");
        }
        if (share == 0.0) {
            return this;
        }
        Network network = given.network().toBuilder()
                .mapDevices(Storage.KIND, storage -> narrower((Storage) storage, share))
                .build();
        List<Profile> profiles = new ArrayList<>();
        for (Profile profile : given.profiles()) {
            Profile over = profile.over(network);
            List<ThermostaticLoad> loads = new ArrayList<>();
            for (ConnectedElement element : network.furtherKinds().contains(ThermostaticLoad.KIND)
                    ? profile.devices(ThermostaticLoad.KIND)
                    : List.<ConnectedElement>of()) {
                loads.add(narrower((ThermostaticLoad) element, share));
            }
            profiles.add(loads.isEmpty() ? over : over.withDevices(ThermostaticLoad.KIND, loads));
        }
        return of(new HorizonCase(network, given.hours(), profiles, given.models(), given.valueOfLostLoad()));
    }

    /** What it has to hold at some time stays within its range. */
    private Storage narrower(Storage storage, double share) {
        Range range = storage.energy().range();
        double margin = share * (range.max() - range.min());
        double least = range.min() + margin;
        double largest = range.max() - margin;
        Storage.End end = storage.energy().end();
        List<Double> held = new ArrayList<>();
        if (end.rule() != Storage.Rule.CYCLIC) {
            held.add(storage.energy().initial());
        }
        int index = given.network().index(storage.ref());
        for (Profile profile : given.profiles()) {
            Storage.Stay stay = profile.stay(index);
            if (stay.arrives()) {
                held.add(stay.arrival());
            }
            largest = Math.max(largest, stay.least());
        }
        if (end.rule() == Storage.Rule.FIXED) {
            held.add(end.energy());
        }
        for (double energy : held) {
            least = Math.min(least, energy);
            largest = Math.max(largest, energy);
        }
        Storage.End kept = end.rule() == Storage.Rule.AT_LEAST
                ? Storage.End.atLeast(Math.min(largest, Math.max(least, end.energy() + margin)))
                : end;
        return storage.withEnergy(new Storage.Energy(
                new Range(least, largest),
                storage.energy().initial(),
                storage.energy().selfDischarge(),
                kept));
    }

    private static ThermostaticLoad narrower(ThermostaticLoad load, double share) {
        double margin = share * (load.band().max() - load.band().min());
        return Double.isFinite(margin)
                ? new ThermostaticLoad(
                        load.id(),
                        load.name(),
                        load.bus(),
                        load.body(),
                        load.largest(),
                        load.ambient(),
                        new Range(load.band().min() + margin, load.band().max() - margin),
                        load.inService())
                : load;
    }

    /** What it is called. */
    public String name() {
        return given.network().name();
    }

    /** The number of its bus. */
    public int bus() {
        return given.network().buses().get(0).id();
    }

    Network network() {
        return given.network();
    }

    Profile profile(int period) {
        return given.profiles().get(period);
    }

    /** A device as it is in a period, counted from 0. */
    ConnectedElement in(int period, PooledDevice device) {
        ConnectedElement element = device.element();
        return given.network().furtherKinds().contains(element.kind())
                ? profile(period).devices(element.kind()).get(given.network().index(element.ref()))
                : element;
    }

    /** Whether a device has integers: it is on or off, charges or discharges, starts here or there. */
    public boolean hasIntegers() {
        return devices.stream()
                .map(PooledDevice::element)
                .filter(ConnectedElement::inService)
                .anyMatch(element -> element instanceof AtomicLoad
                        || (element instanceof Storage storage
                                && storage.converter().isExclusive())
                        || (element instanceof Generator unit
                                && unit.dynamics().commitment().isPresent())
                        || (element instanceof CogenerationUnit plant
                                && plant.commitment().isPresent())
                        || (element instanceof CurtailableLoad load && load.hasActivationLimit()));
    }

    /** What fixed loads draw in a period, MW. */
    double fixedDemand(int period) {
        double demand = 0.0;
        for (int k = 0; k < given.network().loads().size(); k++) {
            demand +=
                    given.network().loads().get(k).inService() ? profile(period).activeDemand(k) : 0.0;
        }
        return demand;
    }

    @Override
    public String toString() {
        return name() + ": " + devices.size() + " devices over " + periods() + " periods";
    }
}
