package org.flexopf.lopf;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.model.ConstraintFamily;
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
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.device.CostTerms;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The program of one step of a {@link SensitivityOpf}, linear but for quadratic costs: the state of the last step plus
 * its {@linkplain Linearisation sensitivities} times the change of the controls. In per unit, with x the powers of
 * those who act and the voltages of references that may move, and primes for what was in the last step:
 *
 * <pre>
 *   min  cost of P_g, Q_g + penalties of s
 *   x within its own limits and near x'                                    ({@link Controls})
 *   references make up for the changes, within limits + s                  ({@link Supply})
 *   V_min - s &lt;= V' + sum dV/dx (x - x') &lt;= V_max + s
 *   the same for the angle differences of branches
 *   |S' + sum dS/dx (x - x')| &lt;= limits of branches + s                    ({@link LineLimits})
 * </pre>
 */
final class StepProgram {

    /** The voltage of a reference that may move. */
    private static final VariableFamily REFERENCE_VOLTAGE =
            new VariableFamily("reference-vm", "voltage of a reference", Bus.KIND, Unit.PER_UNIT);
    /** The least voltage of a bus. */
    static final ConstraintFamily LOWER_VOLTAGE =
            new ConstraintFamily("vm-min", "lower voltage limit", Bus.KIND, Unit.PER_UNIT);
    /** The largest voltage of a bus. */
    static final ConstraintFamily UPPER_VOLTAGE =
            new ConstraintFamily("vm-max", "upper voltage limit", Bus.KIND, Unit.PER_UNIT);

    /** The least angle difference of a branch. */
    static final ConstraintFamily LOWER_ANGLE =
            new ConstraintFamily("angle-min", "lower angle limit", Branch.KIND, Unit.RADIAN);
    /** The largest angle difference of a branch. */
    static final ConstraintFamily UPPER_ANGLE =
            new ConstraintFamily("angle-max", "upper angle limit", Branch.KIND, Unit.RADIAN);

    private final ActingNetwork acting;
    private final Network network;
    private final Linearisation linear;
    private final OperatingPoint base;
    private final OperatingPoint last;
    private final ProgramBuilder program;
    private final Controls controls;
    private final LineLimits lineLimits;
    private final Model model;

    /**
     * @param base the state that changes are added to: the last one, or that corrected for what sensitivities miss
     * @param last the state that changes are counted from
     * @param share how much of its range whoever acts may change in this step
     */
    StepProgram(
            ActingNetwork acting,
            Linearisation linear,
            OperatingPoint base,
            OperatingPoint last,
            SensitivitySettings settings,
            double share) {
        this.acting = acting;
        this.network = acting.network();
        this.linear = linear;
        this.base = base;
        this.last = last;
        program = new ProgramBuilder(kind -> network.elements(kind).size());
        boolean[] varies = new boolean[network.generators().size()];
        for (int g = 0; g < varies.length; g++) {
            varies[g] = acting.supplies(g);
        }
        for (int g : acting.acting()) {
            varies[g] = true;
        }
        Variables p = program.variables(OpfVariables.GENERATOR_P, g -> varies[g]);
        Variables q = program.variables(OpfVariables.GENERATOR_Q, g -> varies[g]);
        Set<Integer> moves = Arrays.stream(acting.references()).boxed().collect(Collectors.toSet());
        Variables v = program.variables(REFERENCE_VOLTAGE, moves::contains);
        controls = new Controls(program, acting, p, q, v, last, settings.activeAllowed(), share);
        Supply.add(program, acting, p, q, linear, controls, base, settings.powerPenalty());
        for (int i = 0; i < network.buses().size(); i++) {
            voltageLimits(i, settings.voltagePenalty());
        }
        for (int b = 0; b < network.branches().size(); b++) {
            angleLimits(b, settings.voltagePenalty());
        }
        lineLimits = LineLimits.add(program, network, linear, controls, base, settings.powerPenalty());
        cost(p, q);
        model = program.build();
    }

    /** A variable that is not negative, at a penalty per unit: by how much a limit is broken. */
    static Variable slack(ProgramBuilder program, double penalty) {
        Variable slack = program.variable();
        program.atLeast(null, 0, LinearExpression.of(slack), 0.0);
        program.cost(penalty, slack);
        return slack;
    }

