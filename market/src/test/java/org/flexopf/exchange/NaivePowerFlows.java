package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;

/**
 * Limits of flows and voltages worked out from all deals every time, by power flows of the network with its loads
 * changed: every bus but the root needs one load of its own number.
 */
final class NaivePowerFlows implements NaiveMarket.Limits {

    private static final double TOLERANCE = 1e-6;

    private final Network network;

    NaivePowerFlows(Network network) {
        this.network = network;
    }

    @Override
    public Word ask(List<NaiveMarket.Deal> deals, NaiveMarket.Deal candidate, long lot) {
        if (candidate.busUp() == candidate.busDown()) {
            return new Word(candidate.quantity(), "");
        }
        Map<String, Double> ceilings = beyond(List.of());
        for (int k = 0; k <= deals.size(); k++) {
            Map<String, Double> then = beyond(deals.subList(0, k));
            ceilings.replaceAll((element, least) -> Math.min(Math.max(0.0, least), Math.max(0.0, then.get(element))));
        }
        String element = violated(deals, candidate, candidate.quantity(), ceilings);
        if (element.isEmpty()) {
            return new Word(candidate.quantity(), "");
        }
        long lo = 0;
        long hi = candidate.quantity() / lot;
        while (hi - lo > 1) {
            long mid = (lo + hi) / 2;
            String word = violated(deals, candidate, mid * lot, ceilings);
            if (word.isEmpty()) {
                lo = mid;
            } else {
                hi = mid;
                element = word;
            }
        }
        return new Word(lo * lot, element);
    }

    private String violated(
            List<NaiveMarket.Deal> deals, NaiveMarket.Deal candidate, long quantity, Map<String, Double> ceilings) {
        List<NaiveMarket.Deal> all = new ArrayList<>(deals);
        all.add(new NaiveMarket.Deal(candidate.busUp(), candidate.busDown(), quantity, "", 0, false));
        Map<String, Double> beyond = beyond(all);
        if (beyond == null) {
            return "no power flow";
        }
        return beyond.entrySet().stream()
                .filter(one -> one.getValue() > ceilings.get(one.getKey()) + TOLERANCE)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** How far each element is beyond its limit, in their order; null without a power flow. */
    private Map<String, Double> beyond(List<NaiveMarket.Deal> deals) {
        Network changed = network.toBuilder()
                .mapLoads(load -> load.withDemand(
                        load.p()
                                + deals.stream()
                                                .mapToLong(deal -> (deal.busUp() == load.bus() ? deal.quantity() : 0L)
                                                        - (deal.busDown() == load.bus() ? deal.quantity() : 0L))
                                                .sum()
                                        / 1e6,
                        load.q()))
                .build();
        PowerFlowResult flow =
                PowerFlow.solve(changed, PowerFlowOptions.defaults().withTolerance(1e-12));
        if (!flow.converged()) {
            return null;
        }
        Map<String, Double> beyond = new LinkedHashMap<>();
        for (int b = 0; b < changed.branches().size(); b++) {
            Branch branch = changed.branches().get(b);
            if (branch.hasRating()) {
                double from = Math.hypot(flow.point().pFrom(b), flow.point().qFrom(b));
                double to = Math.hypot(flow.point().pTo(b), flow.point().qTo(b));
                beyond.put(branch.id() + "f", from - branch.rating());
                beyond.put(branch.id() + "t", to - branch.rating());
            }
        }
        IntStream.range(0, changed.buses().size()).forEach(i -> {
            Bus bus = changed.buses().get(i);
            if (!bus.isReference()) {
                beyond.put("bus " + bus.id() + " low", bus.vMin() - flow.vm(i));
                beyond.put("bus " + bus.id() + " high", flow.vm(i) - bus.vMax());
            }
        });
        return beyond;
    }
}
