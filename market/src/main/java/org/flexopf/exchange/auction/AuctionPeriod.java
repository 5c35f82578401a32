package org.flexopf.exchange.auction;

import java.util.Objects;
import org.flexopf.exchange.schedule.BusInjections;
import org.flexopf.network.Network;

/**
 * A period that an auction is about.
 *
 * @param name how people call it; no two periods of an auction have the same name
 * @param hours how long it lasts, hours
 * @param schedule what is demanded and generated in it by bus index before anything is accepted; a copy
 */
public record AuctionPeriod(String name, double hours, BusInjections schedule) {

    /** All parts are required; what is wrong with the numbers, the {@link Auction} finds. */
    public AuctionPeriod {
        Objects.requireNonNull(name, "name");
        schedule = schedule.copy();
    }

    /** One hour at the schedule that a network holds. */
    public static AuctionPeriod scheduled(Network network) {
        return new AuctionPeriod("1", 1.0, BusInjections.scheduled(network));
    }

    /** What is demanded and generated in it by bus index; a copy. */
    @Override
    public BusInjections schedule() {
        return schedule.copy();
    }

    /** How messages call it. */
    String label() {
        return "period '" + name + "'";
    }
}
