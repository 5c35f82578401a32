package org.flexopf.coordination.scheme;

import java.util.Map;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Purchase;

/**
 * A solved transmission network.
 *
 * @param activations what is activated of the offers that stood
 * @param cost what they cost, currency per hour
 * @param flows what flows into each feeder, MW
 * @param objective the cost of offers and flows together, currency per hour
 * @param prices what a MWh more of demand costs at each bus by its number, currency per MWh
 * @param resourcePrices the same where the offers of each resource stood
 */
record TransmissionPoint(
        Activations activations,
        double cost,
        double[] flows,
        double objective,
        Map<Integer, Double> prices,
        Map<String, Double> resourcePrices) {

    Purchase purchase() {
        return new Purchase(activations, resourcePrices);
    }
}
