package org.flexopf.exchange.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.PowerFlowSession;

/**
 * The AC state of one period on radial feeders. {@link TradeBounds} rules quantities in or out where they can, and a
 * power flow of the feeders concerned decides where they leave it open. Whatever is traded has been solved.
 */
final class RadialState implements NetworkState {

    /** The barrier of what any trade may open. */
    private static final int ANY_TRADE = 0;
    /** Barriers of branches begin here: two for each, for load behind it that rises and that falls. */
    private static final int FIRST_BRANCH = 1;

    private static final double WATTS_PER_MEGAWATT = 1e6;
    /** How exactly the excess of a rejection is told where no power flow was needed to decide, MVA and p.u. */
    private static final double EXCESS_PRECISION = 2e-7;

    private final PowerFlowCheck check;
    private final RadialFeeders feeders;
    private final PerUnit perUnit;
    private final long lot;
    /** What trades have added to the injections per bus index, W. */
    private final long[] traded;

    private final RadialLimits limits;
    private final RadialFlow flow;
    private final TradeBounds bounds;

    private final TrialMemory trial;

    private boolean changed;
    private final ClosedBranches closed;
    /** The barriers that somebody may wait for. */
    private final BarrierSet awaited;

    /** Whether the word of the bounds is taken where they have one. */
    private final boolean trusting;

    private final Advice advice;

    /** The trade that the bounds look at; {@code null} after the state has changed. */
    private Transfer looked;

    /** The candidate of the last power flow if it was feasible, so that it need not be solved again to confirm it. */
    private Transfer solvedTransfer;

    private long solvedQuantity;

    /** Solves what the corrections of the feeders do not; {@code null} until it is needed. */
    private PowerFlowSession session;

