/** JOptimizer behind the solver SPI. */
package org.flexopf.solver.joptimizer;
