package org.flexopf.coordination.synthetic;

/**
 * A type of line of feeders.
 *
 * @param name what it is called
 * @param ohmPerKm resistance
 * @param reactancePerKm reactance, ohm per km
 * @param ampere what a circuit carries
 * @param share of all lines that are of this type, 0 to 1
 * @param km how long such a line is between two stations
 */
public record Conductor(String name, double ohmPerKm, double reactancePerKm, double ampere, double share, Spread km) {}
