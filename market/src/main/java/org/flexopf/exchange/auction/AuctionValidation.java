package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Bid;
import org.flexopf.network.Bus;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/** Finds all that is wrong with an auction. */
final class AuctionValidation {

    private final Network network;
    private final int periods;
    private final List<Fault> faults = new ArrayList<>();

    private AuctionValidation(Network network, int periods) {
        this.network = network;
        this.periods = periods;
    }

    static List<Fault> faults(
            Network network,
            AuctionObjective objective,
            AuctionParameters parameters,
            List<AuctionPeriod> periods,
            List<AuctionOffer> offers,
            OptionalLong time) {
        AuctionValidation validation = new AuctionValidation(network, periods.size());
        validation.check(objective, parameters);
        validation.check(periods);
        Map<String, AuctionOffer> byId = new HashMap<>();
        for (AuctionOffer offer : offers) {
            if (byId.putIfAbsent(offer.id(), offer) != null) {
                validation.fault(
                        offer,
                        "id '" + offer.id() + "'",
                        "another offer has the same id",
                        "give every offer an id of its own");
            }
            validation.check(offer);
            validation.checkValidity(offer, time);
        }
        int before = validation.faults.size();
        offers.forEach(offer -> validation.checkLinks(offer, byId));
        boolean areComparable = byId.size() == offers.size()
                && offers.stream().allMatch(offer -> offer.quantities().size() == periods.size());
        if (validation.faults.size() == before && areComparable) {
            validation.checkBids(offers);
        }
        return validation.faults;
    }

    private void fault(AuctionOffer offer, String value, String cause, String fix) {
        faults.add(new Fault(offer.label(), value, cause, fix));
    }

    private void check(AuctionObjective objective, AuctionParameters parameters) {
        checkPositive("voll", parameters.voll(), "curtailed demand has a price above zero");
        checkPositive("spill", parameters.spill(), "spilt generation has a price above zero");
        if (!Double.isFinite(parameters.energy())) {
            parameter("energy", parameters.energy(), "energy has a finite price", "such as 50");
        }
        if (objective == AuctionObjective.ACTIVATION) {
            checkPositive("tie", parameters.tie(), "without it offers would be accepted for nothing");
            if (!(parameters.redispatch() >= 0.0 && parameters.redispatch() < Double.POSITIVE_INFINITY)) {
                parameter("redispatch", parameters.redispatch(), "a deviation never earns", "zero or more, such as 60");
            }
        }
    }

    private void checkPositive(String name, double value, String cause) {
        if (!(value > 0.0 && value < Double.POSITIVE_INFINITY)) {
            parameter(name, value, cause, "a finite number above zero");
        }
    }

    private void parameter(String name, double value, String cause, String fix) {
        faults.add(new Fault("parameter " + name, value + " per MWh", cause, "give " + fix));
    }

    private void check(List<AuctionPeriod> all) {
        if (all.isEmpty()) {
            faults.add(new Fault("the auction", "no period", "offers are for a time", "give at least one period"));
        }
        Set<String> names = new HashSet<>();
        for (AuctionPeriod period : all) {
            if (period.name().isBlank() || !names.add(period.name())) {
                faults.add(new Fault(
                        period.label(),
                        period.name().isBlank() ? "a blank name" : "the name '" + period.name() + "'",
                        period.name().isBlank() ? "results are told by period" : "another period has the same name",
                        "give every period a name of its own"));
            }
            if (!(period.hours() > 0.0 && period.hours() < Double.POSITIVE_INFINITY)) {
                faults.add(new Fault(
                        period.label(),
                        period.hours() + " hours",
                        "it does not last",
                        "give a finite number of hours above zero"));
            }
            if (period.schedule().size() != network.buses().size()) {
                faults.add(new Fault(
                        period.label(),
                        "a schedule of " + period.schedule().size() + " buses",
                        network.name() + " has " + network.buses().size(),
                        "give the schedule of every bus"));
            }
        }
    }

    private void check(AuctionOffer offer) {
        if (offer.id().isBlank()) {
            fault(offer, "a blank id", "results are told by id", "name every offer");
        }
        if (offer.owner().isBlank()) {
            fault(offer, "a blank owner", "payments are made by owner", "name the owner");
        }
        checkBus(offer);
        String unit = offer.kind() == AuctionOffer.Kind.P ? " MW" : " Mvar";
        boolean hasQuantity = hasQuantity(offer, unit);
        if (!Double.isFinite(offer.price())) {
            fault(
                    offer,
                    "price " + offer.price(),
                    "the number is not finite",
                    "give a finite price, below zero if the owner asks for the opposite payment");
        }
        if (!(offer.minimum() >= 0.0 && (!hasQuantity || offer.minimum() <= offer.quantity()))) {
            fault(
                    offer,
                    "minimum " + offer.minimum() + unit,
                    "it does not lie between 0 and the quantity " + offer.quantity() + unit,
                    "give 0 for an offer that can be accepted in any part");
        }
    }

