package org.flexopf.exchange.auction;

/**
 * The prices at a bus.
 *
 * @param nodal what one MWh more demand costs, currency per MWh
 * @param flexibility what one MWh of activated flexibility is worth: the nodal price, less what the deviation from the
 *     schedule costs where the objective charges it
 * @param reactive what one Mvarh more demand costs, and what a Mvarh of flexibility is worth, currency per Mvarh
 */
public record BusPrices(double nodal, double flexibility, double reactive) {}
