package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.CogenerationUnit;
import org.flexopf.network.CogenerationUnit.HeatStore;
import org.flexopf.network.CogenerationUnit.Vertex;
import org.flexopf.opf.state.DevicePower;

/**
 * Plants of combined heat and power. With weights w of the vertices, {@code sum w = u}, u binary where the unit is
 * switched on and off and 1 else,
 *
 * <pre>
 *   (p, heat, fuel) = sum w_v (p_v, heat_v, cost_v),   v &gt;= u - u_before
 *   heat + boiler + discharge - charge - dumped = demand,   e = a^h e_before + h (charge - discharge)
 *   cost per hour fuel + boilerCost boiler, and once startCost v
 * </pre>
 *
 * The demand for heat is met as an equality, since a free sink of heat would change answers.
 */
public final class CogenerationUnitType implements DeviceType {

    /** Electric power. */
    public static final VariableFamily POWER = family("chp-power", "electric power", Unit.MW);

    /** Heat of the unit. */
    public static final VariableFamily HEAT = family("chp-heat", "heat", Unit.MW);

    /** Cost of the unit's fuel. */
    public static final VariableFamily FUEL = family("chp-fuel", "fuel cost", Unit.CURRENCY_PER_HOUR);

    /** Heat of the boiler. */
    public static final VariableFamily BOILER = family("chp-boiler", "heat of the boiler", Unit.MW);

    /** Heat that is stored. */
    public static final VariableFamily CHARGE = family("chp-charge", "heat charged", Unit.MW);

    /** Heat that comes from the store. */
    public static final VariableFamily DISCHARGE = family("chp-discharge", "heat discharged", Unit.MW);

    /** Heat that is thrown away. */
    public static final VariableFamily DUMPED = family("chp-dumped", "heat thrown away", Unit.MW);

    /** Heat in the store at the end of the block. */
    public static final VariableFamily STORED = family("chp-stored", "stored heat", Unit.MWH);

    private static final VariableFamily STORED_BEFORE = family("chp-stored-before", "stored heat before", Unit.MWH);

    /** 1 while the unit is on. */
    public static final VariableFamily ON = family("chp-on", "whether it is on", Unit.ONE);

    /** 1 in the block in which it starts. */
    public static final VariableFamily STARTS = family("chp-starts", "whether it starts", Unit.ONE);

    /** The sum of the weights of the vertices. */
    public static final ConstraintFamily MIXTURE = row("chp-mixture", "mixture of vertices", Unit.ONE);

    /** Electric power of the mixture. */
    public static final ConstraintFamily POWER_LAW = row("chp-power-law", "electric power of a mixture", Unit.MW);

    /** Heat of the mixture. */
    public static final ConstraintFamily HEAT_LAW = row("chp-heat-law", "heat of a mixture", Unit.MW);

    /** Fuel cost of the mixture. */
    public static final ConstraintFamily FUEL_LAW =
            row("chp-fuel-law", "fuel cost of a mixture", Unit.CURRENCY_PER_HOUR);

    /** Heat supplied is heat demanded; its dual is the price of heat, currency per MWh. */
    public static final ConstraintFamily HEAT_BALANCE = row("chp-heat-balance", "heat balance", Unit.MW);

    /** What the stored heat follows from. */
    public static final ConstraintFamily STORED_LAW = row("chp-stored-law", "stored heat", Unit.MWH);

    /** Least stored heat. */
    public static final ConstraintFamily STORED_MIN = row("chp-stored-min", "least stored heat", Unit.MWH);

    /** Largest stored heat. */
    public static final ConstraintFamily STORED_MAX = row("chp-stored-max", "largest stored heat", Unit.MWH);

    /** Stored heat that a block leaves is what the next one finds. */
    public static final ConstraintFamily STORED_CARRIED = row("chp-stored-carried", "stored heat handed on", Unit.MWH);

    /** Stored heat after the last block. */
    public static final ConstraintFamily STORED_END = row("chp-stored-end", "final stored heat", Unit.MWH);

    /** It starts where it is on and was not; a row of the first block, or between blocks. */
    public static final ConstraintFamily SWITCHING = row("chp-switching", "switching", Unit.ONE);

    /** For the {@link java.util.ServiceLoader}. */
    public CogenerationUnitType() {}

    private static VariableFamily family(String id, String label, Unit unit) {
        return new VariableFamily(id, label, CogenerationUnit.KIND, unit);
    }

    private static ConstraintFamily row(String id, String label, Unit unit) {
        return new ConstraintFamily(id, label, CogenerationUnit.KIND, unit);
    }

    @Override
    public ElementKind kind() {
        return CogenerationUnit.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(HEAT, BOILER, CHARGE, DISCHARGE, DUMPED, STORED, ON);
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(HEAT_BALANCE);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Units(scope);
    }

    private static final class Units extends DevicesAtBuses<CogenerationUnit> {

        private final CarriedState stored;

