package org.flexopf.report.result;

/**
 * What a resource does beside its schedule.
 *
 * @param resource its name
 * @param p its active injection, MW
 * @param changeMw how much more that is than scheduled, MW
 * @param q its reactive injection, Mvar
 * @param changeMvar how much more that is than scheduled, Mvar
 * @param cost what the change costs, currency per hour
 */
public record ActionResult(String resource, double p, double changeMw, double q, double changeMvar, double cost) {}
