/**
 * The search: boxes of integer variables, the continuous programs over them, what those prove, and where to go next.
 *
 * <p>{@code Search} walks the tree; {@code Relaxations} solves its nodes; {@code DualBound} says what a node's
 * multipliers prove; {@code Propagation} and {@code Probing} find what follows from rows; {@code Incumbent} holds the
 * best point; {@code Heuristics} and {@code Neighbourhoods} look for better ones; {@code CuttingPlanes} strengthens the
 * program before.
 */
package org.flexopf.solver.branchandbound.internal;
