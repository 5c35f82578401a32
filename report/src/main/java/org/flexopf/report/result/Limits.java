package org.flexopf.report.result;

/**
 * The limits of a value, in its unit.
 *
 * @param lower the least it may be; minus infinity for no limit
 * @param upper the most it may be; infinity for no limit
 */
public record Limits(double lower, double upper) {}
