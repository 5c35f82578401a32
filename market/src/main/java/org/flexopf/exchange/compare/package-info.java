/**
 * A continuous market held against an auction of the same bids: {@link org.flexopf.exchange.compare.BidAuction} is what
 * no order of arrival can beat, and {@link org.flexopf.exchange.compare.ArrivalStudy} how much of it the market
 * reaches.
 */
package org.flexopf.exchange.compare;
