/**
 * The parts of the interior-point method; free to change.
 *
 * <p>Symbols, which are the same in every file. The program is {@code min 1/2 x'Px + q'x, Ax = b, Gx + s = h, s in K}.
 * A and G are stacked to C, b and h to d, and the multipliers y and z to v; s has zeros in the rows of A. W is the
 * Nesterov-Todd scaling with {@code W z = W^-1 s = lambda}; {@code o} is the Jordan product of the cones, e its unit,
 * and mu the mean of {@code s o z}.
 */
package org.flexopf.solver.interiorpoint.internal;
