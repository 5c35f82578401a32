/** Hipparchus behind the solver SPI. */
package org.flexopf.solver.hipparchus;