    /** Limits that no step within reach can break are left out; the voltage of a reference is held, or a control. */
    private void voltageLimits(int i, double penalty) {
        Bus bus = network.buses().get(i);
        if (network.topology().island(i) < 0 || bus.isReference()) {
            return;
        }
        double v = base.vm(i);
        double[] factors = linear.ofVoltage(i);
        if (controls.canExceed(bus.vMax(), v, factors)) {
            program.atMost(UPPER_VOLTAGE, i, controls.changed(v, factors).minus(slack(program, penalty)), bus.vMax());
        }
        if (controls.canFallBelow(bus.vMin(), v, factors)) {
            program.atLeast(LOWER_VOLTAGE, i, controls.changed(v, factors).plus(slack(program, penalty)), bus.vMin());
        }
    }

    private void angleLimits(int b, double penalty) {
        if (!network.topology().isActive(b)) {
            return;
        }
        double[] factors = linear.ofAngleDifference(b);
        // Angles are those of phasors: whole turns between two of them mean nothing.
        double difference = Math.toRadians(Math.IEEEremainder(
                base.va(network.topology().from(b)) - base.va(network.topology().to(b)), 360.0));
        double largest = Math.toRadians(NetworkLimit.ANGLE_MAX.bound(network, b));
        double least = Math.toRadians(NetworkLimit.ANGLE_MIN.bound(network, b));
        if (controls.canExceed(largest, difference, factors)) {
            program.atMost(
                    UPPER_ANGLE, b, controls.changed(difference, factors).minus(slack(program, penalty)), largest);
        }
        if (controls.canFallBelow(least, difference, factors)) {
            program.atLeast(
                    LOWER_ANGLE, b, controls.changed(difference, factors).plus(slack(program, penalty)), least);
        }
    }

    /** The cost of the state: of what can change, as terms; of all else, as a constant. */
    private void cost(Variables p, Variables q) {
        CostTerms terms = new CostTerms(program, network.perUnit(), 1.0);
        terms.add(
                p, OpfVariables.GENERATOR_COST, g -> network.generators().get(g).cost());
        terms.add(
                q,
                OpfVariables.GENERATOR_REACTIVE_COST,
                g -> network.generators().get(g).reactiveCost());
        double rest = Objective.cost().at(network, last);
        for (int g = 0; g < p.size(); g++) {
            rest -= p.has(g) ? last.generatorCost(network, g) : 0.0;
        }
        program.cost(rest);
    }

    /** The program and the way back from its numbers. */
    Model model() {
        return model;
    }

    /** The rows that limit branches. */
    LineLimits lineLimits() {
        return lineLimits;
    }

    /** The state that a solution foresees, with its dispatch. */
    OperatingPoint foreseen(ModelSolution solution) {
        PerUnit perUnit = network.perUnit();
        int generators = network.generators().size();
        double[] p = solution.values(OpfVariables.GENERATOR_P, generators);
        double[] q = solution.values(OpfVariables.GENERATOR_Q, generators);
        double[] pg = last.pg();
        double[] qg = last.qg();
        for (int g = 0; g < generators; g++) {
            if (acting.supplies(g)) {
                pg[g] = perUnit.physicalPower(p[g]);
                qg[g] = perUnit.physicalPower(q[g]);
            }
        }
        double[] changes = new double[linear.changes()];
        for (int r = 0; r < acting.acting().length; r++) {
            int g = acting.acting()[r];
            Generator generator = network.generators().get(g);
            pg[g] = ActingNetwork.clamp(perUnit.physicalPower(p[g]), generator.pMin(), generator.pMax());
            qg[g] = ActingNetwork.clamp(perUnit.physicalPower(q[g]), generator.qMin(), generator.qMax());
            changes[2 * r] = perUnit.power(pg[g] - last.pg(g));
            changes[2 * r + 1] = perUnit.power(qg[g] - last.qg(g));
        }
        double[] v = solution.values(REFERENCE_VOLTAGE, network.buses().size());
        for (int k = 0; k < acting.references().length; k++) {
            int i = acting.references()[k];
            Bus bus = network.buses().get(i);
            changes[2 * acting.acting().length + k] = ActingNetwork.clamp(v[i], bus.vMin(), bus.vMax()) - last.vm(i);
        }
        return linear.moved(base, changes).toBuilder().pg(pg).qg(qg).build();
    }
}