    /** The state at the schedule. */
    RadialState(PowerFlowCheck check, RadialFeeders feeders, long lot, double[] ceilings, double[] opening) {
        this(check, feeders, lot, new long[check.network.buses().size()], ceilings);
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
    RadialState(
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

    private RadialState(PowerFlowCheck check, RadialFeeders feeders, long lot, long[] traded, double[] ceilings) {
        this.check = check;
        this.feeders = feeders;
        this.lot = lot;
        this.traded = traded.clone();
        perUnit = check.network.perUnit();
        limits = new RadialLimits(check.limits, feeders, perUnit, ceilings);
        flow = new RadialFlow(feeders);
        trial = new TrialMemory(flow, limits);
        bounds = new TradeBounds(flow, limits, perUnit(lot));
        trusting = check.trustsBounds();
        advice = check.advice();
        closed = new ClosedBranches(feeders, bounds, perUnit(lot));
        awaited = new BarrierSet(FIRST_BRANCH + 2 * feeders.count());
    }

    private void setDemand(int node, long injected) {
        flow.p[node] = feeders.demandP[node] - perUnit(injected);
    }

    private double perUnit(long watts) {
        return perUnit.power(watts / WATTS_PER_MEGAWATT);
    }

    private int feederOf(int node) {
        return node < 0 ? -1 : feeders.feeder[node];
    }

    /** Solves the feeders of a candidate; the first element that is violated, -1 if none is, -2 without power flow. */
    private int solve(Transfer transfer, long quantity) {
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

    /** The first element that a quantity violates; -1 if none is, -2 without power flow. */
    private int judge(Transfer transfer, long quantity) {
        int word = bounds.judge(perUnit(quantity));
        return word == TradeBounds.OPEN || !trusting ? solve(transfer, quantity) : word;
    }

    /** Lets the bounds look at a trade; false if it moves nothing. */
    private boolean look(Transfer transfer) {
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

    @Override
    public Feasible ask(Transfer transfer, long quantity) {
        if (!look(transfer)) {
            return Feasible.all(quantity);
        }
        if (trusting && quantity > lot) {
            Feasible nothing = nothing(transfer, quantity);
            if (nothing != null) {
                return nothing;
            }
        }
        int violated = judge(transfer, quantity);
        long guess = (long) Math.floor(quantity / lot * bounds.share());
        if (violated == TradeBounds.HOLDS) {
            violated = confirmed(transfer, quantity);
        }
        advice.heard(traded, transfer, quantity, violated == TradeBounds.HOLDS);
        if (violated == TradeBounds.HOLDS) {
            return Feasible.all(quantity);
        }
        long advised = advice.lots(traded, transfer, quantity, lot);
        Search search = new Search(quantity / lot, advised < 0 ? guess : advised, Double.NaN, violated, Double.NaN);
        while (search.goesOn()) {
            long lots = search.next();
            int word = judge(transfer, lots * lot);
            if (word == TradeBounds.HOLDS) {
                search.feasible(lots);
            } else {
                search.infeasible(lots, word);
            }
        }
        long feasible = search.feasible;
        violated = search.violated;
        if (feasible > 0L && confirmed(transfer, feasible * lot) != TradeBounds.HOLDS) {
            throw new IllegalStateException("the power flow refuses " + feasible * lot + " W of " + transfer
                    + ", which the bounds of the sensitivities allow");
        }
        boolean flows = violated >= 0;
        return new Feasible(
                feasible * lot,
                flows ? limits.element(violated) : LimitingElement.NO_POWER_FLOW,
                flows ? excess(transfer, quantity, violated) : Double.NaN,
                feasible == 0L ? barrier(transfer) : ANY_TRADE);
    }

    /**
     * The answer where a closed branch lets nothing through, by the least work: the first element that one lot violates
     * is named, and all that was asked for is known to violate it as well; {@code null} if that is not so.
     */
    private Feasible nothing(Transfer transfer, long quantity) {
        int barrier = barrier(transfer);
        int violated = barrier == ANY_TRADE ? TradeBounds.OPEN : bounds.judge(perUnit(lot));
        if (violated < 0) {
            return null;
        }
        double precision = EXCESS_PRECISION / limits.physical(violated, 1.0);
        double value = bounds.value(violated, perUnit(quantity), precision);
        double excess = limits.beyond(violated, value) - limits.ceiling(violated);
        return excess > Violation.TOLERANCE + EXCESS_PRECISION
                ? new Feasible(0L, limits.element(violated), excess, barrier)
                : null;
    }

    /** The word of the power flow, unless it has just been heard. */
    private int confirmed(Transfer transfer, long quantity) {
        return transfer.equals(solvedTransfer) && quantity == solvedQuantity
                ? TradeBounds.HOLDS
                : solve(transfer, quantity);
    }

    /** How far all that was asked for would pass what is allowed at an element, MVA or p.u. */
    private double excess(Transfer transfer, long quantity, int element) {
        double precision = EXCESS_PRECISION / limits.physical(element, 1.0);
        double value = trusting ? bounds.value(element, perUnit(quantity), precision) : Double.NaN;
        if (!Double.isNaN(value)) {
            return limits.beyond(element, value) - limits.ceiling(element);
        }
        Transfer keptTransfer = solvedTransfer;
        long keptQuantity = solvedQuantity;
        int word = solve(transfer, quantity);
        double excess = word == TradeBounds.OPEN ? Double.NaN : limits.beyond(element, flow) - limits.ceiling(element);
        if (keptTransfer != null) {
            // What may be confirmed next has to be the last solution again.
            solve(keptTransfer, keptQuantity);
        }
        return excess;
    }

    @Override
    public int barrier(Transfer transfer, long asked, long least) {
        if (feeders.node[transfer.up()] == feeders.node[transfer.down()]) {
            return -1;
        }
        if (trusting && least == lot) {
            int barrier = barrier(transfer);
            if (barrier != ANY_TRADE) {
                return barrier;
            }
        }
        look(transfer);
        return judge(transfer, least) == TradeBounds.HOLDS ? -1 : ANY_TRADE;
    }

    /**
     * What keeps a lot from being traded for sure: a branch that is closed to everybody. Ceilings only fall, so that it
     * opens by a change of its power alone.
     */
    private int barrier(Transfer transfer) {
        int found = trusting ? closed.find(feeders.node[transfer.up()], feeders.node[transfer.down()]) : -1;
        if (found < 0) {
            return ANY_TRADE;
        }
        awaited.add(FIRST_BRANCH + found);
        return FIRST_BRANCH + found;
    }

    @Override
    public void confirm(Transfer transfer, long quantity) {
        changed = true;
        int up = feeders.node[transfer.up()];
        int down = feeders.node[transfer.down()];
        trial.add(transfer, quantity);
        if (up != down && confirmed(transfer, quantity) == TradeBounds.OPEN) {
            throw new IllegalStateException("a trade of " + quantity + " W was confirmed that has no power flow");
        }
        int first = feederOf(up);
        int second = feederOf(down) == first ? -1 : feederOf(down);
        if (up != down) {
            keep(first);
            keep(second);
        }
        move(transfer, quantity);
        solvedTransfer = null;
        looked = null;
    }

    private void keep(int feeder) {
        if (feeder < 0) {
            return;
        }
        trial.save(feeder);
        flow.keep(feeder);
        limits.lower(feeder, flow);
        moved(feeder);
    }

    private void moved(int feeder) {
        bounds.moved(feeder);
        closed.moved(feeder);
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

    @Override
    public void begin() {
        trial.begin();
    }

    @Override
    public void commit() {
        trial.end();
    }

    @Override
    public void rollback() {
        trial.restore(this::moved, (transfer, quantity) -> move(transfer, -quantity));
        trial.end();
        changed = false;
        solvedTransfer = null;
        looked = null;
    }

    @Override
    public void changes(IntConsumer barriers) {
        if (changed) {
            changed = false;
            barriers.accept(ANY_TRADE);
            awaited.drain(barrier -> {
                if (closed.isClosed(barrier - FIRST_BRANCH)) {
                    awaited.add(barrier);
                } else {
                    barriers.accept(barrier);
                }
            });
        }
    }

    @Override
    public SavedState save() {
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

    @Override
    public NetworkFigures figures() {
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
}