        Units(BlockScope scope) {
            super(scope, CogenerationUnit.KIND, CogenerationUnit.class);
            this.stored = new CarriedState(scope, STORED, STORED_BEFORE, STORED_CARRIED);
        }

        private boolean isSwitched(int k) {
            return isActive(k) && device(k).commitment().isPresent();
        }

        @Override
        public void addActivePower() {
            for (VariableFamily family : List.of(POWER, HEAT, FUEL, BOILER, CHARGE, DISCHARGE, DUMPED)) {
                program.variables(family, this::isActive);
            }
            stored.add(this::isActive);
            program.variables(ON, this::isSwitched);
            program.variables(STARTS, this::isSwitched);
            for (int k : active()) {
                addSwitching(k);
                addMixture(k);
                addHeat(k);
            }
        }

        private void addSwitching(int k) {
            if (isSwitched(k)) {
                program.integer(program.existing(ON).of(k));
                program.between(null, null, k, of(ON, k), 0.0, 1.0);
                program.atLeast(null, k, of(STARTS, k), 0.0);
                if (scope.begins()) {
                    boolean wasOn = device(k).commitment().orElseThrow().initiallyOn();
                    program.atLeast(SWITCHING, k, of(STARTS, k).minus(of(ON, k)), wasOn ? -1.0 : 0.0);
                }
            }
        }

        private void addMixture(int k) {
            LinearExpression whole =
                    isSwitched(k) ? LinearExpression.zero().minus(of(ON, k)) : LinearExpression.of(-1.0);
            LinearExpression power = of(POWER, k);
            LinearExpression heat = of(HEAT, k);
            LinearExpression fuel = of(FUEL, k);
            for (Vertex vertex : device(k).vertices()) {
                Variable share = program.variable();
                program.atLeast(null, k, LinearExpression.of(share), 0.0);
                whole.plus(share);
                power.minus(perUnit.power(vertex.power()), share);
                heat.minus(perUnit.power(vertex.heat()), share);
                fuel.minus(vertex.cost(), share);
            }
            program.equal(MIXTURE, k, whole, 0.0);
            program.equal(POWER_LAW, k, power, 0.0);
            program.equal(HEAT_LAW, k, heat, 0.0);
            program.equal(FUEL_LAW, k, fuel, 0.0);
        }

        private void addHeat(int k) {
            CogenerationUnit plant = device(k);
            HeatStore store = plant.store();
            limit(BOILER, k, plant.boilerMax(), null, null);
            limit(CHARGE, k, store.chargeMax(), null, null);
            limit(DISCHARGE, k, store.dischargeMax(), null, null);
            limit(DUMPED, k, plant.dumpMax(), null, null);
            program.equal(
                    HEAT_BALANCE,
                    k,
                    of(HEAT, k)
                            .plus(of(BOILER, k))
                            .plus(of(DISCHARGE, k))
                            .minus(of(CHARGE, k))
                            .minus(of(DUMPED, k)),
                    perUnit.power(plant.heatDemand()));
            LinearExpression law = stored.left(k)
                    .plus(-store.retention(scope.hours()), stored.found(k, perUnit.power(store.initial())))
                    .plus(-scope.hours(), of(CHARGE, k))
                    .plus(scope.hours(), of(DISCHARGE, k));
            program.equal(STORED_LAW, k, overTheBlock(law), 0.0);
            program.between(
                    STORED_MIN,
                    STORED_MAX,
                    k,
                    overTheBlock(stored.left(k)),
                    0.0,
                    perUnit.power(store.energyMax()) / scope.hours());
            if (scope.ends()) {
                program.atLeast(
                        STORED_END, k, overTheBlock(stored.left(k)), perUnit.power(store.leastAtEnd()) / scope.hours());
            }
        }

        @Override
        LinearExpression supply(int k) {
            return of(POWER, k);
        }

        /** A start is paid once, and costs of a block count in every hour of it. */
        private double startCostPerHour(int k) {
            return device(k).commitment().orElseThrow().startCost() / scope.hours();
        }

        @Override
        public void addCost(double weight) {
            for (int k : active()) {
                program.cost(weight, of(FUEL, k));
                program.cost(perUnit.pricePerUnit(weight * device(k).boilerCost()), of(BOILER, k));
                if (isSwitched(k)) {
                    program.cost(weight * startCostPerHour(k), of(STARTS, k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Units before = (Units) earlier;
            stored.follow(before.stored, rows.program());
            for (int k : active()) {
                if (isSwitched(k)) {
                    rows.program()
                            .atLeast(
                                    SWITCHING, k, of(STARTS, k).minus(of(ON, k)).plus(before.of(ON, k)), 0.0);
                }
            }
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] power = values(solution, POWER);
            double[] fuel = values(solution, FUEL);
            double[] boiler = values(solution, BOILER);
            double[] starts = values(solution, STARTS);
            return k -> DevicePower.of(
                    power[k],
                    0.0,
                    fuel[k]
                            + device(k).boilerCost() * boiler[k]
                            + (isSwitched(k) ? startCostPerHour(k) * starts[k] : 0.0));
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
