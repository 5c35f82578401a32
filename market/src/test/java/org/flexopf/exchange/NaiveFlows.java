package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flow limits worked out from all deals every time, with every admissible set of calls enumerated. Factors are given
 * per row and bus number, in integers of 1e-9; limits and base flows in 1e-9 W.
 */
final class NaiveFlows implements NaiveMarket.Limits {

    /** A rated branch: its number, limit and base flow, and its factor per bus number. */
    record Row(int branch, long limit, long base, Map<Integer, Long> factors) {}

    private final List<Row> rows;

    NaiveFlows(List<Row> rows) {
        this.rows = rows;
    }

    @Override
    public Word ask(List<NaiveMarket.Deal> deals, NaiveMarket.Deal candidate, long lot) {
        long best = candidate.quantity();
        String element = "";
        for (Row row : rows) {
            for (int sign : new int[] {1, -1}) {
                long ceiling = ceiling(row, sign, deals);
                if (worst(row, sign, with(deals, candidate, candidate.quantity())) <= ceiling) {
                    continue;
                }
                long lo = 0;
                long hi = candidate.quantity() / lot;
                while (hi - lo > 1) {
                    long mid = (lo + hi) / 2;
                    if (worst(row, sign, with(deals, candidate, mid * lot)) <= ceiling) {
                        lo = mid;
                    } else {
                        hi = mid;
                    }
                }
                if (lo * lot < best || element.isEmpty()) {
                    best = lo * lot;
                    element = row.branch() + (sign > 0 ? "+" : "-");
                }
            }
        }
        return new Word(best, element);
    }

    private static List<NaiveMarket.Deal> with(List<NaiveMarket.Deal> deals, NaiveMarket.Deal one, long quantity) {
        List<NaiveMarket.Deal> all = new ArrayList<>(deals);
        all.add(new NaiveMarket.Deal(one.busUp(), one.busDown(), quantity, one.call(), one.callBus(), one.callUp()));
        return all;
    }

    /** The limit and the least violation over the opening and the state after each single deal. */
    private static long ceiling(Row row, int sign, List<NaiveMarket.Deal> deals) {
        long violation = Long.MAX_VALUE;
        for (int k = 0; k <= deals.size(); k++) {
            violation = Math.min(violation, Math.max(0, worst(row, sign, deals.subList(0, k)) - row.limit()));
        }
        return row.limit() + violation;
    }

    /** The largest flow over all admissible sets of calls. */
    private static long worst(Row row, int sign, List<NaiveMarket.Deal> deals) {
        long firm = sign * row.base();
        Map<String, Long> byCall = new LinkedHashMap<>();
        Map<String, NaiveMarket.Deal> calls = new LinkedHashMap<>();
        for (NaiveMarket.Deal deal : deals) {
            long flow = sign
                    * deal.quantity()
                    * (row.factors().get(deal.busDown()) - row.factors().get(deal.busUp()));
            if (deal.call().isEmpty()) {
                firm += flow;
            } else {
                byCall.merge(deal.call(), flow, Long::sum);
                calls.put(deal.call(), deal);
            }
        }
        List<String> names = new ArrayList<>(byCall.keySet());
        long worst = firm;
        for (int set = 0; set < 1 << names.size(); set++) {
            Set<Integer> up = new LinkedHashSet<>();
            Set<Integer> down = new LinkedHashSet<>();
            long flow = firm;
            for (int k = 0; k < names.size(); k++) {
                if ((set >> k & 1) == 1) {
                    NaiveMarket.Deal call = calls.get(names.get(k));
                    (call.callUp() ? up : down).add(call.callBus());
                    flow += byCall.get(names.get(k));
                }
            }
            up.retainAll(down);
            if (up.isEmpty()) {
                worst = Math.max(worst, flow);
            }
        }
        return worst;
    }
}
