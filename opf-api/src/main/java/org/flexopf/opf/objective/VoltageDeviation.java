package org.flexopf.opf.objective;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * How far voltages are from a set point: the sum over buses of {@code ((w - V_set^2) / (2 V_set))^2}, in p.u. squared,
 * with w the squared voltage magnitude.
 *
 * <p>To first order each term is {@code (|V| - V_set)^2}: at a deviation of 5 % it differs from that by 5 %. In this
 * form it is a convex quadratic in the variables that branch-flow models have, so that it is minimised exactly, and its
 * optimum is unique in the voltages. A formulation without voltages refuses it.
 *
 * <p>It does not grow with losses, so a relaxation may be inexact under it where it is exact under cost; an exactness
 * report says whether it is.
 *
 * @param setPoint the magnitude that is aimed at, p.u., above zero
 * @param buses the numbers of the buses that count; empty for all of them
 */
public record VoltageDeviation(double setPoint, List<Integer> buses) implements Objective {

    /** @throws IllegalArgumentException if the set point is not above zero or not finite */
    public VoltageDeviation {
        if (!(setPoint > 0.0 && setPoint < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a voltage set point of " + setPoint + " p.u.: it has to be finite and above zero");
        }
        buses = List.copyOf(buses);
    }

    @Override
    public String name() {
        return buses.isEmpty()
                ? "voltage"
                : "voltage at " + buses.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    @Override
    public Unit unit() {
        return Unit.PER_UNIT_SQUARED;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        ProgramBuilder program = model.program();
        if (!program.has(OpfVariables.SQUARED_VOLTAGE)) {
            throw notExpressible(model, "it has no voltage magnitudes");
        }
        Variables w = program.existing(OpfVariables.SQUARED_VOLTAGE);
        // (w - V^2)^2 / 4 V^2 = w^2 / 4 V^2 - w / 2 + V^2 / 4
        double square = setPoint * setPoint;
        counted(model.network()).filter(w::has).forEach(i -> {
            Variable voltage = w.of(i);
            program.squareCost(weight / (4.0 * square), voltage);
            program.cost(-0.5 * weight, voltage);
            program.cost(0.25 * weight * square);
        });
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        return counted(network)
                .filter(i -> network.topology().island(i) >= 0)
                .mapToDouble(i -> (point.vm(i) * point.vm(i) - setPoint * setPoint) / (2.0 * setPoint))
                .map(deviation -> deviation * deviation)
                .sum();
    }

    private IntStream counted(Network network) {
        if (buses.isEmpty()) {
            return IntStream.range(0, network.buses().size());
        }
        List<Integer> unknown = buses.stream()
                .filter(id -> network.buses().stream().mapToInt(Bus::id).noneMatch(known -> known == id))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the objective '" + name() + "' counts buses that " + network.name()
                    + " does not have: " + unknown);
        }
        return buses.stream().distinct().mapToInt(network::busIndex);
    }
}
