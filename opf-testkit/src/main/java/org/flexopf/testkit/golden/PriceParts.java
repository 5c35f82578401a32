package org.flexopf.testkit.golden;

/**
 * What the nodal prices at the AC optimum are made of, by the sensitivities of the power flow. The parts add up to the
 * price.
 *
 * @param active the parts of the active prices, currency per MWh
 * @param reactive the parts of the reactive prices, currency per Mvarh
 */
public record PriceParts(Parts active, Parts reactive) {

    /**
     * The parts, each per bus.
     *
     * @param energy the price at the reference bus that serves the bus
     * @param losses what marginal losses add, charging and shunts included
     * @param congestion what ratings add
     * @param voltage what voltage limits add
     */
    public record Parts(double[] energy, double[] losses, double[] congestion, double[] voltage) {}
}
