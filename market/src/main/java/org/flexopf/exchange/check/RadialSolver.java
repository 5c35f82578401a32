package org.flexopf.exchange.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The confirmed state of radial feeders, and power flows of candidates from there. A trade concerns the feeders of its
 * ends alone.
 */
final class RadialSolver {

    private static final double WATTS_PER_MEGAWATT = 1e6;

    final RadialFeeders feeders;
    final RadialLimits limits;
    final TradeBounds bounds;
    private final PowerFlowCheck check;
    private final PerUnit perUnit;
    private final RadialFlow flow;
    private final TrialMemory trial;
    /** What trades have added to the injections per bus index, W. */
    private final long[] traded;

    /** The trade that the bounds look at; {@code null} after the state has changed. */
    private Transfer looked;

    /** The candidate of the last power flow if it was feasible, so that it need not be solved again to confirm it. */
    private Transfer solvedTransfer;

    private long solvedQuantity;

    /** Solves what the corrections of the feeders do not; {@code null} until it is needed. */
    private PowerFlowSession session;

    /** The state at the schedule. */
    RadialSolver(PowerFlowCheck check, RadialFeeders feeders, long lot, double[] ceilings) {
        this(check, feeders, lot, new long[check.network.buses().size()], ceilings);
        double[] opening = check.openingStart();
        for (int feeder = 0; feeder < feeders.root.length; feeder++) {
            flow.guess(feeder, opening);
            flow.keep(feeder);
            flow.refresh(feeder);
            if (!flow.solve(feeder)) {
                throw new IllegalStateException("the schedule has a power flow, but its feeders do not");
            }
            flow.keep(feeder);
        }
    }

    /** The state that was {@linkplain #save saved}. */
    RadialSolver(
            PowerFlowCheck check, RadialFeeders feeders, long lot, long[] traded, double[] ceilings, double[] state) {
        this(check, feeders, lot, traded, ceilings);
        int count = feeders.count();
        System.arraycopy(state, 0, flow.e, 0, count);
        System.arraycopy(state, count, flow.f, 0, count);
        System.arraycopy(state, 2 * count, flow.jr, 0, count);
        System.arraycopy(state, 3 * count, flow.ji, 0, count);
        for (int k = 0; k < count; k++) {
            setDemand(k, traded[feeders.bus[k]]);
        }
    }

    private RadialSolver(PowerFlowCheck check, RadialFeeders feeders, long lot, long[] traded, double[] ceilings) {
        this.check = check;
        this.feeders = feeders;
        this.traded = traded.clone();
        perUnit = check.network.perUnit();
        limits = new RadialLimits(check.limits, feeders, perUnit, ceilings);
        flow = new RadialFlow(feeders);
        trial = new TrialMemory(flow, limits);
        bounds = new TradeBounds(flow, limits, perUnit(lot));
    }

    /** What trades have added to the injections per bus index, W; not to be changed. */
    long[] traded() {
        return traded;
    }

    private void setDemand(int node, long injected) {
        flow.p[node] = feeders.demandP[node] - perUnit(injected);
    }

    /** A quantity in W as p.u. */
    double perUnit(long watts) {
        return perUnit.power(watts / WATTS_PER_MEGAWATT);
    }

    private int feederOf(int node) {
        return node < 0 ? -1 : feeders.feeder[node];
    }

    /** Solves the feeders of a candidate; the first element that is violated, -1 if none is, -2 without power flow. */
    int solve(Transfer transfer, long quantity) {
        // Derivatives are those of the known state, so that they are needed before demands become the candidate's.
        look(transfer);
        int up = feeders.node[transfer.up()];
        int down = feeders.node[transfer.down()];
        if (up >= 0) {
            setDemand(up, traded[transfer.up()] - quantity);
        }
        if (down >= 0) {
            setDemand(down, traded[transfer.down()] + quantity);
        }
        int first = feederOf(up);
        int second = feederOf(down) == first ? -1 : feederOf(down);
        boolean solved = (first < 0 || solve(first, quantity)) && (second < 0 || solve(second, quantity));
        if (!solved) {
            solved = solveByOtherMeans(transfer, quantity, first, second);
        }
        if (up >= 0) {
            setDemand(up, traded[transfer.up()]);
        }
        if (down >= 0) {
            setDemand(down, traded[transfer.down()]);
        }
        int violated = solved ? firstViolated(first, second) : TradeBounds.OPEN;
        solvedTransfer = violated == TradeBounds.HOLDS ? transfer : null;
        solvedQuantity = quantity;
        return violated;
    }

    private boolean solve(int feeder, long quantity) {
        bounds.predict(feeder, perUnit(quantity));
        return flow.solve(feeder);
    }

    /** A power flow of the whole network from its opening decides where corrections do not converge. */
    private boolean solveByOtherMeans(Transfer transfer, long quantity, int first, int second) {
        if (session == null) {
            session = check.session();
        }
        session.startFrom(check.openingStart());
        double[] added = new double[traded.length];
        for (int i = 0; i < added.length; i++) {
            added[i] = perUnit(traded[i]);
        }
        added[transfer.up()] = perUnit(traded[transfer.up()] - quantity);
        added[transfer.down()] = perUnit(traded[transfer.down()] + quantity);
        if (!session.solve(added)) {
            return false;
        }
        session.keep();
        double[] voltages = session.start();
        for (int feeder : new int[] {first, second}) {
            if (feeder >= 0) {
                flow.guess(feeder, voltages);
            }
        }
        return true;
    }

