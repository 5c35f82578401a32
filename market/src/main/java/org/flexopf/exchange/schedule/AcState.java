package org.flexopf.exchange.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * The state that an AC power flow finds for injections, held against the limits of lines and voltages.
 *
 * @param result the power flow
 * @param rootMw what the references supply together, MW
 * @param limits the limits that are looked at
 */
public record AcState(PowerFlowResult result, double rootMw, List<MonitoredLimit> limits) {

    /** All parts are required. */
    public AcState {
        Objects.requireNonNull(result, "result");
        limits = List.copyOf(limits);
    }

    /** Whether there is a state: the power flow converged. */
    public boolean exists() {
        return result.converged();
    }

    /** Every limit that is exceeded by more than {@link Violation#TOLERANCE}: lines at their worse ends, then buses. */
    public List<Violation> violations() {
        return beyond(Violation.TOLERANCE);
    }

    /** The limits that are exceeded by more than an amount, MVA or p.u. */
    private List<Violation> beyond(double tolerance) {
        List<Violation> found = new ArrayList<>();
        for (MonitoredLimit limit : limits) {
            double excess = limit.excess(result.point());
            int last = found.size() - 1;
            boolean otherEnd = last >= 0
                    && limit.kind() == ViolationKind.LINE
                    && found.get(last).kind() == ViolationKind.LINE
                    && found.get(last).element() == limit.id();
            if (excess > tolerance && !otherEnd) {
                found.add(new Violation(limit.kind(), limit.id(), excess));
            } else if (excess > tolerance && excess > found.get(last).amount()) {
                found.set(last, new Violation(limit.kind(), limit.id(), excess));
            }
        }
        return List.copyOf(found);
    }

    /** The violation that weighs most; empty if there is none. */
    public Optional<Violation> worst() {
        return violations().stream().max(Violation.BY_WEIGHT);
    }

    /** The largest excess of any limit, MVA or p.u.; negative if all are kept, and none are if there is no limit. */
    public double largestExcess() {
        return limits.stream()
                .mapToDouble(limit -> limit.excess(result.point()))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** The monitored limit that a violation is of: of a line, that at its worse end. */
    public MonitoredLimit limitOf(Violation violation) {
        return limits.stream()
                .filter(limit -> limit.kind() == violation.kind() && limit.id() == violation.element())
                .max(Comparator.comparingDouble(limit -> limit.excess(result.point())))
                .orElseThrow(() -> new IllegalArgumentException(violation + " is of no limit of this network"));
    }

    @Override
    public String toString() {
        if (!exists()) {
            return "no power flow: " + result.reason();
        }
        List<Violation> found = violations();
        if (found.isEmpty()) {
            return "no violation";
        }
        Violation worst = worst().orElseThrow();
        return found.size() == 1 ? worst.toString() : found.size() + " violations, the worst " + worst;
    }
}
