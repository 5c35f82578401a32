package org.flexopf.testkit.golden;

/**
 * The AC power flow of the schedule that a network holds: generators and DC lines inject what they are scheduled at,
 * buses of type PV hold their magnitude, references magnitude and angle. Arrays and units are those of
 * {@link GoldenCase}.
 *
 * @param vm voltage magnitude per bus, p.u.
 * @param va voltage angle per bus, degrees
 * @param referenceP active generation at each reference bus, in the order of the buses, MW
 * @param referenceQ reactive generation at each reference bus, in the order of the buses, Mvar
 * @param lossMw active losses of all branches, MW
 */
public record AcPowerFlow(double[] vm, double[] va, double[] referenceP, double[] referenceQ, double lossMw) {}
