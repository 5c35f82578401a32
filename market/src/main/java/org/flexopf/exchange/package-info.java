/**
 * A continuous market of flexibility: orders to raise or lower load at a bus for a delivery period are matched as they
 * arrive, by price and then by time, as far as the network takes them. Quantities are whole watts, prices whole 1e-4
 * currency per MWh, times whole milliseconds, and money is exact. {@link org.flexopf.exchange.ContinuousMarket} is
 * where to begin.
 */
package org.flexopf.exchange;
