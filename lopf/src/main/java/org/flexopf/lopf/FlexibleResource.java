package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;

/**
 * What can be changed at a bus, and what the change costs. Up is more injection: a generator that rises, or a load that
 * falls. What is injected at present is part of the network's own schedule already.
 *
 * @param name how reports call it
 * @param bus id of its bus
 * @param p active power that it injects at present, MW
 * @param q reactive power that it injects at present, Mvar
 * @param up MW that it may inject more, not negative
 * @param down MW that it may inject less, not negative
 * @param upPrice price of injecting more, currency per MWh; negative if that saves money
 * @param downPrice price of injecting less, currency per MWh; negative if that saves money, but never more than the way
 *     up costs
 * @param reactiveUp Mvar that it may inject more, not negative
 * @param reactiveDown Mvar that it may inject less, not negative
 * @param reactivePrice price of a change of reactive power either way, currency per Mvarh, not negative
 * @param capability what p and q may be together; limits the sum of what is injected at present and the change
 * @param reactiveLines what q may be at a p, in the same way
 * @param cost what all of the active power that it injects costs, currency per hour; its change is paid on top of the
 *     prices
 */
public record FlexibleResource(
        String name,
        int bus,
        double p,
        double q,
        double up,
        double down,
        double upPrice,
        double downPrice,
        double reactiveUp,
        double reactiveDown,
        double reactivePrice,
        CapabilityCurve capability,
        ReactiveLines reactiveLines,
        CostCurve cost) {

    /**
     * @throws IllegalArgumentException if a quantity is negative or infinite, a number is not finite, or going up and
     *     down again earns money
     */
    public FlexibleResource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capability, "capability");
        Objects.requireNonNull(reactiveLines, "reactiveLines");
        Objects.requireNonNull(cost, "cost");
        requireFinite(name, "active power", p);
        requireFinite(name, "reactive power", q);
        requireQuantity(name, "quantity up", up);
        requireQuantity(name, "quantity down", down);
        requireQuantity(name, "reactive quantity up", reactiveUp);
        requireQuantity(name, "reactive quantity down", reactiveDown);
        requireFinite(name, "price up", upPrice);
        requireFinite(name, "price down", downPrice);
        requireQuantity(name, "reactive price", reactivePrice);
        if (upPrice + downPrice < 0.0) {
            throw new IllegalArgumentException(name + ": going up at " + upPrice + " and down again at " + downPrice
                    + " earns money; the two prices must not add up to less than zero");
        }
    }

    /** A resource whose changes have prices and no other cost. */
    public FlexibleResource(
            String name,
            int bus,
            double p,
            double q,
            double up,
            double down,
            double upPrice,
            double downPrice,
            double reactiveUp,
            double reactiveDown,
            double reactivePrice,
            CapabilityCurve capability) {
        this(
                name,
                bus,
                p,
                q,
                up,
                down,
                upPrice,
                downPrice,
                reactiveUp,
                reactiveDown,
                reactivePrice,
                capability,
                ReactiveLines.none(),
                CostCurve.free());
    }

    /** A resource of active power only, without limits on both together. */
    public static FlexibleResource active(
            String name, int bus, double up, double upPrice, double down, double downPrice) {
        return new FlexibleResource(
                name, bus, 0.0, 0.0, up, down, upPrice, downPrice, 0.0, 0.0, 0.0, CapabilityCurve.unlimited());
    }

    /** A resource of reactive power only. */
    public static FlexibleResource reactive(String name, int bus, double up, double down, double price) {
        return new FlexibleResource(
                name, bus, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, up, down, price, CapabilityCurve.unlimited());
    }

    /**
     * The generators of a network away from its references, within their limits around the present schedule, at their
     * costs. Reactive power is free of charge. Infinite limits count as ten times the base.
     */
    public static List<FlexibleResource> generators(Network network) {
        List<FlexibleResource> resources = new ArrayList<>();
        double most = 10.0 * network.baseMva();
        for (Generator generator : network.generators()) {
            if (network.isActive(generator) && !network.bus(generator.bus()).isReference()) {
                resources.add(new FlexibleResource(
                        generator.label(),
                        generator.bus(),
                        generator.p(),
                        generator.q(),
                        room(generator.pMax() - generator.p(), most),
                        room(generator.p() - generator.pMin(), most),
                        0.0,
                        0.0,
                        room(generator.qMax() - generator.q(), most),
                        room(generator.q() - generator.qMin(), most),
                        0.0,
                        generator.capability(),
                        generator.reactiveLines(),
                        generator.cost()));
            }
        }
        return resources;
    }

    private static double room(double range, double most) {
        return Math.min(Math.max(range, 0.0), most);
    }

    private static void requireQuantity(String name, String what, double value) {
        requireFinite(name, what, value);
        if (value < 0.0) {
            throw new IllegalArgumentException(
                    name + ": " + what + " is " + value + "; give a number that is not negative");
        }
    }

    private static void requireFinite(String name, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + what + " is " + value + "; give a finite number");
        }
    }
}
