/**
 * Auctions of drawn bids on drawn feeders, in which somebody says whatever pays best:
 * {@link org.flexopf.exchange.simulation.Simulation}.
 */
package org.flexopf.exchange.simulation;
