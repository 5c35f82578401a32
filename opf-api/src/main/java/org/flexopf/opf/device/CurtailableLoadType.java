package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CurtailableLoad;
import org.flexopf.opf.state.DevicePower;

/**
 * Curtailable loads: they consume {@code b - x}, {@code 0 <= x <= X}, at a cost of x. Where activations are limited,
 * {@code x <= X y} with y binary, and a running sum of y ends at their number at most; y of a period without
 * curtailment means nothing.
 */
public final class CurtailableLoadType implements DeviceType {

    /** What is curtailed. */
    public static final VariableFamily CURTAILED =
            new VariableFamily("curtailable-curtailed", "curtailed demand", CurtailableLoad.KIND, Unit.MW);

    /** 1 where it may be curtailed. */
    public static final VariableFamily ACTIVE =
            new VariableFamily("curtailable-active", "whether it may be curtailed", CurtailableLoad.KIND, Unit.ONE);

    /** How often it may have been curtailed by the end of the block. */
    public static final VariableFamily ACTIVATIONS =
            new VariableFamily("curtailable-activations", "activations so far", CurtailableLoad.KIND, Unit.ONE);

    private static final VariableFamily ACTIVATIONS_BEFORE =
            new VariableFamily("curtailable-activations-before", "activations before", CurtailableLoad.KIND, Unit.ONE);

    /** Nothing is curtailed below zero. */
    public static final ConstraintFamily CURTAILED_MIN =
            new ConstraintFamily("curtailable-curtailed-min", "least curtailment", CurtailableLoad.KIND, Unit.MW);

    /** Largest curtailment. */
    public static final ConstraintFamily CURTAILED_MAX =
            new ConstraintFamily("curtailable-curtailed-max", "largest curtailment", CurtailableLoad.KIND, Unit.MW);

    /** The largest number of activations. */
    public static final ConstraintFamily ACTIVATIONS_MAX = new ConstraintFamily(
            "curtailable-activations-max", "number of activations", CurtailableLoad.KIND, Unit.ONE);

    /** For the {@link java.util.ServiceLoader}. */
    public CurtailableLoadType() {}

    @Override
    public ElementKind kind() {
        return CurtailableLoad.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(CURTAILED);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(CURTAILED_MIN);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads extends DevicesAtBuses<CurtailableLoad> {

        private final CarriedState activations;

        Loads(BlockScope scope) {
            super(scope, CurtailableLoad.KIND, CurtailableLoad.class);
            this.activations = new CarriedState(scope, ACTIVATIONS, ACTIVATIONS_BEFORE, null);
        }

        private boolean isCounted(int k) {
            return isActive(k) && device(k).hasActivationLimit();
        }

        @Override
        public void addActivePower() {
            program.variables(CURTAILED, this::isActive);
            Variables active = program.variables(ACTIVE, this::isCounted);
            activations.add(this::isCounted);
            for (int k : active()) {
                double largest = device(k).largest();
                if (!isCounted(k)) {
                    limit(CURTAILED, k, largest, CURTAILED_MIN, CURTAILED_MAX);
                    continue;
                }
                program.integer(active.of(k));
                program.between(null, null, k, of(ACTIVE, k), 0.0, 1.0);
                program.atLeast(CURTAILED_MIN, k, of(CURTAILED, k), 0.0);
                program.atMost(CURTAILED_MAX, k, of(CURTAILED, k).minus(perUnit.power(largest), active.of(k)), 0.0);
                program.equal(
                        null,
                        k,
                        activations.left(k).minus(activations.found(k, 0.0)).minus(active.of(k)),
                        0.0);
                if (scope.ends()) {
                    program.atMost(
                            ACTIVATIONS_MAX,
                            k,
                            overTheBlock(activations.left(k)),
                            device(k).activations() / scope.hours());
                }
            }
        }

        @Override
        LinearExpression supply(int k) {
            return of(CURTAILED, k).plus(-perUnit.power(device(k).baseline()));
        }

        @Override
        public void addCost(double weight) {
            for (int k : active()) {
                program.cost(perUnit.pricePerUnit(weight * device(k).cost()), of(CURTAILED, k));
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            activations.follow(((Loads) earlier).activations, rows.program());
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] curtailed = values(solution, CURTAILED);
            return k -> DevicePower.of(
                    curtailed[k] - device(k).baseline(), 0.0, device(k).cost() * curtailed[k]);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
