package org.flexopf.coordination.region;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.solver.SolveStatus;

/**
 * Tells whether a feeder bears the schedule of its generators: as it is, with reactive support, or not at all. Active
 * power is held. Support is found by whoever is handed in, and counts if an AC power flow bears it out; that there is
 * none is proved where a relaxation, if one is handed in, has no solution. Immutable.
 */
public final class TrafficLights {

    /** What a state with support may be beyond limits, in their units: the support ends at one. */
    private static final double ROUNDING = 1e-5;

    private final ReactiveSupport support;
    private final Optional<Opf> relaxation;

    private TrafficLights(ReactiveSupport support, Optional<Opf> relaxation) {
        this.support = Objects.requireNonNull(support, "support");
        this.relaxation = relaxation;
    }

    /** Lights without a proof of red. */
    public static TrafficLights of(ReactiveSupport support) {
        return new TrafficLights(support, Optional.empty());
    }

    /** The same where red is proved by a relaxation, as far as it can: one that wastes no power to be feasible. */
    public TrafficLights withRelaxation(Opf opf) {
        return new TrafficLights(support, Optional.of(opf));
    }

    /**
     * The light of a schedule.
     *
     * @param network generators away from the root have their active power held by their limits; reactive power has
     *     limits, and costs that count beyond the schedule
     */
    public LightedState of(Network network) {
        PowerFlowResult flow = PowerFlow.solve(network);
        int root = root(network);
        List<BrokenLimit> violations = flow.converged() ? broken(network, flow) : List.of();
        double p = flow.converged() ? flow.pInjection(root) : Double.NaN;
        double q = flow.converged() ? flow.qInjection(root) : Double.NaN;
        if (flow.converged() && violations.isEmpty()) {
            return new LightedState(Light.GREEN, List.of(), p, q, 0.0, 0.0, false);
        }
        Optional<double[]> found = support.find(network).filter(reactive -> isBorne(network, reactive));
        if (found.isEmpty()) {
            return new LightedState(Light.RED, violations, p, q, 0.0, 0.0, isProved(network));
        }
        double size = 0.0;
        double cost = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator unit = network.generators().get(g);
            if (network.isActive(unit) && network.busIndex(unit.bus()) != root) {
                double reactive = found.get()[g];
                size += Math.abs(reactive - unit.q());
                cost += unit.reactiveCost().at(reactive) - unit.reactiveCost().at(unit.q());
            }
        }
        return new LightedState(Light.ORANGE, violations, p, q, size, cost, false);
    }

    private static int root(Network network) {
        return network.topology().fromRootsOutwards()[0];
    }

    private static List<BrokenLimit> broken(Network network, PowerFlowResult flow) {
        return LimitCheck.of(network, flow.point()).broken();
    }

    /** Whether the feeder bears the reactive power that was found, within its limits: by a power flow of our own. */
    private static boolean isBorne(Network network, double[] reactive) {
        if (reactive.length != network.generators().size()) {
            return false;
        }
        Map<Integer, Double> byId = new HashMap<>();
        for (int g = 0; g < reactive.length; g++) {
            byId.put(network.generators().get(g).id(), reactive[g]);
        }
        Network supported = network.toBuilder()
                .mapGenerators(unit -> unit.withSchedule(unit.p(), byId.get(unit.id())))
                .build();
        PowerFlowResult flow = PowerFlow.solve(supported);
        return flow.converged()
                && broken(supported, flow).stream().allMatch(limit -> Math.abs(limit.excess()) <= ROUNDING);
    }

    private boolean isProved(Network network) {
        return relaxation
                .map(opf -> opf.solve(OpfProblem.of(network)).status() == SolveStatus.PRIMAL_INFEASIBLE)
                .orElse(false);
    }

    @Override
    public String toString() {
        return "lights of operating points, red " + (relaxation.isPresent() ? "proved where it can be" : "not proved");
    }
}
