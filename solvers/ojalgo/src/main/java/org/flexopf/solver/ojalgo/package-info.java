/** ojAlgo behind the solver SPI. */
package org.flexopf.solver.ojalgo;
