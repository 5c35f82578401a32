package org.flexopf.exchange.check;

import java.util.Objects;
import org.flexopf.exchange.schedule.ScheduledNetwork;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The AC power flow: apparent power at both ends of every rated branch and voltage magnitudes against their limits.
 * Scheduled generation, active and reactive, is fixed, and references hold their voltages; only active power moves.
 */
public final class PowerFlowCheck implements NetworkCheck {

    final Network network;
    final AcLimits limits;
    private final PowerFlow powerFlow;
    private final BusSchedule schedule;
    private final boolean guided;
    /** How far elements are beyond their limits at the schedule, and the voltages there. */
    private final double[] openingBeyond;

    private final double[] openingStart;

    private PowerFlowCheck(Network network, boolean guided) {
        this.network = network;
        this.guided = guided;
        limits = new AcLimits(network);
        powerFlow = PowerFlow.prepare(network);
        schedule = BusSchedule.of(network, OperatingPoint.scheduled(network));
        PowerFlowSession session = session();
        if (!session.solve(new double[network.buses().size()])) {
            throw new IllegalArgumentException(network.name()
                    + ": the schedule has no power flow, so that no market can open on it; a power flow tells why");
        }
        session.keep();
        openingBeyond = new double[limits.count()];
        limits.measure(session, openingBeyond);
        openingStart = session.start();
    }

    /**
     * The check of a network at the schedule that it holds.
     *
     * @throws IllegalArgumentException if the schedule has no power flow
     */
    public static PowerFlowCheck of(Network network) {
        return new PowerFlowCheck(Objects.requireNonNull(network, "network"), false);
    }

    /**
     * The same check, with sensitivities at the last confirmed state: what they rule in or out by a margin needs no
     * power flow. The word of the power flow is final, and the trades are those of {@link #of}.
     *
     * @throws IllegalArgumentException if the schedule has no power flow
     */
    public static PowerFlowCheck withSensitivities(Network network) {
        return new PowerFlowCheck(Objects.requireNonNull(network, "network"), true);
    }

    @Override
    public String name() {
        return guided ? "sensitivity" : "ac";
    }

    @Override
    public boolean takesConditionalRequests() {
        return false;
    }

    @Override
    public NetworkState open(long lot) {
        double[] ceilings = openingBeyond.clone();
        for (int k = 0; k < ceilings.length; k++) {
            ceilings[k] = Math.max(0.0, ceilings[k]);
        }
        return new PowerFlowState(this, lot, new long[network.buses().size()], ceilings, openingStart);
    }

    @Override
    public NetworkState restore(long lot, SavedState saved) {
        int buses = network.buses().size();
        double[] figures =
                saved.requireSizes(name(), buses, limits.count() + 2 * buses).figures();
        double[] ceilings = new double[limits.count()];
        double[] start = new double[2 * buses];
        System.arraycopy(figures, 0, ceilings, 0, ceilings.length);
        System.arraycopy(figures, ceilings.length, start, 0, start.length);
        return new PowerFlowState(this, lot, saved.counts(), ceilings, start);
    }

    PowerFlowSession session() {
        return PowerFlowSession.of(powerFlow, schedule, ScheduledNetwork.MISMATCH);
    }

    boolean isGuided() {
        return guided;
    }

    double[] openingBeyond() {
        return openingBeyond;
    }

    @Override
    public String toString() {
        return "power-flow check of " + network.name() + (guided ? " with sensitivities" : "");
    }
}
