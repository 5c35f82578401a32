package org.flexopf.coordination;

import java.util.Objects;
import org.flexopf.network.Range;

/**
 * Who offers flexibility at a bus: a unit, or a load whose injection is negative.
 *
 * @param id what it is called; no two resources of a system have the same id
 * @param bus the number of its bus
 * @param p scheduled injection, MW
 * @param q scheduled reactive injection, Mvar
 * @param reactive what its reactive injection may be
 * @param up what it offers to inject more
 * @param down what it offers to inject less
 * @param exclusive whether only one direction may be called; else both stand for themselves
 */
public record Resource(
        String id, int bus, double p, double q, ReactiveOffer reactive, Offer up, Offer down, boolean exclusive) {

    /** All parts are required; what is wrong with the numbers, a {@link TsoDsoSystem} finds. */
    public Resource {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reactive, "reactive");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
    }

    /** A resource without scheduled injection and reactive power. */
    public static Resource of(String id, int bus, Offer up, Offer down) {
        return new Resource(id, bus, 0.0, 0.0, ReactiveOffer.NONE, up, down, false);
    }

    /** This resource with another scheduled injection, MW and Mvar. */
    public Resource withSchedule(double mw, double mvar) {
        return new Resource(id, bus, mw, mvar, reactive, up, down, exclusive);
    }

    /** This resource with reactive power that may be chosen in a range, Mvar, at no price. */
    public Resource withReactive(Range mvar) {
        return withReactive(new ReactiveOffer(mvar, 0.0));
    }

    /** This resource with another offer of reactive power. */
    public Resource withReactive(ReactiveOffer other) {
        return new Resource(id, bus, p, q, other, up, down, exclusive);
    }

    /** This resource with other offers. */
    public Resource withOffers(Offer newUp, Offer newDown) {
        return new Resource(id, bus, p, q, reactive, newUp, newDown, exclusive);
    }

    /** This resource with directions that exclude each other, or do not. */
    public Resource withExclusive(boolean oneDirectionOnly) {
        return new Resource(id, bus, p, q, reactive, up, down, oneDirectionOnly);
    }

    /** What it offers in a direction. */
    public Offer offer(Direction direction) {
        return switch (direction) {
            case UP -> up;
            case DOWN -> down;
        };
    }

    /** Whether its reactive power may be chosen. */
    public boolean hasFreeReactivePower() {
        return reactive.range().min() < reactive.range().max();
    }

    /** What a reactive injection, Mvar, costs, currency per hour: its price for each Mvar off the schedule. */
    public double reactiveCost(double mvar) {
        return reactive.price() * Math.abs(mvar - q);
    }
}
