package org.flexopf.lopf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.DiskShape;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.device.CostTerms;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BranchQuantity;
import org.flexopf.powerflow.InjectionVector;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.Sensitivities;
import org.flexopf.powerflow.StateVector;

/**
 * The linear program of one round of a {@link SensitivityOpf}: the state of the last round plus its sensitivities times
 * the change of the actions. In per unit, with u, d the active actions of a resource, a its reactive one, and primes
 * for what they were in the last round:
 *
 * <pre>
 *   V + sum dV/dP (u - d - u' + d') + dV/dQ (a - a')  within its limits, but for a slack
 *   at both ends, by tangents of the circle:
 *   |S + sum dS|  &lt;= rating + slack,     |S + sum dS|  &lt;= current limit (V + sum dV + slack)
 *   0 &lt;= u &lt;= up,  0 &lt;= d &lt;= down,  -reactive down &lt;= a &lt;= reactive up
 *   (p + u - d, q + a) within the capability curve and between the reactive lines
 * </pre>
 *
 * <p>Rows that no action within reach can bring to their limit are left out.
 */
final class SensitivityModel {

    private static final VariableFamily UP = new VariableFamily("up", "active power up", ElementKind.OWN, Unit.MW);
    private static final VariableFamily DOWN =
            new VariableFamily("down", "active power down", ElementKind.OWN, Unit.MW);
    private static final VariableFamily REACTIVE_UP =
            new VariableFamily("reactive-up", "reactive power up", ElementKind.OWN, Unit.MVAR);
    private static final ConstraintFamily LIMIT =
            new ConstraintFamily("limit", "limit of a voltage or a branch", ElementKind.OWN, Unit.PER_UNIT);
    private static final VariableFamily REACTIVE_DOWN =
            new VariableFamily("reactive-down", "reactive power down", ElementKind.OWN, Unit.MVAR);
    /**
     * Where the circle of a branch limit has its tangents, in radians from the present direction of the power: closely
     * around it, so that they are the circle where the rounds end, and all the way round for large changes.
     */
    private static final double[] TURNS =
            turns(0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 45.0, 60.0, 75.0, 90.0, 110.0, 130.0, 155.0, 180.0);
    /** Sides of the polygon inside a round capability curve: it leaves half a percent unused at most. */
    private static final int CAPABILITY_SIDES = 32;

    private final Network network;
    private final PerUnit perUnit;
    private final OperatingPoint base;
    private final List<FlexibleAction> last;
    private final StateVector[] byActive;
    private final StateVector[] byReactive;
    private final Sensitivities sensitivities;
    private final LinearExpression[] changes;
    private final double[] reach;
    private final double referencePrice;
    /** The rows of {@link #LIMIT}, in their order. */
    private final List<LimitRow> limits = new ArrayList<>();

    private final ProgramBuilder program = new ProgramBuilder(type -> 0);
    private final Variables up;
    private final Variables down;
    private final Variables reactiveUp;
    private final Variables reactiveDown;
    private final Model model;

    /**
     * @param state where sensitivities are taken
     * @param base the state that changes are added to: that one, or one corrected for what the sensitivities miss
     * @param last the actions of that state
     * @param share how much of each resource's range its action may change by in this round
     */
    SensitivityModel(
            PowerFlow prepared,
            PowerFlowResult state,
            OperatingPoint base,
            List<FlexibleAction> last,
            SensitivityOpf.Settings settings,
            double share) {
        this.network = state.network();
        this.perUnit = network.perUnit();
        this.base = base;
        this.last = last;
        this.sensitivities = Sensitivities.holdingVoltages(prepared, state);
        int count = last.size();
        byActive = new StateVector[count];
        byReactive = new StateVector[count];
        changes = new LinearExpression[2 * count];
        reach = new double[2 * count];
        up = program.variables(UP, count);
        down = program.variables(DOWN, count);
        reactiveUp = program.variables(REACTIVE_UP, count);
        reactiveDown = program.variables(REACTIVE_DOWN, count);
        for (int r = 0; r < count; r++) {
            FlexibleResource resource = last.get(r).resource();
            int bus = network.busIndex(resource.bus());
            byActive[r] = sensitivities.perActiveInjection(bus);
            byReactive[r] = sensitivities.perReactiveInjection(bus);
            addResource(r, settings.activeAllowed(), share);
        }
        referencePrice = settings.referencePrice();
        referenceCost(referencePrice);
        for (int i = 0; i < network.buses().size(); i++) {
            voltageRows(i, settings.voltagePenalty());
        }
        for (int b = 0; b < network.branches().size(); b++) {
            if (network.topology().isActive(b)) {
                branchRows(b, settings.loadingPenalty());
            }
        }
        model = program.build();
    }

