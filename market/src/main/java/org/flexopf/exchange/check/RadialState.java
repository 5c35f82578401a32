package org.flexopf.exchange.check;

import java.util.function.IntConsumer;
import org.flexopf.exchange.schedule.Violation;

/**
 * The AC state of one period on radial feeders. {@link TradeBounds} rules quantities in or out where they can, and a
 * power flow of the feeders concerned decides where they leave it open. Whatever is traded has been solved.
 */
final class RadialState implements NetworkState {

    /** The barrier of what any trade may open. */
    private static final int ANY_TRADE = 0;
    /** Barriers of branches begin here: two for each, for load behind it that rises and that falls. */
    private static final int FIRST_BRANCH = 1;

    /** How exactly the excess of a rejection is told where no power flow was needed to decide, MVA and p.u. */
    private static final double EXCESS_PRECISION = 2e-7;

    private final RadialFeeders feeders;
    private final long lot;
    private final RadialSolver solver;
    private final RadialLimits limits;
    private final TradeBounds bounds;
    private final ClosedBranches closed;
    /** The barriers that somebody may wait for. */
    private final BarrierSet awaited;

    private boolean changed;
    /** Whether the word of the bounds is taken where they have one. */
    private final boolean trusting;

    private final Advice advice;

    RadialState(PowerFlowCheck check, long lot, RadialSolver solver) {
        this.lot = lot;
        this.solver = solver;
        feeders = solver.feeders;
        limits = solver.limits;
        bounds = solver.bounds;
        trusting = check.trustsBounds();
        advice = check.advice();
        closed = new ClosedBranches(feeders, bounds, solver.perUnit(lot));
        awaited = new BarrierSet(FIRST_BRANCH + 2 * feeders.count());
    }

    /** The first element that a quantity violates; -1 if none is, -2 without power flow. */
    private int judge(Transfer transfer, long quantity) {
        int word = bounds.judge(solver.perUnit(quantity));
        return word == TradeBounds.OPEN || !trusting ? solver.solve(transfer, quantity) : word;
    }

    @Override
    public Feasible ask(Transfer transfer, long quantity) {
        if (!solver.look(transfer)) {
            return Feasible.all(quantity);
        }
        if (trusting && quantity > lot) {
            Feasible nothing = nothing(transfer, quantity);
            if (nothing != null) {
                return nothing;
            }
        }
        int violated = judge(transfer, quantity);
        long lots = quantity / lot;
        long guess = (long) Math.floor(lots * bounds.share());
        if (violated == TradeBounds.HOLDS) {
            violated = solver.confirmed(transfer, quantity);
        }
        advice.heard(solver.traded(), transfer, quantity, violated == TradeBounds.HOLDS);
        if (violated == TradeBounds.HOLDS) {
            return Feasible.all(quantity);
        }
        long advised = advice.lots(solver.traded(), transfer, quantity, lot);
        Search search = new Search(lots, advised < 0 ? guess : advised, Double.NaN, violated, Double.NaN);
        while (search.goesOn()) {
            long next = search.next();
            int word = judge(transfer, next * lot);
            if (word == TradeBounds.HOLDS) {
                search.feasible(next);
            } else {
                search.infeasible(next, word);
            }
        }
        long feasible = search.feasible;
        violated = search.violated;
        if (feasible > 0L && solver.confirmed(transfer, feasible * lot) != TradeBounds.HOLDS) {
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
     * The answer where not even one lot passes, by the least work: the first element that it violates is named, and all
     * that was asked for is known to violate that as well; {@code null} if it is not so.
     */
    private Feasible nothing(Transfer transfer, long quantity) {
        int violated = bounds.judgeOnly(solver.perUnit(lot));
        if (violated < 0) {
            return null;
        }
        double precision = EXCESS_PRECISION / limits.physical(violated, 1.0);
        double value = bounds.value(violated, solver.perUnit(quantity), precision);
        double excess = limits.beyond(violated, value) - limits.ceiling(violated);
        return excess > Violation.TOLERANCE + EXCESS_PRECISION
                ? new Feasible(0L, limits.element(violated), excess, barrier(transfer))
                : null;
    }

    /** How far all that was asked for would pass what is allowed at an element, MVA or p.u. */
    private double excess(Transfer transfer, long quantity, int element) {
        double precision = EXCESS_PRECISION / limits.physical(element, 1.0);
        double value = trusting ? bounds.value(element, solver.perUnit(quantity), precision) : Double.NaN;
        if (!Double.isNaN(value)) {
            return limits.beyond(element, value) - limits.ceiling(element);
        }
        return solver.beyond(transfer, quantity, element) - limits.ceiling(element);
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
        solver.look(transfer);
        int word = trusting ? bounds.judgeOnly(solver.perUnit(least)) : TradeBounds.OPEN;
        if (word == TradeBounds.OPEN) {
            word = solver.solve(transfer, least);
        }
        return word == TradeBounds.HOLDS ? -1 : ANY_TRADE;
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
        solver.keep(transfer, quantity, closed::moved);
    }

    @Override
    public void begin() {
        solver.beginTrial();
    }

    @Override
    public void commit() {
        solver.endTrial();
    }

    @Override
    public void rollback() {
        solver.undo(closed::moved);
        changed = false;
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
        return solver.save();
    }

    @Override
    public NetworkFigures figures() {
        return solver.figures();
    }
}
