package org.flexopf.coordination.synthetic;

/**
 * What devices of a kind offer in a direction.
 *
 * @param share of what they could move in it
 * @param price what the operator pays, currency per MWh; below zero, the provider pays
 */
public record OfferRule(double share, Spread price) {

    /** Nothing. */
    public static final OfferRule NONE = new OfferRule(0.0, Spread.of(0.0));
}
