package org.flexopf.coordination.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/**
 * A radial feeder made from a seed: a trunk with laterals, as medium-voltage feeders have them, and fleets at ends of
 * laterals. Every line is the thinnest cable that carries the peak demand behind it, a share of the fleets' power and
 * some more, so that all of a fleet at the time of the peak is what may overload it.
 */
final class StudyFeeder {

    private static final double BASE_MVA = 10.0;

    /** The trunk has that share of the buses. */
    private static final double TRUNK = 0.25;

    private static final int LONGEST_LATERAL = 9;

    /** The ratings of cables that are laid, MVA. */
    private static final double[] CABLES = {0.4, 0.6, 0.9, 1.3, 2.0, 3.0, 4.5, 6.5, 9.0, 12.0, 16.0, 22.0, 30.0};

    /** A line carries the peak behind it with that share to spare. */
    private static final double SPARE = 0.2;

    /** The share of a fleet's power that lines are laid for. */
    private static final double COINCIDENCE = 0.75;

    private final Network network;
    private final double[] demand;
    private final int[] fleets;

    private StudyFeeder(Network network, double[] demand, int[] fleets) {
        this.network = network;
        this.demand = demand;
        this.fleets = fleets;
    }

    /** The feeder; bus 1 is its root. */
    Network network() {
        return network;
    }

    /** The peak demand of a bus (by index), MW. */
    double demand(int bus) {
        return demand[bus];
    }

    /** The number of the bus of a fleet, counted from 0. */
    int fleetBus(int fleet) {
        return fleets[fleet];
    }

    /**
     * A feeder.
     *
     * @param peak the peak demand of all buses, MW
     * @param fleetPower what each fleet can draw, MW
     */
    static StudyFeeder of(int buses, double peak, int fleetCount, double fleetPower, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] parent = parents(buses, random);
        double[] demand = new double[buses];
        double sum = 0.0;
        for (int k = 1; k < buses; k++) {
            demand[k] = 0.2 + random.nextDouble();
            sum += demand[k];
        }
        int[] fleets = fleets(parent, fleetCount, random);
        double[] behind = demand.clone();
        double scale = peak / sum;
        for (int k = 0; k < buses; k++) {
            demand[k] *= scale;
            behind[k] = demand[k];
        }
        for (int bus : fleets) {
            behind[bus - 1] += COINCIDENCE * fleetPower;
        }
        for (int k = buses - 1; k > 0; k--) {
            behind[parent[k]] += behind[k];
        }
        NetworkBuilder network = Network.builder("study feeder of " + buses + " buses", BASE_MVA);
        for (int k = 0; k < buses; k++) {
            network.bus(k == 0 ? Bus.reference(1, 1.0) : Bus.of(k + 1));
            if (k > 0) {
                double km = 0.2 + 0.6 * random.nextDouble();
                double rating = cable(behind[k] * (1.0 + SPARE));
                // At 20 kV, 400 / base ohm are 1 p.u.; thicker cables have less resistance.
                double perUnit = km * BASE_MVA / 400.0;
                network.branch(Branch.line(k, parent[k] + 1, k + 1, 2.0 / rating * perUnit, 0.1 * perUnit)
                        .withRating(rating));
            }
        }
        return new StudyFeeder(network.build(), demand, fleets);
    }

    /** The numbers of the fleets' buses: ends of laterals, drawn without repetition as long as there are enough. */
    private static int[] fleets(int[] parent, int count, SplittableRandom random) {
        boolean[] hasChild = new boolean[parent.length];
        for (int k = 1; k < parent.length; k++) {
            hasChild[parent[k]] = true;
        }
        List<Integer> ends = new ArrayList<>();
        int[] fleets = new int[count];
        for (int f = 0; f < count; f++) {
            if (ends.isEmpty()) {
                for (int k = 1; k < parent.length; k++) {
                    if (!hasChild[k]) {
                        ends.add(k + 1);
                    }
                }
            }
            fleets[f] = ends.remove(random.nextInt(ends.size()));
        }
        return fleets;
    }

    /** The parents of all buses but the first, each of which comes before its children. */
    private static int[] parents(int buses, SplittableRandom random) {
        int[] parent = new int[buses];
        int trunk = Math.max(2, (int) Math.round(TRUNK * buses));
        for (int k = 1; k < trunk; k++) {
            parent[k] = k - 1;
        }
        int at = trunk;
        while (at < buses) {
            int length = Math.min(buses - at, 2 + random.nextInt(LONGEST_LATERAL - 1));
            int from = 1 + random.nextInt(trunk - 1);
            for (int k = 0; k < length; k++) {
                parent[at] = k == 0 ? from : at - 1;
                at++;
            }
        }
        return parent;
    }

    private static double cable(double needed) {
        for (double rating : CABLES) {
            if (rating >= needed) {
                return rating;
            }
        }
        return needed;
    }
}
