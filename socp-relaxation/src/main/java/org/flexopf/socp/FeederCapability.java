package org.flexopf.socp;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.flexopf.network.Network;

/**
 * What a feeder can offer at its root: for every active power that it can draw there, the least and the largest
 * reactive power, with all limits met. This is the capability chart of the interface between a transmission and a
 * distribution network, drawn by its edges: first the least and the largest P, then for P between them the least and
 * the largest Q (Silva et al., "Estimating the active and reactive power flexibility area at the TSO-DSO interface",
 * IEEE TPWRS 33(5), 2018).
 *
 * <p>Every edge is an optimum of {@link BranchFlowSocp}, so that no AC state lies beyond its {@link Edge#bound}. Where
 * that is a point of the AC network it is reached; where it is not, as mostly for the largest Q, since a relaxation
 * wastes reactive power, an {@link AcSearch} finds a state that is reached, {@link Edge#reached}. So the chart has an
 * outer and an inner edge.
 *
 * @param network the network
 * @param leastP the least active power that the root supplies, MW; negative where the feeder can feed back
 * @param largestP the largest active power that the root supplies, MW
 * @param points what can be offered, by rising active power: at equal distances between a thousandth of the range
 *     within its ends; one point where the feeder has no choice of it
 */
public record FeederCapability(Network network, Edge leastP, Edge largestP, List<Point> points) {

    /**
     * One end of what can be offered.
     *
     * @param reached the power of a state that an AC power flow confirms, MW or Mvar; NaN if none was found
     * @param bound what no AC state goes beyond, MW or Mvar; NaN if nothing is proved
     * @param exact whether the two are proved to be the same
     * @param verdict how that is known, in one sentence
     */
    public record Edge(double reached, double bound, boolean exact, String verdict) {

        /** The verdict is required. */
        public Edge {
            Objects.requireNonNull(verdict, "verdict");
        }
    }

    /**
     * What can be offered at one active power.
     *
     * @param p active power that the root supplies to the feeder, MW
     * @param least least reactive power that the root supplies, Mvar
     * @param largest largest reactive power that the root supplies, Mvar
     */
    public record Point(double p, Edge least, Edge largest) {

        /** Both ends are required. */
        public Point {
            Objects.requireNonNull(least, "least");
            Objects.requireNonNull(largest, "largest");
        }
    }

    /** All parts are required; the list is copied. */
    public FeederCapability {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(leastP, "leastP");
        Objects.requireNonNull(largestP, "largestP");
        points = List.copyOf(points);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "what %s can offer at its root: %.4f to %.4f MW, %d points",
                network.name(),
                rounded(leastP.reached()),
                rounded(largestP.reached()),
                points.size());
    }

    /** To the digits that are printed; what is smaller, of whichever sign, is nothing. */
    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4 + 0.0;
    }
}
