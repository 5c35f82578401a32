package org.flexopf.opf.limit;

import java.util.Locale;
import org.flexopf.network.Network;

/**
 * A soft limit that a solution exceeds.
 *
 * @param limit which of the limits that may be soft
 * @param element the index of its element in the network's list
 * @param broken the limit and what there is instead: of an element that has it at both ends, at the worse one
 * @param cost what the objective was charged for it, currency per hour
 */
public record Slack(SoftLimit limit, int element, BrokenLimit broken, double cost) {

    static Slack of(SoftLimit limit, Network network, int element, double slackPerUnit, double bound, double penalty) {
        double amount = limit.amount(network, element, slackPerUnit);
        double value = switch (limit) {
            case LOWER_VOLTAGE, LOWER_INTERFACE, GENERATION -> bound - amount;
            case UPPER_VOLTAGE, RATING, CURRENT, UPPER_INTERFACE -> bound + amount;
            case DEMAND -> bound - Math.copySign(amount, bound);
        };
        return new Slack(
                limit,
                element,
                new BrokenLimit(limit.kind().with(network, element, bound), value),
                penalty * limit.amountPerSlack(network, element) * slackPerUnit);
    }

    /** The number of the element. */
    public int id() {
        return broken.limit().element().id();
    }

    /** How messages call the element. */
    public String label() {
        return broken.limit().label();
    }

    /** By how much the limit is exceeded, in {@link SoftLimit#unit}. */
    public double amount() {
        return broken.excess();
    }

    /** In words, such as {@code lower voltage limit of bus 7: 0.0123 p.u., at 123 per hour}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s, at %.6g per hour",
                broken.limit().named(),
                broken.limit().amount(amount()),
                cost);
    }
}
