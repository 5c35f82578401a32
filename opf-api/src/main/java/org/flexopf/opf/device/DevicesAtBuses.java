package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ElementAtBus;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Devices of active power at one bus each, as they are in the block's period.
 *
 * @param <E> the type of element
 */
abstract class DevicesAtBuses<E extends ElementAtBus> implements Device {

    private final ElementKind kind;
    private final List<E> devices;
    private final AtBuses atBuses;
    final BlockScope scope;
    final ProgramBuilder program;
    final PerUnit perUnit;

    DevicesAtBuses(BlockScope scope, ElementKind kind, Class<E> type) {
        this.scope = scope;
        this.kind = kind;
        this.program = scope.program();
        this.perUnit = scope.perUnit();
        this.devices = scope.devices(kind).stream().map(type::cast).toList();
        this.atBuses = AtBuses.of(scope.network(), kind, this::isActive);
    }

    final E device(int k) {
        return devices.get(k);
    }

    final boolean isActive(int k) {
        return scope.network().isActive(devices.get(k));
    }

    /** The indices of the devices that take part. */
    final int[] active() {
        return IntStream.range(0, devices.size()).filter(this::isActive).toArray();
    }

    /** A variable of an element that has one. */
    final LinearExpression of(VariableFamily family, int k) {
        return LinearExpression.of(program.existing(family).of(k));
    }

    /** Keeps a power of an element between zero and its largest, MW; rows without a family have no name. */
    final void limit(
            VariableFamily power, int k, double largest, ConstraintFamily leastRow, ConstraintFamily largestRow) {
        program.between(leastRow, largestRow, k, of(power, k), 0.0, perUnit.power(largest));
    }

    /** Energy, or what adds up like it, as mean over the block, so that its duals count once and not by the hour. */
    final LinearExpression overTheBlock(LinearExpression sum) {
        return LinearExpression.zero().plus(1.0 / scope.hours(), sum);
    }

    /** What a device that takes part supplies to its bus, p.u. */
    abstract LinearExpression supply(int k);

    /** What devices that take part do in a solution, by index. */
    abstract IntFunction<DevicePower> powers(ModelSolution solution);

    /** The values of a family by index, in the unit of the family. */
    final double[] values(ModelSolution solution, VariableFamily family) {
        double[] values = solution.values(family, devices.size());
        double step = perUnit.step(family.unit());
        for (int k = 0; k < values.length; k++) {
            values[k] *= step;
        }
        return values;
    }

    @Override
    public final void addReactivePower() {
        // They have active power alone.
    }

    @Override
    public final void injectActive(int bus, LinearExpression injection) {
        for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
            injection.plus(supply(atBuses.element(place)));
        }
    }

    @Override
    public final void injectReactive(int bus, LinearExpression injection) {
        // They have active power alone.
    }

    @Override
    public final void addTo(OperatingPoint.Builder point, ModelSolution solution) {
        IntFunction<DevicePower> powers = powers(solution);
        point.devices(
                kind,
                IntStream.range(0, devices.size())
                        .mapToObj(k -> isActive(k) ? powers.apply(k) : DevicePower.of(0.0, 0.0, 0.0))
                        .toList());
    }
}
