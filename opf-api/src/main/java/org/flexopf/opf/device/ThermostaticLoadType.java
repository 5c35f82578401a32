package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ThermostaticLoad;
import org.flexopf.opf.state.DevicePower;

/**
 * Thermostatic loads: with {@code a = e^(-h / (R C))},
 *
 * <pre>
 *   theta = a theta_before + (1 - a) (ambient +- R cop p),   theta_min &lt;= theta &lt;= theta_max,   0 &lt;= p &lt;= P
 * </pre>
 *
 * plus where it heats and minus where it cools. Exact for constant power. Rows of temperature are divided by the hours
 * of the block, so that their duals are currency per degree, whatever its length.
 */
public final class ThermostaticLoadType implements DeviceType {

    /** Electric power. */
    public static final VariableFamily POWER =
            new VariableFamily("thermostatic-power", "electric power", ThermostaticLoad.KIND, Unit.MW);

    /** Temperature at the end of the block. */
    public static final VariableFamily TEMPERATURE =
            new VariableFamily("thermostatic-temperature", "temperature", ThermostaticLoad.KIND, Unit.CELSIUS);

    private static final VariableFamily TEMPERATURE_BEFORE = new VariableFamily(
            "thermostatic-temperature-before", "temperature before", ThermostaticLoad.KIND, Unit.CELSIUS);

    /** Least power. */
    public static final ConstraintFamily POWER_MIN =
            new ConstraintFamily("thermostatic-power-min", "least electric power", ThermostaticLoad.KIND, Unit.MW);

    /** Largest power. */
    public static final ConstraintFamily POWER_MAX =
            new ConstraintFamily("thermostatic-power-max", "largest electric power", ThermostaticLoad.KIND, Unit.MW);

    /** What the temperature follows from; its dual is minus what a degree more at the end saves. */
    public static final ConstraintFamily TEMPERATURE_LAW = new ConstraintFamily(
            "thermostatic-temperature-law", "temperature of a load", ThermostaticLoad.KIND, Unit.CELSIUS);

    /** Lowest temperature. */
    public static final ConstraintFamily TEMPERATURE_MIN = new ConstraintFamily(
            "thermostatic-temperature-min", "lowest temperature", ThermostaticLoad.KIND, Unit.CELSIUS);

    /** Highest temperature. */
    public static final ConstraintFamily TEMPERATURE_MAX = new ConstraintFamily(
            "thermostatic-temperature-max", "highest temperature", ThermostaticLoad.KIND, Unit.CELSIUS);

    /** The temperature that a block leaves is the one that the next one finds. */
    public static final ConstraintFamily TEMPERATURE_CARRIED = new ConstraintFamily(
            "thermostatic-temperature-carried", "temperature handed on", ThermostaticLoad.KIND, Unit.CELSIUS);

    /** For the {@link java.util.ServiceLoader}. */
    public ThermostaticLoadType() {}

    @Override
    public ElementKind kind() {
        return ThermostaticLoad.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(TEMPERATURE);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(POWER_MIN);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads extends DevicesAtBuses<ThermostaticLoad> {

        private final CarriedState temperature;

        Loads(BlockScope scope) {
            super(scope, ThermostaticLoad.KIND, ThermostaticLoad.class);
            this.temperature = new CarriedState(scope, TEMPERATURE, TEMPERATURE_BEFORE, TEMPERATURE_CARRIED);
        }

        @Override
        public void addActivePower() {
            program.variables(POWER, this::isActive);
            temperature.add(this::isActive);
            for (int k : active()) {
                ThermostaticLoad load = device(k);
                limit(POWER, k, load.largest(), POWER_MIN, POWER_MAX);
                double kept = load.body().retention(scope.hours());
                LinearExpression tendsTo = LinearExpression.of(load.ambient())
                        .plus(perUnit.physicalPower(load.body().gain()), of(POWER, k));
                LinearExpression law = temperature
                        .left(k)
                        .plus(-kept, temperature.found(k, load.body().initial()))
                        .plus(kept - 1.0, tendsTo);
                program.equal(TEMPERATURE_LAW, k, overTheBlock(law), 0.0);
                program.between(
                        TEMPERATURE_MIN,
                        TEMPERATURE_MAX,
                        k,
                        overTheBlock(temperature.left(k)),
                        load.band().min() / scope.hours(),
                        load.band().max() / scope.hours());
            }
        }

        @Override
        LinearExpression supply(int k) {
            return LinearExpression.zero().minus(of(POWER, k));
        }

        @Override
        public void addCost(double weight) {
            // They cost what their power costs.
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            temperature.follow(((Loads) earlier).temperature, rows.program());
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] power = values(solution, POWER);
            return k -> DevicePower.of(-power[k], 0.0, 0.0);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
