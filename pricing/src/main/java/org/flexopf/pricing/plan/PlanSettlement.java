package org.flexopf.pricing.plan;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a plan means for everybody at prices. Revenues of all participants, of demand and of the network add up to zero.
 * Lost opportunities of all add up to the cost of the plan less the dual function at the prices, which no prices can
 * make larger than the cost:
 *
 * <pre>
 *   sum of lost opportunities = C - q(prices)
 * </pre>
 *
 * @param prices the prices
 * @param participants everybody who offers
 * @param demand the loads of the network, which pay for what they take; unserved demand is their own decision where it
 *     has a value
 * @param network the network, which buys where it is cheap and sells where it is dear: its revenue is the congestion
 *     rent
 * @param cost C, what the plan costs, currency
 * @param dualFunction q, what all would cost together if everybody did their best at the prices, currency
 */
public record PlanSettlement(
        PlanPrices prices,
        List<ParticipantResult> participants,
        ParticipantResult demand,
        ParticipantResult network,
        double cost,
        double dualFunction) {

    /** Lost opportunities and losses of no more than this share of the plan's cost are a solver's rounding. */
    private static final double ROUNDING = 1e-6;

    /** All parts are required; the list is copied. */
    public PlanSettlement {
        Objects.requireNonNull(prices, "prices");
        participants = List.copyOf(participants);
        Objects.requireNonNull(demand, "demand");
        Objects.requireNonNull(network, "network");
    }

    /** The result of a participant. @throws NoSuchElementException if there is none of that name */
    public ParticipantResult participant(String id) {
        return participants.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no participant '" + id + "'; there are "
                        + participants.stream().map(ParticipantResult::id).toList()));
    }

    /** The sum of all lost opportunities, those of demand and network included, currency. */
    public double totalLostOpportunity() {
        return Stream.concat(participants.stream(), Stream.of(demand, network))
                .mapToDouble(ParticipantResult::lostOpportunity)
                .sum();
    }

    /** The sum of what participants would have to be paid so as not to lose, currency. */
    public double totalMakeWhole() {
        return participants.stream().mapToDouble(ParticipantResult::makeWhole).sum();
    }

    private double rounding() {
        return ROUNDING * Math.max(1.0, Math.abs(cost));
    }

    /** Who lost though the plan takes them, and would rather not have been: paradoxically accepted. */
    public List<String> paradoxicallyAccepted() {
        return participants.stream()
                .filter(one -> one.profit() < -rounding() && one.lostOpportunity() > rounding())
                .map(ParticipantResult::id)
                .toList();
    }

    /** Who earns nothing, and would have earned at the prices: paradoxically rejected. */
    public List<String> paradoxicallyRejected() {
        return participants.stream()
                .filter(one -> Math.abs(one.revenue()) <= rounding()
                        && Math.abs(one.cost()) <= rounding()
                        && one.lostOpportunity() > rounding())
                .map(ParticipantResult::id)
                .toList();
    }
}
