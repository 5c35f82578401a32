package org.flexopf.coordination.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * What was drawn of a region, against what its statistics ask for.
 *
 * @param customers in all feeders
 * @param devices in all feeders
 * @param peakMw the peaks of all customers together, MW
 * @param installedMw rated power of all devices, MW
 * @param km lines of the detailed feeders, km
 * @param furtherCircuits circuits that were laid beside the first of a line, so that feeders keep their limits
 * @param rows figure by figure
 */
public record Census(
        long customers,
        long devices,
        double peakMw,
        double installedMw,
        double km,
        int furtherCircuits,
        List<Row> rows) {

    /**
     * A figure.
     *
     * @param figure what it is, with its unit
     * @param of the class of customers, kind of devices or type of line
     * @param asked what the statistics ask for
     * @param drawn what came of it
     * @param samplingError the standard deviation of what comes of it
     */
    public record Row(String figure, String of, double asked, double drawn, double samplingError) {

        /** How many standard deviations lie between; 0 where both are the same. */
        public double deviations() {
            return drawn == asked ? 0.0 : Math.abs(drawn - asked) / samplingError;
        }
    }

    private static final double KW = 1e-3;

    /** The rows are copied. */
    public Census {
        rows = List.copyOf(rows);
    }

    static Census of(RegionStatistics statistics, List<FeederPlan> feeders, List<Stock> singles) {
        List<Stock> stocks = new ArrayList<>(singles);
        feeders.forEach(feeder -> stocks.addAll(List.of(feeder.stock)));
        List<Row> rows = new ArrayList<>();
        long customers = stocks.stream().mapToLong(Stock::allCustomers).sum();
        customers(statistics, stocks, customers, rows);
        devices(statistics, feeders, stocks, customers, rows);
        double km = lines(statistics, feeders, rows);
        double peak = stocks.stream().mapToDouble(Stock::allPeaks).sum();
        long devices = 0;
        double installed = 0.0;
        int circuits = 0;
        for (Stock stock : stocks) {
            for (int kind = 0; kind < stock.devices.length; kind++) {
                devices += stock.devices[kind];
                installed += stock.kw[kind];
            }
        }
        for (FeederPlan feeder : feeders) {
            for (int i = 1; i < feeder.circuits.length; i++) {
                circuits += feeder.circuits[i] - 1;
            }
        }
        return new Census(customers, devices, KW * peak, KW * installed, km, circuits, rows);
    }

    private static void customers(RegionStatistics statistics, List<Stock> stocks, long all, List<Row> rows) {
        for (int c = 0; c < statistics.customers().size(); c++) {
            CustomerClass customer = statistics.customers().get(c);
            long count = 0;
            double peak = 0.0;
            for (Stock stock : stocks) {
                count += stock.customers[c];
                peak += stock.peakKw[c];
            }
            share("share of customers", customer.name(), customer.share(), count, all, rows);
            mean("peak, kW", customer.name(), customer.peakKw(), peak, count, rows);
        }
    }

    private static void devices(
            RegionStatistics statistics, List<FeederPlan> feeders, List<Stock> stocks, long customers, List<Row> rows) {
        for (int kind = 0; kind < statistics.devices().size(); kind++) {
            DeviceKind device = statistics.devices().get(kind);
            long count = 0;
            double power = 0.0;
            for (Stock stock : stocks) {
                count += stock.devices[kind];
                power += stock.kw[kind];
            }
            if (customers > 0) {
                rows.add(new Row(
                        "devices per customer",
                        device.name(),
                        device.perCustomer(),
                        (double) count / customers,
                        Math.sqrt(device.perCustomer() / customers)));
            }
            mean("rated power, kW", device.name(), device.kw(), power, count, rows);
            distance(device, kind, feeders, rows);
        }
    }

    /** How far devices stand from the root, against what their placement and the customers make expected. */
    private static void distance(DeviceKind device, int kind, List<FeederPlan> feeders, List<Row> rows) {
        double weights = 0.0;
        double expected = 0.0;
        double squared = 0.0;
        double drawn = 0.0;
        long count = 0;
        for (FeederPlan feeder : feeders) {
            double farthest = 0.0;
            double customers = 0.0;
            double scale = 0.0;
            for (int i = 1; i < feeder.stock.length; i++) {
                farthest = Math.max(farthest, feeder.kmFromRoot[i]);
                customers += feeder.stock[i].allCustomers();
            }
            for (int i = 1; i < feeder.stock.length; i++) {
                scale += weight(device, feeder, i, farthest);
            }
            for (int i = 1; scale > 0.0 && i < feeder.stock.length; i++) {
                double weight = customers * weight(device, feeder, i, farthest) / scale;
                weights += weight;
                expected += weight * feeder.kmFromRoot[i];
                squared += weight * feeder.kmFromRoot[i] * feeder.kmFromRoot[i];
                drawn += feeder.stock[i].devices[kind] * feeder.kmFromRoot[i];
                count += feeder.stock[i].devices[kind];
            }
        }
        if (count > 0) {
            double mean = expected / weights;
            double deviation = Math.sqrt(Math.max(0.0, squared / weights - mean * mean));
            rows.add(new Row(
                    "km from the root", device.name(), mean, drawn / count, deviation / Math.sqrt((double) count)));
        }
    }

    private static double weight(DeviceKind device, FeederPlan feeder, int bus, double farthest) {
        return feeder.stock[bus].allCustomers() * device.placement().weight(feeder.kmFromRoot[bus], farthest);
    }

    private static double lines(RegionStatistics statistics, List<FeederPlan> feeders, List<Row> rows) {
        int types = statistics.conductors().size();
        long[] count = new long[types];
        double[] km = new double[types];
        for (FeederPlan feeder : feeders) {
            for (int i = 1; i < feeder.km.length; i++) {
                count[feeder.conductor[i]]++;
                km[feeder.conductor[i]] += feeder.km[i];
            }
        }
        long all = 0;
        double sum = 0.0;
        for (int type = 0; type < types; type++) {
            all += count[type];
            sum += km[type];
        }
        for (int type = 0; type < types; type++) {
            Conductor conductor = statistics.conductors().get(type);
            share("share of lines", conductor.name(), conductor.share(), count[type], all, rows);
            mean("length, km", conductor.name(), conductor.km(), km[type], count[type], rows);
        }
        return sum;
    }

    private static void share(String figure, String of, double asked, long count, long all, List<Row> rows) {
        if (all > 0) {
            rows.add(new Row(figure, of, asked, (double) count / all, Math.sqrt(asked * (1.0 - asked) / (double) all)));
        }
    }

    private static void mean(String figure, String of, Spread asked, double sum, long count, List<Row> rows) {
        if (count > 0) {
            rows.add(new Row(figure, of, asked.mean(), sum / count, asked.deviation() / Math.sqrt((double) count)));
        }
    }
}
