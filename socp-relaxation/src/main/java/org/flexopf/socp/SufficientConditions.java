package org.flexopf.socp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.StepControl;
import org.flexopf.network.Topology;

/**
 * The published sufficient conditions for exactness, checked a priori. Where one holds, the relaxation of the
 * cheapest-generation problem is exact; where none holds, it may be exact all the same, and an {@link ExactnessReport}
 * on the solution decides.
 *
 * <p>The theorems are about radial networks of plain impedances with one root, whose limits are on voltages and
 * injections, and about objectives that rise with the power drawn at the root. Transformers, charging, shunts, free
 * settings, line limits and a price at the root that is not positive are outside of them, and named as the reason.
 */
public final class SufficientConditions {

    private static final String GAN = "Gan, Li, Topcu and Low, IEEE Transactions on Automatic Control 60(1), 2015";
    private static final String FARIVAR = "Farivar and Low, IEEE Transactions on Power Systems 28(3), 2013";

    private final Network network;
    private final Topology topology;
    private final int[] order;
    /** Largest lossless flow towards the root on the branch above each bus, at the largest injections, p.u. */
    private final double[] reverseP;

    private final double[] reverseQ;

    private SufficientConditions(Network network) {
        this.network = network;
        this.topology = network.topology();
        this.order = topology.fromRootsOutwards();
        this.reverseP = new double[network.buses().size()];
        this.reverseQ = new double[network.buses().size()];
        largestReverseFlows();
    }

    /** All conditions, those that hold and those that do not. */
    public static List<SufficientCondition> of(Network network) {
        SufficientConditions conditions = new SufficientConditions(network);
        return List.of(conditions.noReverseFlow(), conditions.gan(), conditions.overSatisfaction());
    }

