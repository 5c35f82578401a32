package org.flexopf.report.result;

/**
 * One end of a branch or DC line.
 *
 * @param bus number of the bus
 * @param p active power from the bus into the element, MW; at the receiving end of a DC line what arrives there
 * @param q reactive power from the bus into the element, Mvar; of a DC line what it supplies to the bus. NaN if unknown
 */
public record Terminal(int bus, double p, double q) {}
