/**
 * The dual simplex method for linear programs of which only bounds change: a program that was solved stays dual
 * feasible, so that the next one is a few pivots away.
 */
package org.flexopf.solver.branchandbound.internal.simplex;
