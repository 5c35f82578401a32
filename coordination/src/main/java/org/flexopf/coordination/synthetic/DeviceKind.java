package org.flexopf.coordination.synthetic;

import java.util.Arrays;
import java.util.Objects;

/**
 * Devices of a kind, such as photovoltaics, wind, cogeneration or electric vehicles. What they inject is counted in
 * shares of their rated power: above zero where they generate, below where they draw.
 *
 * @param name what they are called
 * @param perCustomer how many there are per customer
 * @param kw rated power of one
 * @param placement where in a feeder they stand
 * @param reactive what they may choose as reactive injection either way, as a share of rated power; 0 for none
 * @param typical what they inject on a typical day, one number per hour from midnight
 * @param least the least that they could inject, per hour
 * @param most the most that they could inject, per hour
 * @param up what they offer of the way from typical to most
 * @param down what they offer of the way from typical to least
 * @param errors by how much their power differs from the typical one
 */
public record DeviceKind(
        String name,
        double perCustomer,
        Spread kw,
        Placement placement,
        double reactive,
        double[] typical,
        double[] least,
        double[] most,
        OfferRule up,
        OfferRule down,
        ForecastErrors errors) {

    /** All parts are required; profiles are copied. */
    public DeviceKind {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kw, "kw");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(up, "up");
        Objects.requireNonNull(down, "down");
        Objects.requireNonNull(errors, "errors");
        typical = typical.clone();
        least = least.clone();
        most = most.clone();
    }

    /** The same kind with another number of devices per customer. */
    public DeviceKind withPerCustomer(double count) {
        return new DeviceKind(name, count, kw, placement, reactive, typical, least, most, up, down, errors);
    }

    /** The same kind elsewhere. */
    public DeviceKind withPlacement(Placement other) {
        return new DeviceKind(name, perCustomer, kw, other, reactive, typical, least, most, up, down, errors);
    }

    /** A copy. */
    @Override
    public double[] typical() {
        return typical.clone();
    }

    /** A copy. */
    @Override
    public double[] least() {
        return least.clone();
    }

    /** A copy. */
    @Override
    public double[] most() {
        return most.clone();
    }

    /** What they inject in an hour, as a share of rated power. */
    double at(int hour) {
        return typical[hour];
    }

    /** What they offer upward in an hour, as a share of rated power. */
    double upward(int hour) {
        return up.share() * (most[hour] - typical[hour]);
    }

    /** What they offer downward in an hour, as a share of rated power. */
    double downward(int hour) {
        return down.share() * (typical[hour] - least[hour]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKind that
                && name.equals(that.name)
                && perCustomer == that.perCustomer
                && kw.equals(that.kw)
                && placement == that.placement
                && reactive == that.reactive
                && Arrays.equals(typical, that.typical)
                && Arrays.equals(least, that.least)
                && Arrays.equals(most, that.most)
                && up.equals(that.up)
                && down.equals(that.down)
                && errors.equals(that.errors);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, perCustomer, kw, placement, reactive, Arrays.hashCode(typical), up, down, errors);
    }

    @Override
    public String toString() {
        return name + ": " + perCustomer + " per customer of " + kw.mean() + " kW, " + placement;
    }
}
