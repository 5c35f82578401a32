package org.flexopf.exchange.check;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.PerUnit;
import org.flexopf.powerflow.PowerFlowSession;

/** The AC state of one period. Any trade moves every element a little, so that there is one barrier: any trade. */
final class PowerFlowState implements NetworkState {

    private static final int ANY_TRADE = 0;
    private static final double WATTS_PER_MEGAWATT = 1e6;

    private final PowerFlowCheck check;
    private final AcLimits limits;
    private final PowerFlowSession session;
    private final PerUnit perUnit;
    private final long lot;
    /** What trades have added to the injections per bus index, W. */
    private long[] traded;
    /** The least violation of each element since the opening, MVA or p.u. */
    private double[] ceilings;

    /** What is added to the injections, p.u.: the trades, and for a while a candidate. */
    private final double[] added;

    /** How far elements are beyond what is allowed in the confirmed state: the largest distance, negative or 0. */
    private double presentWorst;

    /** How far elements are beyond their limits in the last power flow. */
    private final double[] beyond;
    /** The same where all that was asked for is traded. */
    private final double[] beyondAsked;

    /** What to go back to if a trial fails. */
    private Saved saved;

    private boolean changed;

    /** Rules trades out by sensitivities; {@code null} where the power flow alone is asked. */
    private final Guide guide;

    /** The candidate of the last power flow if it converged, so that it need not be solved again to confirm it. */
    private Transfer solvedTransfer;

    private long solvedQuantity;

    private record Saved(long[] traded, double[] ceilings, double[] start) {}

    PowerFlowState(PowerFlowCheck check, long lot, long[] traded, double[] ceilings, double[] start) {
        this.check = check;
        this.lot = lot;
        this.traded = traded;
        this.ceilings = ceilings;
        limits = check.limits;
        session = check.session();
        session.startFrom(start);
        perUnit = check.network.perUnit();
        added = new double[traded.length];
        for (int i = 0; i < added.length; i++) {
            added[i] = perUnit(traded[i]);
        }
        beyond = new double[limits.count()];
        beyondAsked = new double[limits.count()];
        guide = check.isGuided() ? new Guide(limits, session, perUnit, added.length) : null;
        measurePresent();
    }

    /** Solves the confirmed state itself. */
    private void measurePresent() {
        if (!session.solve(added)) {
            throw new IllegalStateException("the confirmed trades have no power flow");
        }
        solvedTransfer = null;
        limits.measure(session, beyond);
        present();
    }

    /** The last power flow is that of the confirmed state. */
    private void present() {
        presentWorst = worst();
        if (guide != null) {
            guide.moved();
        }
    }

    private double perUnit(long watts) {
        return perUnit.power(watts / WATTS_PER_MEGAWATT);
    }

    /** Solves with a candidate; false without a power flow. */
    private boolean solve(Transfer transfer, long quantity) {
        int up = transfer.up();
        int down = transfer.down();
        added[up] = perUnit(traded[up] - quantity);
        added[down] = perUnit(traded[down] + quantity);
        boolean solved = session.solve(added);
        added[up] = perUnit(traded[up]);
        added[down] = perUnit(traded[down]);
        solvedTransfer = solved ? transfer : null;
        solvedQuantity = quantity;
        if (solved) {
            limits.measure(session, beyond);
        }
        return solved;
    }

    /** The first element that the last power flow violates newly or worse; -1 if there is none. */
    private int firstViolated() {
        for (int k = 0; k < beyond.length; k++) {
            if (beyond[k] > ceilings[k] + Violation.TOLERANCE) {
                return k;
            }
        }
        return -1;
    }

