package org.flexopf.exchange.auction;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.pricing.payment.Clearing;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.pricing.payment.Vcg;

/** How an auction is paid. Payments are positive where the owner receives. */
public enum AuctionRule {
    /**
     * DOWN is paid the price of flexibility and UP pays it; where a minimum or a link binds, so that the price lies
     * below what is asked for, offers are made whole, linked ones together.
     */
    PAY_AS_CLEAR("pay-as-clear"),
    /** DOWN is paid its own price and UP pays its own price. */
    PAY_AS_BID("pay-as-bid"),
    /** Vickrey, Clarke and Groves; see {@link Vcg}. All offers of an owner leave together. */
    VCG("vcg");

    private final String label;

    AuctionRule(String label) {
        this.label = label;
    }

    /** How files and the command line call it. */
    public String label() {
        return label;
    }

    /** The rule of a name. @throws IllegalArgumentException if there is none */
    public static AuctionRule of(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no payment rule '" + name
                        + "' for an auction; choose one of "
                        + Arrays.stream(values()).map(AuctionRule::label).toList()));
    }

    /**
     * Who is paid what.
     *
     * @throws IllegalArgumentException if the rule needs prices and the solver returned no duals
     * @throws org.flexopf.opf.OpfNotSolvedException if VCG needs an optimum that could not be found
     */
    public Settlement settle(ClearedAuction cleared) {
        return on(cleared).settle(cleared);
    }

    /**
     * What one participant is paid.
     *
     * @throws IllegalArgumentException as {@link #settle} does, or if it takes no part
     * @throws org.flexopf.opf.OpfNotSolvedException as {@link #settle} does
     */
    public Payment payment(ClearedAuction cleared, Participant participant) {
        return on(cleared).payment(cleared, participant);
    }

    private PaymentRule on(ClearedAuction cleared) {
        return switch (this) {
            case PAY_AS_CLEAR -> new OfFamilies(label, cleared, family -> worth(family) + family.makeWhole());
            case PAY_AS_BID -> new OfFamilies(label, cleared, AuctionRule::asked);
            case VCG -> new Vcg();
        };
    }

    private static double asked(OfferFamily family) {
        return family.members().stream().mapToDouble(AcceptedOffer::asked).sum();
    }

    private static double worth(OfferFamily family) {
        return family.members().stream().mapToDouble(AcceptedOffer::worth).sum();
    }

    /** What linked offers are paid together, currency. */
    private interface FamilyPayment {
        double of(OfferFamily family);
    }

    /** Payments that are sums over the offers of an owner. */
    private record OfFamilies(String name, ClearedAuction cleared, FamilyPayment payment) implements PaymentRule {

        @Override
        public List<Payment> payments(Clearing clearing, List<Participant> participants) {
            return participants.stream()
                    .map(participant ->
                            new Payment(clearing.award(participant), OptionalDouble.of(amount(participant)), false))
                    .toList();
        }

        private double amount(Participant participant) {
            double sum = 0.0;
            for (OfferFamily family : cleared.families()) {
                if (family.owner().equals(participant.id())) {
                    sum += payment.of(family);
                }
            }
            if (Double.isNaN(sum)) {
                throw new IllegalArgumentException("what '" + participant.id()
                        + "' offers has no price: the solver that cleared the auction returns no duals; choose one "
                        + "that does, or another payment rule");
            }
            return sum;
        }
    }
}
