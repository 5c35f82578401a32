/**
 * Vehicles and other storages as a fleet: what their sum can do, set points for each of them, and an aggregator's bids.
 */
package org.flexopf.fleet;
