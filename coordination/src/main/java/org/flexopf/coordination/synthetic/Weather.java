package org.flexopf.coordination.synthetic;

/** What all customers of a class, and all devices of a kind, have in common in an hour that nobody foresaw. */
final class Weather {

    private final int hour;
    private final double[] customers;
    private final double[] devices;

    Weather(RegionStatistics statistics, long seed, int hour) {
        Draws draws = new Draws(seed, "weather", hour);
        this.hour = hour;
        this.customers = new double[statistics.customers().size()];
        this.devices = new double[statistics.devices().size()];
        for (int c = 0; c < customers.length; c++) {
            customers[c] = draws.normal();
        }
        for (int kind = 0; kind < devices.length; kind++) {
            devices[kind] = draws.normal();
        }
    }

    int hour() {
        return hour;
    }

    /** By how much customers of a class draw more than scheduled, as a share of it. */
    double ofCustomers(int place, ForecastErrors errors, Draws local) {
        return errors.common() * customers[place] + errors.local() * local.normal();
    }

    /** By how much devices of a kind inject more than scheduled, as a share of it. */
    double ofDevices(int kind, ForecastErrors errors, Draws local) {
        return errors.common() * devices[kind] + errors.local() * local.normal();
    }

    @Override
    public String toString() {
        return "hour " + hour;
    }
}
