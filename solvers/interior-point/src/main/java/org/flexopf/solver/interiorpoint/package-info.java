/** The default solver: a sparse conic interior-point method in plain Java. */
package org.flexopf.solver.interiorpoint;
