package org.flexopf.report.result;

/**
 * A value with its limits, all in the same unit.
 *
 * @param value the value; NaN if it is not known
 * @param lower the least it may be; minus infinity for no limit
 * @param upper the most it may be; infinity for no limit
 */
public record Range(double value, double lower, double upper) {}
