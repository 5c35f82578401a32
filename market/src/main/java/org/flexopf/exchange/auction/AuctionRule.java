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
     * DOWN is paid the price of flexibility and UP pays it; an offer whose minimum binds, so that the price lies below
     * what it asks for, is made whole.
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
        return switch (this) {
            case PAY_AS_CLEAR ->
                new OfOffers(label, cleared, offer -> offer.worth() + offer.makeWhole()).settle(cleared);
            case PAY_AS_BID -> new OfOffers(label, cleared, AcceptedOffer::asked).settle(cleared);
            case VCG -> new Vcg().settle(cleared);
        };
    }

    /** What one offer is paid, currency per hour. */
    private interface OfferPayment {
        double of(AcceptedOffer offer);
    }

    /** Payments that are sums over the offers of an owner. */
    private record OfOffers(String name, ClearedAuction cleared, OfferPayment payment) implements PaymentRule {

        @Override
        public List<Payment> payments(Clearing clearing, List<Participant> participants) {
            return participants.stream()
                    .map(participant ->
                            new Payment(clearing.award(participant), OptionalDouble.of(amount(participant)), false))
                    .toList();
        }

        private double amount(Participant participant) {
            double sum = 0.0;
            for (AcceptedOffer offer : cleared.offers()) {
                if (offer.offer().owner().equals(participant.id())) {
                    double amount = payment.of(offer);
                    if (Double.isNaN(amount)) {
                        throw new IllegalArgumentException(offer.offer().label()
                                + " has no price: the solver that cleared the auction returns no duals; choose one "
                                + "that does, or another payment rule");
                    }
                    sum += amount;
                }
            }
            return sum;
        }
    }
}
