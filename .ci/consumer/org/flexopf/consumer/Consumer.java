package org.flexopf.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Offer;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.ContinuousMarket;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionObjective;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.AuctionParameters;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.report.FeederPicture;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Study;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.Solvers;
import org.flexopf.solver.adapter.LibrarySolver;
import org.flexopf.solver.branchandbound.BranchAndBoundSolver;
import org.flexopf.solver.hipparchus.HipparchusSolver;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.flexopf.solver.joptimizer.JOptimizerSolver;
import org.flexopf.solver.ojalgo.OjAlgoSolver;

/**
 * Reads a bundled network, solves it, and holds figures against what they are known to be. It uses every module, so
 * that it does not compile or run where a requirement or an export is missing, and asks for solvers and formulations by
 * their services, so that it fails where one is not provided.
 */
public final class Consumer {

    private static final List<String> FAULTS = new ArrayList<>();

    private Consumer() {}

    public static void main(String[] arguments) throws Exception {
        boolean modular = Boolean.parseBoolean(arguments[0]);
        check(Consumer.class.getModule().isNamed() == modular, "runs as a module: " + modular);
        for (Class<?> type : List.of(ConicProgram.class, Opf.class, PowerFlow.class, NodalPrices.class)) {
            check(type.getModule().isNamed() == modular, type.getName() + " is of a named module: " + modular);
        }

        if (modular) {
            everyPackageButInternalOnesIsExported();
        }
        Network feeder = CaseFiles.read("ieee33-dg");
        OpfSolution solution = Opf.of(new BranchFlowSocp()).solve(feeder).orElseThrow();
        near("cost of the relaxation", solution.objective(), 166.936162, 1e-5);
        check(ExactnessReport.of(solution).isExact(), "the relaxation is exact");
        NodalPrices prices = NodalPrices.of(solution);
        for (Bus bus : feeder.buses()) {
            System.out.printf("bus %d: %.3f per MWh%n", bus.id(), prices.active(bus));
        }
        for (int bus : List.of(18, 32)) {
            double slope = (costWithMoreDemand(feeder, bus, 1e-3) - costWithMoreDemand(feeder, bus, -1e-3)) / 2e-3;
            near("price at bus " + bus, prices.active(feeder.bus(bus)), slope, 0.02);
        }
        check(PowerFlow.solve(solution.operatedNetwork()).converged(), "the power flow of the solution converges");
        check(FeederPicture.of(solution).withPrices(prices).svg().contains("</svg>"), "a picture of prices");

        Map<String, ConvexSolver> known = Map.of(
                "interior-point", new InteriorPointSolver(),
                "branch-and-bound", new BranchAndBoundSolver(),
                "ojalgo", new OjAlgoSolver(),
                "hipparchus", new HipparchusSolver(),
                "joptimizer", new JOptimizerSolver());
        TreeSet<String> installed = new TreeSet<>();
        Solvers.installed().forEach(solver -> installed.add(solver.name()));
        check(installed.equals(new TreeSet<>(known.keySet())), "all solvers are provided, not " + installed);
        check(new OjAlgoSolver() instanceof LibrarySolver, "adapters show the kit that they are made of");
        for (OpfFormulation linear : List.of(new DcOpf(), new LinDistFlow())) {
            double cost = Opf.of(linear).solve(feeder).orElseThrow().objective();
            check(cost > 100.0 && cost < 166.936162, linear.name() + " costs less for want of losses: " + cost);
        }
        double first = Double.NaN;
        for (ConvexSolver solver : Solvers.installed()) {
            ConicProgram program = Opf.of(new DcOpf()).model(OpfProblem.of(feeder)).program();
            if (solver.capabilities().whyNot(program).isEmpty()) {
                double cost = Opf.of(new DcOpf()).withSolver(solver).solve(feeder).orElseThrow().objective();
                first = Double.isNaN(first) ? cost : first;
                near("cost of the DC model by " + solver.name(), cost, first, 1e-5);
            }
        }

        ContinuousMarket market = ContinuousMarket.open(
                MarketSettings.of(List.of("t1"), 60), feeder, NetworkChecks.named("ac", feeder));
        market.apply(Command.submit(1, "D1", "ann").at(18, Direction.DOWN, "t1").offering(10_000, 400_000));
        Outcome outcome =
                market.apply(Command.submit(2, "U1", "bob").at(17, Direction.UP, "t1").offering(10_000, 410_000));
        check(outcome.trades().size() == 1, "neighbours trade 10 kW on the market");

        Auction auction = new Auction(
                feeder,
                AuctionObjective.WELFARE,
                new AuctionParameters(1000.0, 100.0, 0.0, 50.0, 0.0),
                List.of(AuctionOffer.active("D1", "ann", 18, Direction.DOWN, 0.01, 40.0)));
        ClearedAuction cleared = auction.clear(Opf.of(new DcOpf()));
        near("what a cheap offer is accepted for", cleared.offer("D1").quantity(), 0.01, 1e-6);
        near("what it is paid as bid", AuctionRule.PAY_AS_BID.settle(cleared).outlay().orElseThrow(), 0.4, 1e-5);

        Network above = Network.builder("above", 100.0).bus(Bus.reference(1, 1.0)).build();
        Feeder joined = new Feeder(Area.of("below", withoutGenerators(feeder), List.of()), 1, 3.715);
        TsoDsoSystem system = TsoDsoSystem.of(
                "two operators",
                40.0,
                Area.of(
                        "above",
                        above,
                        List.of(Resource.of("t1", 1, new Offer(5.0, 60.0), Offer.NONE).withSchedule(3.715, 0.0))),
                List.of(joined));
        check(system.feeder("below").interfaceBus() == 1, "a feeder is joined to its bus");

        Study study = Study.of(OpfProblem.of(feeder), Opf.of(new DcOpf()), MonteCarlo.loads()).withCount(4);
        check(study.rows(2).equals(study.rows(1)), "a study has the same rows by one thread and by two");

        CbfWriter.write(Opf.of(new DcOpf()).model(OpfProblem.of(feeder)).program(), new StringBuilder());
        List<String> formulations =
                Formulations.installed().stream().map(FormulationType::name).toList();
        check(formulations.containsAll(List.of("socp", "dc", "lindistflow")), "each family provides formulations");
        System.out.println("formulations: " + formulations + ", solvers: " + installed);

        if (!FAULTS.isEmpty()) {
            FAULTS.forEach(System.err::println);
            System.exit(1);
        }
    }

