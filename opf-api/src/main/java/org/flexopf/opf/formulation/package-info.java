/**
 * How an optimal power flow is written as a convex program: the pieces that all formulations share, and what was done
 * to the network while they wrote.
 */
package org.flexopf.opf.formulation;
