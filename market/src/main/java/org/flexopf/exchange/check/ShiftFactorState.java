package org.flexopf.exchange.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.flexopf.exchange.check.LimitingElement.Kind;
import org.flexopf.network.Branch;

/**
 * The flows of one period. The least violation so far needs no memory here: no trade may exceed it, and the tolerance
 * is 0, so that it is always the present one, and a row's allowance is the larger of its limit and what it has now.
 *
 * <p>A row and a direction have the barrier 2 row (forward) or 2 row + 1 (backward). What a conditional request may
 * trade also depends on other requests at its bus, so that its barrier is any trade at all.
 */
final class ShiftFactorState implements NetworkState {

    private static final double MW = 1e15;

    private final ShiftFactorCheck check;
    private final long lot;
    private final long[] flows;
    final CallFlows calls;

    /** The rows that a transfer changes, and by how much per W; filled by each question. */
    private final int[] rows;

    private final long[] changes;

    /** What a trial has confirmed. */
    private final List<Confirmed> trial = new ArrayList<>();

    private boolean inTrial;

    /** Barriers that may have given way, each once. */
    private final BarrierSet givenWay;

    private record Confirmed(Transfer transfer, long quantity) {}

    ShiftFactorState(ShiftFactorCheck check, long lot, long[] flows) {
        this.check = check;
        this.lot = lot;
        this.flows = flows.clone();
        int count = check.rows.count();
        calls = new CallFlows(count);
        rows = new int[count];
        changes = new long[count];
        givenWay = new BarrierSet(2 * count + 1);
    }

    /** The flow of a row in a direction with the worst calls, 1e-9 W. */
    private long worst(int row, boolean forward) {
        return (forward ? flows[row] : -flows[row]) + calls.worst(row, forward);
    }

    /** How much more a row may carry in a direction, 1e-9 W. */
    private long room(int row, boolean forward) {
        return Math.max(0L, check.limits[row] - worst(row, forward));
    }

    private int anyTrade() {
        return 2 * check.rows.count();
    }

    @Override
    public Feasible ask(Transfer transfer, long quantity) {
        int count = check.rows.changes(transfer.up(), transfer.down(), rows, changes);
        long least = quantity;
        int limiting = -1;
        for (int k = 0; k < count; k++) {
            long feasible = feasible(transfer, rows[k], changes[k]);
            feasible -= feasible % lot;
            if (feasible < least || (feasible == least && limiting >= 0 && rows[k] < rows[limiting])) {
                least = feasible;
                limiting = k;
            }
        }
        if (limiting < 0) {
            return Feasible.all(quantity);
        }
        int row = rows[limiting];
        boolean forward = changes[limiting] > 0L;
        return new Feasible(
                least,
                element(row, forward),
                excess(transfer, row, changes[limiting], quantity),
                transfer.isConditional() ? anyTrade() : 2 * row + (forward ? 0 : 1));
    }

    /** What a row lets through, W. */
    private long feasible(Transfer transfer, int row, long change) {
        boolean forward = change > 0L;
        long room = room(row, forward);
        return (transfer.isConditional() ? calls.roomOf(transfer.call(), row, forward, room) : room) / Math.abs(change);
    }

    private LimitingElement element(int row, boolean forward) {
        Branch branch = check.network.branches().get(check.rows.branches[row]);
        return new LimitingElement(forward ? Kind.FORWARD : Kind.BACKWARD, branch.id(), branch.rating());
    }

    /** How far the asked quantity would pass the allowance of a row, MW. */
    private double excess(Transfer transfer, int row, long change, long quantity) {
        boolean forward = change > 0L;
        long room = room(row, forward);
        double added = (double) Math.abs(change) * quantity;
        return (added - (transfer.isConditional() ? calls.roomOf(transfer.call(), row, forward, room) : room)) / MW;
    }

    @Override
    public void confirm(Transfer transfer, long quantity) {
        add(transfer, quantity);
        if (inTrial) {
            trial.add(new Confirmed(transfer, quantity));
        }
    }

    private void add(Transfer transfer, long quantity) {
        int count = check.rows.changes(transfer.up(), transfer.down(), rows, changes);
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            long forwardRoom = room(row, true);
            long backwardRoom = room(row, false);
            long change = Math.multiplyExact(changes[k], quantity);
            if (transfer.isConditional()) {
                calls.add(transfer.call(), row, change);
            } else {
                flows[row] = Math.addExact(flows[row], change);
            }
            if (room(row, true) > forwardRoom) {
                givenWay.add(2 * row);
            }
            if (room(row, false) > backwardRoom) {
                givenWay.add(2 * row + 1);
            }
        }
        givenWay.add(anyTrade());
    }

    @Override
    public void begin() {
        inTrial = true;
    }

    @Override
    public void commit() {
        trial.clear();
        inTrial = false;
    }

    @Override
    public void rollback() {
        for (int k = trial.size() - 1; k >= 0; k--) {
            add(trial.get(k).transfer(), -trial.get(k).quantity());
        }
        trial.clear();
        inTrial = false;
        givenWay.clear();
    }

    @Override
    public void changes(IntConsumer barriers) {
        givenWay.drain(barriers);
    }

    @Override
    public SavedState save() {
        return new SavedState(flows, new double[0], calls.save());
    }

    @Override
    public NetworkFigures figures() {
        Map<Integer, Double> flowMw = new LinkedHashMap<>();
        for (int row = 0; row < flows.length; row++) {
            flowMw.put(check.network.branches().get(check.rows.branches[row]).id(), flows[row] / MW);
        }
        return new NetworkFigures(flowMw, new double[0], new double[0], Map.of(), Map.of());
    }
}
