package org.flexopf.coordination;

/**
 * What a resource offers in one direction.
 *
 * @param quantity the most that may be activated, MW, not negative
 * @param price what the operator pays per MWh activated, in either direction; below zero, the provider pays
 */
public record Offer(double quantity, double price) {

    /** Nothing on offer. */
    public static final Offer NONE = new Offer(0.0, 0.0);

    /** The same price for another quantity, MW. */
    public Offer withQuantity(double mw) {
        return new Offer(mw, price);
    }
}
