package org.flexopf.coordination.physics;

import java.util.List;
import java.util.Objects;

/**
 * What happens over some periods: in each, the imbalances of the system times a factor are forecast; what really
 * happens, and what operators see when the market is cleared, are apart from that by drawn errors.
 *
 * @param name what it is called
 * @param factors the forecast imbalances as multiples of the system's, one for each period
 * @param forecastError standard deviation of what really happens from the forecast, as a share of what is scheduled at
 *     the bus (loads and resources, without signs)
 * @param estimationNoise standard deviation of what operators see from the forecast, as the same share
 */
public record PhysicalScenario(String name, List<Double> factors, double forecastError, double estimationNoise) {

    /** All parts are required; what is wrong with the numbers, a {@link CostBenefitCase} finds. */
    public PhysicalScenario {
        Objects.requireNonNull(name, "name");
        factors = List.copyOf(factors);
    }

    /** A scenario in which all goes as forecast. */
    public static PhysicalScenario of(String name, List<Double> factors) {
        return new PhysicalScenario(name, factors, 0.0, 0.0);
    }

    /** The same with errors, as shares of what is scheduled. */
    public PhysicalScenario withErrors(double forecast, double estimation) {
        return new PhysicalScenario(name, factors, forecast, estimation);
    }
}