    private static double[] turns(double... degrees) {
        return DoubleStream.concat(
                        DoubleStream.of(0.0), DoubleStream.of(degrees).flatMap(turn -> DoubleStream.of(-turn, turn)))
                .map(Math::toRadians)
                .toArray();
    }

    /** The program and the way back from its numbers. */
    Model model() {
        return model;
    }

    private void addResource(int r, boolean activeAllowed, double share) {
        FlexibleResource resource = last.get(r).resource();
        double mva = network.baseMva();
        bounded(up.of(r), activeAllowed ? resource.up() : 0.0, resource.upPrice());
        bounded(down.of(r), activeAllowed ? resource.down() : 0.0, resource.downPrice());
        bounded(reactiveUp.of(r), resource.reactiveUp(), resource.reactivePrice());
        bounded(reactiveDown.of(r), resource.reactiveDown(), resource.reactivePrice());
        LinearExpression active = LinearExpression.of(up.of(r)).minus(down.of(r));
        LinearExpression reactive = LinearExpression.of(reactiveUp.of(r)).minus(reactiveDown.of(r));
        capability(resource, active, reactive);
        cost(resource, active);
        changes[2 * r] = LinearExpression.zero().plus(active).plus(-last.get(r).active() / mva);
        changes[2 * r + 1] =
                LinearExpression.zero().plus(reactive).plus(-last.get(r).reactive() / mva);
        double activeReach = share * (resource.up() + resource.down()) / mva;
        double reactiveReach = share * (resource.reactiveUp() + resource.reactiveDown()) / mva;
        reach[2 * r] = activeReach;
        reach[2 * r + 1] = reactiveReach;
        if (share < 1.0) {
            program.between(null, null, r, changes[2 * r], -activeReach, activeReach);
            program.between(null, null, r, changes[2 * r + 1], -reactiveReach, reactiveReach);
        }
    }

    private void bounded(Variable variable, double most, double price) {
        program.between(null, null, 0, LinearExpression.of(variable), 0.0, perUnit.power(most));
        program.cost(perUnit.physicalPower(price), variable);
    }

    /** What the change costs: that of all the power less that of the present one. */
    private void cost(FlexibleResource resource, LinearExpression change) {
        if (resource.cost().equals(CostCurve.free())) {
            return;
        }
        Variable p = program.variable();
        program.equal(null, 0, LinearExpression.of(p).minus(change), perUnit.power(resource.p()));
        new CostTerms(program, network.perUnit(), 1.0).add(p, resource.cost());
        program.cost(-resource.cost().at(resource.p()));
    }

    private void capability(FlexibleResource resource, LinearExpression active, LinearExpression reactive) {
        LinearExpression p = LinearExpression.of(perUnit.power(resource.p())).plus(active);
        LinearExpression q = LinearExpression.of(perUnit.power(resource.q())).plus(reactive);
        reactiveLines(resource.reactiveLines(), p, q);
        CapabilityCurve curve = resource.capability();
        if (curve.isUnlimited()) {
            return;
        }
        program.between(null, null, 0, p, perUnit.power(-curve.pMax()), perUnit.power(curve.pMax()));
        program.between(null, null, 0, q, perUnit.power(-curve.qMax()), perUnit.power(curve.qMax()));
        if (curve.isRound()) {
            program.disk(
                    null, 0, DiskShape.inside(CAPABILITY_SIDES), LinearExpression.of(perUnit.power(curve.mva())), p, q);
        }
    }

