/**
 * Cutting planes: rows that every integer point of a linear program meets, and that its relaxation does not.
 * {@code Separation} combines rows, {@code MixedIntegerRounding} rounds a combination to a plane.
 */
package org.flexopf.solver.branchandbound.internal.cuts;
