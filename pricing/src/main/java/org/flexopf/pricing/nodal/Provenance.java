package org.flexopf.pricing.nodal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.model.Unit;
import org.flexopf.opf.objective.Objective;

/**
 * Where a price comes from: what has to be known to use it.
 *
 * @param unit its unit
 * @param signConvention what a positive price means
 * @param periodHours length of the period that it holds for, hours
 * @param formulation name of the formulation that was solved
 * @param solver name of the solver whose multipliers they are
 * @param caveats whose prices these are, where that has to be said
 * @param confirmation what solving again with another demand says, if that was asked for
 */
public record Provenance(
        String unit,
        String signConvention,
        double periodHours,
        String formulation,
        String solver,
        List<String> caveats,
        Optional<PriceConfirmation> confirmation) {

    private static final String SIGN = "positive where more demand at the bus raises the ";

    /** The sign convention of every price of this library, of what was minimised. */
    public static String sign(Objective minimised) {
        return SIGN + (minimised.unit() == Unit.CURRENCY_PER_HOUR ? "cost" : "objective '" + minimised.name() + "'");
    }

    /** @throws IllegalArgumentException if the period is not finite and above zero */
    public Provenance {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(signConvention, "signConvention");
        Objects.requireNonNull(formulation, "formulation");
        Objects.requireNonNull(solver, "solver");
        Objects.requireNonNull(confirmation, "confirmation");
        caveats = List.copyOf(caveats);
        requirePeriod(periodHours);
    }

    static double requirePeriod(double hours) {
        if (!(hours > 0.0 && hours < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a period of " + hours + " hours: give a finite length above zero, such as 0.25");
        }
        return hours;
    }

    /** What the price comes to for an amount of power over the period, currency. */
    public double payment(double price, double power) {
        return price * power * periodHours;
    }
}
