package org.flexopf.testkit;

import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A random radial feeder together with an AC state that it admits: the state was drawn first and the network built
 * around it, so that no feeder has to be rejected.
 *
 * @param network the feeder
 * @param state an AC-feasible operating point, with every limit met
 * @param cost the cost of generation in that state, currency per hour; no optimum is dearer
 */
public record FeasibleFeeder(Network network, OperatingPoint state, double cost) {}
