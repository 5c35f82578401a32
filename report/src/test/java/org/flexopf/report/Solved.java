package org.flexopf.report;

import org.flexopf.casefile.CaseFiles;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.socp.BranchFlowSocp;

/** A solved feeder with its prices. */
record Solved(OpfSolution solution, NodalPrices prices) {

    static Solved of(Network network) {
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(network).orElseThrow();
        return new Solved(solution, NodalPrices.of(solution));
    }

    static Solved bundled(String name) {
        return of(CaseFiles.read(name));
    }

    /**
     * Eight buses in a row with a bottleneck in the middle and a dear generator behind it: prices have losses and
     * congestion.
     */
    static Solved congested() {
        var feeder = Network.builder("congested", 10.0).bus(Bus.reference(1, 1.02));
        for (int i = 2; i <= 8; i++) {
            Branch line = Branch.line(i - 1, i - 1, i, 0.012, 0.010).withRating(20.0);
            feeder.bus(Bus.of(i)).load(Load.of(i, i, 0.6, 0.2)).branch(i == 5 ? line.withRating(2.0) : line);
        }
        return of(feeder.generator(Generator.of(1, 1, 0.0, 20.0, -20.0, 20.0, CostCurve.linear(50.0)))
                .generator(Generator.of(2, 7, 0.0, 2.0, -0.5, 0.5, CostCurve.linear(90.0)))
                .build());
    }

    /**
     * A solar plant that cannot be curtailed behind a line at its limit is held back by a load that is paid for:
     * negative parts, and a price below zero.
     */
    static Solved surplus() {
        return of(Network.builder("surplus", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2))
                .bus(Bus.of(3))
                .branch(Branch.line(1, 1, 2, 0.02, 0.02).withRating(1.0))
                .branch(Branch.line(2, 2, 3, 0.02, 0.02).withRating(4.0))
                .load(Load.of(1, 2, 0.4, 0.1))
                .generator(Generator.of(1, 1, -10.0, 10.0, -10.0, 10.0, CostCurve.linear(40.0)))
                .generator(Generator.of(2, 3, 1.0, 3.0, 0.0, 0.0, CostCurve.linear(-15.0)))
                .build());
    }
}
