package org.flexopf.lopf;

import java.util.Objects;
import org.flexopf.network.Generator;

/**
 * What a generator or an offer does.
 *
 * @param generator who acts, with the schedule that the action changes; an offer stands as the generator that it is
 *     ({@link org.flexopf.network.Offer#generator}), scheduled at zero
 * @param active MW injected more than scheduled; negative for less
 * @param reactive Mvar injected more than scheduled; negative for less
 */
public record FlexibleAction(Generator generator, double active, double reactive) {

    /** A generator is required. */
    public FlexibleAction {
        Objects.requireNonNull(generator, "generator");
    }

    /** Active power with the action, MW. */
    public double p() {
        return generator.p() + active;
    }

    /** Reactive power with the action, Mvar. */
    public double q() {
        return generator.q() + reactive;
    }

    /** What the action costs beyond what the schedule costs, currency per hour. */
    public double cost() {
        return generator.cost().at(p())
                - generator.cost().at(generator.p())
                + generator.reactiveCost().at(q())
                - generator.reactiveCost().at(generator.q());
    }
}
