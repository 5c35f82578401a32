package org.flexopf.coordination.physics;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A scenario under all schemes, with the same errors.
 *
 * @param scenario the scenario
 * @param schemes what it costs without a market, and then under each scheme
 */
public record ScenarioLedger(PhysicalScenario scenario, List<SchemeLedger> schemes) {

    /** All parts are required. */
    public ScenarioLedger {
        Objects.requireNonNull(scenario, "scenario");
        schemes = List.copyOf(schemes);
    }

    /** What it costs under a scheme. @throws NoSuchElementException if that was not looked at */
    public SchemeLedger under(String scheme) {
        return schemes.stream()
                .filter(ledger -> ledger.scheme().equals(scheme))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no scheme '" + scheme + "' here; there are "
                        + schemes.stream().map(SchemeLedger::scheme).toList()));
    }

    /** What a scheme saves against no market at all, currency. */
    public double benefit(SchemeLedger scheme) {
        return under(CostBenefit.NO_MARKET).total() - scheme.total();
    }
}
