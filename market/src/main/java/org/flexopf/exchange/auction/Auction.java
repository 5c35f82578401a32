package org.flexopf.exchange.auction;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;

/**
 * Offers of flexibility around the schedule of a network, in one or several periods, to be cleared at once:
 *
 * <pre>{@code
 * Auction auction = new Auction(network, AuctionObjective.ACTIVATION, parameters, offers);
 * ClearedAuction cleared = auction.clear(Opf.of(new BranchFlowSocp()));
 * Settlement paid = AuctionRule.PAY_AS_CLEAR.settle(cleared);
 * }</pre>
 *
 * <p>With x what is accepted, and demand cut and generation spilt at their power factors, the injection of a bus is its
 * schedule - x of UP + x of DOWN + cut - spilt, and
 *
 * <pre>
 *   dev = sum of x of DOWN - sum of x of UP + sum of cut - sum of spilt, active
 *   welfare:    min  sum of DOWN price x - sum of UP price x + e (P_root - P_root0)      + VOLL cut + S spilt
 *   activation: min  sum of (c + t) x + r |dev| + e (P_root - P_root0 + dev)             + VOLL cut + S spilt
 *               c = max(0, price) for DOWN, max(0, -price) for UP
 *   0 &lt;= x &lt;= quantity, and x = 0 or x &gt;= minimum;  every limit of the network
 * </pre>
 *
 * <p>in every period, times its hours. Offers are {@linkplain org.flexopf.network.Bid bids} of a horizon: x is one
 * ratio of the quantities of an offer, and links are between these ratios. P_root0 is what the root supplies at the
 * schedule, by an AC power flow. The activation objective prices losses alone at e; the clip at zero and t keep swaps
 * out, which earn nothing there. {@code |P_root - P_root0|} is never penalised: then burning power in a relaxation
 * would pay.
 *
 * @param network the network; the generators of its references balance it without limit
 * @param objective what is minimised
 * @param parameters prices
 * @param periods the periods in the order of time, with their schedules
 * @param offers the offers, possibly none
 * @param time the instant at which it is cleared, ms: offers that are not valid then take no part. Empty where no offer
 *     has a validity
 */
public record Auction(
        Network network,
        AuctionObjective objective,
        AuctionParameters parameters,
        List<AuctionPeriod> periods,
        List<AuctionOffer> offers,
        OptionalLong time) {

    /**
     * Checks everything at once.
     *
     * @throws InvalidInputException if an offer names an unknown bus or a reference, has a name twice, links that lead
     *     nowhere or to another owner, or numbers that make no sense, or a parameter or a period has
     */
    public Auction {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(time, "time");
        periods = List.copyOf(periods);
        offers = List.copyOf(offers);
        InvalidInputException.throwIfAny(
                "the auction on " + network.name(),
                AuctionValidation.faults(network, objective, parameters, periods, offers, time));
    }

    /**
     * An auction for one hour at the schedule that the network holds.
     *
     * @throws InvalidInputException as above
     */
    public Auction(
            Network network, AuctionObjective objective, AuctionParameters parameters, List<AuctionOffer> offers) {
        this(network, objective, parameters, List.of(AuctionPeriod.scheduled(network)), offers, OptionalLong.empty());
    }

    /** The owners of offers, each once, in the order of their first offers. */
    public List<String> owners() {
        return offers.stream().map(AuctionOffer::owner).distinct().toList();
    }

    /** Whether an offer is valid at the instant at which the auction is cleared. */
    public boolean takesPart(AuctionOffer offer) {
        return offer.validity().isEmpty() || offer.validity().get().holdsAt(time.orElseThrow());
    }

    /** The same auction with other offers. */
    public Auction withOffers(List<AuctionOffer> others) {
        return new Auction(network, objective, parameters, periods, others, time);
    }

    /**
     * Clears the auction by an optimal power flow of any formulation.
     *
     * @throws InvalidInputException if the network cannot be scheduled, or its schedule has no power flow
     * @throws org.flexopf.opf.OpfNotSolvedException if no choice of offers, curtailment and spillage meets the limits,
     *     or none was found; the status tells which
     */
    public ClearedAuction clear(Opf opf) {
        return ClearedAuction.of(opf, this);
    }

    /**
     * The states at the schedule, before anything is accepted, by AC power flows; one for each period.
     *
     * @throws InvalidInputException if the network cannot be scheduled, or its schedule has no power flow
     */
    public List<AcState> before() {
        return new AuctionProblem(this).before();
    }

    @Override
    public String toString() {
        return "auction of " + offers.size() + " offers by " + objective.label() + " on " + network.name()
                + (periods.size() == 1 ? "" : " in " + periods.size() + " periods");
    }
}
