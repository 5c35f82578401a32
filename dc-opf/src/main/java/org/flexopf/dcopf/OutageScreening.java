package org.flexopf.dcopf;

import java.util.Objects;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Which single outages of branches bring a state nearer to a limit by the DC model ({@link OutageFactors}): what a
 * branch carries moves to the others, {@code P_l + LODF_lk P_k}, reactive flows and voltages stay, and angles follow
 * flows. An outage is a suspect where a rating, a current, an angle difference or an interface then uses more than a
 * threshold of its limit and more than before, or where voltages at the ends of the branch lie so far apart that its
 * loss moves voltages, which the model does not know.
 *
 * <p>What a screening clears may still break a limit of voltage or of reactive supply: it says where to look first.
 *
 * <pre>
 *   int[] suspects = OutageScreening.of(network).suspects(point);
 * </pre>
 */
public final class OutageScreening {

    private static final double THRESHOLD = 0.8;
    /** A limit of which an outage takes a smaller share is not brought near by it. */
    private static final double MATERIAL = 0.005;
    /** The outage of a branch across which voltages differ by more, p.u., moves voltages and angles. */
    private static final double LARGEST_DROP = 0.1;

    private final Network network;
    private final OutageFactors factors;
    private final double threshold;

    private OutageScreening(Network network, OutageFactors factors, double threshold) {
        this.network = network;
        this.factors = factors;
        this.threshold = threshold;
    }

    /**
     * A screening of outages in a network, at 80 per cent of limits.
     *
     * @throws IllegalArgumentException if a branch has no reactance, so that there is no DC model
     */
    public static OutageScreening of(Network network) {
        return new OutageScreening(
                network, OutageFactors.of(network, SusceptanceConvention.SERIES_ADMITTANCE), THRESHOLD);
    }

    /**
     * The same with another threshold: the share of a limit above which an outage is a suspect.
     *
     * @throws IllegalArgumentException if it is negative or no number
     */
    public OutageScreening withThreshold(double share) {
        if (!(share >= 0.0)) {
            throw new IllegalArgumentException("the threshold is " + share + "; give a share of limits, such as 0.8");
        }
        return new OutageScreening(network, factors, share);
    }

    /**
     * The suspects at a state.
     *
     * @param point an AC or DC state of the network
     * @return numbers of branches, in their order; none of those whose outage splits the network
     */
    public int[] suspects(OperatingPoint point) {
        Objects.requireNonNull(point, "point").requireOf(network);
        Topology topology = network.topology();
        return IntStream.range(0, network.branches().size())
                .filter(branch -> topology.isActive(branch) && !factors.isIslanding(branch))
                .filter(branch -> isSuspect(branch, point))
                .map(branch -> network.branches().get(branch).id())
                .toArray();
    }

    private boolean isSuspect(int outage, OperatingPoint point) {
        if (drop(outage, point) > LARGEST_DROP) {
            return true;
        }
        double[] share = factors.of(outage);
        double gone = mean(point, outage);
        for (int b = 0; b < share.length; b++) {
            if (b != outage && network.topology().isActive(b) && isNearLimit(b, share[b] * gone, point)) {
                return true;
            }
        }
        for (FlowInterface limited : network.flowInterfaces()) {
            double before = limited.flow(network, b -> mean(point, b));
            double after = limited.flow(network, b -> mean(point, b) + share[b] * gone);
            if (isNear(before, after, limited.upper()) || isNear(-before, -after, -limited.lower())) {
                return true;
            }
        }
        return false;
    }

    /** How far the voltages at both ends of a branch lie apart, p.u. */
    private double drop(int branch, OperatingPoint point) {
        int from = network.topology().from(branch);
        int to = network.topology().to(branch);
        double angle = Math.toRadians(point.va(from) - point.va(to));
        return Math.hypot(point.vm(from) - point.vm(to) * Math.cos(angle), point.vm(to) * Math.sin(angle));
    }

    private static double mean(OperatingPoint point, int branch) {
        return 0.5 * (point.pFrom(branch) - point.pTo(branch));
    }

    private boolean isNearLimit(int b, double more, OperatingPoint point) {
        Branch branch = network.branches().get(b);
        double vFrom = point.vm(network.topology().from(b));
        double vTo = point.vm(network.topology().to(b));
        double from = Math.hypot(point.pFrom(b), point.qFrom(b));
        double to = Math.hypot(point.pTo(b), point.qTo(b));
        double fromAfter = Math.hypot(point.pFrom(b) + more, point.qFrom(b));
        double toAfter = Math.hypot(point.pTo(b) - more, point.qTo(b));
        double angle = point.va(network.topology().from(b))
                - point.va(network.topology().to(b));
        double angleAfter = angle + Math.toDegrees(network.perUnit().power(more) * branch.x());
        return isNear(Math.max(from, to), Math.max(fromAfter, toAfter), branch.rating())
                || isNear(
                        Math.max(from / vFrom, to / vTo),
                        Math.max(fromAfter / vFrom, toAfter / vTo),
                        branch.currentLimit())
                || isNear(angle, angleAfter, NetworkLimit.ANGLE_MAX.bound(network, b))
                || isNear(-angle, -angleAfter, -NetworkLimit.ANGLE_MIN.bound(network, b));
    }

    /** Whether a value comes nearer to its largest one, and less than the rest of it below. */
    private boolean isNear(double before, double after, double largest) {
        return Double.isFinite(largest)
                && after >= largest - (1.0 - threshold) * Math.abs(largest)
                && after - before > MATERIAL * Math.abs(largest);
    }

    @Override
    public String toString() {
        return "screening of outages in " + network;
    }
}
