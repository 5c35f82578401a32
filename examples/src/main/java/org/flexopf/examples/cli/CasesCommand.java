package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.flexopf.casefile.Cases;
import org.flexopf.casefile.JsonCase;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.aggregation.AggregationCases;
import org.flexopf.coordination.aggregation.DevicePool;
import org.flexopf.coordination.aggregation.PooledDevice;
import org.flexopf.coordination.physics.CostBenefitCase;
import org.flexopf.coordination.physics.CostBenefitCases;
import org.flexopf.coordination.physics.PhysicalScenario;
import org.flexopf.coordination.reserve.ReserveCases;
import org.flexopf.coordination.reserve.ReserveDay;
import org.flexopf.coordination.reserve.ReserveFile;
import org.flexopf.network.Network;
import org.flexopf.report.result.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code opf cases}: the bundled cases. */
@Command(name = "cases", description = "List the bundled cases.", mixinStandardHelpOptions = true)
final class CasesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table = new TextTable("<name", "buses", "branches", "generators", "load MW", "<description");
        for (String name : Cases.names()) {
            JsonCase bundled = Cases.find(name);
            Network network = bundled.network();
            double load = 0.0;
            for (double demand : network.activeDemand()) {
                load += demand;
            }
            table.row(
                    name,
                    network.buses().size(),
                    network.branches().size(),
                    network.generators().size(),
                    TextTable.number(load, 3),
                    bundled.description());
        }
        table.print(out);
        out.println();
        out.println("Systems of a transmission network and its feeders, for 'opf coordinate':");
        TextTable systems = new TextTable("<name", "transmission buses", "feeders", "resources", "<feeders");
        for (String name : Systems.names()) {
            TsoDsoSystem system = Systems.load(name);
            systems.row(
                    name,
                    system.transmission().network().buses().size(),
                    system.feeders().size(),
                    system.resources().count(),
                    system.feeders().stream().map(Feeder::name).collect(Collectors.joining(", ")));
        }
        systems.print(out);
        out.println();
        out.println("Comparisons of schemes in physics, for 'opf benefit':");
        TextTable comparisons = new TextTable("<name", "<system", "periods", "<scenarios");
        for (String name : CostBenefitCases.names()) {
            CostBenefitCase comparison = CostBenefitCases.load(name);
            comparisons.row(
                    name,
                    comparison.system(0).name(),
                    comparison.scenarios().get(0).factors().size(),
                    comparison.scenarios().stream().map(PhysicalScenario::name).collect(Collectors.joining(", ")));
        }
        comparisons.print(out);
        out.println();
        out.println("Pools of flexible devices, for 'opf aggregate':");
        TextTable pools = new TextTable("<name", "devices", "periods", "<first devices");
        for (String name : AggregationCases.names()) {
            DevicePool pool = AggregationCases.load(name).pool();
            pools.row(
                    name,
                    pool.devices().size(),
                    pool.periods(),
                    pool.devices().stream().limit(4).map(PooledDevice::name).collect(Collectors.joining(", ")));
        }
        pools.print(out);
        out.println();
        out.println("Reserve markets behind a feeder, for 'opf reserve':");
        TextTable markets = new TextTable("<name", "<markets", "bidding problems");
        for (String name : ReserveCases.names()) {
            ReserveFile read = ReserveCases.load(name);
            markets.row(
                    name,
                    read.markets().stream().map(ReserveDay::name).collect(Collectors.joining(", ")),
                    read.bidding().size());
        }
        markets.print(out);
        out.flush();
        return ExitCode.SOLVED;
    }
}
