package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/**
 * One draw: the base case with other numbers.
 *
 * @param profile demand, availability and prices over the base case
 * @param out elements that are out of service
 * @param weight what the draw counts for in a mean; 1 unless draws are taken where they matter most
 * @param parameters what was set on purpose, by name
 */
public record Draw(Profile profile, List<ElementRef> out, double weight, Map<String, Double> parameters) {

    /** All parts are required. */
    public Draw {
        Objects.requireNonNull(profile, "profile");
        out = List.copyOf(out);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The base case as it is. */
    public static Draw of(Network base) {
        return new Draw(Profile.of(base), List.of(), 1.0, Map.of());
    }

    /** This draw with other numbers. */
    public Draw withProfile(Profile other) {
        return new Draw(other, out, weight, parameters);
    }

    /** This draw with an element more out of service. */
    public Draw without(ElementRef element) {
        List<ElementRef> all = new ArrayList<>(out);
        all.add(element);
        return new Draw(profile, all, weight, parameters);
    }

    /** This draw with a weight that is so many times its own. */
    public Draw weighing(double factor) {
        return new Draw(profile, out, weight * factor, parameters);
    }

    /** This draw with a parameter that was set on purpose. */
    public Draw with(String parameter, double value) {
        Map<String, Double> all = new LinkedHashMap<>(parameters);
        all.put(parameter, value);
        return new Draw(profile, out, weight, all);
    }

    @Override
    public String toString() {
        return profile + (out.isEmpty() ? "" : " without " + out) + (parameters.isEmpty() ? "" : " at " + parameters);
    }
}
