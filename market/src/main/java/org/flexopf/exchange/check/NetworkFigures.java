package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A state of the network in figures. Of the linear check it has flows, of an AC check voltages, apparent powers and
 * violations; of no check nothing.
 *
 * @param flowMw active flow per rated branch by its number, MW, positive from its from end to its to end; what
 *     conditional requests would add is not in it
 * @param vm voltage magnitude per bus index, p.u.
 * @param fromMva apparent power at the from end per branch index, MVA
 * @param violations how far elements are beyond their limits, by name, in MVA or p.u.; only those beyond tolerance
 * @param openingViolations the same before any trade
 */
public record NetworkFigures(
        Map<Integer, Double> flowMw,
        double[] vm,
        double[] fromMva,
        Map<String, Double> violations,
        Map<String, Double> openingViolations) {

    /** No figures. */
    static final NetworkFigures NONE = new NetworkFigures(Map.of(), new double[0], new double[0], Map.of(), Map.of());

    /** Everything is copied; the order of maps is kept. */
    public NetworkFigures {
        flowMw = Collections.unmodifiableMap(new LinkedHashMap<>(flowMw));
        vm = vm.clone();
        fromMva = fromMva.clone();
        violations = Collections.unmodifiableMap(new LinkedHashMap<>(violations));
        openingViolations = Collections.unmodifiableMap(new LinkedHashMap<>(openingViolations));
    }

    /** Voltage magnitude per bus index, p.u.; a copy. */
    @Override
    public double[] vm() {
        return vm.clone();
    }

    /** Apparent power at the from end per branch index, MVA; a copy. */
    @Override
    public double[] fromMva() {
        return fromMva.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkFigures that
                && flowMw.equals(that.flowMw)
                && Arrays.equals(vm, that.vm)
                && Arrays.equals(fromMva, that.fromMva)
                && violations.equals(that.violations)
                && openingViolations.equals(that.openingViolations);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vm) + 31 * flowMw.hashCode();
    }

    @Override
    public String toString() {
        return "network figures: flows of " + flowMw.size() + " branches, voltages of " + vm.length
                + " buses, violations " + violations;
    }
}
