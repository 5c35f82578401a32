/**
 * The call market: offers of flexibility are cleared at once by an optimal power flow, around the schedule of a
 * network. {@link org.flexopf.exchange.auction.Auction} is where to begin.
 */
package org.flexopf.exchange.auction;
