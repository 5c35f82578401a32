package org.flexopf.coordination.conflict;

/**
 * Who pays for the power that serves the TSO and a DSO at once.
 *
 * @param overlap that power, MW: the cheapest of what the DSOs take
 * @param once where the assets are paid once, and each buyer pays half
 * @param twice where the assets are paid by each buyer in full
 */
public record Remuneration(double overlap, Payments once, Payments twice) {

    /**
     * Payments, currency; what the aggregator gets is what DSO and TSO pay.
     *
     * @param aggregator what the owners of the assets get
     * @param dso what the DSOs pay
     * @param tso what the TSO pays
     */
    public record Payments(double aggregator, double dso, double tso) {}

    static Remuneration of(double overlap, double price) {
        return new Remuneration(
                overlap, new Payments(price, price / 2.0, price / 2.0), new Payments(2.0 * price, price, price));
    }
}
