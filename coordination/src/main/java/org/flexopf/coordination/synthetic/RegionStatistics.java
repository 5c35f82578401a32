package org.flexopf.coordination.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flexopf.network.InvalidNetworkException;

/**
 * What is known of a region: its lines, customers, devices, feeders and transmission network. docs/synthetic-regions.md
 * says what each means.
 *
 * @param name what it is called
 * @param currency in which prices are
 * @param dayAheadPrice the reference price of energy in each hour from midnight, currency per MWh
 * @param transmission its transmission network
 * @param feeders its feeders
 * @param conductors types of lines of the feeders
 * @param customers classes of customers
 * @param devices kinds of devices
 */
public record RegionStatistics(
        String name,
        String currency,
        double[] dayAheadPrice,
        TransmissionStatistics transmission,
        FeederStatistics feeders,
        List<Conductor> conductors,
        List<CustomerClass> customers,
        List<DeviceKind> devices) {

    /** Hours of a day. */
    public static final int HOURS = 24;

    /**
     * All parts are required.
     *
     * @throws InvalidNetworkException if they make no sense, with every fault found
     */
    public RegionStatistics {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(transmission, "transmission");
        Objects.requireNonNull(feeders, "feeders");
        dayAheadPrice = dayAheadPrice.clone();
        conductors = List.copyOf(conductors);
        customers = List.copyOf(customers);
        devices = List.copyOf(devices);
        StatisticsFaults.require(name, dayAheadPrice, transmission, feeders, conductors, customers, devices);
    }

    /** These statistics with other feeders. */
    public RegionStatistics withFeeders(FeederStatistics other) {
        return new RegionStatistics(name, currency, dayAheadPrice, transmission, other, conductors, customers, devices);
    }

    /** These statistics with another transmission network. */
    public RegionStatistics withTransmission(TransmissionStatistics other) {
        return new RegionStatistics(name, currency, dayAheadPrice, other, feeders, conductors, customers, devices);
    }

    /** These statistics with other devices. */
    public RegionStatistics withDevices(List<DeviceKind> others) {
        return new RegionStatistics(
                name, currency, dayAheadPrice, transmission, feeders, conductors, customers, others);
    }

    /** A copy. */
    @Override
    public double[] dayAheadPrice() {
        return dayAheadPrice.clone();
    }

    /** The day-ahead price of an hour, currency per MWh. */
    double dayAheadPrice(int hour) {
        return dayAheadPrice[hour];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegionStatistics that
                && name.equals(that.name)
                && currency.equals(that.currency)
                && Arrays.equals(dayAheadPrice, that.dayAheadPrice)
                && transmission.equals(that.transmission)
                && feeders.equals(that.feeders)
                && conductors.equals(that.conductors)
                && customers.equals(that.customers)
                && devices.equals(that.devices);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name, currency, Arrays.hashCode(dayAheadPrice), transmission, feeders, conductors, customers, devices);
    }

    @Override
    public String toString() {
        return name + ": " + transmission.buses() + " transmission buses, " + feeders.detailed() + " feeders of "
                + feeders.buses() + " buses, " + feeders.single() + " as single buses";
    }
}
