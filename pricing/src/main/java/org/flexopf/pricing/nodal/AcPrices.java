package org.flexopf.pricing.nodal;

import java.util.Locale;
import java.util.Optional;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowMethod;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StartVoltages;
import org.flexopf.powerflow.StateVector;

/**
 * Prices by the sensitivities of the AC power flow at the optimum, with the multipliers of the binding limits
 * (Papavasiliou, "Analysis of distribution locational marginal prices", IEEE Transactions on Smart Grid, 2018). With
 * the voltages of the roots held and d. the derivative by a demand:
 *
 * <pre>
 *   energy     = price at the root
 *   losses     = sum over roots of lambda_P dP_0/d. + lambda_Q dQ_0/d. - energy
 *   congestion = sum of mu d|S|/d. over ratings + mu d(|S|^2 / |V|^2)/d. over current limits
 *                + (mu_max - mu_min) |V_i| |V_j| d(theta_i - theta_j)/d. over angle limits
 *   voltage    = sum of (mu_max - mu_min) d|V|^2/d.
 * </pre>
 *
 * <p>That is all where cost is minimised, which the network's state changes through the supply at the roots alone.
 * Other objectives have prices of the program only. Nothing of the program enters but the duals of limits and of the
 * balances at the roots, and the dispatch.
 */
final class AcPrices {

    /** Voltages that differ by more are those of another state, p.u. */
    private static final double VOLTAGE_TOLERANCE = 1e-5;
    /** Supply at the roots that differs by more is that of another state, relative to all power in the network. */
    private static final double SUPPLY_TOLERANCE = 1e-5;

    private final Optional<PriceSplit> split;
    /**
     * How the AC state of the dispatch differs from the state that the formulation sees, in a clause; empty if it does
     * not.
     */
    private final String otherState;

    private final String obstacle;

    private AcPrices(Optional<PriceSplit> split, String otherState, String obstacle) {
        this.split = split;
        this.otherState = otherState;
        this.obstacle = obstacle;
    }

    static AcPrices of(OpfSolution solution, double[][] prices) {
        Network network = solution.operatedNetwork();
        OperatingPoint point = solution.point();
        for (int g = 0; g < network.generators().size(); g++) {
            if (network.isActive(network.generators().get(g)) && Double.isNaN(point.qg(g))) {
                return none("the formulation '" + solution.formulation().name() + "' knows no reactive power");
            }
        }
        Objective objective = solution.problem().objective();
        if (!objective.equals(Objective.cost()) && !objective.equals(Objective.feasibility())) {
            return none("the objective '" + objective.name()
                    + "' rises with flows and voltages themselves, of which the multipliers of limits say nothing");
        }
        for (int bus = 0; bus < network.buses().size(); bus++) {
            if (network.buses().get(bus).isReference() && network.topology().parentBus(bus) >= 0) {
                return none(network.buses().get(bus).label() + " is a second reference in its island");
            }
        }
        PowerFlow powerFlow = PowerFlow.prepare(network);
        PowerFlowResult flow = solve(powerFlow, network, point);
        if (!flow.converged()) {
            return none("the AC power flow finds no state for the dispatch: " + flow.reason());
        }
        try {
            return new AcPrices(
                    Optional.of(split(solution, network, flow, Sensitivities.at(powerFlow, flow), prices)),
                    otherState(network, point, flow),
                    "");
        } catch (ArithmeticException singular) {
            return none(singular.getMessage());
        }
    }

    private static AcPrices none(String obstacle) {
        return new AcPrices(Optional.empty(), "", obstacle);
    }

    private static String otherState(Network network, OperatingPoint point, PowerFlowResult flow) {
        double voltage = 0.0;
        double supply = 0.0;
        double scale = network.perUnit().physicalPower(1e-3);
        double[] active = negated(network.activeDemand());
        double[] reactive = negated(network.reactiveDemand());
        point.addSupply(network, active, reactive);
        for (int bus = 0; bus < active.length; bus++) {
            if (network.topology().island(bus) < 0) {
                continue;
            }
            voltage = Math.max(voltage, Math.abs(point.vm(bus) - flow.vm(bus)));
            scale += Math.abs(flow.pInjection(bus));
            if (network.topology().parentBus(bus) < 0) {
                supply = Math.max(
                        supply, Math.hypot(flow.pInjection(bus) - active[bus], flow.qInjection(bus) - reactive[bus]));
            }
        }
        return voltage <= VOLTAGE_TOLERANCE && supply <= SUPPLY_TOLERANCE * scale
                ? ""
                : String.format(
                        Locale.ROOT,
                        "voltages differ by up to %.2g p.u. and the supply at a root by up to %.4g MVA",
                        voltage,
                        supply);
    }

