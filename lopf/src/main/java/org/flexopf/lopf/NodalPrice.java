package org.flexopf.lopf;

/**
 * What one more MWh (or Mvarh) of demand at a bus costs, by the sensitivities of the AC power flow and the multipliers
 * of the limits; currency per MWh (or Mvarh). NaN throughout at an isolated bus.
 *
 * @param energy the price at the references
 * @param losses what marginal losses add at that price
 * @param congestion what limits of branches add
 * @param voltage what limits of voltages add
 */
public record NodalPrice(double energy, double losses, double congestion, double voltage) {

    /** All parts together: the price. */
    public double total() {
        return energy + losses + congestion + voltage;
    }
}