    private static Network withoutGenerators(Network feeder) {
        return feeder.without(feeder.generators().stream().map(Generator::ref).toList());
    }

    private static double costWithMoreDemand(Network feeder, int bus, double megawatt) {
        Network changed = feeder.toBuilder()
                .mapLoads(load -> load.bus() == bus ? load.withDemand(load.p() + megawatt, load.q()) : load)
                .build();
        return Opf.of(new BranchFlowSocp()).solve(changed).orElseThrow().objective();
    }

    /** So that a package that is new is looked at too. */
    private static void everyPackageButInternalOnesIsExported() {
        int seen = 0;
        for (Module module : ModuleLayer.boot().modules()) {
            boolean ours = module.getName().startsWith("org.flexopf.") && module != Consumer.class.getModule();
            for (String name : ours ? module.getPackages() : Set.<String>of()) {
                // Internal packages, and the folder of bundled cases, are the module's own.
                boolean own = name.contains(".internal") || name.endsWith(".cases");
                check(module.isExported(name) != own, name + " of " + module + (own ? " is its own" : " is exported"));
                seen++;
            }
        }
        check(seen > 15, "the packages of the library are looked at, not " + seen);
    }

    private static void near(String what, double actual, double expected, double tolerance) {
        check(Math.abs(actual - expected) <= tolerance, what + " is " + actual + ", not " + expected);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            FAULTS.add("not so: " + what);
        }
    }
}
