package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Range;
import org.flexopf.network.Storage;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Storages. In every block
 *
 * <pre>
 *   e = a^h e_before + h (eta_c c - d / eta_d),   e_min &lt;= e &lt;= e_max,   0 &lt;= c &lt;= C,   0 &lt;= d &lt;= D
 *   (d - c)^2 + q^2 &lt;= S^2 where there is reactive power,   cost kappa (c + d) per hour
 *   c &lt;= C z,  d &lt;= D (1 - z),  z binary, where charging and discharging exclude one another
 * </pre>
 *
 * and what one block leaves is what the next one finds. Rows of energy are written as mean power over the block, so
 * that their duals are currency per MWh, whatever its length.
 *
 * <p>Where efficiencies are below 1 and prices are low enough, a relaxed optimum may charge and discharge at once, to
 * throw energy away; {@link Storage.Converter#isExclusive} rules that out.
 */
public final class StorageType implements DeviceType {

    /** Charge, at the terminals. */
    public static final VariableFamily CHARGE = new VariableFamily("storage-charge", "charge", Storage.KIND, Unit.MW);

    /** Discharge, at the terminals. */
    public static final VariableFamily DISCHARGE =
            new VariableFamily("storage-discharge", "discharge", Storage.KIND, Unit.MW);

    /** Reactive supply. */
    public static final VariableFamily REACTIVE =
            new VariableFamily("storage-q", "reactive supply", Storage.KIND, Unit.MVAR);

    /** Energy at the end of the block. */
    public static final VariableFamily ENERGY = new VariableFamily("storage-energy", "energy", Storage.KIND, Unit.MWH);

    /** Energy at the begin of the block, where it is not given. */
    public static final VariableFamily ENERGY_BEFORE =
            new VariableFamily("storage-energy-before", "energy before", Storage.KIND, Unit.MWH);

    /** 1 where it may charge, 0 where it may discharge. */
    public static final VariableFamily CHARGES =
            new VariableFamily("storage-charges", "whether it charges", Storage.KIND, Unit.PER_UNIT);

    /** Least charge. */
    public static final ConstraintFamily CHARGE_MIN =
            new ConstraintFamily("storage-charge-min", "least charge", Storage.KIND, Unit.MW);

    /** Largest charge. */
    public static final ConstraintFamily CHARGE_MAX =
            new ConstraintFamily("storage-charge-max", "largest charge", Storage.KIND, Unit.MW);

    /** Least discharge. */
    public static final ConstraintFamily DISCHARGE_MIN =
            new ConstraintFamily("storage-discharge-min", "least discharge", Storage.KIND, Unit.MW);

    /** Largest discharge. */
    public static final ConstraintFamily DISCHARGE_MAX =
            new ConstraintFamily("storage-discharge-max", "largest discharge", Storage.KIND, Unit.MW);

    /** Largest apparent power of the converter. */
    public static final ConstraintFamily APPARENT_MAX =
            new ConstraintFamily("storage-apparent-max", "largest apparent power", Storage.KIND, Unit.MVA);

    /** What the energy at the end follows from; its dual is minus the value of energy at the end, per MWh. */
    public static final ConstraintFamily ENERGY_LAW =
            new ConstraintFamily("storage-energy-law", "energy of a storage", Storage.KIND, Unit.MWH);

    /** Least energy. */
    public static final ConstraintFamily ENERGY_MIN =
            new ConstraintFamily("storage-energy-min", "least energy", Storage.KIND, Unit.MWH);

    /** Largest energy. */
    public static final ConstraintFamily ENERGY_MAX =
            new ConstraintFamily("storage-energy-max", "largest energy", Storage.KIND, Unit.MWH);

    /** Energy after the last block. */
    public static final ConstraintFamily ENERGY_END =
            new ConstraintFamily("storage-energy-end", "final energy", Storage.KIND, Unit.MWH);

    /** What a block leaves is what the next one finds. */
    public static final ConstraintFamily ENERGY_CARRIED =
            new ConstraintFamily("storage-energy-carried", "energy handed on", Storage.KIND, Unit.MWH);

    /** For the {@link java.util.ServiceLoader}. */
    public StorageType() {}

    @Override
    public ElementKind kind() {
        return Storage.KIND;
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(ENERGY_END);
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(CHARGE_MIN, DISCHARGE_MIN);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Storages(scope);
    }

    private static final class Storages implements Device {

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final PerUnit perUnit;
        private final List<Storage> storages;
        private final AtBuses atBuses;
        /** The block at the other end of the horizon: this one, or where {@link #follow} leads. */
        private Storages first = this;

        Storages(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            this.perUnit = scope.perUnit();
            this.storages = scope.devices(Storage.KIND).stream()
                    .map(Storage.class::cast)
                    .toList();
            this.atBuses = AtBuses.of(scope.network(), Storage.KIND, this::isActive);
        }

        private Storage.Stay stay(int k) {
            return scope.data().fact(profile -> profile.stay(k));
        }

        private boolean isActive(int k) {
            return scope.network().isActive(storages.get(k)) && stay(k).isConnected();
        }

        /** Whether the energy at the begin of the block is given. */
        private boolean isGiven(int k) {
            return stay(k).arrives() || (scope.begins() && !isCyclic(k));
        }

        /** The energy at the begin of the block where it is given, MWh. */
        private double given(int k) {
            Storage.Stay stay = stay(k);
            return stay.arrives() ? stay.arrival() : storages.get(k).energy().initial();
        }

        private boolean isCyclic(int k) {
            return storages.get(k).energy().end().rule() == Storage.Rule.CYCLIC;
        }

        @Override
        public void addActivePower() {
            Variables charge = program.variables(CHARGE, this::isActive);
            Variables discharge = program.variables(DISCHARGE, this::isActive);
            Variables energy = program.variables(ENERGY, this::isActive);
            Variables before = program.variables(ENERGY_BEFORE, k -> isActive(k) && !isGiven(k));
            Variables charges = program.variables(
                    CHARGES, k -> isActive(k) && storages.get(k).converter().isExclusive());
            for (int k = 0; k < storages.size(); k++) {
                if (!isActive(k)) {
                    continue;
                }
                Storage storage = storages.get(k);
                limitPower(k, charge.of(k), discharge.of(k), charges);
                LinearExpression found = before.has(k)
                        ? LinearExpression.of(before.of(k))
                        : LinearExpression.of(perUnit.power(given(k)));
                program.equal(
                        ENERGY_LAW,
                        k,
                        overTheBlock(balance(storage, energy.of(k), found, charge.of(k), discharge.of(k))),
                        0.0);
                program.between(
                        ENERGY_MIN,
                        ENERGY_MAX,
                        k,
                        overTheBlock(LinearExpression.of(energy.of(k))),
                        perUnit.power(Math.max(storage.energy().range().min(), stay(k).least())) / scope.hours(),
                        perUnit.power(storage.energy().range().max()) / scope.hours());
                if (scope.ends()) {
                    end(k, energy.of(k));
                    reachLater(k, energy.of(k));
                }
            }
        }

        /** What is there at the end less what follows from before, p.u. times hours. */
        private LinearExpression balance(
                Storage storage, Variable energy, LinearExpression found, Variable charge, Variable discharge) {
            return LinearExpression.of(energy)
                    .plus(-storage.retention(scope.hours()), found)
                    .plus(-scope.hours() * storage.converter().chargeEfficiency(), charge)
                    .plus(scope.hours() / storage.converter().dischargeEfficiency(), discharge);
        }

        /** Energy as mean power over the block. */
        private LinearExpression overTheBlock(LinearExpression energy) {
            return LinearExpression.zero().plus(1.0 / scope.hours(), energy);
        }

        private void limitPower(int k, Variable charge, Variable discharge, Variables charges) {
            Storage.Converter converter = storages.get(k).converter();
            double chargeMax = perUnit.power(converter.chargeMax());
            double dischargeMax = perUnit.power(converter.dischargeMax());
            LinearExpression room = LinearExpression.of(charge);
            LinearExpression otherRoom = LinearExpression.of(discharge);
            if (charges.has(k)) {
                program.integer(charges.of(k));
                program.between(null, null, k, LinearExpression.of(charges.of(k)), 0.0, 1.0);
                room.plus(chargeMax, LinearExpression.of(1.0).minus(charges.of(k)));
                otherRoom.plus(dischargeMax, charges.of(k));
                program.atLeast(CHARGE_MIN, k, LinearExpression.of(charge), 0.0);
                program.atMost(CHARGE_MAX, k, room, chargeMax);
                program.atLeast(DISCHARGE_MIN, k, LinearExpression.of(discharge), 0.0);
                program.atMost(DISCHARGE_MAX, k, otherRoom, dischargeMax);
            } else {
                program.between(CHARGE_MIN, CHARGE_MAX, k, room, 0.0, chargeMax);
                program.between(DISCHARGE_MIN, DISCHARGE_MAX, k, otherRoom, 0.0, dischargeMax);
            }
            if (converter.apparentMax() < Math.max(converter.chargeMax(), converter.dischargeMax())) {
                double most = perUnit.power(converter.apparentMax());
                program.between(null, null, k, LinearExpression.of(discharge).minus(charge), -most, most);
            }
        }

        /** What is asked of the energy after the last block; a cycle that leads through others is closed by them. */
        private void end(int k, Variable energy) {
            Storage.End end = storages.get(k).energy().end();
            LinearExpression left = overTheBlock(LinearExpression.of(energy));
            double least = perUnit.power(end.energy()) / scope.hours();
            switch (end.rule()) {
                case FIXED -> program.equal(ENERGY_END, k, left, least);
                case AT_LEAST -> program.atLeast(ENERGY_END, k, left, least);
                case CYCLIC -> {
                    if (scope.begins()) {
                        Variable before = program.existing(ENERGY_BEFORE).of(k);
                        program.equal(ENERGY_END, k, left.minus(overTheBlock(LinearExpression.of(before))), 0.0);
                    }
                }
                case FREE -> {
                    // Its value is part of the cost.
                }
            }
        }

        /** At the end of a window there is enough, and not too much, for what is asked of it later. */
        private void reachLater(int k, Variable energy) {
            StorageReach reach = StorageReach.before(k, scope.network(), scope.later());
            Range range = storages.get(k).energy().range();
            if (reach.least() > range.min()) {
                program.atLeast(
                        null,
                        k,
                        overTheBlock(LinearExpression.of(energy)),
                        perUnit.power(reach.least()) / scope.hours());
            }
            if (reach.largest() < range.max()) {
                program.atMost(
                        null,
                        k,
                        overTheBlock(LinearExpression.of(energy)),
                        perUnit.power(reach.largest()) / scope.hours());
            }
        }

        @Override
        public void addReactivePower() {
            Variables q = program.variables(
                    REACTIVE, k -> isActive(k) && storages.get(k).converter().hasReactivePower());
            for (int k = 0; k < storages.size(); k++) {
                if (q.has(k)) {
                    program.cone(
                            APPARENT_MAX,
                            k,
                            LinearExpression.of(
                                    perUnit.power(storages.get(k).converter().apparentMax())),
                            supply(k),
                            LinearExpression.of(q.of(k)));
                }
            }
        }

        /** What a storage gives to the network, less what it takes. */
        private LinearExpression supply(int k) {
            return LinearExpression.of(program.existing(DISCHARGE).of(k))
                    .minus(program.existing(CHARGE).of(k));
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                injection.plus(supply(atBuses.element(place)));
            }
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            Variables q = program.existing(REACTIVE);
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                if (q.has(atBuses.element(place))) {
                    injection.plus(q.of(atBuses.element(place)));
                }
            }
        }

        @Override
        public void addCost(double weight) {
            for (int k = 0; k < storages.size(); k++) {
                if (!isActive(k)) {
                    continue;
                }
                Storage storage = storages.get(k);
                double slope = perUnit.pricePerUnit(weight * storage.converter().throughputCost());
                program.cost(slope, program.existing(CHARGE).of(k));
                program.cost(slope, program.existing(DISCHARGE).of(k));
                double value = storage.energy().end().value();
                if (scope.ends() && storage.energy().end().rule() == Storage.Rule.FREE && value != 0.0) {
                    // It is worth so much once, and costs of a block count in every hour of it.
                    program.cost(
                            -perUnit.pricePerUnit(weight * value) / scope.hours(),
                            program.existing(ENERGY).of(k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Storages before = (Storages) earlier;
            first = before.first;
            for (int k = 0; k < storages.size(); k++) {
                if (isActive(k) && !isGiven(k)) {
                    LinearExpression left =
                            LinearExpression.of(before.program.existing(ENERGY).of(k));
                    rows.program()
                            .equal(
                                    ENERGY_CARRIED,
                                    k,
                                    left.minus(program.existing(ENERGY_BEFORE).of(k)),
                                    0.0);
                    if (scope.ends() && isCyclic(k)) {
                        LinearExpression end =
                                LinearExpression.of(program.existing(ENERGY).of(k));
                        rows.program()
                                .equal(
                                        ENERGY_END,
                                        k,
                                        end.minus(first.program
                                                .existing(ENERGY_BEFORE)
                                                .of(k)),
                                        0.0);
                    }
                }
            }
        }

        @Override
        public void addTo(OperatingPoint.Builder point, ModelSolution solution) {
            double[] charge = solution.values(CHARGE, storages.size());
            double[] discharge = solution.values(DISCHARGE, storages.size());
            double[] q = solution.values(REACTIVE, storages.size());
            boolean isActiveOnly = !solution.block().has(REACTIVE);
            List<DevicePower> powers = new ArrayList<>();
            for (int k = 0; k < storages.size(); k++) {
                if (!isActive(k)) {
                    powers.add(DevicePower.of(0.0, 0.0, 0.0));
                    continue;
                }
                Storage.Converter converter = storages.get(k).converter();
                double throughput = perUnit.physicalPower(charge[k] + discharge[k]);
                double reactive = converter.hasReactivePower() || isActiveOnly ? perUnit.physicalPower(q[k]) : 0.0;
                powers.add(DevicePower.of(
                        perUnit.physicalPower(discharge[k] - charge[k]),
                        reactive,
                        converter.throughputCost() * throughput));
            }
            point.devices(Storage.KIND, powers);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
