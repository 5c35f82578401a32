package org.flexopf.exchange.finder;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.exchange.schedule.AcState;
import org.flexopf.exchange.schedule.MonitoredLimit;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.Sensitivities;

/**
 * The limits of a network as rows that are linear in what is injected beside the schedule, around all states that were
 * met so far. Apparent power is convex in the injections and voltage concave, so that a row of a rating, or of a lower
 * voltage limit, cuts off nothing that keeps the limit: such rows are kept. Rows of upper voltage limits would, and
 * hold for the newest state alone.
 */
final class StepLimits {

    /**
     * {@code sum of factors x added <= room}, MW against MVA or p.u.
     *
     * @param factors per bus index
     */
    record Row(MonitoredLimit limit, double[] factors, double room) {
        /** By how much a choice breaks the row, MVA or p.u. */
        double beyond(double[] added) {
            double sum = -room;
            for (int i = 0; i < added.length; i++) {
                sum += factors[i] * added[i];
            }
            return sum;
        }
    }

    /** A row that is broken by no more, MVA or p.u., is kept but for rounding. */
    private static final double ROUNDING = 1e-8;

    private final PowerFlow powerFlow;
    private final double[] least;
    private final double[] most;
    private final List<Row> kept = new ArrayList<>();
    private final List<Row> newest = new ArrayList<>();
    /** The rows that a choice has broken so far: few of all that are known. */
    private final List<Row> stated = new ArrayList<>();

    /**
     * @param least the least that can be added at each bus index, MW
     * @param most the most that can be added there, MW
     */
    StepLimits(PowerFlow powerFlow, double[] least, double[] most) {
        this.powerFlow = powerFlow;
        this.least = least;
        this.most = most;
    }

    /** Adds the rows around a state, in which something has been added to the schedule at each bus index, MW. */
    void add(AcState state, double[] added) {
        Sensitivities sensitivities = Sensitivities.at(powerFlow, state.result());
        stated.removeAll(newest);
        newest.clear();
        for (MonitoredLimit limit : state.limits()) {
            double[] factors = limit.gradient(
                            powerFlow.network(), sensitivities, state.result().point())
                    .p();
            double room = -limit.excess(state.result().point());
            for (int i = 0; i < added.length; i++) {
                room += factors[i] * added[i];
            }
            if (canExceed(factors, room)) {
                (limit.kind() == ViolationKind.HIGH ? newest : kept).add(new Row(limit, factors, room));
            }
        }
    }

    /** Whether any choice within the bounds would break the row; all others need not be stated. */
    private boolean canExceed(double[] factors, double room) {
        double largest = 0.0;
        for (int i = 0; i < factors.length; i++) {
            largest += Math.max(factors[i] * least[i], factors[i] * most[i]);
        }
        return largest > room;
    }

    /**
     * States the rows that a choice breaks, beside those that have been stated before.
     *
     * @param added what it adds to the schedule at each bus index, MW
     * @return whether there are any that were not stated
     */
    boolean stateBroken(double[] added) {
        int before = stated.size();
        for (List<Row> rows : List.of(kept, newest)) {
            for (Row row : rows) {
                if (row.beyond(added) > ROUNDING && !isStated(row)) {
                    stated.add(row);
                }
            }
        }
        return stated.size() > before;
    }

    @SuppressWarnings("ReferenceEquality") // A row is one object, whatever its numbers.
    private boolean isStated(Row row) {
        return stated.stream().anyMatch(known -> known == row);
    }

    /** The rows that are stated. */
    List<Row> stated() {
        return List.copyOf(stated);
    }
}
