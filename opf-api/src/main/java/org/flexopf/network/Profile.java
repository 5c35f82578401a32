package org.flexopf.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.flexopf.model.ElementKind;

/**
 * What demand, availability and prices are in one period or scenario, as arrays over one base network. Whatever a
 * profile does not say is as the network has it. Immutable; arrays are copied.
 */
public final class Profile {

    private final Network network;
    private final double[] activeDemand;
    private final double[] reactiveDemand;
    private final double[] pMin;
    private final double[] pMax;
    private final CostCurve[] costs;
    private final List<Storage.Stay> stays;
    /** Devices of further kinds as they are in the period, by kind; none of a kind that is as the network has it. */
    private final Map<ElementKind, List<ConnectedElement>> devices;

    private Profile(
            Network network,
            double[] activeDemand,
            double[] reactiveDemand,
            double[] pMin,
            double[] pMax,
            CostCurve[] costs,
            List<Storage.Stay> stays,
            Map<ElementKind, List<ConnectedElement>> devices) {
        this.network = network;
        this.activeDemand = activeDemand;
        this.reactiveDemand = reactiveDemand;
        this.pMin = pMin;
        this.pMax = pMax;
        this.costs = costs;
        this.stays = stays;
        this.devices = devices;
    }

    /** Everything as the network has it. */
    public static Profile of(Network network) {
        return new Profile(Objects.requireNonNull(network, "network"), null, null, null, null, null, null, Map.of());
    }

    /**
     * With another demand, per load index.
     *
     * @param mw active demand, MW, positive when consuming
     * @param mvar reactive demand, Mvar, positive when inductive
     * @throws IllegalArgumentException if the arrays do not have one finite number per load
     */
    public Profile withDemand(double[] mw, double[] mvar) {
        return new Profile(
                network,
                checked("active demand", "load", network.loads(), mw, Double::isFinite),
                checked("reactive demand", "load", network.loads(), mvar, Double::isFinite),
                pMin,
                pMax,
                costs,
                stays,
                devices);
    }

    /**
     * With all demand times a factor, active and reactive.
     *
     * @throws IllegalArgumentException if the factor is not a finite number
     */
    public Profile withDemandTimes(double factor) {
        int loads = network.loads().size();
        double[] mw = new double[loads];
        double[] mvar = new double[loads];
        for (int d = 0; d < loads; d++) {
            mw[d] = factor * activeDemand(d);
            mvar[d] = factor * reactiveDemand(d);
        }
        return withDemand(mw, mvar);
    }

    /**
     * With another largest active power, per generator index: what sun and wind make available. A least power above it
     * comes down to it.
     *
     * @param mw MW
     * @throws IllegalArgumentException if the array does not have one number per generator, or a number is NaN
     */
    public Profile withAvailability(double[] mw) {
        double[] most = checked("availability", "generator", network.generators(), mw, number -> !Double.isNaN(number));
        double[] least = new double[most.length];
        for (int g = 0; g < least.length; g++) {
            least[g] = Math.min(pMin(g), most[g]);
        }
        return new Profile(network, activeDemand, reactiveDemand, least, most, costs, stays, devices);
    }

    /**
     * With other limits of active power, per generator index.
     *
     * @param least MW
     * @param largest MW
     * @throws IllegalArgumentException if the arrays do not have one number per generator, or a number is NaN
     */
    public Profile withActiveLimits(double[] least, double[] largest) {
        List<Generator> generators = network.generators();
        return new Profile(
                network,
                activeDemand,
                reactiveDemand,
                checked("least power", "generator", generators, least, number -> !Double.isNaN(number)),
                checked("largest power", "generator", generators, largest, number -> !Double.isNaN(number)),
                costs,
                stays,
                devices);
    }

