package org.flexopf.powerflow;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.flexopf.model.Unit;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.state.OperatingPoint;

/**
 * How far a linear model is from the truth at its own solution: its dispatch is put into an AC power flow, and what the
 * model said is compared with what that finds. The reference makes up for what the model missed.
 *
 * <p>A model with reactive power is confirmed as it stands: all injections given, references at the model's voltages. A
 * model without it (DC) leaves reactive power to the network's own schedule: generators hold their set points where
 * their bus does, as in any power flow.
 *
 * @param isConverged whether the AC power flow found a state; if not, the numbers compare with its last trial
 * @param reason why not; empty if it did
 * @param maxVoltageError largest difference of a voltage magnitude, p.u.
 * @param voltageErrorBus id of the bus where it occurs
 * @param maxFlowError largest difference of the power at an end of a branch
 * @param flowUnit unit of that difference: MVA, or MW if the model has no reactive power
 * @param flowErrorBranch id of the branch where it occurs; empty in a network without branches
 * @param lossesMissed active losses of the AC state less those of the model, MW
 * @param ac the AC state
 */
public record LinearModelError(
        boolean isConverged,
        String reason,
        double maxVoltageError,
        int voltageErrorBus,
        double maxFlowError,
        Unit flowUnit,
        OptionalInt flowErrorBranch,
        double lossesMissed,
        OperatingPoint ac) {

    /** All parts are required. */
    public LinearModelError {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(flowUnit, "flowUnit");
        Objects.requireNonNull(flowErrorBranch, "flowErrorBranch");
        Objects.requireNonNull(ac, "ac");
    }

    /** The error of a solution at its own operating point, with the demand and the settings that it chose. */
    public static LinearModelError of(OpfSolution solution) {
        return of(solution.operatedNetwork(), solution.point());
    }

    /** The error of an operating point that some model says is one of this network. */
    public static LinearModelError of(Network network, OperatingPoint model) {
        boolean reactive = hasReactive(network, model);
        PowerFlowResult flow = reactive
                ? PowerFlow.prepare(network).solve(BusSchedule.of(network, model), PowerFlowOptions.defaults())
                : PowerFlow.solve(scheduled(network, model));
        return compare(model, flow, reactive);
    }

    /** The error of what a model with reactive power said about a state, against that state. */
    public static LinearModelError of(OperatingPoint model, PowerFlowResult flow) {
        return compare(model, flow, true);
    }

    private static LinearModelError compare(OperatingPoint model, PowerFlowResult flow, boolean reactive) {
        Network network = flow.network();
        OperatingPoint ac = flow.point();
        double voltage = 0.0;
        int bus = network.buses().get(0).id();
        for (int i = 0; i < network.buses().size(); i++) {
            double error = Math.abs(ac.vm(i) - model.vm(i));
            if (network.topology().island(i) >= 0 && error > voltage) {
                voltage = error;
                bus = network.buses().get(i).id();
            }
        }
        double largest = 0.0;
        OptionalInt branch = OptionalInt.empty();
        for (int b = 0; b < network.branches().size(); b++) {
            double from = Math.hypot(ac.pFrom(b) - model.pFrom(b), reactive ? ac.qFrom(b) - model.qFrom(b) : 0.0);
            double to = Math.hypot(ac.pTo(b) - model.pTo(b), reactive ? ac.qTo(b) - model.qTo(b) : 0.0);
            if (Math.max(from, to) > largest || branch.isEmpty()) {
                largest = Math.max(largest, Math.max(from, to));
                branch = OptionalInt.of(network.branches().get(b).id());
            }
        }
        return new LinearModelError(
                flow.converged(),
                flow.reason(),
                voltage,
                bus,
                largest,
                reactive ? Unit.MVA : Unit.MW,
                branch,
                ac.activeLosses() - model.activeLosses(),
                ac);
    }

    private static boolean hasReactive(Network network, OperatingPoint model) {
        List<Generator> generators = network.generators();
        for (int g = 0; g < generators.size(); g++) {
            if (network.isActive(generators.get(g)) && Double.isNaN(model.qg(g))) {
                return false;
            }
        }
        return true;
    }

    /** The network with the model's active dispatch as its schedule, of generators and DC lines. */
    private static Network scheduled(Network network, OperatingPoint model) {
        return network.toBuilder()
                .mapGenerators(generator -> network.isActive(generator)
                        ? generator.withSchedule(model.pg(network.generatorIndex(generator.id())), generator.q())
                        : generator)
                .mapHvdcLines(line -> network.isActive(line)
                        ? model.hvdc(network.hvdcLineIndex(line.id())).schedule(line)
                        : line)
                .build();
    }

    @Override
    public String toString() {
        return isConverged
                ? String.format(
                        Locale.ROOT,
                        "against an AC power flow: voltage %.2e p.u. (bus %d), %slosses missed %.4f MW",
                        maxVoltageError,
                        voltageErrorBus,
                        flowErrorBranch.isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        "flow %.2e %s (branch %d), ",
                                        maxFlowError,
                                        flowUnit.symbol(),
                                        flowErrorBranch.getAsInt()),
                        lossesMissed)
                : "not known: an AC power flow at this dispatch did not converge (" + reason + ")";
    }
}