    /** From the voltages of the point where it has them, since a dispatch may have more than one AC state. */
    private static PowerFlowResult solve(PowerFlow powerFlow, Network network, OperatingPoint point) {
        BusSchedule schedule = BusSchedule.of(network, point);
        PowerFlowOptions options = PowerFlowOptions.defaults();
        for (int bus = 0; bus < network.buses().size(); bus++) {
            boolean known = point.vm(bus) > 0.0 && Double.isFinite(point.vm(bus)) && Double.isFinite(point.va(bus));
            if (network.topology().island(bus) >= 0 && !known) {
                return powerFlow.solve(schedule, options);
            }
        }
        PowerFlowResult near = powerFlow.solve(
                schedule, options.withMethod(PowerFlowMethod.NEWTON).startingFrom(StartVoltages.of(point)));
        return near.converged() ? near : powerFlow.solve(schedule, options);
    }

    private static double[] negated(double[] demand) {
        double[] injection = new double[demand.length];
        for (int bus = 0; bus < injection.length; bus++) {
            injection[bus] = -demand[bus];
        }
        return injection;
    }

    private static PriceSplit split(
            OpfSolution solution,
            Network network,
            PowerFlowResult flow,
            Sensitivities sensitivities,
            double[][] prices) {
        Topology topology = network.topology();
        int buses = network.buses().size();
        StateVector roots = StateVector.zero(buses);
        for (int bus : topology.fromRootsOutwards()) {
            if (topology.parentBus(bus) < 0) {
                sensitivities.addInjectionGradient(
                        bus, prices[Power.ACTIVE.ordinal()][bus], prices[Power.REACTIVE.ordinal()][bus], roots);
            }
        }
        StateVector congestion = StateVector.zero(buses);
        addRatings(
                solution.duals(OpfConstraints.RATING_FROM),
                BranchQuantity.P_FROM,
                BranchQuantity.Q_FROM,
                flow.point().pFrom(),
                flow.point().qFrom(),
                sensitivities,
                congestion);
        addRatings(
                solution.duals(OpfConstraints.RATING_TO),
                BranchQuantity.P_TO,
                BranchQuantity.Q_TO,
                flow.point().pTo(),
                flow.point().qTo(),
                sensitivities,
                congestion);
        addCurrents(solution, OpfConstraints.CURRENT_LIMIT_FROM, true, flow.point(), sensitivities, congestion);
        addCurrents(solution, OpfConstraints.CURRENT_LIMIT_TO, false, flow.point(), sensitivities, congestion);
        addAngles(solution, network, flow, congestion);
        addInterfaces(solution, sensitivities, congestion);
        StateVector voltage = StateVector.zero(buses);
        double[] upper = solution.duals(OpfConstraints.VOLTAGE_MAX);
        double[] lower = solution.duals(OpfConstraints.VOLTAGE_MIN);
        for (int bus = 0; bus < buses; bus++) {
            if (topology.island(bus) >= 0 && topology.parentBus(bus) >= 0) {
                voltage.vm()[bus] += network.perUnit().pricePerMwh((upper[bus] - lower[bus]) * 2.0 * flow.vm(bus));
            }
        }
        PriceSplit split = new PriceSplit(buses);
        for (Power power : Power.values()) {
            System.arraycopy(
                    PriceSplit.atRoots(prices[power.ordinal()], topology),
                    0,
                    split.of(power, PriceComponent.ENERGY),
                    0,
                    buses);
        }
        fill(split, PriceComponent.LOSSES, sensitivities.solveTransposed(roots), topology, true);
        fill(split, PriceComponent.CONGESTION, sensitivities.solveTransposed(congestion), topology, false);
        fill(split, PriceComponent.VOLTAGE, sensitivities.solveTransposed(voltage), topology, false);
        for (int bus = 0; bus < buses; bus++) {
            if (topology.island(bus) < 0) {
                split.clear(bus);
            }
        }
        return split;
    }

    /** {@code mu d|S| = mu (P dP + Q dQ) / |S|}. */
    private static void addRatings(
            double[] dual,
            BranchQuantity active,
            BranchQuantity reactive,
            double[] p,
            double[] q,
            Sensitivities sensitivities,
            StateVector gradient) {
        for (int branch = 0; branch < dual.length; branch++) {
            double s = Math.hypot(p[branch], q[branch]);
            if (dual[branch] != 0.0 && s > 0.0) {
                sensitivities.addFlowGradient(branch, active, dual[branch] * p[branch] / s, gradient);
                sensitivities.addFlowGradient(branch, reactive, dual[branch] * q[branch] / s, gradient);
            }
        }
    }