    /**
     * With active power at prices, per generator index, in place of its cost; NaN leaves a generator's cost as it is.
     *
     * @param perMwh currency per MWh
     * @throws IllegalArgumentException if the array does not have one number per generator, or a number is infinite
     */
    public Profile withPrices(double[] perMwh) {
        double[] prices =
                checked("price", "generator", network.generators(), perMwh, number -> !Double.isInfinite(number));
        List<CostCurve> curves = new ArrayList<>();
        for (int g = 0; g < prices.length; g++) {
            curves.add(Double.isNaN(prices[g]) ? cost(g) : CostCurve.linear(prices[g]));
        }
        return withCosts(curves);
    }

    /**
     * With other costs of active power, per generator index.
     *
     * @throws IllegalArgumentException if there is not one curve per generator
     */
    public Profile withCosts(List<CostCurve> curves) {
        if (curves.size() != network.generators().size()) {
            throw new IllegalArgumentException(
                    "the profile of costs has " + curves.size() + " curves; give one for each of the "
                            + network.generators().size() + " generators");
        }
        CostCurve[] copy = List.copyOf(curves).toArray(CostCurve[]::new);
        return new Profile(network, activeDemand, reactiveDemand, pMin, pMax, copy, stays, devices);
    }

    /**
     * With storages that come and go, per storage index.
     *
     * @throws IllegalArgumentException if there is not one stay per storage
     */
    public Profile withStays(List<Storage.Stay> newStays) {
        int storages = network.elements(Storage.KIND).size();
        if (newStays.size() != storages) {
            throw new IllegalArgumentException("the profile of stays has " + newStays.size()
                    + " entries; give one for each of the " + storages + " storages");
        }
        return new Profile(network, activeDemand, reactiveDemand, pMin, pMax, costs, List.copyOf(newStays), devices);
    }

    /**
     * With devices of a further kind as they are in this period, such as a load with another baseline.
     *
     * @param inPeriod the network's devices of the kind, in its order; each stays at its bus, and switched in or out
     * @throws IllegalArgumentException if they are other devices
     * @throws InvalidNetworkException if one of them has faults, with all of them
     */
    public Profile withDevices(ElementKind kind, List<? extends ConnectedElement> inPeriod) {
        List<? extends ConnectedElement> own = network.connected(kind);
        List<Fault> faults = new ArrayList<>();
        for (int k = 0; k < Math.max(own.size(), inPeriod.size()); k++) {
            if (k >= own.size() || k >= inPeriod.size() || !isSame(own.get(k), inPeriod.get(k))) {
                throw new IllegalArgumentException("the profile has "
                        + (k < inPeriod.size() ? inPeriod.get(k).label() : "nothing") + " in place of "
                        + (k < own.size() ? own.get(k).label() : "nothing")
                        + "; give the network's elements of the kind '" + kind
                        + "' in their order, each at its bus and switched in or out as it is there");
            }
            faults.addAll(inPeriod.get(k).faults());
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException("the profile", faults);
        }
        Map<ElementKind, List<ConnectedElement>> more = new LinkedHashMap<>(devices);
        more.put(kind, List.copyOf(inPeriod));
        return new Profile(network, activeDemand, reactiveDemand, pMin, pMax, costs, stays, more);
    }

    private static boolean isSame(ConnectedElement own, ConnectedElement other) {
        boolean same = own.ref().equals(other.ref())
                && own.inService() == other.inService()
                && own.terminals() == other.terminals();
        for (int t = 0; same && t < own.terminals(); t++) {
            same = own.terminal(t) == other.terminal(t);
        }
        return same;
    }

    /**
     * The same over another network with as many loads, generators and storages, such as one in which some of them are
     * switched out.
     *
     * @throws IllegalArgumentException if it has another number of one of them
     */
    public Profile over(Network other) {
        if (other.loads().size() != network.loads().size()
                || other.generators().size() != network.generators().size()
                || other.elements(Storage.KIND).size()
                        != network.elements(Storage.KIND).size()) {
            throw new IllegalArgumentException("the profile is of " + network.name() + " with "
                    + network.loads().size() + " loads, " + network.generators().size() + " generators and "
                    + network.elements(Storage.KIND).size() + " storages, and " + other.name()
                    + " has other numbers of them; switch elements out instead of taking them away");
        }
        Map<ElementKind, List<ConnectedElement>> there = new LinkedHashMap<>();
        devices.forEach((kind, inPeriod) -> {
            List<? extends ConnectedElement> own = other.connected(kind);
            if (own.size() != inPeriod.size()) {
                throw new IllegalArgumentException("the profile is of " + inPeriod.size() + " elements of the kind '"
                        + kind + "', and " + other.name() + " has " + own.size()
                        + "; switch elements out instead of taking them away");
            }
            there.put(
                    kind,
                    IntStream.range(0, own.size())
                            .mapToObj(k ->
                                    inPeriod.get(k).withInService(own.get(k).inService()))
                            .toList());
        });
        return new Profile(other, activeDemand, reactiveDemand, pMin, pMax, costs, stays, there);
    }

