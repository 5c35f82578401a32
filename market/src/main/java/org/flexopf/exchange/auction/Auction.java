package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;

/**
 * Offers of flexibility around the schedule of a network, for one hour, to be cleared at once:
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
 * <p>P_root0 is what the root supplies at the schedule, by an AC power flow. The activation objective prices losses
 * alone at e; the clip at zero and t keep swaps out, which earn nothing there. {@code |P_root - P_root0|} is never
 * penalised: then burning power in a relaxation would pay.
 *
 * @param network the network with its schedule; the generators of its references balance it without limit
 * @param objective what is minimised
 * @param parameters prices
 * @param offers the offers, possibly none
 */
public record Auction(
        Network network, AuctionObjective objective, AuctionParameters parameters, List<AuctionOffer> offers) {

    /**
     * Checks everything at once.
     *
     * @throws InvalidInputException if an offer names an unknown bus or a reference, has a name twice, or numbers that
     *     make no sense, or a parameter is none
     */
    public Auction {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(objective, "objective");
        Objects.requireNonNull(parameters, "parameters");
        offers = List.copyOf(offers);
        List<Fault> faults = new ArrayList<>();
        check(objective, parameters, faults);
        Set<String> ids = new HashSet<>();
        for (AuctionOffer offer : offers) {
            if (!ids.add(offer.id())) {
                faults.add(new Fault(
                        offer.label(),
                        "id '" + offer.id() + "'",
                        "another offer has the same id",
                        "give every offer an id of its own"));
            }
            check(network, offer, faults);
        }
        InvalidInputException.throwIfAny("the auction on " + network.name(), faults);
    }

    private static void check(AuctionObjective objective, AuctionParameters parameters, List<Fault> faults) {
        checkPositive("voll", parameters.voll(), "curtailed demand has a price above zero", faults);
        checkPositive("spill", parameters.spill(), "spilt generation has a price above zero", faults);
        if (!Double.isFinite(parameters.energy())) {
            faults.add(parameter("energy", parameters.energy(), "energy has a finite price", "such as 50"));
        }
        if (objective == AuctionObjective.ACTIVATION) {
            checkPositive("tie", parameters.tie(), "without it offers would be accepted for nothing", faults);
            if (!(parameters.redispatch() >= 0.0 && parameters.redispatch() < Double.POSITIVE_INFINITY)) {
                faults.add(parameter(
                        "redispatch", parameters.redispatch(), "a deviation never earns", "zero or more, such as 60"));
            }
        }
    }

    private static void checkPositive(String name, double value, String cause, List<Fault> faults) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            faults.add(parameter(name, value, cause, "a finite number above zero"));
        }
    }

    private static Fault parameter(String name, double value, String cause, String fix) {
        return new Fault("parameter " + name, value + " per MWh", cause, "give " + fix);
    }

    private static void check(Network network, AuctionOffer offer, List<Fault> faults) {
        String label = offer.label();
        if (offer.id().isBlank()) {
            faults.add(new Fault(label, "a blank id", "results are told by id", "name every offer"));
        }
        if (offer.owner().isBlank()) {
            faults.add(new Fault(label, "a blank owner", "payments are made by owner", "name the owner"));
        }
        Bus bus = ScheduledNetwork.bus(network, offer.bus()).orElse(null);
        String unit = offer.kind() == AuctionOffer.Kind.P ? " MW" : " Mvar";
        if (bus == null) {
            faults.add(new Fault(
                    label,
                    "bus " + offer.bus(),
                    network.name() + " has no such bus",
                    "name a bus by the number that it has in the network"));
        } else if (bus.isReference() || bus.isIsolated() || network.topology().island(network.busIndex(bus.id())) < 0) {
            faults.add(new Fault(
                    label,
                    "bus " + offer.bus(),
                    bus.isReference() ? "a reference makes up for everything anyhow" : "no power reaches the bus",
                    "offer at another bus, or leave the offer out"));
        }
        boolean hasQuantity = offer.quantity() > 0.0 && offer.quantity() < Double.POSITIVE_INFINITY;
        if (!hasQuantity) {
            faults.add(new Fault(
                    label,
                    "quantity " + offer.quantity() + unit,
                    "there is nothing to accept",
                    "give a finite quantity above zero"));
        }
        if (!Double.isFinite(offer.price())) {
            faults.add(new Fault(
                    label,
                    "price " + offer.price(),
                    "the number is not finite",
                    "give a finite price, below zero if the owner asks for the opposite payment"));
        }
        if (!(offer.minimum() >= 0.0 && (!hasQuantity || offer.minimum() <= offer.quantity()))) {
            faults.add(new Fault(
                    label,
                    "minimum " + offer.minimum() + unit,
                    "it does not lie between 0 and the quantity " + offer.quantity() + unit,
                    "give 0 for an offer that can be accepted in any part"));
        }
    }

    /** The owners of offers, each once, in the order of their first offers. */
    public List<String> owners() {
        return offers.stream().map(AuctionOffer::owner).distinct().toList();
    }

    /** The same auction with other offers. */
    public Auction withOffers(List<AuctionOffer> others) {
        return new Auction(network, objective, parameters, others);
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
     * The state at the schedule, before anything is accepted, by an AC power flow.
     *
     * @throws InvalidInputException if the network cannot be scheduled, or its schedule has no power flow
     */
    public AcState before() {
        return new AuctionProblem(this).before();
    }

    @Override
    public String toString() {
        return "auction of " + offers.size() + " offers by " + objective.label() + " on " + network.name();
    }
}