    /** {@code mu d(|S|^2 / w) = mu (2 P dP + 2 Q dQ - |S|^2 / w dw) / w}. */
    private static void addCurrents(
            OpfSolution solution,
            ConstraintFamily limit,
            boolean atFrom,
            OperatingPoint point,
            Sensitivities sensitivities,
            StateVector gradient) {
        Network network = solution.network();
        PerUnit perUnit = network.perUnit();
        double[] dual = solution.duals(limit);
        for (int branch = 0; branch < dual.length; branch++) {
            if (dual[branch] != 0.0) {
                int bus = atFrom
                        ? network.topology().from(branch)
                        : network.topology().to(branch);
                double v = point.vm(bus);
                double p = perUnit.power(atFrom ? point.pFrom(branch) : point.pTo(branch));
                double q = perUnit.power(atFrom ? point.qFrom(branch) : point.qTo(branch));
                double price = perUnit.pricePerMwh(dual[branch]) / (v * v);
                sensitivities.addFlowGradient(
                        branch, atFrom ? BranchQuantity.P_FROM : BranchQuantity.P_TO, 2.0 * price * p, gradient);
                sensitivities.addFlowGradient(
                        branch, atFrom ? BranchQuantity.Q_FROM : BranchQuantity.Q_TO, 2.0 * price * q, gradient);
                gradient.vm()[bus] -= 2.0 * price * (p * p + q * q) / v;
            }
        }
    }

    /**
     * {@code mu d Im(V_i V_j* e^{-j limit}) = mu |V_i| |V_j| d(theta_i - theta_j)}, since the imaginary part is zero at
     * the limit. The row of a free ratio has V_i' V_j* times the ratio that the network has, not the one that was
     * found.
     *
     * @param operated the network at the settings that were found
     */
    private static void addAngles(OpfSolution solution, Network operated, PowerFlowResult flow, StateVector gradient) {
        Topology topology = operated.topology();
        double[] upper = solution.duals(OpfConstraints.ANGLE_SECTOR_MAX);
        double[] lower = solution.duals(OpfConstraints.ANGLE_SECTOR_MIN);
        for (int branch = 0; branch < upper.length; branch++) {
            if (upper[branch] != 0.0 || lower[branch] != 0.0) {
                int from = topology.from(branch);
                int to = topology.to(branch);
                double ratio = solution.network().branches().get(branch).ratio()
                        / operated.branches().get(branch).ratio();
                double price = operated.perUnit().pricePerMwh(upper[branch] - lower[branch])
                        * flow.vm(from)
                        * flow.vm(to)
                        * ratio;
                gradient.va()[from] += price;
                gradient.va()[to] -= price;
            }
        }
    }

    /** {@code mu weight (dP_from - dP_to) / 2}. */
    private static void addInterfaces(OpfSolution solution, Sensitivities sensitivities, StateVector gradient) {
        Network network = solution.network();
        double[] upper = solution.duals(OpfConstraints.INTERFACE_MAX);
        double[] lower = solution.duals(OpfConstraints.INTERFACE_MIN);
        for (int k = 0; k < upper.length; k++) {
            double half = 0.5 * (upper[k] - lower[k]);
            network.flowInterfaces().get(k).weights().forEach((id, weight) -> {
                int branch = network.branchIndex(id);
                if (half != 0.0 && network.topology().isActive(branch)) {
                    sensitivities.addFlowGradient(branch, BranchQuantity.P_FROM, half * weight, gradient);
                    sensitivities.addFlowGradient(branch, BranchQuantity.P_TO, -half * weight, gradient);
                }
            });
        }
    }

    /** Demand is negative injection. */
    private static void fill(
            PriceSplit split,
            PriceComponent component,
            InjectionVector perInjection,
            Topology topology,
            boolean lessEnergy) {
        for (Power power : Power.values()) {
            double[] derivative = power == Power.ACTIVE ? perInjection.p() : perInjection.q();
            double[] target = split.of(power, component);
            for (int bus = 0; bus < target.length; bus++) {
                if (topology.island(bus) >= 0 && topology.parentBus(bus) >= 0) {
                    target[bus] = -derivative[bus] - (lessEnergy ? split.of(power, PriceComponent.ENERGY)[bus] : 0.0);
                }
            }
        }
    }

    /** The components; empty if there is an {@link #obstacle}. */
    Optional<PriceSplit> split() {
        return split;
    }

    /** Why there are no such prices, in a clause. */
    String obstacle() {
        return obstacle;
    }

    /** How far the sums of these components are from prices. */
    PriceAgreement agreement(Network network, double[][] prices) {
        if (split.isEmpty()) {
            return PriceAgreement.unavailable(obstacle);
        }
        double largest = 0.0;
        double worst = -1.0;
        String where = "";
        for (int bus = 0; bus < network.buses().size(); bus++) {
            if (network.topology().island(bus) < 0) {
                continue;
            }
            double tolerance = PriceAgreement.tolerance(Math.max(Math.abs(prices[0][bus]), Math.abs(prices[1][bus])));
            for (Power power : Power.values()) {
                double difference = Math.abs(split.get().at(power, bus).total() - prices[power.ordinal()][bus]);
                if (!(difference / tolerance <= worst)) {
                    worst = difference / tolerance;
                    largest = difference;
                    where = String.format(
                            Locale.ROOT,
                            "the %s price at %s",
                            power.name().toLowerCase(Locale.ROOT),
                            network.buses().get(bus).label());
                }
            }
        }
        return new PriceAgreement(true, otherState.isEmpty() && worst <= 1.0, otherState, largest, where);
    }
}
