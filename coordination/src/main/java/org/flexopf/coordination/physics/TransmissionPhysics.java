package org.flexopf.coordination.physics;

import java.util.List;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.solver.SolverChoice;

/**
 * The transmission network over a period by DC power flow, in which automatic reserve at the reference bus makes up for
 * what is left over.
 */
final class TransmissionPhysics {

    /** A line that carries too much by a smaller share is no violation. */
    private static final double LOADING = 1e-3;

    private final Area area;
    private final List<Feeder> feeders;
    private final PhysicalRules rules;
    private final Opf opf;
    private final double[] imbalance;
    private final FeederMemory memory;
    private final double[] power;
    private final double[] set;

    /**
     * A period.
     *
     * @param imbalance what really happens, MW by bus index
     * @param orders what is ordered
     * @param memory of the period before; takes what the next one has to know
     */
    TransmissionPhysics(
            TsoDsoSystem system,
            PhysicalRules rules,
            SolverChoice solver,
            double[] imbalance,
            Activations orders,
            FeederMemory memory) {
        this.area = system.transmission();
        this.feeders = system.feeders();
        this.rules = rules;
        this.opf = Opf.of(Formulations.named("dc").create(FormulationOptions.defaults()))
                .withSolver(solver);
        this.imbalance = imbalance;
        this.memory = memory;
        this.power = new double[area.resources().size()];
        this.set = new double[power.length];
        for (int r = 0; r < set.length; r++) {
            Resource resource = area.resources().get(r);
            set[r] = resource.p() + orders.of(resource.id()).net();
            power[r] = memory.power(resource);
        }
    }

    /**
     * A time step.
     *
     * @param leftOver what is left over, MW; below zero if power is missing
     * @param violations how many lines carry too much
     */
    record Step(double leftOver, int violations) {}

    /** The next time step, with what flows into the feeders, MW. */
    Step step(double[] flows) {
        double hours = rules.stepHours();
        double[] injection = imbalance.clone();
        double[] demand = area.network().activeDemand();
        for (int i = 0; i < injection.length; i++) {
            injection[i] -= demand[i];
        }
        for (int r = 0; r < set.length; r++) {
            Resource resource = area.resources().get(r);
            double tau = rules.tau(resource.id());
            injection[area.network().busIndex(resource.bus())] += FirstOrder.mean(power[r], set[r], hours, tau);
            power[r] = FirstOrder.after(power[r], set[r], hours, tau);
            memory.give(resource, power[r]);
        }
        for (int k = 0; k < flows.length; k++) {
            injection[area.network().busIndex(feeders.get(k).interfaceBus())] -= flows[k];
        }
        double leftOver = 0.0;
        for (double mw : injection) {
            leftOver += mw;
        }
        return new Step(leftOver, overloads(injection));
    }

    private int overloads(double[] injection) {
        if (area.network().branches().stream().noneMatch(Branch::hasRating)) {
            return 0;
        }
        NetworkBuilder builder = area.network().toBuilder()
                .mapBranches(branch -> branch.withRating(Double.POSITIVE_INFINITY))
                .mapLoads(load -> load.withInService(false));
        int id = area.network().loads().stream().mapToInt(Load::id).max().orElse(0);
        for (int i = 0; i < injection.length; i++) {
            Bus bus = area.network().buses().get(i);
            builder.load(Load.of(++id, bus.id(), -injection[i], 0.0));
            if (bus.isReference()) {
                builder.generator(Generator.of(
                        1, bus.id(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0, 0.0, CostCurve.free()));
            }
        }
        OpfResult result = opf.solve(builder.build());
        OperatingPoint point = result.run()
                .orElseThrow(() -> new OpfNotSolvedException(
                        result.status(),
                        "the DC power flow of network " + area.name() + " is not found: " + result.message()))
                .solution()
                .point();
        int count = 0;
        for (int b = 0; b < area.network().branches().size(); b++) {
            double rating = area.network().branches().get(b).rating();
            count += Math.abs(point.pFrom(b)) > (1.0 + LOADING) * rating ? 1 : 0;
        }
        return count;
    }

    @Override
    public String toString() {
        return area.name() + " in physics";
    }
}