    private void reactiveLines(ReactiveLines lines, LinearExpression p, LinearExpression q) {
        double lower = perUnit.power(lines.lower().atZero());
        double upper = perUnit.power(lines.upper().atZero());
        LinearExpression aboveLower =
                LinearExpression.zero().plus(q).plus(-lines.lower().slope(), p);
        if (lines.isTied()) {
            program.equal(null, 0, aboveLower, lower);
            return;
        }
        LinearExpression aboveUpper =
                LinearExpression.zero().plus(q).plus(-lines.upper().slope(), p);
        program.between(null, null, 0, aboveLower, lower, Double.POSITIVE_INFINITY);
        program.between(null, null, 0, aboveUpper, Double.NEGATIVE_INFINITY, upper);
    }

    /** What the references have to make up for, at its price. */
    private void referenceCost(double price) {
        if (price == 0.0) {
            return;
        }
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.buses().get(i).isReference()) {
                InjectionVector derivative = sensitivities.ofActiveInjection(i);
                LinearExpression change = LinearExpression.zero();
                for (int r = 0; r < last.size(); r++) {
                    int bus = network.busIndex(last.get(r).resource().bus());
                    // A resource at the reference replaces the reference's own injection one for one.
                    change.plus(bus == i ? -1.0 : derivative.p()[bus], changes[2 * r])
                            .plus(derivative.q()[bus], changes[2 * r + 1]);
                }
                program.cost(LinearExpression.zero().plus(perUnit.physicalPower(price), change));
            }
        }
    }

    private void voltageRows(int i, double penalty) {
        Bus bus = network.buses().get(i);
        if (network.topology().island(i) < 0 || bus.isReference()) {
            return;
        }
        double[] factors = new double[changes.length];
        for (int r = 0; r < last.size(); r++) {
            factors[2 * r] = byActive[r].vm()[i];
            factors[2 * r + 1] = byReactive[r].vm()[i];
        }
        double value = base.vm(i);
        limit(value, factors, bus.vMax(), penalty, (multiplier, gradient) -> gradient.vm()[i] += multiplier);
        limit(
                -value,
                scaled(-1.0, factors),
                -bus.vMin(),
                penalty,
                (multiplier, gradient) -> gradient.vm()[i] -= multiplier);
    }

    private void branchRows(int b, double penalty) {
        Branch branch = network.branches().get(b);
        int from = network.topology().from(b);
        int to = network.topology().to(b);
        branchEnd(
                b,
                branch,
                perUnit.power(base.pFrom(b)),
                perUnit.power(base.qFrom(b)),
                from,
                BranchQuantity.P_FROM,
                BranchQuantity.Q_FROM,
                penalty);
        branchEnd(
                b,
                branch,
                perUnit.power(base.pTo(b)),
                perUnit.power(base.qTo(b)),
                to,
                BranchQuantity.P_TO,
                BranchQuantity.Q_TO,
                penalty);
    }

    private void branchEnd(
            int b,
            Branch branch,
            double p,
            double q,
            int bus,
            BranchQuantity active,
            BranchQuantity reactive,
            double penalty) {
        if (!branch.hasRating() && !branch.hasCurrentLimit()) {
            return;
        }
        double[] activeFactors = new double[changes.length];
        double[] reactiveFactors = new double[changes.length];
        double[] voltageFactors = new double[changes.length];
        for (int k = 0; k < changes.length; k++) {
            StateVector state = k % 2 == 0 ? byActive[k / 2] : byReactive[k / 2];
            activeFactors[k] = sensitivities.flowChange(b, active, state);
            reactiveFactors[k] = sensitivities.flowChange(b, reactive, state);
            voltageFactors[k] = state.vm()[bus];
        }
        Tangents power = new Tangents(p, q, activeFactors, reactiveFactors, (multiplier, cos, sin, gradient) -> {
            sensitivities.addFlowGradient(b, active, multiplier * cos, gradient);
            sensitivities.addFlowGradient(b, reactive, multiplier * sin, gradient);
        });
        if (branch.hasRating()) {
            power.within(
                    perUnit.power(branch.rating()),
                    new double[changes.length],
                    1.0,
                    penalty,
                    (multiplier, gradient) -> {});
        }
        if (branch.hasCurrentLimit()) {
            double limit = perUnit.power(branch.currentLimit());
            double voltage = base.vm(bus);
            power.within(
                    limit * voltage,
                    scaled(limit, voltageFactors),
                    voltage,
                    penalty,
                    (multiplier, gradient) -> gradient.vm()[bus] -= multiplier * limit);
        }
    }

    /** P + jQ at an end of a branch: its present value, and what one unit of each change adds. */
    private final class Tangents {

        private final double p;
        private final double q;
        private final double[] activeFactors;
        private final double[] reactiveFactors;
        private final PowerGradient powerGradient;

        Tangents(double p, double q, double[] activeFactors, double[] reactiveFactors, PowerGradient powerGradient) {
            this.p = p;
            this.q = q;
            this.activeFactors = activeFactors;
            this.reactiveFactors = reactiveFactors;
            this.powerGradient = powerGradient;
        }

        /**
         * {@code |S| <= limit + limitFactors * changes + scale * slack}, by tangents of the circle; those that nothing
         * within reach can cross are left out.
         */
        void within(double limit, double[] limitFactors, double scale, double penalty, Gradient ofLimit) {
            double direction = Math.atan2(q, p);
            Variable slack = null;
            for (double turn : TURNS) {
                double cos = Math.cos(direction + turn);
                double sin = Math.sin(direction + turn);
                double value = p * cos + q * sin;
                double[] factors = new double[changes.length];
                for (int k = 0; k < factors.length; k++) {
                    factors[k] = activeFactors[k] * cos + reactiveFactors[k] * sin - limitFactors[k];
                }
                if (isWithinReach(value, factors, limit)) {
                    slack = slack == null ? slack(penalty * network.baseMva()) : slack;
                    row(false, changed(value, factors).plus(-scale, slack), limit, (multiplier, gradient) -> {
                        powerGradient.addTo(multiplier, cos, sin, gradient);
                        ofLimit.addTo(multiplier, gradient);
                    });
                }
            }
        }
    }

    /** {@code value + factors * changes <= limit + slack}; left out where nothing within reach gets there. */
    private void limit(double value, double[] factors, double limit, double penalty, Gradient ofVoltage) {
        if (isWithinReach(value, factors, limit)) {
            row(true, changed(value, factors).minus(slack(penalty)), limit, ofVoltage);
        }
    }

    private void row(boolean ofVoltage, LinearExpression expression, double limit, Gradient gradient) {
        program.atMost(LIMIT, limits.size(), expression, limit);
        limits.add(new LimitRow(ofVoltage, gradient));
    }

    /** Adds a multiple of the derivatives of what is limited by the state. */
    private interface Gradient {
        void addTo(double multiplier, StateVector gradient);
    }

    /** The same for the power at an end of a branch in a direction. */
    private interface PowerGradient {
        void addTo(double multiplier, double cos, double sin, StateVector gradient);
    }

    /** A limit as the program has it, and what it limits. */
    private record LimitRow(boolean ofVoltage, Gradient gradient) {}

    private boolean isWithinReach(double value, double[] factors, double limit) {
        double most = value;
        for (int k = 0; k < factors.length; k++) {
            most += Math.abs(factors[k]) * reach[k];
        }
        return most > limit;
    }

    /** What it costs to break a limit by 1 p.u. */
    private Variable slack(double penalty) {
        Variable slack = program.variable();
        program.atLeast(null, 0, LinearExpression.of(slack), 0.0);
        program.cost(penalty, slack);
        return slack;
    }

    private LinearExpression changed(double value, double[] factors) {
        LinearExpression sum = LinearExpression.of(value);
        for (int k = 0; k < factors.length; k++) {
            sum.plus(factors[k], changes[k]);
        }
        return sum;
    }

    private static double[] scaled(double factor, double[] values) {
        double[] scaled = values.clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= factor;
        }
        return scaled;
    }

    /**
     * The price of demand at every bus where the present actions are those that the program proposes: with d. the
     * derivative by a demand, the price at the references times what they have to supply, and the sum of the
     * multipliers of the limits times what is limited.
     *
     * @param active whether of active power, or of reactive
     */
    List<PriceComponents> prices(ModelSolution solution, boolean active) {
        int buses = network.buses().size();
        StateVector supply = StateVector.zero(buses);
        for (int i = 0; i < buses; i++) {
            if (network.buses().get(i).isReference()) {
                sensitivities.addInjectionGradient(i, referencePrice, 0.0, supply);
            }
        }
        StateVector voltage = StateVector.zero(buses);
        StateVector congestion = StateVector.zero(buses);
        double[] multipliers = solution.duals(LIMIT, limits.size());
        for (int k = 0; k < multipliers.length; k++) {
            limits.get(k)
                    .gradient()
                    .addTo(multipliers[k] / network.baseMva(), limits.get(k).ofVoltage() ? voltage : congestion);
        }
        double[] bySupply = perInjection(supply, active);
        double[] byCongestion = perInjection(congestion, active);
        double[] byVoltage = perInjection(voltage, active);
        List<PriceComponents> prices = new ArrayList<>();
        for (int i = 0; i < buses; i++) {
            double energy = active ? referencePrice : 0.0;
            boolean isReference = network.buses().get(i).isReference();
            prices.add(
                    network.topology().island(i) < 0
                            ? PriceComponents.none()
                            : isReference
                                    ? new PriceComponents(energy, 0.0, 0.0, 0.0, 0.0)
                                    : new PriceComponents(
                                            energy, -bySupply[i] - energy, -byCongestion[i], -byVoltage[i], 0.0));
        }
        return prices;
    }

    private double[] perInjection(StateVector gradient, boolean active) {
        InjectionVector derivative = sensitivities.solveTransposed(gradient);
        return active ? derivative.p() : derivative.q();
    }

    /** The actions that a solution of the program proposes. */
    List<FlexibleAction> actions(ModelSolution solution) {
        double[] rise = solution.values(UP, last.size());
        double[] fall = solution.values(DOWN, last.size());
        double[] reactiveRise = solution.values(REACTIVE_UP, last.size());
        double[] reactiveFall = solution.values(REACTIVE_DOWN, last.size());
        List<FlexibleAction> actions = new ArrayList<>();
        for (int r = 0; r < last.size(); r++) {
            FlexibleResource resource = last.get(r).resource();
            actions.add(new FlexibleAction(
                    resource,
                    clamp(perUnit.physicalPower(rise[r] - fall[r]), -resource.down(), resource.up()),
                    clamp(
                            perUnit.physicalPower(reactiveRise[r] - reactiveFall[r]),
                            -resource.reactiveDown(),
                            resource.reactiveUp())));
        }
        return actions;
    }

    private static double clamp(double value, double lower, double upper) {
        return Math.min(Math.max(value, lower), upper);
    }

    /** The state that the program foresees for actions. */
    OperatingPoint forecast(List<FlexibleAction> actions) {
        int buses = network.buses().size();
        StateVector change = StateVector.zero(buses);
        for (int r = 0; r < last.size(); r++) {
            add(change, perUnit.power(actions.get(r).active() - last.get(r).active()), byActive[r]);
            add(change, perUnit.power(actions.get(r).reactive() - last.get(r).reactive()), byReactive[r]);
        }
        double[] vm = base.vm();
        double[] va = base.va();
        for (int i = 0; i < buses; i++) {
            vm[i] += change.vm()[i];
            va[i] += Math.toDegrees(change.va()[i]);
        }
        return base.toBuilder()
                .vm(vm)
                .va(va)
                .pFrom(moved(base.pFrom(), BranchQuantity.P_FROM, change))
                .qFrom(moved(base.qFrom(), BranchQuantity.Q_FROM, change))
                .pTo(moved(base.pTo(), BranchQuantity.P_TO, change))
                .qTo(moved(base.qTo(), BranchQuantity.Q_TO, change))
                .build();
    }

    private static void add(StateVector sum, double factor, StateVector other) {
        for (int i = 0; i < sum.vm().length; i++) {
            sum.va()[i] += factor * other.va()[i];
            sum.vm()[i] += factor * other.vm()[i];
        }
    }

    private double[] moved(double[] flows, BranchQuantity quantity, StateVector change) {
        double[] moved = new double[flows.length];
        for (int b = 0; b < moved.length; b++) {
            moved[b] = flows[b] + perUnit.physicalPower(sensitivities.flowChange(b, quantity, change));
        }
        return moved;
    }
}
