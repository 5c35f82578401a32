package org.flexopf.coordination.physics;

import java.util.List;

/**
 * A feeder over one time step.
 *
 * @param flow what flows into it, MW
 * @param violations how many of its limits are broken
 * @param dark what is off that would be on, MW without signs
 * @param tapMoves by how many steps its tap goes after the step
 * @param events what goes off, in words
 */
record FeederStep(double flow, int violations, double dark, int tapMoves, List<String> events) {}
