/**
 * The network model: immutable records in MW, Mvar, kV and per unit, a builder that finds every fault in one pass, the
 * topology, and the one place where units change.
 */
package org.flexopf.network;
