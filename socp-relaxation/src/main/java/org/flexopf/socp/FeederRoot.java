package org.flexopf.socp;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Topology;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.solver.SolverChoice;

/**
 * The root of a feeder, where one generator stands for the grid behind it, for searches of what can be drawn there.
 *
 * @param network the feeder
 * @param supply the generator (by index) at its root
 */
record FeederRoot(Network network, int supply) {

    /**
     * @throws IllegalArgumentException if the network has not exactly one root with exactly one generator in service
     */
    static FeederRoot of(Network network) {
        return new FeederRoot(network, supply(network));
    }

    private static int supply(Network network) {
        Topology topology = network.topology();
        int[] roots = Arrays.stream(topology.fromRootsOutwards())
                .filter(bus -> topology.parentBus(bus) < 0)
                .toArray();
        if (roots.length != 1 || topology.furtherReferences().length > 0) {
            throw new IllegalArgumentException(network.name() + " has "
                    + (roots.length + topology.furtherReferences().length)
                    + " references; the capability of a feeder is that at its one root; isolate the rest");
        }
        int[] supplies = IntStream.range(0, network.generators().size())
                .filter(g -> network.isActive(network.generators().get(g))
                        && network.busIndex(network.generators().get(g).bus()) == roots[0])
                .toArray();
        if (supplies.length != 1) {
            throw new IllegalArgumentException(
                    network.buses().get(roots[0]).label() + ", the root of " + network.name() + ", has "
                            + supplies.length + " generators in service; let exactly one stand for the grid behind it");
        }
        return supplies[0];
    }

    /**
     * The network with nothing paid but what the root supplies, per MW and Mvar.
     *
     * @param p the active power that it is held at, MW; NaN to leave it free
     */
    Network priced(double perMw, double perMvar, double p) {
        int id = network.generators().get(supply).id();
        NetworkBuilder builder = network.toBuilder()
                .mapGenerators(generator -> generator.id() == id
                        ? generator.withCost(CostCurve.linear(perMw)).withReactiveCost(CostCurve.linear(perMvar))
                        : generator.withCost(CostCurve.free()).withReactiveCost(CostCurve.free()))
                .mapHvdcLines(line -> line.withCost(CostCurve.free()));
        return (Double.isNaN(p)
                        ? builder
                        : builder.mapGenerators(
                                generator -> generator.id() == id ? generator.withActiveLimits(p, p) : generator))
                .build();
    }

    /** All active demand of the feeder, MW. */
    double demand() {
        return Arrays.stream(network.activeDemand()).sum();
    }

    /** The state that a solution of the relaxation is, or the best one that a search finds. */
    static Optional<RecoveredPoint> state(OpfProblem problem, ExactnessReport report, SolverChoice solver) {
        return report.isConfirmed()
                ? Optional.of(report.recovered())
                : AcSearch.of(problem).withSolver(solver).search().best().flatMap(AcSearch.Attempt::recovered);
    }
}
