/**
 * Convex programs as plain data: {@code min 1/2 x'Px + q'x + c} subject to {@code Ax = b}, {@code Gx + s = h}, {@code s
 * in K}.
 *
 * <p>This is the only place where formulations and solvers meet: a formulation never sees a solver, and a solver never
 * sees a network.
 */
package org.flexopf.program;
