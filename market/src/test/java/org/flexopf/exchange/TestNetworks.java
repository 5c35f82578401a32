package org.flexopf.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.dcopf.ShiftFactors;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;

/** Networks of five buses made for these tests. */
public final class TestNetworks {

    private TestNetworks() {}

    /**
     * A feeder 1 - 2 - 3 with branches 2 - 4 and 3 - 5, loads of 0.1 MW at every bus but the root; the third branch is
     * overloaded at the schedule.
     */
    public static Network feeder() {
        return withLoads(Network.builder("feeder5", 1.0)
                        .bus(Bus.reference(1, 1.0).withBaseKv(11.0))
                        .bus(bus(2))
                        .bus(bus(3))
                        .bus(bus(4))
                        .bus(bus(5)))
                .branch(Branch.line(1, 1, 2, 0.02, 0.02).withRating(0.6))
                .branch(Branch.line(2, 2, 3, 0.03, 0.02).withRating(0.35))
                .branch(Branch.line(3, 4, 2, 0.04, 0.03).withRating(0.09))
                .branch(Branch.line(4, 3, 5, 0.04, 0.03).withRating(0.2))
                .build();
    }

    /** The same buses in a mesh of six branches, one of them without rating. */
    static Network mesh() {
        return withLoads(Network.builder("mesh5", 1.0)
                        .bus(Bus.reference(1, 1.0).withBaseKv(11.0))
                        .bus(bus(2))
                        .bus(bus(3))
                        .bus(bus(4))
                        .bus(bus(5)))
                .branch(Branch.line(1, 1, 2, 0.01, 0.031).withRating(0.3))
                .branch(Branch.line(2, 1, 3, 0.01, 0.047).withRating(0.25))
                .branch(Branch.line(3, 2, 3, 0.01, 0.023).withRating(0.1))
                .branch(Branch.line(4, 3, 4, 0.01, 0.029).withRating(0.15))
                .branch(Branch.line(5, 4, 5, 0.01, 0.037))
                .branch(Branch.line(6, 5, 2, 0.01, 0.041).withRating(0.15))
                .build();
    }

    private static Bus bus(int id) {
        return Bus.of(id).withBaseKv(11.0).withVoltageLimits(0.97, 1.03);
    }

    private static NetworkBuilder withLoads(NetworkBuilder builder) {
        for (int bus = 2; bus <= 5; bus++) {
            builder.load(Load.of(bus, bus, 0.1, 0.03));
        }
        return builder.generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(20.0)));
    }

    /** The rated branches with factors by unit injections of the DC power flow, one after another. */
    static NaiveFlows flows(Network network) {
        ShiftFactors factors = ShiftFactors.of(network, SusceptanceConvention.RECIPROCAL_X);
        double[] schedule = network.activeDemand();
        List<NaiveFlows.Row> rows = new ArrayList<>();
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (!branch.hasRating()) {
                continue;
            }
            Map<Integer, Long> byBus = new LinkedHashMap<>();
            long base = 0;
            for (int i = 0; i < network.buses().size(); i++) {
                double[] injection = new double[network.buses().size()];
                injection[i] = 1.0;
                long factor = i == 0 ? 0 : Math.round(factors.flows(injection)[b] * 1e9);
                byBus.put(network.buses().get(i).id(), factor);
                base -= factor * Math.round(schedule[i] * 1e6);
            }
            rows.add(new NaiveFlows.Row(branch.id(), Math.round(branch.rating() * 1e6) * 1_000_000_000L, base, byBus));
        }
        return new NaiveFlows(rows);
    }
}
