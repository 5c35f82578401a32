/**
 * The solver SPI: what a convex solver promises, what it is asked, what it answers, and how every answer is checked
 * again.
 */
package org.flexopf.solver;