    private void largestReverseFlows() {
        PerUnit perUnit = network.perUnit();
        double[] activeDemand = network.activeDemand();
        double[] reactiveDemand = network.reactiveDemand();
        for (int i = 0; i < reverseP.length; i++) {
            reverseP[i] = -perUnit.power(activeDemand[i]);
            reverseQ[i] = -perUnit.power(reactiveDemand[i]);
        }
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)) {
                int bus = network.busIndex(generator.bus());
                reverseP[bus] += perUnit.power(generator.pMax());
                reverseQ[bus] += perUnit.power(generator.qMax());
            }
        }
        for (int k = order.length - 1; k >= 0; k--) {
            int parent = topology.parentBus(order[k]);
            if (parent >= 0) {
                reverseP[parent] += reverseP[order[k]];
                reverseQ[parent] += reverseQ[order[k]];
            }
        }
    }

    /**
     * Without reverse flow at the largest injections, and with the upper voltage limits out of reach, the condition of
     * Gan et al. holds trivially.
     */
    private SufficientCondition noReverseFlow() {
        String name = "no reverse flow and no upper voltage limit within reach";
        Optional<String> outside = outsideTheTheorem().or(this::highestVoltageTooHigh);
        if (outside.isPresent()) {
            return new SufficientCondition(name, GAN, false, outside.get());
        }
        for (int i : order) {
            int b = topology.parentBranch(i);
            if (b >= 0 && (reverseP[i] > 0.0 || reverseQ[i] > 0.0)) {
                return new SufficientCondition(
                        name,
                        GAN,
                        false,
                        String.format(
                                Locale.ROOT,
                                "%s can carry %.6g MW and %.6g Mvar towards the root",
                                network.branches().get(b).label(),
                                Math.max(0.0, network.perUnit().physicalPower(reverseP[i])),
                                Math.max(0.0, network.perUnit().physicalPower(reverseQ[i]))));
            }
        }
        return new SufficientCondition(
                name, GAN, true, "every line carries power away from the root, whatever the generators do");
    }

    /**
     * Condition C1 of Gan et al.: along every path from the root, {@code A_s A_(s+1) .. A_(t-1) u_t > 0} with {@code u
     * = (r, x)} and {@code A = I - (2/vmin^2) u [P+ Q+]}, where P+ and Q+ are the largest reverse flows of the lossless
     * model.
     */
    private SufficientCondition gan() {
        String name = "C1, and no upper voltage limit within reach";
        Optional<String> outside = outsideTheTheorem().or(this::highestVoltageTooHigh);
        if (outside.isPresent()) {
            return new SufficientCondition(name, GAN, false, outside.get());
        }
        for (int t : order) {
            if (topology.parentBranch(t) < 0) {
                continue;
            }
            Branch last = network.branches().get(topology.parentBranch(t));
            double u = last.r();
            double v = last.x();
            for (int s = topology.parentBus(t); topology.parentBranch(s) >= 0; s = topology.parentBus(s)) {
                Branch branch = network.branches().get(topology.parentBranch(s));
                double vMin = network.buses().get(s).vMin();
                double weight = 2.0 / (vMin * vMin) * (Math.max(0.0, reverseP[s]) * u + Math.max(0.0, reverseQ[s]) * v);
                u -= weight * branch.r();
                v -= weight * branch.x();
                if (!(u > 0.0 && v > 0.0)) {
                    return new SufficientCondition(
                            name,
                            GAN,
                            false,
                            "it fails on the path from " + branch.label() + " to " + last.label()
                                    + ": too much power may flow towards the root");
                }
            }
        }
        return new SufficientCondition(name, GAN, true, "it holds on every path");
    }

    /** Farivar and Low: if every bus may draw any amount more, active and reactive, the cones are tight. */
    private SufficientCondition overSatisfaction() {
        String name = "loads may be over-satisfied";
        Optional<String> outside = OtherInjections.in(network).or(() -> RootPrice.whyNotPositive(network));
        if (!topology.isRadial()) {
            outside = Optional.of("the network is meshed");
        }
        if (outside.isPresent()) {
            return new SufficientCondition(name, FARIVAR, false, outside.get());
        }
        boolean[] drawsAnything = new boolean[network.buses().size()];
        for (Generator generator : network.generators()) {
            if (network.isActive(generator)
                    && Double.isInfinite(generator.pMin())
                    && Double.isInfinite(generator.qMin())
                    && !jointlyLimited(generator)) {
                drawsAnything[network.busIndex(generator.bus())] = true;
            }
        }
        for (int i : order) {
            if (!drawsAnything[i]) {
                return new SufficientCondition(
                        name, FARIVAR, false, network.buses().get(i).label() + " cannot draw more than its demand");
            }
        }
        return new SufficientCondition(name, FARIVAR, true, "every bus may draw any amount more");
    }

    /** Why the theorem of Gan et al. does not speak about this network, if it does not. */
    private Optional<String> outsideTheTheorem() {
        if (!topology.isRadial()) {
            return Optional.of("the network is meshed");
        }
        for (int i : order) {
            Bus bus = network.buses().get(i);
            if (bus.isReference() && topology.parentBranch(i) >= 0) {
                return Optional.of(bus.label() + " is a second reference in its island");
            }
            if (topology.parentBranch(i) < 0 && bus.vMin() != bus.vMax()) {
                return Optional.of("the voltage at " + bus.label() + ", a root, is not fixed");
            }
        }
        for (Branch branch : network.branches()) {
            if (!network.isActive(branch)) {
                continue;
            }
            if (branch.r() <= 0.0 || branch.x() <= 0.0) {
                return Optional.of(branch.label() + " has no resistance or no reactance above zero");
            }
            if (branch.b() != 0.0 || branch.ratio() != 1.0) {
                return Optional.of(branch.label() + " has charging or a transformer");
            }
            if (branch.hasRating() || branch.hasCurrentLimit() || branch.hasAngleLimits()) {
                return Optional.of(branch.label() + " has a limit of its own");
            }
        }
        if (!network.flowInterfaces().isEmpty()) {
            return Optional.of(network.flowInterfaces().get(0).label() + " limits flows");
        }
        for (var shunt : network.shunts()) {
            if (network.isActive(shunt)) {
                return Optional.of(shunt.label() + " is in service");
            }
        }
        for (StepControl control : network.controls()) {
            if (network.isActive(control)) {
                return Optional.of("the " + control.label() + " is free");
            }
        }
        return OtherInjections.in(network)
                .or(() -> RootPrice.whyNotPositive(network))
                .or(this::limitAtRoot);
    }

    /**
     * In the theorem the root takes and gives without limits; finite limits count as none where no injection can reach
     * them.
     */
    private Optional<String> limitAtRoot() {
        for (Generator generator : network.generators()) {
            int bus = network.busIndex(generator.bus());
            if (!network.isActive(generator) || topology.parentBranch(bus) >= 0) {
                continue;
            }
            double reverseOfLinesP = 0.0;
            double reverseOfLinesQ = 0.0;
            for (int k = 0; k < topology.degree(bus); k++) {
                int b = topology.incident(bus, k);
                int other = topology.from(b) == bus ? topology.to(b) : topology.from(b);
                reverseOfLinesP += Math.max(0.0, reverseP[other]);
                reverseOfLinesQ += Math.max(0.0, reverseQ[other]);
            }
            if (jointlyLimited(generator)
                    || network.perUnit().power(generator.pMin()) > -reverseOfLinesP
                    || network.perUnit().power(generator.qMin()) > -reverseOfLinesQ) {
                return Optional.of(
                        generator.label() + ", at the root, may not be able to take all that the feeder can send");
            }
        }
        return Optional.empty();
    }

    /** Whether active and reactive power limit one another. */
    private static boolean jointlyLimited(Generator generator) {
        return !generator.capability().isUnlimited()
                || !generator.reactiveLines().isNone();
    }

    /** The voltages of the lossless model at the largest injections bound all voltages from above. */
    private Optional<String> highestVoltageTooHigh() {
        double[] w = new double[network.buses().size()];
        for (int i : order) {
            Bus bus = network.buses().get(i);
            int b = topology.parentBranch(i);
            if (b < 0) {
                w[i] = bus.vMax() * bus.vMax();
                continue;
            }
            Branch branch = network.branches().get(b);
            w[i] = w[topology.parentBus(i)] + 2.0 * (branch.r() * reverseP[i] + branch.x() * reverseQ[i]);
            if (w[i] > bus.vMax() * bus.vMax()) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the voltage at %s may reach %.4f p.u., above its limit of %.4f",
                        bus.label(),
                        Math.sqrt(w[i]),
                        bus.vMax()));
            }
        }
        return Optional.empty();
    }
}
