/**
 * What it takes to put a third-party optimisation library behind {@link org.flexopf.solver.ConvexSolver}: a base class
 * that checks every answer, multipliers for libraries that return none, and certificates for libraries that only say
 * "infeasible".
 */
package org.flexopf.solver.adapter;