    private boolean hasQuantity(AuctionOffer offer, String unit) {
        if (offer.quantities().size() != periods) {
            fault(
                    offer,
                    "quantities of " + offer.quantities().size() + " periods",
                    "the auction has " + periods,
                    "give one quantity for each period, 0 where nothing is offered");
            return false;
        }
        int before = faults.size();
        boolean isBlock = periods > 1;
        for (double quantity : offer.quantities()) {
            // Zero says that nothing is offered there, which in the only period would be no offer.
            if (!((isBlock ? quantity >= 0.0 : quantity > 0.0) && quantity < Double.POSITIVE_INFINITY)) {
                fault(
                        offer,
                        "quantity " + quantity + unit,
                        quantity == 0.0 ? "there is nothing to accept" : "it is a finite power, and not below zero",
                        "give a finite quantity above zero");
            }
        }
        if (isBlock && offer.quantity() == 0.0) {
            fault(offer, "no quantity in any period", "there is nothing to accept", "give a quantity above zero");
        }
        return faults.size() == before;
    }

    private void checkBus(AuctionOffer offer) {
        Bus bus = ScheduledNetwork.bus(network, offer.bus()).orElse(null);
        if (bus == null) {
            fault(
                    offer,
                    "bus " + offer.bus(),
                    network.name() + " has no such bus",
                    "name a bus by the number that it has in the network");
        } else if (bus.isReference() || bus.isIsolated() || network.topology().island(network.busIndex(bus.id())) < 0) {
            fault(
                    offer,
                    "bus " + offer.bus(),
                    bus.isReference() ? "a reference makes up for everything anyhow" : "no power reaches the bus",
                    "offer at another bus, or leave the offer out");
        }
    }

    private void checkValidity(AuctionOffer offer, OptionalLong time) {
        if (offer.validity().isEmpty()) {
            return;
        }
        Validity validity = offer.validity().get();
        if (validity.from() >= validity.until()) {
            fault(
                    offer,
                    "validity from " + validity.from() + " until " + validity.until() + " ms",
                    "it ends before it begins",
                    "give an end after the beginning");
        }
        if (time.isEmpty()) {
            fault(
                    offer,
                    "a validity",
                    "nobody has said when the auction is cleared",
                    "give the auction its time, or leave the validity out");
        }
    }

    private void checkLinks(AuctionOffer offer, Map<String, AuctionOffer> byId) {
        if (!offer.links().isEmpty() && offer.kind() == AuctionOffer.Kind.Q) {
            fault(
                    offer,
                    offer.links().size() + " links",
                    "a reactive offer is accepted in every period on its own, and has no ratio to go by",
                    "link offers of active power only");
        }
        for (OfferLink link : offer.links()) {
            link.partner().ifPresent(id -> checkPartner(offer, id, byId.get(id)));
        }
    }

    private void checkPartner(AuctionOffer offer, String id, AuctionOffer other) {
        String value = "a link with '" + id + "'";
        if (other == null) {
            fault(offer, value, "there is no offer of that id", "give the id of an offer, or take the link out");
        } else if (other.kind() == AuctionOffer.Kind.Q) {
            fault(offer, value, "it is reactive, and has no ratio to go by", "link offers of active power only");
        } else if (!other.owner().equals(offer.owner())) {
            fault(
                    offer,
                    value,
                    "it belongs to '" + other.owner() + "', who answers for other offers",
                    "link offers of one owner");
        }
    }

    /** What is wrong between offers that all exist, in the words of the bids that stand for them. */
    private void checkBids(List<AuctionOffer> offers) {
        List<Bid> bids = OfferBids.of(offers, 1, offer -> 0.0);
        for (Bid bid : bids) {
            AuctionOffer offer = offers.get(bid.id() - 1);
            if (!offer.links().isEmpty()) {
                bid.faultsAmong(bids)
                        .forEach(fault -> fault(offer, named(fault.value()), named(fault.cause()), named(fault.fix())));
            }
        }
    }

    /** Bids are called by the offers that they stand for. */
    private static String named(String text) {
        return text.replaceAll("bid \\d+ '", "offer '");
    }
}
