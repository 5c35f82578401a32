package org.flexopf.lopf;

import org.flexopf.model.DiskShape;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
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
 * What a step may change, in the order of {@link Linearisation}: the active and reactive power of those who act, and
 * the voltage of references that may move, within their own limits, which are hard, and not further from the last state
 * than a share of their range.
 */
final class Controls {

    /** Sides of the polygon inside a round capability curve: it leaves half a percent unused at most. */
    static final int CAPABILITY_SIDES = 32;
    /** What an infinite range counts as, in p.u. */
    private static final double LARGEST_RANGE = 10.0;

    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final LinearExpression[] changes;
    private final double[] reach;

    /**
     * Adds the limits of those who act.
     *
     * @param p active power of all generators that have a variable
     * @param q reactive power of them
     * @param v voltage of references that may move
     * @param last the state that changes are counted from
     * @param share how much of each range a step may change, above 0 and at most 1
     */
    Controls(
            ProgramBuilder program,
            ActingNetwork acting,
            Variables p,
            Variables q,
            Variables v,
            OperatingPoint last,
            boolean activeAllowed,
            double share) {
        Network network = acting.network();
        this.program = program;
        this.perUnit = network.perUnit();
        int count = acting.acting().length;
        changes = new LinearExpression[2 * count + acting.references().length];
        reach = new double[changes.length];
        for (int r = 0; r < count; r++) {
            int g = acting.acting()[r];
            Generator generator = network.generators().get(g);
            Range active = activeAllowed ? generator.limits().p() : new Range(last.pg(g), last.pg(g));
            add(2 * r, p.of(g), inPerUnit(active), perUnit.power(last.pg(g)), share);
            add(2 * r + 1, q.of(g), inPerUnit(generator.limits().q()), perUnit.power(last.qg(g)), share);
            capability(generator.capability(), p.of(g), q.of(g));
            between(generator.reactiveLines(), p.of(g), q.of(g));
        }
        for (int k = 0; k < acting.references().length; k++) {
            int i = acting.references()[k];
            Bus bus = network.buses().get(i);
            add(2 * count + k, v.of(i), new Range(bus.vMin(), bus.vMax()), last.vm(i), share);
        }
    }

    private Range inPerUnit(Range power) {
        return new Range(perUnit.power(power.min()), perUnit.power(power.max()));
    }

    private void add(int k, Variable variable, Range range, double from, double share) {
        double lower = range.min();
        double upper = range.max();
        reach[k] = share * Math.min(upper - lower, LARGEST_RANGE);
        changes[k] = LinearExpression.of(variable).plus(-from);
        program.between(
                null,
                null,
                0,
                LinearExpression.of(variable),
                Math.max(lower, from - reach[k]),
                Math.min(upper, from + reach[k]));
    }

    private void capability(CapabilityCurve curve, Variable p, Variable q) {
        if (curve.isUnlimited()) {
            return;
        }
        LinearExpression active = LinearExpression.of(p);
        LinearExpression reactive = LinearExpression.of(q);
        program.between(null, null, 0, active, perUnit.power(-curve.pMax()), perUnit.power(curve.pMax()));
        program.between(null, null, 0, reactive, perUnit.power(-curve.qMax()), perUnit.power(curve.qMax()));
        if (curve.isRound()) {
            program.disk(
                    null,
                    0,
                    DiskShape.inside(CAPABILITY_SIDES),
                    LinearExpression.of(perUnit.power(curve.mva())),
                    active,
                    reactive);
        }
    }

    private void between(ReactiveLines lines, Variable p, Variable q) {
        LinearExpression aboveLower = LinearExpression.of(q).minus(lines.lower().slope(), p);
        LinearExpression aboveUpper = LinearExpression.of(q).minus(lines.upper().slope(), p);
        double lower = perUnit.power(lines.lower().atZero());
        if (lines.isTied()) {
            program.equal(null, 0, aboveLower, lower);
            return;
        }
        program.between(null, null, 0, aboveLower, lower, Double.POSITIVE_INFINITY);
        program.between(
                null,
                null,
                0,
                aboveUpper,
                Double.NEGATIVE_INFINITY,
                perUnit.power(lines.upper().atZero()));
    }

    /** What a quantity becomes: its value, and so much for every change. */
    LinearExpression changed(double value, double[] factors) {
        LinearExpression sum = LinearExpression.of(value);
        for (int k = 0; k < factors.length; k++) {
            sum.plus(factors[k], changes[k]);
        }
        return sum;
    }

    /** Whether a step can bring a quantity beyond a limit. */
    boolean canExceed(double limit, double value, double[] factors) {
        return value + reachOf(factors) > limit;
    }

    /** Whether a step can bring a quantity below a limit. */
    boolean canFallBelow(double limit, double value, double[] factors) {
        return value - reachOf(factors) < limit;
    }

    private double reachOf(double[] factors) {
        double most = 0.0;
        for (int k = 0; k < factors.length; k++) {
            most += Math.abs(factors[k]) * reach[k];
        }
        return most;
    }
}
