package org.flexopf.coordination;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.flexopf.network.InvalidNetworkException;

/**
 * A transmission network with the feeders behind it, at a balanced schedule and with what really happens: what every
 * scheme of coordination is run on. Power is in MW, prices in currency per MWh, for one hour.
 *
 * <p>An activation is counted as the network sees it: up means that the net injection rises. Its price is what the
 * operator pays for it. That is the opposite of what is said of a flexible load, whose "up" is a higher consumption.
 *
 * @param name what it is called
 * @param currency in which prices are
 * @param dayAheadPrice the reference price of energy, currency per MWh
 * @param transmission the transmission network, which is modelled by DC power flow
 * @param feeders the feeders behind its buses
 * @param buyers market parties that buy flexibility
 * @param held flexibility that operators hold and may sell on
 */
public record TsoDsoSystem(
        String name,
        String currency,
        double dayAheadPrice,
        Area transmission,
        List<Feeder> feeders,
        List<CommercialBuyer> buyers,
        List<HeldFlexibility> held) {

    /**
     * All parts are required.
     *
     * @throws InvalidNetworkException if they do not go together, with every fault found
     */
    public TsoDsoSystem {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(transmission, "transmission");
        feeders = List.copyOf(feeders);
        buyers = List.copyOf(buyers);
        held = List.copyOf(held);
        SystemFaults.require(name, dayAheadPrice, transmission, feeders, buyers, held);
    }

    /**
     * A system of a transmission network alone, in EUR.
     *
     * @throws InvalidNetworkException if the parts do not go together, with every fault found
     */
    public static TsoDsoSystem of(String name, double dayAheadPrice, Area transmission, List<Feeder> feeders) {
        return new TsoDsoSystem(name, "EUR", dayAheadPrice, transmission, feeders, List.of(), List.of());
    }

    /** This system with market parties that buy. */
    public TsoDsoSystem withBuyers(List<CommercialBuyer> others) {
        return new TsoDsoSystem(name, currency, dayAheadPrice, transmission, feeders, others, held);
    }

    /** This system with flexibility that is held and may be sold on. */
    public TsoDsoSystem withHeld(List<HeldFlexibility> others) {
        return new TsoDsoSystem(name, currency, dayAheadPrice, transmission, feeders, buyers, others);
    }

    /** This system with another transmission network and other feeders. */
    public TsoDsoSystem withAreas(Area newTransmission, List<Feeder> newFeeders) {
        return new TsoDsoSystem(name, currency, dayAheadPrice, newTransmission, newFeeders, buyers, held);
    }

    /** The transmission network and the networks of all feeders, in their order. */
    public List<Area> areas() {
        List<Area> areas = new ArrayList<>();
        areas.add(transmission);
        feeders.forEach(feeder -> areas.add(feeder.area()));
        return List.copyOf(areas);
    }

    /** The feeder of a name. @throws NoSuchElementException if there is none */
    public Feeder feeder(String feederName) {
        return feeders.stream()
                .filter(feeder -> feeder.name().equals(feederName))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no feeder '" + feederName + "'; there are "
                        + feeders.stream().map(Feeder::name).toList()));
    }

    /** All resources, those of the transmission network first. */
    public Stream<Resource> resources() {
        return areas().stream().flatMap(area -> area.resources().stream());
    }

    @Override
    public String toString() {
        return name + ": " + transmission.network().buses().size() + " transmission buses, " + feeders.size()
                + (feeders.size() == 1 ? " feeder, " : " feeders, ")
                + resources().count() + " resources";
    }
}
