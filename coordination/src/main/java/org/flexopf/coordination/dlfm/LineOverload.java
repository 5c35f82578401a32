package org.flexopf.coordination.dlfm;

/**
 * A line of a feeder that carries more than it may when all markets are over: nobody was asked about it.
 *
 * @param area the feeder
 * @param branch the number of the line
 * @param period the period, from 1
 * @param excess MW beyond its rating
 */
public record LineOverload(String area, int branch, int period, double excess) {}
