package org.flexopf.pricing.nodal;

/**
 * The entries of a law of the network.
 *
 * @param states the numbers of the states
 * @param values the coefficient of each
 */
record LawTerms(int[] states, double[] values) {}