    private int firstViolated(int first, int second) {
        int one = first < 0 ? -1 : limits.firstViolated(first, flow);
        int other = second < 0 ? -1 : limits.firstViolated(second, flow);
        if (one < 0 || other < 0) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    /** Lets the bounds look at a trade; false if it moves nothing. */
    boolean look(Transfer transfer) {
        int up = feeders.node[transfer.up()];
        int down = feeders.node[transfer.down()];
        if (up == down) {
            return false;
        }
        if (!transfer.equals(looked)) {
            bounds.look(up, down);
            looked = transfer;
        }
        return true;
    }

    /** The word of the power flow, unless it has just been heard. */
    int confirmed(Transfer transfer, long quantity) {
        return transfer.equals(solvedTransfer) && quantity == solvedQuantity
                ? TradeBounds.HOLDS
                : solve(transfer, quantity);
    }

    /** How far an element is beyond its limit at a quantity, MVA or p.u.; NaN without a power flow. */
    double beyond(Transfer transfer, long quantity, int element) {
        Transfer keptTransfer = solvedTransfer;
        long keptQuantity = solvedQuantity;
        double beyond = solve(transfer, quantity) == TradeBounds.OPEN ? Double.NaN : limits.beyond(element, flow);
        if (keptTransfer != null) {
            // What may be confirmed next has to be the last solution again.
            solve(keptTransfer, keptQuantity);
        }
        return beyond;
    }

    /**
     * Takes a trade into the state.
     *
     * @param moved is told of each feeder that changes
     */
    void keep(Transfer transfer, long quantity, IntConsumer moved) {
        int up = feeders.node[transfer.up()];
        int down = feeders.node[transfer.down()];
        trial.add(transfer, quantity);
        if (up != down && confirmed(transfer, quantity) == TradeBounds.OPEN) {
            throw new IllegalStateException("a trade of " + quantity + " W was confirmed that has no power flow");
        }
        int first = feederOf(up);
        int second = feederOf(down) == first ? -1 : feederOf(down);
        if (up != down) {
            keep(first, moved);
            keep(second, moved);
        }
        move(transfer, quantity);
        solvedTransfer = null;
        looked = null;
    }

    private void keep(int feeder, IntConsumer moved) {
        if (feeder < 0) {
            return;
        }
        trial.save(feeder);
        flow.keep(feeder);
        limits.lower(feeder, flow);
        bounds.moved(feeder);
        moved.accept(feeder);
    }

    private void move(Transfer transfer, long quantity) {
        add(transfer.up(), -quantity);
        add(transfer.down(), quantity);
    }

    private void add(int bus, long watts) {
        traded[bus] = Math.addExact(traded[bus], watts);
        if (feeders.node[bus] >= 0) {
            setDemand(feeders.node[bus], traded[bus]);
        }
    }

    void beginTrial() {
        trial.begin();
    }

    void endTrial() {
        trial.end();
    }

    /**
     * Undoes the trial.
     *
     * @param moved is told of each feeder that changes
     */
    void undo(IntConsumer moved) {
        trial.restore(
                feeder -> {
                    bounds.moved(feeder);
                    moved.accept(feeder);
                },
                (transfer, quantity) -> move(transfer, -quantity));
        trial.end();
        solvedTransfer = null;
        looked = null;
    }

    /** What has to be kept to restore the state. */
    SavedState save() {
        double[] ceilings = limits.ceilings();
        int count = feeders.count();
        double[] figures = new double[ceilings.length + 4 * count];
        System.arraycopy(ceilings, 0, figures, 0, ceilings.length);
        System.arraycopy(flow.e, 0, figures, ceilings.length, count);
        System.arraycopy(flow.f, 0, figures, ceilings.length + count, count);
        System.arraycopy(flow.jr, 0, figures, ceilings.length + 2 * count, count);
        System.arraycopy(flow.ji, 0, figures, ceilings.length + 3 * count, count);
        return new SavedState(traded, figures, List.of());
    }

    /** The state in figures. */
    NetworkFigures figures() {
        int count = feeders.count();
        System.arraycopy(flow.e, 0, flow.nextE, 0, count);
        System.arraycopy(flow.f, 0, flow.nextF, 0, count);
        System.arraycopy(flow.jr, 0, flow.nextJr, 0, count);
        System.arraycopy(flow.ji, 0, flow.nextJi, 0, count);
        solvedTransfer = null;
        double[] opening = check.openingStart();
        double[] vm = new double[traded.length];
        for (int i = 0; i < vm.length; i++) {
            vm[i] = feeders.node[i] < 0 ? opening[i] : flow.magnitude(feeders.node[i]);
        }
        double[] fromMva = new double[check.network.branches().size()];
        for (int k = 0; k < count; k++) {
            fromMva[feeders.branch[k]] =
                    perUnit.physicalPower(feeders.fromParent[k] ? flow.parentEnd(k) : flow.nodeEnd(k));
        }
        Map<String, Double> violations = new LinkedHashMap<>();
        for (int element = 0; element < limits.count(); element++) {
            double beyond = limits.beyond(element, flow);
            if (beyond > Violation.TOLERANCE) {
                violations.put(limits.element(element).name(), beyond);
            }
        }
        return new NetworkFigures(Map.of(), vm, fromMva, violations, check.limits.violations(check.openingBeyond()));
    }

    @Override
    public String toString() {
        return "confirmed state of " + feeders;
    }
}
