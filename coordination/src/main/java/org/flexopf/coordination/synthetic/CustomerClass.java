package org.flexopf.coordination.synthetic;

import java.util.Arrays;
import java.util.Objects;

/**
 * Customers who use energy alike.
 *
 * @param name what they are called
 * @param share of all customers that are of this class, 0 to 1
 * @param peakKw what one of them adds to the peak of many
 * @param powerFactor of their demand, lagging
 * @param profile demand of a typical day as a share of the peak, one number per hour from midnight
 * @param errors by how much their demand differs from that
 */
public record CustomerClass(
        String name, double share, Spread peakKw, double powerFactor, double[] profile, ForecastErrors errors) {

    /** All parts are required; the profile is copied. */
    public CustomerClass {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(peakKw, "peakKw");
        Objects.requireNonNull(errors, "errors");
        profile = profile.clone();
    }

    /** A copy. */
    @Override
    public double[] profile() {
        return profile.clone();
    }

    /** Demand of an hour as a share of the peak. */
    double at(int hour) {
        return profile[hour];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerClass that
                && name.equals(that.name)
                && share == that.share
                && peakKw.equals(that.peakKw)
                && powerFactor == that.powerFactor
                && Arrays.equals(profile, that.profile)
                && errors.equals(that.errors);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, share, peakKw, powerFactor, Arrays.hashCode(profile), errors);
    }

    @Override
    public String toString() {
        return name + ": " + 100.0 * share + " % of customers, " + peakKw.mean() + " kW";
    }
}
