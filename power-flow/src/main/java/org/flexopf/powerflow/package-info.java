/**
 * AC power flow on a {@link org.flexopf.network.Network}.
 *
 * <p>{@link org.flexopf.powerflow.PowerFlow} is the entrance: {@code PowerFlow.solve(network)} solves once,
 * {@code PowerFlow.prepare(network)} keeps what depends on the network alone and solves many schedules. Results are in
 * MW, Mvar, p.u. of voltage and degrees. {@link org.flexopf.powerflow.Sensitivities} holds the derivatives of a solved
 * point.
 */
package org.flexopf.powerflow;
