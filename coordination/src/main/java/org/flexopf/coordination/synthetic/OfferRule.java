package org.flexopf.coordination.synthetic;

/**
 * What devices of a kind offer in a direction.
 *
 * @param share of what they could move in it
 * @param dayAhead how much of the day-ahead price the operator pays for upward energy, and is paid for downward energy,
 *     0 to 1
 * @param price what the operator pays beside that, currency per MWh; below zero, the provider pays
 */
public record OfferRule(double share, double dayAhead, Spread price) {

    /** Nothing. */
    public static final OfferRule NONE = new OfferRule(0.0, 0.0, Spread.of(0.0));
}
