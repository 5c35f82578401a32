package org.flexopf.lopf;

import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.DiskShape;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Bus;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The references, which make up for what the others change, by generators within limits:
 *
 * <pre>
 *   sum P_g = sum P_g' + sum dP_ref/dx (x - x')     and the same for Q
 *   P_min - s &lt;= P_g &lt;= P_max + s,  ...              s at its penalty
 * </pre>
 *
 * <p>Limits give way at a penalty, as the state that a step starts from may break them.
 */
final class Supply {

    /** What is generated at a reference; its dual is what another p.u. of demand there costs. */
    static final ConstraintFamily ACTIVE =
            new ConstraintFamily("reference-p", "active power of a reference", Bus.KIND, Unit.MW);
    /** The same for reactive power. */
    static final ConstraintFamily REACTIVE =
            new ConstraintFamily("reference-q", "reactive power of a reference", Bus.KIND, Unit.MVAR);

    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final double penalty;

    private Supply(ProgramBuilder program, PerUnit perUnit, double penalty) {
        this.program = program;
        this.perUnit = perUnit;
        this.penalty = penalty;
    }

    /**
     * Adds all references.
     *
     * @param penalty currency per hour and MVA beyond a limit
     */
    static void add(
            ProgramBuilder program,
            ActingNetwork acting,
            Variables p,
            Variables q,
            Linearisation linear,
            Controls controls,
            OperatingPoint base,
            double penalty) {
        Network network = acting.network();
        Supply supply = new Supply(program, network.perUnit(), penalty);
        LinearExpression[] active = new LinearExpression[network.buses().size()];
        LinearExpression[] reactive = new LinearExpression[active.length];
        for (int g = 0; g < network.generators().size(); g++) {
            if (acting.supplies(g)) {
                Generator generator = network.generators().get(g);
                int i = network.busIndex(generator.bus());
                active[i] = supply.more(active[i], p.of(g), base.pg(g));
                reactive[i] = supply.more(reactive[i], q.of(g), base.qg(g));
                supply.limits(generator, p.of(g), q.of(g));
            }
        }
        for (int i = 0; i < active.length; i++) {
            if (active[i] != null) {
                program.equal(ACTIVE, i, active[i].minus(controls.changed(0.0, linear.ofActiveSupply(i))), 0.0);
                program.equal(REACTIVE, i, reactive[i].minus(controls.changed(0.0, linear.ofReactiveSupply(i))), 0.0);
            }
        }
    }

    /** A sum and what one more generator there changes by. */
    private LinearExpression more(LinearExpression sum, Variable power, double from) {
        return (sum == null ? LinearExpression.zero() : sum).plus(power).plus(-perUnit.power(from));
    }

    private void limits(Generator generator, Variable p, Variable q) {
        within(generator.limits().p(), p);
        within(generator.limits().q(), q);
        ReactiveLines lines = generator.reactiveLines();
        atLeast(
                LinearExpression.of(q).minus(lines.lower().slope(), p),
                lines.lower().atZero());
        atMost(
                LinearExpression.of(q).minus(lines.upper().slope(), p),
                lines.upper().atZero());
        CapabilityCurve curve = generator.capability();
        if (!curve.isUnlimited()) {
            within(new Range(-curve.pMax(), curve.pMax()), p);
            within(new Range(-curve.qMax(), curve.qMax()), q);
        }
        if (curve.isRound()) {
            program.disk(
                    null,
                    0,
                    DiskShape.inside(Controls.CAPABILITY_SIDES),
                    LinearExpression.of(perUnit.power(curve.mva())).plus(slack()),
                    LinearExpression.of(p),
                    LinearExpression.of(q));
        }
    }

    private void within(Range range, Variable power) {
        atLeast(LinearExpression.of(power), range.min());
        atMost(LinearExpression.of(power), range.max());
    }

    private void atLeast(LinearExpression expression, double power) {
        if (power > Double.NEGATIVE_INFINITY) {
            program.atLeast(null, 0, expression.plus(slack()), perUnit.power(power));
        }
    }

    private void atMost(LinearExpression expression, double power) {
        if (power < Double.POSITIVE_INFINITY) {
            program.atMost(null, 0, expression.minus(slack()), perUnit.power(power));
        }
    }

    private Variable slack() {
        return StepProgram.slack(program, perUnit.physicalPower(penalty));
    }
}