    /** The largest distance of an element of the last power flow beyond what is allowed; negative if all are within. */
    private double worst() {
        double worst = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < beyond.length; k++) {
            worst = Math.max(worst, beyond[k] - ceilings[k] - Violation.TOLERANCE);
        }
        return worst;
    }

    @Override
    public Feasible ask(Transfer transfer, long quantity) {
        if (transfer.up() == transfer.down()) {
            return Feasible.all(quantity);
        }
        boolean solved = solve(transfer, quantity);
        int violated = solved ? firstViolated() : -1;
        if (solved && violated < 0) {
            return Feasible.all(quantity);
        }
        double worstAsked = solved ? worst() : Double.NaN;
        System.arraycopy(beyond, 0, beyondAsked, 0, beyond.length);
        Search search = new Search(quantity / lot, presentWorst, violated, worstAsked);
        while (search.goesOn()) {
            long lots = search.next();
            boolean converged = solve(transfer, lots * lot);
            search.tell(lots, converged ? firstViolated() : -1, converged ? worst() : Double.NaN);
        }
        if (guide != null && search.violated >= 0) {
            guide.suspect(search.violated);
        }
        LimitingElement limiting =
                search.violated < 0 ? LimitingElement.NO_POWER_FLOW : limits.element(search.violated);
        double excess =
                search.violated < 0 || !solved ? Double.NaN : beyondAsked[search.violated] - ceilings[search.violated];
        return new Feasible(search.feasible * lot, limiting, excess, ANY_TRADE);
    }

    @Override
    public int barrier(Transfer transfer, long asked, long least) {
        if (transfer.up() == transfer.down()) {
            return -1;
        }
        if (guide != null && guide.rulesOut(transfer, least, ceilings)) {
            return ANY_TRADE;
        }
        return solve(transfer, least) && firstViolated() < 0 ? -1 : ANY_TRADE;
    }

    @Override
    public void confirm(Transfer transfer, long quantity) {
        changed = true;
        if (transfer.up() == transfer.down()) {
            return;
        }
        boolean known = transfer.equals(solvedTransfer) && quantity == solvedQuantity;
        if (!known && !solve(transfer, quantity)) {
            throw new IllegalStateException("a trade of " + quantity + " W was confirmed that has no power flow");
        }
        session.keep();
        for (int k = 0; k < ceilings.length; k++) {
            ceilings[k] = Math.min(ceilings[k], Math.max(0.0, beyond[k]));
        }
        add(transfer.up(), -quantity);
        add(transfer.down(), quantity);
        solvedTransfer = null;
        present();
    }

    private void add(int bus, long watts) {
        traded[bus] = Math.addExact(traded[bus], watts);
        added[bus] = perUnit(traded[bus]);
    }

    @Override
    public void begin() {
        saved = new Saved(traded.clone(), ceilings.clone(), session.start());
    }

    @Override
    public void commit() {
        saved = null;
    }

    @Override
    public void rollback() {
        traded = saved.traded();
        ceilings = saved.ceilings();
        session.startFrom(saved.start());
        for (int i = 0; i < added.length; i++) {
            added[i] = perUnit(traded[i]);
        }
        saved = null;
        changed = false;
        measurePresent();
    }

    @Override
    public void changes(IntConsumer barriers) {
        if (changed) {
            changed = false;
            barriers.accept(ANY_TRADE);
        }
    }

    @Override
    public SavedState save() {
        double[] start = session.start();
        double[] figures = new double[ceilings.length + start.length];
        System.arraycopy(ceilings, 0, figures, 0, ceilings.length);
        System.arraycopy(start, 0, figures, ceilings.length, start.length);
        return new SavedState(traded, figures, List.of());
    }

    @Override
    public NetworkFigures figures() {
        measurePresent();
        double[] vm = new double[added.length];
        for (int i = 0; i < vm.length; i++) {
            vm[i] = session.vm(i);
        }
        double[] fromMva = new double[check.network.branches().size()];
        for (int b = 0; b < fromMva.length; b++) {
            fromMva[b] = perUnit.physicalPower(session.apparentFrom(b));
        }
        return new NetworkFigures(
                Map.of(), vm, fromMva, limits.violations(beyond), limits.violations(check.openingBeyond()));
    }
}
