package org.flexopf.opf.family;

/**
 * The parts of a price, in currency per MWh (or Mvarh); NaN throughout at an isolated bus. See {@link PriceComponent}
 * for what each is paid for.
 *
 * @param energy the price at the root
 * @param losses marginal losses
 * @param congestion limits of branches
 * @param voltage limits of voltages
 * @param other anything else
 */
public record PriceComponents(double energy, double losses, double congestion, double voltage, double other) {

    /** The parts of a price at a bus that no power reaches. */
    public static PriceComponents none() {
        return new PriceComponents(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** All parts together: the price. */
    public double total() {
        return energy + losses + congestion + voltage + other;
    }

    /** One part by its name. */
    public double get(PriceComponent component) {
        return switch (component) {
            case ENERGY -> energy;
            case LOSSES -> losses;
            case CONGESTION -> congestion;
            case VOLTAGE -> voltage;
            case OTHER -> other;
        };
    }
}
