package org.flexopf.exchange.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.exchange.check.SavedState.SavedCall;

/**
 * What conditional requests would add to the flows. For a row and a direction the worst admissible set of calls is
 * found without enumeration, bus by bus:
 *
 * <pre>
 *   sum over buses of max( sum over UP requests there of (s delta)+ , sum over DOWN requests there of (s delta)+ )
 * </pre>
 *
 * where s is the direction and delta what all trades of a request together do to the row. Relief by a call is never
 * counted.
 */
final class CallFlows {

    /** What one request does to the rows. */
    private record Request(Call call, Map<Integer, Long> deltas) {

        long part(int row, boolean forward) {
            long delta = deltas.getOrDefault(row, 0L);
            return Math.max(0L, forward ? delta : -delta);
        }
    }

    private final Map<String, Request> requests = new LinkedHashMap<>();
    private final Map<Integer, List<Request>> requestsByBus = new LinkedHashMap<>();
    /** The worst sum per row, forward and backward. */
    private final long[] forwardWorst;

    private final long[] backwardWorst;

    CallFlows(int rows) {
        forwardWorst = new long[rows];
        backwardWorst = new long[rows];
    }

    /** What the worst calls add to a row in a direction; never negative. */
    long worst(int row, boolean forward) {
        return forward ? forwardWorst[row] : backwardWorst[row];
    }

    /**
     * By how much a request's own flow through a row may grow if the worst sum may grow by some room: more than that
     * where the request runs against the direction, or other requests at its bus outweigh it.
     */
    long roomOf(Call call, int row, boolean forward, long room) {
        long sameSide = sum(call.bus(), call.up(), row, forward);
        long otherSide = sum(call.bus(), !call.up(), row, forward);
        Request own = requests.get(call.request());
        long delta = own == null ? 0L : own.deltas().getOrDefault(row, 0L);
        long signed = forward ? delta : -delta;
        long othersOfSameSide = sameSide - Math.max(0L, signed);
        return Math.max(sameSide, otherSide) + room - othersOfSameSide - signed;
    }

    /** Adds to what a request does to a row. */
    void add(Call call, int row, long change) {
        long forwardBefore = atBus(call.bus(), row, true);
        long backwardBefore = atBus(call.bus(), row, false);
        Request request = requests.computeIfAbsent(call.request(), id -> {
            Request added = new Request(call, new TreeMap<>());
            requestsByBus.computeIfAbsent(call.bus(), bus -> new ArrayList<>()).add(added);
            return added;
        });
        // What a trial has done and undone leaves no trace.
        request.deltas().merge(row, change, (before, more) -> before + more == 0L ? null : Math.addExact(before, more));
        if (request.deltas().isEmpty()) {
            requests.remove(call.request());
            requestsByBus.get(call.bus()).remove(request);
        }
        forwardWorst[row] = Math.addExact(forwardWorst[row], atBus(call.bus(), row, true) - forwardBefore);
        backwardWorst[row] = Math.addExact(backwardWorst[row], atBus(call.bus(), row, false) - backwardBefore);
    }

    private long atBus(int bus, int row, boolean forward) {
        return Math.max(sum(bus, true, row, forward), sum(bus, false, row, forward));
    }

    private long sum(int bus, boolean up, int row, boolean forward) {
        long sum = 0L;
        for (Request request : requestsByBus.getOrDefault(bus, List.of())) {
            if (request.call().up() == up) {
                sum = Math.addExact(sum, request.part(row, forward));
            }
        }
        return sum;
    }

    List<SavedCall> save() {
        return requests.values().stream()
                .map(request -> new SavedCall(
                        request.call(),
                        request.deltas().keySet().stream().mapToInt(row -> row).toArray(),
                        request.deltas().values().stream()
                                .mapToLong(delta -> delta)
                                .toArray()))
                .toList();
    }

    void restore(List<SavedCall> saved) {
        for (SavedCall one : saved) {
            int[] rows = one.rows();
            long[] changes = one.changes();
            for (int k = 0; k < rows.length; k++) {
                add(one.call(), rows[k], changes[k]);
            }
        }
    }
}
