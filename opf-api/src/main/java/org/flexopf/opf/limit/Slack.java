package org.flexopf.opf.limit;

import java.util.Locale;
import org.flexopf.network.Network;

/**
 * A soft limit that a solution exceeds.
 *
 * @param limit which limit
 * @param element the index of its element in the network's list
 * @param id the number of the element
 * @param label how messages call the element
 * @param amount by how much, in {@link SoftLimit#unit}
 * @param cost what the objective was charged for it, currency per hour
 */
public record Slack(SoftLimit limit, int element, int id, String label, double amount, double cost) {

    static Slack of(SoftLimit limit, Network network, int element, double slackPerUnit, double penalty) {
        return new Slack(
                limit,
                element,
                limit.id(network, element),
                limit.elementLabel(network, element),
                limit.amount(network, element, slackPerUnit),
                penalty * limit.amountPerSlack(network, element) * slackPerUnit);
    }

    /** In words, such as {@code lower voltage limit of bus 7: 0.0123 p.u., at 123.0 per hour}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s of %s: %.6g %s, at %.6g per hour",
                limit.label(),
                label,
                amount,
                limit.unit().symbol(),
                cost);
    }
}
