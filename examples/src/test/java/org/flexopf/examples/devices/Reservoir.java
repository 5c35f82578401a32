package org.flexopf.examples.devices;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.DeviceFormat;
import org.flexopf.casefile.FieldReader;
import org.flexopf.casefile.FieldWriter;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.network.Range;
import org.flexopf.opf.device.AtBuses;
import org.flexopf.opf.device.BlockScope;
import org.flexopf.opf.device.Device;
import org.flexopf.opf.device.DeviceType;
import org.flexopf.opf.device.LinkRows;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A kind of device that the library does not know, in one file: a reservoir that takes energy in and gives it back
 * without loss.
 *
 * @param id its number
 * @param bus the bus that it stands at
 * @param power the largest power in either direction, MW
 * @param energy what is in it at the end of any block, MWh
 * @param initial what is in it before the first block, MWh
 * @param throughputCost what a MWh costs that goes in, and one that comes out
 * @param reactive its reactive supply, Mvar
 * @param inService whether it is switched in
 */
public record Reservoir(
        int id,
        int bus,
        double power,
        Range energy,
        double initial,
        double throughputCost,
        Range reactive,
        boolean inService)
        implements ConnectedElement {

    static final ElementKind KIND = new ElementKind("reservoir", "reservoir");

    static final VariableFamily CHARGE = new VariableFamily("reservoir-charge", "power taken in", KIND, Unit.MW);
    static final VariableFamily DISCHARGE = new VariableFamily("reservoir-discharge", "power given", KIND, Unit.MW);
    static final VariableFamily Q = new VariableFamily("reservoir-q", "reactive supply", KIND, Unit.MVAR);
    static final VariableFamily FOUND = new VariableFamily("reservoir-found", "energy found", KIND, Unit.MWH);

    static final ConstraintFamily CHARGE_MIN =
            new ConstraintFamily("reservoir-charge-min", "least power taken in", KIND, Unit.MW);
    static final ConstraintFamily CHARGE_MAX =
            new ConstraintFamily("reservoir-charge-max", "largest power taken in", KIND, Unit.MW);
    static final ConstraintFamily DISCHARGE_MIN =
            new ConstraintFamily("reservoir-discharge-min", "least power given", KIND, Unit.MW);
    static final ConstraintFamily DISCHARGE_MAX =
            new ConstraintFamily("reservoir-discharge-max", "largest power given", KIND, Unit.MW);
    static final ConstraintFamily Q_MIN =
            new ConstraintFamily("reservoir-q-min", "least reactive supply", KIND, Unit.MVAR);
    static final ConstraintFamily Q_MAX =
            new ConstraintFamily("reservoir-q-max", "largest reactive supply", KIND, Unit.MVAR);
    static final ConstraintFamily ENERGY_MIN =
            new ConstraintFamily("reservoir-energy-min", "least energy", KIND, Unit.MWH);
    static final ConstraintFamily ENERGY_MAX =
            new ConstraintFamily("reservoir-energy-max", "largest energy", KIND, Unit.MWH);
    /** What one block leaves is what the next finds; its dual is the value of stored energy, currency per MWh. */
    static final ConstraintFamily CARRIED =
            new ConstraintFamily("reservoir-carried", "energy handed on", KIND, Unit.MWH);

    @Override
    public ElementKind kind() {
        return KIND;
    }

    @Override
    public String label() {
        return "reservoir " + id + " at bus " + bus;
    }

    @Override
    public Reservoir withInService(boolean service) {
        return new Reservoir(id, bus, power, energy, initial, throughputCost, reactive, service);
    }

    @Override
    public int terminals() {
        return 1;
    }

    @Override
    public int terminal(int number) {
        return bus;
    }

    @Override
    public List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        if (!(power > 0.0)) {
            faults.add(new Fault(label(), "power " + power + " MW", "it can do nothing", "give a power above zero"));
        }
        if (!(energy.min() <= energy.max())) {
            faults.add(new Fault(
                    label(),
                    "energy " + energy.min() + " to " + energy.max() + " MWh",
                    "the lower limit is above the upper one",
                    "exchange or correct them"));
        } else if (!(energy.excess(initial) == 0.0)) {
            faults.add(new Fault(
                    label(),
                    "initial energy " + initial + " MWh",
                    "it lies outside of " + energy.min() + " to " + energy.max() + " MWh",
                    "give what is in it"));
        }
        if (!(throughputCost >= 0.0)) {
            faults.add(new Fault(
                    label(),
                    "throughput cost " + throughputCost,
                    "it would take in and give at once",
                    "give a cost of zero or more"));
        }
        return faults;
    }

    /** How reservoirs stand in case files. */
    public static final class Format implements DeviceFormat {

        @Override
        public ElementKind kind() {
            return KIND;
        }

        @Override
        public String list() {
            return "reservoirs";
        }

        @Override
        public Reservoir read(FieldReader fields) {
            return new Reservoir(
                    fields.integer("id"),
                    fields.integer("bus"),
                    fields.number("power"),
                    new Range(fields.number("energyMin", 0.0), fields.number("energyMax", Double.POSITIVE_INFINITY)),
                    fields.number("initialEnergy"),
                    fields.number("throughputCost", 0.0),
                    new Range(fields.number("qMin", 0.0), fields.number("qMax", 0.0)),
                    fields.flag("inService", true));
        }

        @Override
        public void write(ConnectedElement element, FieldWriter fields) {
            Reservoir reservoir = (Reservoir) element;
            fields.integer("id", reservoir.id);
            fields.integer("bus", reservoir.bus);
            fields.number("power", reservoir.power);
            fields.number("energyMin", reservoir.energy.min(), 0.0);
            fields.number("energyMax", reservoir.energy.max(), Double.POSITIVE_INFINITY);
            fields.number("initialEnergy", reservoir.initial);
            fields.number("throughputCost", reservoir.throughputCost, 0.0);
            fields.number("qMin", reservoir.reactive.min(), 0.0);
            fields.number("qMax", reservoir.reactive.max(), 0.0);
            fields.flag("inService", reservoir.inService, true);
        }
    }

    /** How reservoirs take part in an optimal power flow. */
    public static final class Type implements DeviceType {

        @Override
        public ElementKind kind() {
            return KIND;
        }

        @Override
        public Device in(BlockScope scope) {
            return new Reservoirs(scope);
        }
    }

    private static final class Reservoirs implements Device {

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final List<Reservoir> reservoirs;
        private final AtBuses atBuses;

        Reservoirs(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            Network network = scope.network();
            this.reservoirs =
                    network.elements(KIND).stream().map(Reservoir.class::cast).toList();
            this.atBuses = AtBuses.of(network, KIND, this::isActive);
        }

        private boolean isActive(int k) {
            return scope.network().isActive(reservoirs.get(k));
        }

        private double perUnit(double physical) {
            return scope.perUnit().power(physical);
        }

        @Override
        public void addActivePower() {
            Variables charge = program.variables(CHARGE, this::isActive);
            Variables discharge = program.variables(DISCHARGE, this::isActive);
            if (!scope.begins()) {
                program.variables(FOUND, this::isActive);
            }
            for (int k = 0; k < reservoirs.size(); k++) {
                if (isActive(k)) {
                    Reservoir data = reservoirs.get(k);
                    double most = perUnit(data.power);
                    program.between(CHARGE_MIN, CHARGE_MAX, k, LinearExpression.of(charge.of(k)), 0.0, most);
                    program.between(DISCHARGE_MIN, DISCHARGE_MAX, k, LinearExpression.of(discharge.of(k)), 0.0, most);
                    program.between(
                            ENERGY_MIN, ENERGY_MAX, k, left(k), perUnit(data.energy.min()), perUnit(data.energy.max()));
                }
            }
        }

        private LinearExpression found(int k) {
            return scope.begins()
                    ? LinearExpression.of(perUnit(reservoirs.get(k).initial))
                    : LinearExpression.of(program.existing(FOUND).of(k));
        }

        /** What is in a reservoir at the end of the block, p.u. times hours. */
        private LinearExpression left(int k) {
            return found(k).plus(scope.hours(), program.existing(CHARGE).of(k))
                    .minus(scope.hours(), program.existing(DISCHARGE).of(k));
        }

        @Override
        public void addReactivePower() {
            Variables q = program.variables(Q, this::isActive);
            for (int k = 0; k < reservoirs.size(); k++) {
                if (isActive(k)) {
                    Range range = reservoirs.get(k).reactive;
                    program.between(
                            Q_MIN, Q_MAX, k, LinearExpression.of(q.of(k)), perUnit(range.min()), perUnit(range.max()));
                }
            }
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                int k = atBuses.element(place);
                injection
                        .plus(program.existing(DISCHARGE).of(k))
                        .minus(program.existing(CHARGE).of(k));
            }
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            for (int place = atBuses.first(bus); place < atBuses.end(bus); place++) {
                injection.plus(program.existing(Q).of(atBuses.element(place)));
            }
        }

        @Override
        public void addCost(double weight) {
            for (int k = 0; k < reservoirs.size(); k++) {
                if (isActive(k)) {
                    double slope = weight * scope.perUnit().physicalPower(reservoirs.get(k).throughputCost);
                    program.cost(slope, program.existing(CHARGE).of(k));
                    program.cost(slope, program.existing(DISCHARGE).of(k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            for (int k = 0; k < reservoirs.size(); k++) {
                if (isActive(k)) {
                    rows.program()
                            .equal(CARRIED, k, ((Reservoirs) earlier).left(k).minus(found(k)), 0.0);
                }
            }
        }

        @Override
        public void addTo(OperatingPoint.Builder point, ModelSolution solution) {
            double base = scope.network().baseMva();
            double[] charge = solution.values(CHARGE, reservoirs.size());
            double[] discharge = solution.values(DISCHARGE, reservoirs.size());
            double[] q = solution.values(Q, reservoirs.size());
            List<DevicePower> powers = new ArrayList<>();
            for (int k = 0; k < reservoirs.size(); k++) {
                double cost = reservoirs.get(k).throughputCost * base * (charge[k] + discharge[k]);
                powers.add(
                        isActive(k)
                                ? DevicePower.of(base * (discharge[k] - charge[k]), base * q[k], cost)
                                : DevicePower.of(0.0, 0.0, 0.0));
            }
            point.devices(KIND, powers);
        }
    }
}
