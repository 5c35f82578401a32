package org.flexopf.coordination.region;

import java.util.List;
import java.util.Objects;

/**
 * What reactive power units of a kind can give, from a size on.
 *
 * @param kind the kind
 * @param fromRating the least rating that it holds for, MVA
 * @param isSemicircle whether it is what the rating leaves beside the active power, {@code sqrt(Sn^2 - P^2)}
 * @param share else: that share of the rating, whatever the active power
 */
public record ReactiveRule(String kind, double fromRating, boolean isSemicircle, double share) {

    /** The kind is required. */
    public ReactiveRule {
        Objects.requireNonNull(kind, "kind");
    }

    /** The largest reactive power either way, Mvar. */
    double limit(double rating, double p) {
        return isSemicircle ? Math.sqrt(Math.max(0.0, rating * rating - p * p)) : share * rating;
    }

    /**
     * Inverters of 400 kVA and more by the semicircle, smaller ones and combined heat and power 0.436 of their rating,
     * wind 0.312. That of combined heat and power is not in the source, and is taken like small inverters'.
     */
    public static List<ReactiveRule> published() {
        return List.of(
                new ReactiveRule("pv", 0.4, true, 0.0),
                new ReactiveRule("pv", 0.0, false, 0.436),
                new ReactiveRule("wind", 0.0, false, 0.312),
                new ReactiveRule("chp", 0.0, false, 0.436));
    }
}
