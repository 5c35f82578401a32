package org.flexopf.exchange.check;

import java.util.Arrays;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.PowerFlowSession;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * Rules out trades by the sensitivities of the last confirmed state, so that the power flow need not be asked again and
 * again about pairs that wait for one and the same element. It never rules a trade in.
 *
 * <p>Flows and voltages are followed along the tangent. What the tangent misses is of second order: relative to the
 * change it is of the size of the change of voltages, of which the margin is a multiple. An element is violated for
 * sure if it is even with the margin taken off. Looked at are the elements that have limited trades before.
 */
final class Guide {

    /** Relative margin at no change of voltage. */
    private static final double LEAST_MARGIN = 1e-3;
    /** Margin per p.u. of the largest change of a voltage by the candidate, and since the tangent was taken. */
    private static final double MARGIN_PER_CHANGE = 5.0;

    private static final double MARGIN_PER_DRIFT = 10.0;
    /** A new tangent is taken once voltages have drifted so far, p.u. */
    private static final double FARTHEST_DRIFT = 2e-3;
    /** What power flows of 1e-11 p.u. mismatch leave open, MVA and p.u. */
    private static final double NOISE = 1e-9;

    private static final double WATTS_PER_MEGAWATT = 1e6;

    private final AcLimits limits;
    private final PowerFlowSession session;
    private final PerUnit perUnit;
    /** Elements that have limited trades, the latest first. */
    private final int[] suspects = new int[32];

    private int suspectCount;
    /** Sensitivities of a state that was confirmed not long ago; null until they are needed. */
    private Sensitivities sensitivities;
    /** The voltages there, and how far the farthest is from them now, p.u. */
    private final double[] tangentVm;

    private double drift;
    /** The voltages of the confirmed state, p.u. */
    private final double[] vm;
    /** The change of the state per active injection at a bus; null until it is needed. */
    private final StateVector[] perInjection;
    /** Active and reactive flow at the limited end, p.u., or the voltage, of the confirmed state; per element. */
    private final double[] first;

    private final double[] second;

    Guide(AcLimits limits, PowerFlowSession session, PerUnit perUnit, int buses) {
        this.limits = limits;
        this.session = session;
        this.perUnit = perUnit;
        perInjection = new StateVector[buses];
        tangentVm = new double[buses];
        vm = new double[buses];
        first = new double[limits.count()];
        second = new double[limits.count()];
    }

    /** The confirmed state has become another one; the session has just solved it. */
    void moved() {
        drift = 0.0;
        for (int i = 0; i < vm.length; i++) {
            vm[i] = session.vm(i);
            drift = Math.max(drift, Math.abs(vm[i] - tangentVm[i]));
        }
        if (drift > FARTHEST_DRIFT) {
            sensitivities = null;
        }
        for (int k = 0; k < first.length; k++) {
            int place = limits.place(k);
            switch (limits.element(k).kind()) {
                case FROM_END -> {
                    first[k] = session.flow(place, BranchQuantity.P_FROM);
                    second[k] = session.flow(place, BranchQuantity.Q_FROM);
                }
                case TO_END -> {
                    first[k] = session.flow(place, BranchQuantity.P_TO);
                    second[k] = session.flow(place, BranchQuantity.Q_TO);
                }
                case LOW, HIGH -> first[k] = session.vm(place);
                case FORWARD, BACKWARD, NO_POWER_FLOW ->
                    throw new IllegalStateException(limits.element(k) + " is no limit of a power flow");
            }
        }
    }

    /** An element has limited a trade. */
    void suspect(int element) {
        int at = 0;
        while (at < suspectCount && suspects[at] != element) {
            at++;
        }
        if (at == suspectCount && suspectCount < suspects.length) {
            suspectCount++;
        }
        System.arraycopy(suspects, 0, suspects, 1, Math.min(at, suspects.length - 1));
        suspects[0] = element;
    }

    /** Whether a quantity violates an element for sure. */
    boolean rulesOut(Transfer transfer, long quantity, double[] ceilings) {
        if (suspectCount == 0) {
            return false;
        }
        StateVector up = perInjection(transfer.up());
        StateVector down = perInjection(transfer.down());
        double amount = perUnit.power(quantity / WATTS_PER_MEGAWATT);
        double margin = LEAST_MARGIN + MARGIN_PER_CHANGE * amount * largestChange(up, down) + MARGIN_PER_DRIFT * drift;
        for (int k = 0; k < suspectCount; k++) {
            int element = suspects[k];
            if (leastBeyond(element, up, down, amount, margin) > ceilings[element] + Violation.TOLERANCE + NOISE) {
                return true;
            }
        }
        return false;
    }

    private static double largestChange(StateVector up, StateVector down) {
        double largest = 0.0;
        for (int i = 0; i < up.vm().length; i++) {
            largest = Math.max(largest, Math.abs(down.vm()[i] - up.vm()[i]));
        }
        return largest;
    }

    /** How far an element is beyond its limit at least, MVA or p.u. */
    private double leastBeyond(int element, StateVector up, StateVector down, double amount, double margin) {
        int place = limits.place(element);
        return switch (limits.element(element).kind()) {
            case FROM_END ->
                leastBeyond(element, up, down, amount, margin, BranchQuantity.P_FROM, BranchQuantity.Q_FROM);
            case TO_END -> leastBeyond(element, up, down, amount, margin, BranchQuantity.P_TO, BranchQuantity.Q_TO);
            case LOW, HIGH -> {
                double change = amount * (down.vm()[place] - up.vm()[place]);
                yield limits.beyond(element, first[element] + change) - margin * Math.abs(change);
            }
            case FORWARD, BACKWARD, NO_POWER_FLOW ->
                throw new IllegalStateException(limits.element(element) + " is no limit of a power flow");
        };
    }

    private double leastBeyond(
            int element,
            StateVector up,
            StateVector down,
            double amount,
            double margin,
            BranchQuantity active,
            BranchQuantity reactive) {
        int branch = limits.place(element);
        double p = amount
                * (sensitivities.flowChange(branch, active, down) - sensitivities.flowChange(branch, active, up));
        double q = amount
                * (sensitivities.flowChange(branch, reactive, down) - sensitivities.flowChange(branch, reactive, up));
        double apparent = Math.hypot(first[element] + p, second[element] + q);
        return limits.beyond(element, perUnit.physicalPower(apparent - margin * Math.hypot(p, q)));
    }

    private StateVector perInjection(int bus) {
        if (sensitivities == null) {
            sensitivities = session.sensitivities();
            Arrays.fill(perInjection, null);
            System.arraycopy(vm, 0, tangentVm, 0, vm.length);
            drift = 0.0;
        }
        if (perInjection[bus] == null) {
            InjectionVector unit = InjectionVector.zero(perInjection.length);
            unit.p()[bus] = 1.0;
            perInjection[bus] = sensitivities.solve(unit);
        }
        return perInjection[bus];
    }
}
