package org.flexopf.pricing.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.pricing.nodal.Rent;

/**
 * Who is paid what under a rule, and what that means for the operator. All amounts are in currency per hour.
 *
 * @param rule the name of the rule
 * @param payments one per participant
 * @param outlay what the operator pays to all participants together; empty if one of the payments is missing
 * @param surplus what is left to the operator when demand pays nodal prices, and the operator's own options are bought
 *     at theirs; a deficit is negative. Empty if a payment or prices are missing
 * @param rent what the network earns when everybody trades at nodal prices; under pay-as-clear its total is the surplus
 * @param caveats what has to be said along with these figures
 */
public record Settlement(
        String rule,
        List<Payment> payments,
        OptionalDouble outlay,
        OptionalDouble surplus,
        Optional<Rent> rent,
        List<String> caveats) {

    /** All parts are required. */
    public Settlement {
        Objects.requireNonNull(rule, "rule");
        payments = List.copyOf(payments);
        Objects.requireNonNull(outlay, "outlay");
        Objects.requireNonNull(surplus, "surplus");
        Objects.requireNonNull(rent, "rent");
        caveats = List.copyOf(caveats);
    }

    static Settlement of(String rule, Clearing clearing, List<Payment> payments, List<String> caveatsOfRule) {
        boolean complete =
                payments.stream().allMatch(payment -> payment.amount().isPresent());
        OptionalDouble outlay = complete
                ? OptionalDouble.of(payments.stream()
                        .mapToDouble(payment -> payment.amount().getAsDouble())
                        .sum())
                : OptionalDouble.empty();
        Optional<Rent> rent = clearing.rent();
        OptionalDouble surplus = complete && rent.isPresent()
                ? OptionalDouble.of(rent.get().demandPayments()
                        - clearing.ownSupply().stream()
                                .mapToDouble(Delivery::worth)
                                .sum()
                        - outlay.getAsDouble())
                : OptionalDouble.empty();
        List<String> caveats = new ArrayList<>(clearing.caveats());
        caveats.addAll(caveatsOfRule);
        return new Settlement(rule, payments, outlay, surplus, rent, caveats);
    }

    /** The payment of a participant. @throws IllegalArgumentException if it has none here */
    public Payment payment(Participant participant) {
        return payments.stream()
                .filter(payment -> payment.participant().equals(participant))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + participant.id() + "' takes no part in this settlement"));
    }
    /**
     * The share of a participant in all payments, to be put beside its {@linkplain ShapleyValue#share share in what all
     * contribute}; empty if a payment is missing, NaN if nobody is paid anything.
     *
     * @throws IllegalArgumentException if it takes no part
     */
    public OptionalDouble share(Participant participant) {
        Payment own = payment(participant);
        if (outlay.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                outlay.getAsDouble() == 0.0 ? Double.NaN : own.amount().getAsDouble() / outlay.getAsDouble());
    }
}
