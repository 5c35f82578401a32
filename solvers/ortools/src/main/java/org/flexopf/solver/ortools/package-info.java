/** SCIP and GLOP, the native solvers of OR-Tools, behind the solver SPI. */
package org.flexopf.solver.ortools;