    private static double[] checked(
            String what, String element, List<? extends Element> elements, double[] values, DoublePredicate usable) {
        if (values.length != elements.size()) {
            throw new IllegalArgumentException("the profile of " + what + " has " + values.length
                    + " numbers; give one for each of the " + elements.size() + " " + element + "s");
        }
        List<String> wrong = IntStream.range(0, values.length)
                .filter(k -> !usable.test(values[k]))
                .mapToObj(k -> values[k] + " for " + elements.get(k).label())
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("the profile of " + what + " has "
                    + String.join(", ", wrong.subList(0, Math.min(wrong.size(), 5)))
                    + (wrong.size() > 5 ? " and " + (wrong.size() - 5) + " more" : "") + "; give usable numbers");
        }
        return values.clone();
    }

    /** The base network. */
    public Network network() {
        return network;
    }

    /** Whether everything is as the network has it. */
    public boolean isAsNetwork() {
        return activeDemand == null
                && reactiveDemand == null
                && pMin == null
                && pMax == null
                && costs == null
                && stays == null
                && devices.isEmpty();
    }

    /** Active demand of a load, MW. */
    public double activeDemand(int load) {
        return activeDemand == null ? network.loads().get(load).p() : activeDemand[load];
    }

    /** Reactive demand of a load, Mvar. */
    public double reactiveDemand(int load) {
        return reactiveDemand == null ? network.loads().get(load).q() : reactiveDemand[load];
    }

    /** Least active power of a generator, MW. */
    public double pMin(int generator) {
        return pMin == null ? network.generators().get(generator).pMin() : pMin[generator];
    }

    /** Largest active power of a generator, MW. */
    public double pMax(int generator) {
        return pMax == null ? network.generators().get(generator).pMax() : pMax[generator];
    }

    /** What active power of a generator costs. */
    public CostCurve cost(int generator) {
        return costs == null ? network.generators().get(generator).cost() : costs[generator];
    }

    /** Whether a storage is there. */
    public Storage.Stay stay(int storage) {
        return stays == null ? Storage.Stay.ON : stays.get(storage);
    }

    /** The devices of a further kind as they are in the period, by index. */
    public List<? extends ConnectedElement> devices(ElementKind kind) {
        List<ConnectedElement> inPeriod = devices.get(kind);
        return inPeriod == null ? network.connected(kind) : inPeriod;
    }

    /** The network with this demand, availability and these prices: for those who look at one period alone. */
    public Network applied() {
        if (isAsNetwork()) {
            return network;
        }
        NetworkBuilder builder = network.toBuilder();
        devices.forEach(
                (kind, inPeriod) -> builder.mapDevices(kind, device -> inPeriod.get(network.index(device.ref()))));
        if (stays != null) {
            builder.mapDevices(
                    Storage.KIND,
                    device -> device.withInService(
                            device.inService() && stay(network.index(device)).isConnected()));
        }
        return builder.mapLoads(load -> {
                    int d = network.index(load);
                    return load.withDemand(activeDemand(d), reactiveDemand(d));
                })
                .mapGenerators(generator -> {
                    int g = network.index(generator);
                    return generator.withActiveLimits(pMin(g), pMax(g)).withCost(cost(g));
                })
                .build();
    }

    @Override
    public String toString() {
        return "profile of " + network.name() + (isAsNetwork() ? ", as the network is" : "");
    }
}
