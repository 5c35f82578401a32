package org.flexopf.opf.formulation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.limit.LimitOf;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.program.ConicProgram;

/**
 * A problem as a formulation has written it: the program with its names, and what was done to the network while it was
 * written. Nothing here was declared beforehand: {@link BlockModel} has noted it where it happened, so a formulation
 * that builds on another one need not repeat it. Immutable.
 */
public final class FormulatedModel {

    private final Network network;
    private final Model named;
    private final int place;
    private final ProfileData data;
    private final List<Device> devices;
    private final List<StepControl> freedControls;
    private final List<String> caveats;
    private final Map<Family, IntFunction<String>> ownElements;
    private final Map<ConstraintFamily, IntFunction<List<LimitOf>>> origins;

    FormulatedModel(
            Network network,
            Model named,
            int place,
            ProfileData data,
            Collection<Device> devices,
            List<StepControl> freedControls,
            List<String> caveats,
            Map<Family, IntFunction<String>> ownElements,
            Map<ConstraintFamily, IntFunction<List<LimitOf>>> origins) {
        this.network = network;
        this.named = named;
        this.place = place;
        this.data = data;
        this.devices = List.copyOf(devices);
        this.freedControls = List.copyOf(freedControls);
        this.caveats = List.copyOf(caveats);
        this.ownElements = Map.copyOf(ownElements);
        this.origins = Map.copyOf(origins);
    }

    /** The program with the names of its numbers. */
    public Model named() {
        return named;
    }

    /** The place of the block among the program's namespaces, {@link Model#blocks}. */
    public int place() {
        return place;
    }

    /** What the program took from the profile of the block. */
    public ProfileData data() {
        return data;
    }

    /**
     * The same where the program has the numbers of other profiles.
     *
     * @param other the program {@linkplain Model#at with other parameters}
     */
    public FormulatedModel with(Model other) {
        return new FormulatedModel(network, other, place, data, devices, freedControls, caveats, ownElements, origins);
    }

    /** A point that a formulation has read, with what further kinds of device do in it. */
    public OperatingPoint complete(OperatingPoint point, ModelSolution solution) {
        OperatingPoint.Builder builder = point.toBuilder();
        devices.forEach(device -> device.addTo(builder, solution));
        return builder.build();
    }

    /** The program that a solver sees. */
    public ConicProgram program() {
        return named.program();
    }

    /**
     * The controls whose settings the program leaves free within their ranges, in the network's order. All others stay
     * at the network's present settings.
     */
    public List<StepControl> freedControls() {
        return freedControls;
    }

    /** What has to be said along with any figure of the program; nothing if its figures are what they seem. */
    public List<String> caveats() {
        return caveats;
    }

    /**
     * The limits of the network that a row states or follows from, as its formulation says; none if it is a limit of
     * its own, such as one after an outage.
     */
    public List<LimitOf> limits(ConstraintFamily family, int element) {
        return NetworkLimit.statedBy(family)
                .map(limit -> List.of(new LimitOf(limit, element)))
                .orElseGet(() -> origins.containsKey(family)
                        ? List.copyOf(origins.get(family).apply(element))
                        : List.of());
    }

    /**
     * How messages call the element that a variable or a limit belongs to, such as {@code bus 7}. Elements that a
     * formulation has of its own are called as it says, by number where it says nothing.
     */
    public String label(Key key) {
        int element = key.element();
        return key.family().kind().equals(ElementKind.OWN)
                ? ownElements
                        .getOrDefault(key.family(), place -> "number " + (place + 1))
                        .apply(element)
                : network.elements(key.family().kind()).get(element).label();
    }

    @Override
    public String toString() {
        return named + " of " + network.name();
    }
}
