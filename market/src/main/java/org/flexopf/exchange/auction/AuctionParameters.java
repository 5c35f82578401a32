package org.flexopf.exchange.auction;

/**
 * The prices of an auction, currency per MWh.
 *
 * @param voll what a MWh of curtailed demand costs, above zero
 * @param spill what a MWh of spilt generation costs, above zero
 * @param redispatch what a MWh costs by which all together deviate from the schedule, whichever way; not negative; for
 *     {@link AuctionObjective#ACTIVATION}
 * @param energy what a MWh from the root costs
 * @param tie what a MWh accepted costs beside its price, so that nothing is accepted for nothing; above zero for
 *     {@link AuctionObjective#ACTIVATION}, which alone has it
 */
public record AuctionParameters(double voll, double spill, double redispatch, double energy, double tie) {}
