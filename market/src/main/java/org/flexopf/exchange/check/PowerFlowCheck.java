package org.flexopf.exchange.check;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The AC power flow: apparent power at both ends of every rated branch and voltage magnitudes against their limits.
 * Scheduled generation, active and reactive, is fixed, and references hold their voltages; only active power moves.
 *
 * <p>There are four checks by it, which give the same trades: the power flow alone; with sensitivities, whose bounds
 * rule trades in or out where they can; and with a search that begins where a relaxed optimal power flow or a trained
 * classifier sees the boundary. Radial feeders are solved one by one, meshed networks as a whole.
 */
public final class PowerFlowCheck implements NetworkCheck {

    private static final double WATTS_PER_MEGAWATT = 1e6;

    final Network network;
    final AcLimits limits;
    private final String name;
    private final PowerFlow powerFlow;
    private final BusSchedule schedule;
    /** How far elements are beyond their limits at the schedule, and the voltages there. */
    private final double[] openingBeyond;

    private final double[] openingStart;
    /** The network as feeders; {@code null} where it is no set of trees. */
    private final RadialFeeders feeders;

    /** Whoever advises a state. */
    private Supplier<Advice> advice = () -> Advice.NONE;
    /** {@code null} but for the check with a classifier. */
    private SafeStateClassifier classifier;

    private PowerFlowCheck(Network network, String name) {
        this.network = Objects.requireNonNull(network, "network");
        this.name = name;
        limits = new AcLimits(network);
        powerFlow = PowerFlow.prepare(network);
        schedule = BusSchedule.of(network, OperatingPoint.scheduled(network));
        PowerFlowSession session = opening();
        openingBeyond = new double[limits.count()];
        limits.measure(session, openingBeyond);
        openingStart = session.start();
        feeders = RadialFeeders.of(network, limits, schedule, openingStart);
    }

    /** A session whose last power flow is that of the schedule. */
    private PowerFlowSession opening() {
        PowerFlowSession session = session();
        if (!session.solve(new double[network.buses().size()])) {
            throw new IllegalArgumentException(network.name()
                    + ": the schedule has no power flow, so that no market can open on it; a power flow tells why");
        }
        session.keep();
        return session;
    }

    /**
     * The check of a network at the schedule that it holds, by the power flow alone.
     *
     * @throws IllegalArgumentException if the schedule has no power flow
     */
    public static PowerFlowCheck of(Network network) {
        return new PowerFlowCheck(network, "ac");
    }

    /**
     * The same check, with sensitivities at the last confirmed state: on radial feeders, what their bounds rule in or
     * out needs no power flow. What is traded has been solved all the same.
     *
     * @throws IllegalArgumentException if the schedule has no power flow
     */
    public static PowerFlowCheck withSensitivities(Network network) {
        return new PowerFlowCheck(network, "sensitivity");
    }

    /**
     * The same check, whose search begins where the relaxed optimal power flow with the least violation sees the
     * boundary.
     *
     * @param opf by which formulation, such as a relaxation by cones, and which solver
     * @throws IllegalArgumentException if the schedule has no power flow
     * @throws org.flexopf.exchange.schedule.InvalidInputException if the network has more than a schedule knows
     */
    public static PowerFlowCheck withRelaxedOpf(Network network, Opf opf) {
        PowerFlowCheck check = new PowerFlowCheck(network, "opf");
        check.advice = RelaxedAdvice.prepare(network, opf, check.limits, check.openingCeilings());
        return check;
    }

    /**
     * The same check, whose search begins where a trained classifier of safe states sees the boundary.
     *
     * @param seed of the operating points on which it is trained
     * @throws IllegalArgumentException if the schedule has no power flow, or a mesh has a branch without reactance
     */
    public static PowerFlowCheck withClassifier(Network network, long seed) {
        PowerFlowCheck check = new PowerFlowCheck(network, "classifier");
        check.classifier = check.train(seed);
        check.advice = check.classifier::advice;
        return check;
    }

    private SafeStateClassifier train(long seed) {
        PowerFlowSession session = opening();
        double[] ceilings = openingCeilings();
        StateFeatures features = new StateFeatures(network, limits, session, ceilings);
        int buses = network.buses().size();
        int[] places = IntStream.range(0, buses)
                .filter(i -> network.topology().island(i) >= 0)
                .toArray();
        double demand = 0.0;
        for (double one : network.activeDemand()) {
            demand += Math.abs(one) * WATTS_PER_MEGAWATT / buses;
        }
        double[] added = new double[buses];
        double[] beyond = new double[limits.count()];
        return SafeStateClassifier.train(features, places, buses, demand, seed, after -> {
            for (int i = 0; i < buses; i++) {
                added[i] = network.perUnit().power(after[i] / WATTS_PER_MEGAWATT);
            }
            if (!session.solve(added)) {
                return false;
            }
            limits.measure(session, beyond);
            return IntStream.range(0, beyond.length).allMatch(k -> beyond[k] <= ceilings[k] + Violation.TOLERANCE);
        });
    }

    /** The classifier of the check that has one. */
    public Optional<SafeStateClassifier> classifier() {
        return Optional.ofNullable(classifier);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean takesConditionalRequests() {
        return false;
    }

    @Override
    public NetworkState open(long lot) {
        return feeders == null
                ? new PowerFlowState(this, lot, new long[network.buses().size()], openingCeilings(), openingStart)
                : new RadialState(this, lot, new RadialSolver(this, feeders, lot, openingCeilings()));
    }

    @Override
    public NetworkState restore(long lot, SavedState saved) {
        int buses = network.buses().size();
        int stateSize = feeders == null ? 2 * buses : 4 * feeders.count();
        double[] figures =
                saved.requireSizes(name(), buses, limits.count() + stateSize).figures();
        double[] ceilings = new double[limits.count()];
        double[] start = new double[stateSize];
        System.arraycopy(figures, 0, ceilings, 0, ceilings.length);
        System.arraycopy(figures, ceilings.length, start, 0, start.length);
        return feeders == null
                ? new PowerFlowState(this, lot, saved.counts(), ceilings, start)
                : new RadialState(this, lot, new RadialSolver(this, feeders, lot, saved.counts(), ceilings, start));
    }

    PowerFlowSession session() {
        return PowerFlowSession.of(powerFlow, schedule, ScheduledNetwork.MISMATCH);
    }

    /** The network as feeders; {@code null} where it is no set of trees. */
    RadialFeeders feeders() {
        return feeders;
    }

    /** Whether the word of bounds is taken where they have one. */
    boolean trustsBounds() {
        return name.equals("sensitivity");
    }

    /** Advice for one more state. */
    Advice advice() {
        return advice.get();
    }

    /** Voltages at the schedule by bus index, p.u., and their angles; not to be changed. */
    double[] openingStart() {
        return openingStart;
    }

    double[] openingBeyond() {
        return openingBeyond;
    }

    private double[] openingCeilings() {
        double[] ceilings = openingBeyond.clone();
        for (int k = 0; k < ceilings.length; k++) {
            ceilings[k] = Math.max(0.0, ceilings[k]);
        }
        return ceilings;
    }

    @Override
    public String toString() {
        return "power-flow check of " + network.name() + " by the name of " + name;
    }
}
