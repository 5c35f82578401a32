package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.network.Range;

/** The customers and devices at a bus, those of a class or kind as one. */
final class Stock {

    private static final double KW = 1e-3;

    final int[] customers;
    final double[] peakKw;
    final int[] devices;
    final double[] kw;
    private final double[] upPrice;
    private final double[] downPrice;

    private Stock(RegionStatistics statistics) {
        customers = new int[statistics.customers().size()];
        peakKw = new double[customers.length];
        devices = new int[statistics.devices().size()];
        kw = new double[devices.length];
        upPrice = new double[devices.length];
        downPrice = new double[devices.length];
    }

    /**
     * Customers at a bus.
     *
     * @param count how many on average
     */
    static Stock ofCustomers(RegionStatistics statistics, double count, Draws draws) {
        Stock stock = new Stock(statistics);
        for (int c = 0; c < stock.customers.length; c++) {
            CustomerClass customer = statistics.customers().get(c);
            stock.customers[c] = draws.count(count * customer.share());
            stock.peakKw[c] = draws.sum(stock.customers[c], customer.peakKw());
        }
        return stock;
    }

    /**
     * Adds the devices of a kind.
     *
     * @param expected how many on average
     */
    void place(RegionStatistics statistics, int kind, double expected, Draws draws) {
        DeviceKind device = statistics.devices().get(kind);
        devices[kind] = draws.count(expected);
        kw[kind] = draws.sum(devices[kind], device.kw());
        upPrice[kind] = draws.any(device.up().price());
        downPrice[kind] = draws.any(device.down().price());
    }

    int allCustomers() {
        int sum = 0;
        for (int count : customers) {
            sum += count;
        }
        return sum;
    }

    /** The peaks of all classes, kW. */
    double allPeaks() {
        double sum = 0.0;
        for (double peak : peakKw) {
            sum += peak;
        }
        return sum;
    }

    /** Scheduled demand, MW, as it is written. */
    double demand(RegionStatistics statistics, int hour) {
        double sum = 0.0;
        for (int c = 0; c < peakKw.length; c++) {
            sum += KW * peakKw[c] * statistics.customers().get(c).at(hour);
        }
        return Draws.written(sum);
    }

    /** Scheduled reactive demand, Mvar, as it is written. */
    double reactiveDemand(RegionStatistics statistics, int hour) {
        double sum = 0.0;
        for (int c = 0; c < peakKw.length; c++) {
            CustomerClass customer = statistics.customers().get(c);
            double factor = customer.powerFactor();
            sum += KW * peakKw[c] * customer.at(hour) * StrictMath.sqrt(1.0 - factor * factor) / factor;
        }
        return Draws.written(sum);
    }

    /** What the devices of a kind inject at the schedule, MW, as it is written. */
    double output(RegionStatistics statistics, int kind, int hour) {
        return Draws.written(KW * kw[kind] * statistics.devices().get(kind).at(hour));
    }

    /** What all devices inject at the schedule, MW. */
    double output(RegionStatistics statistics, int hour) {
        double sum = 0.0;
        for (int kind = 0; kind < kw.length; kind++) {
            sum += output(statistics, kind, hour);
        }
        return sum;
    }

    /** Realised less scheduled injection, MW, as it is written. */
    double imbalance(RegionStatistics statistics, Weather weather, Draws local) {
        int hour = weather.hour();
        double sum = 0.0;
        for (int c = 0; c < peakKw.length; c++) {
            CustomerClass customer = statistics.customers().get(c);
            sum -= KW * peakKw[c] * customer.at(hour) * weather.ofCustomers(c, customer.errors(), local);
        }
        for (int kind = 0; kind < kw.length; kind++) {
            DeviceKind device = statistics.devices().get(kind);
            sum += Math.abs(output(statistics, kind, hour)) * weather.ofDevices(kind, device.errors(), local);
        }
        return Draws.written(sum);
    }

    /**
     * What its devices offer in an hour, one resource per kind; those of a single bus have no schedule of their own.
     */
    List<Resource> resources(RegionStatistics statistics, String place, int bus, int hour, boolean scheduled) {
        List<Resource> resources = new ArrayList<>();
        double reference = statistics.dayAheadPrice(hour);
        for (int kind = 0; kind < kw.length; kind++) {
            DeviceKind device = statistics.devices().get(kind);
            if (devices[kind] > 0) {
                double free = Draws.written(device.reactive() * KW * kw[kind]);
                Resource resource = Resource.of(
                        place + "-" + device.name(),
                        bus,
                        offer(
                                device.upward(hour),
                                kw[kind],
                                upPrice[kind] + device.up().dayAhead() * reference),
                        offer(
                                device.downward(hour),
                                kw[kind],
                                downPrice[kind] - device.down().dayAhead() * reference));
                resources.add(
                        scheduled
                                ? resource.withSchedule(output(statistics, kind, hour), 0.0)
                                        .withReactive(new Range(-free + 0.0, free))
                                : resource);
            }
        }
        return resources;
    }

    private static Offer offer(double share, double rated, double price) {
        return new Offer(Math.max(0.0, Draws.written(KW * rated * share)), Draws.written(price));
    }

    @Override
    public String toString() {
        return allCustomers() + " customers";
    }
}
