/**
 * The Conic Benchmark Format (CBF), in which the public CBLIB library and other solvers exchange conic programs:
 * reading and writing, versions 1 to 4, linear and (rotated) quadratic cones, integer variables.
 */
package org.flexopf.program.cbf;
