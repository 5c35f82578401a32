package org.flexopf.opf.device;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * Generators that are switched on and off: with u whether one is on in a block, v whether it starts in it and w whether
 * it stops,
 *
 * <pre>
 *   u_t - u_(t-1) = v_t - w_t,   Pmin u_t &lt;= p_t &lt;= Pmax u_t - (Pmax - SU) v_t - (Pmax - SD) w_(t+1)
 *   sum of v over the blocks that began less than UT ago &lt;= u_t,   the same of w with DT &lt;= 1 - u_t
 *   p_t - p_(t-1) &lt;= R D u_(t-1) + SU v_t,   p_(t-1) - p_t &lt;= R D u_t + SD w_t
 *   cost per hour c0 u_t + c(p_t), and once SUC v_t + SDC w_t
 * </pre>
 *
 * <p>Minimum times are hours; the end of the horizon cuts them. The upper limit with both v and w holds where a unit
 * stays on for more than one block; else v and w have rows of their own. Rajan and Takriti (2005), Morales-Espana,
 * Latorre and Ramos (2013), Gentile, Morales-Espana and Ramos (2017).
 */
final class UnitCommitment {

    private final BlockScope scope;
    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final List<Generator> generators;
    private final IntFunction<Range> activeRange;
    private UnitCommitment before;
    private double hoursBefore;

    /**
     * The units of a block.
     *
     * @param activeRange what the active power of a generator (by index) may be while it is on, MW
     */
    UnitCommitment(BlockScope scope, IntFunction<Range> activeRange) {
        this.scope = scope;
        this.activeRange = activeRange;
        this.program = scope.program();
        this.perUnit = scope.perUnit();
        this.generators = scope.network().generators();
    }

    private Optional<Generator.Commitment> of(int g) {
        return generators.get(g).dynamics().commitment();
    }

    /** Whether a generator (by index) in service is switched on and off. */
    boolean has(int g) {
        return of(g).isPresent() && scope.network().isActive(generators.get(g));
    }

    private boolean isAny() {
        for (int g = 0; g < generators.size(); g++) {
            if (has(g)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what is decided, with what a block says alone; the powers exist already. */
    void add() {
        if (!isAny()) {
            return;
        }
        Variables on = program.variables(OpfVariables.GENERATOR_ON, this::has);
        Variables starts = program.variables(OpfVariables.GENERATOR_STARTS, this::has);
        Variables stops = program.variables(OpfVariables.GENERATOR_STOPS, this::has);
        for (int g = 0; g < generators.size(); g++) {
            if (has(g)) {
                program.integer(on.of(g));
                program.between(null, null, g, LinearExpression.of(on.of(g)), 0.0, 1.0);
                program.atLeast(null, g, LinearExpression.of(starts.of(g)), 0.0);
                program.atLeast(null, g, LinearExpression.of(stops.of(g)), 0.0);
                limitPower(g);
                if (scope.begins()) {
                    begin(g);
                }
            }
        }
    }

    private LinearExpression on(int g) {
        return LinearExpression.of(program.existing(OpfVariables.GENERATOR_ON).of(g));
    }

    private Variable starts(int g) {
        return program.existing(OpfVariables.GENERATOR_STARTS).of(g);
    }

    private Variable stops(int g) {
        return program.existing(OpfVariables.GENERATOR_STOPS).of(g);
    }

    private LinearExpression power(int g) {
        return LinearExpression.of(program.existing(OpfVariables.GENERATOR_P).of(g));
    }

    /** The least power that a unit has while it is on, p.u. */
    private double least(int g) {
        return perUnit.power(activeRange.apply(g).min());
    }

    /** The largest power that a unit has while it is on, p.u. */
    private double most(int g) {
        return perUnit.power(activeRange.apply(g).max());
    }

    /** How much less than its largest power a unit has in the block in which it starts, p.u. */
    private double belowMostAtStart(int g) {
        return Math.max(0.0, most(g) - perUnit.power(of(g).orElseThrow().startRamp()));
    }

    /** How much less than its largest power a unit has in the block before it stops, p.u. */
    private double belowMostAtStop(int g) {
        return Math.max(0.0, most(g) - perUnit.power(of(g).orElseThrow().stopRamp()));
    }

    /** Whether a unit that starts in the block is on in the next one too, so that it does not stop there. */
    private boolean staysOn(int g) {
        return of(g).orElseThrow().minUp() > scope.hours();
    }

    private void limitPower(int g) {
        if (!Double.isFinite(least(g)) || !Double.isFinite(most(g))) {
            throw new IllegalArgumentException(generators.get(g).label()
                    + " is switched on and off, and has active power of "
                    + activeRange.apply(g).min() + " to " + activeRange.apply(g).max()
                    + " MW; give finite limits, so that off means no power");
        }
        program.atLeast(OpfConstraints.GENERATOR_P_MIN, g, power(g).plus(-least(g), on(g)), 0.0);
        LinearExpression room = power(g).plus(-most(g), on(g));
        if (scope.ends() || !staysOn(g)) {
            room.plus(belowMostAtStart(g), starts(g));
            program.atMost(OpfConstraints.GENERATOR_P_MAX, g, room, 0.0);
        }
    }

    /** A unit that is off supplies no reactive power either. */
    void limitReactivePower(int g, Variable q, Range range) {
        betweenWhileOn(
                OpfConstraints.GENERATOR_Q_MIN,
                OpfConstraints.GENERATOR_Q_MAX,
                g,
                LinearExpression.of(q),
                perUnit.power(range.min()),
                perUnit.power(range.max()));
    }

    /** {@code lower u <= expression <= upper u}, p.u.; infinite for no limit. */
    void betweenWhileOn(
            ConstraintFamily least,
            ConstraintFamily largest,
            int g,
            LinearExpression expression,
            double lower,
            double upper) {
        if (lower > Double.NEGATIVE_INFINITY) {
            program.atLeast(least, g, LinearExpression.zero().plus(expression).plus(-lower, on(g)), 0.0);
        }
        if (upper < Double.POSITIVE_INFINITY) {
            program.atMost(largest, g, LinearExpression.zero().plus(expression).plus(-upper, on(g)), 0.0);
        }
    }

    /** What the state before the first block asks of it. */
    private void begin(int g) {
        Generator.Dynamics dynamics = generators.get(g).dynamics();
        Generator.Commitment unit = of(g).orElseThrow();
        double wasOn = unit.initiallyOn() ? 1.0 : 0.0;
        program.equal(
                OpfConstraints.GENERATOR_SWITCHING, g, on(g).minus(starts(g)).plus(stops(g)), wasOn);
        minimumTimes(g, program);
        forcedByHistory(g, program);
        if (dynamics.hasInitial()) {
            double p = perUnit.power(dynamics.initial());
            ramps(g, program, LinearExpression.of(p), LinearExpression.of(wasOn), scope.hours());
            if (dynamics.initial() > unit.stopRamp()) {
                program.equal(null, g, LinearExpression.of(stops(g)), 0.0);
            }
        }
    }

    /** What the block before asks of this one. */
    void follow(UnitCommitment earlier, LinkRows rows) {
        before = earlier;
        hoursBefore = earlier.hoursBefore + earlier.scope.hours();
        for (int g = 0; g < generators.size(); g++) {
            if (has(g)) {
                rows.program()
                        .equal(
                                OpfConstraints.GENERATOR_SWITCHING,
                                g,
                                on(g).minus(earlier.on(g)).minus(starts(g)).plus(stops(g)),
                                0.0);
                stopAfter(earlier, g, rows.program());
                minimumTimes(g, rows.program());
                forcedByHistory(g, rows.program());
                ramps(g, rows.program(), earlier.power(g), earlier.on(g), rows.betweenMiddles());
            }
        }
        forgetOutOfReach();
    }

    /** Blocks before the longest minimum time are let go, so that long horizons take no more memory than they need. */
    private void forgetOutOfReach() {
        double longest = 0.0;
        for (int g = 0; g < generators.size(); g++) {
            if (has(g)) {
                Generator.Commitment unit = of(g).orElseThrow();
                longest = Math.max(longest, Math.max(unit.minUp(), unit.minDown()));
            }
        }
        for (UnitCommitment at = before; at != null; at = at.before) {
            if (hoursBefore - at.hoursBefore >= longest) {
                at.before = null;
            }
        }
    }

    /** The upper limit of the block before one in which a unit may stop. */
    private void stopAfter(UnitCommitment earlier, int g, ProgramBuilder rows) {
        LinearExpression room =
                earlier.power(g).plus(-earlier.most(g), earlier.on(g)).plus(earlier.belowMostAtStop(g), stops(g));
        if (earlier.staysOn(g)) {
            room.plus(earlier.belowMostAtStart(g), earlier.starts(g));
        }
        rows.atMost(OpfConstraints.GENERATOR_P_MAX, g, room, 0.0);
    }

    private void minimumTimes(int g, ProgramBuilder rows) {
        Generator.Commitment unit = of(g).orElseThrow();
        LinearExpression recentStarts = LinearExpression.of(starts(g));
        LinearExpression recentStops = LinearExpression.of(stops(g));
        for (UnitCommitment at = before; at != null; at = at.before) {
            double ago = hoursBefore - at.hoursBefore;
            if (ago < unit.minUp()) {
                recentStarts.plus(at.starts(g));
            }
            if (ago < unit.minDown()) {
                recentStops.plus(at.stops(g));
            }
            if (ago >= Math.max(unit.minUp(), unit.minDown())) {
                break;
            }
        }
        rows.atMost(OpfConstraints.GENERATOR_MIN_UP, g, recentStarts.minus(on(g)), 0.0);
        rows.atMost(OpfConstraints.GENERATOR_MIN_DOWN, g, recentStops.plus(on(g)), 1.0);
    }

    /** A unit that had been on or off for too short before the first block stays so. */
    private void forcedByHistory(int g, ProgramBuilder rows) {
        Generator.Commitment unit = of(g).orElseThrow();
        double least = unit.initiallyOn() ? unit.minUp() : unit.minDown();
        if (unit.initialHours() + hoursBefore < least) {
            rows.equal(null, g, on(g), unit.initiallyOn() ? 1.0 : 0.0);
        }
    }

    private void ramps(
            int g, ProgramBuilder rows, LinearExpression powerBefore, LinearExpression onBefore, double hours) {
        Generator.Dynamics dynamics = generators.get(g).dynamics();
        Generator.Commitment unit = of(g).orElseThrow();
        if (dynamics.rampUp() < Double.POSITIVE_INFINITY) {
            LinearExpression rise = power(g).minus(powerBefore)
                    .plus(-perUnit.power(dynamics.rampUp() * hours), onBefore)
                    .plus(-Math.min(most(g), perUnit.power(unit.startRamp())), starts(g));
            rows.atMost(OpfConstraints.GENERATOR_RAMP_UP, g, rise, 0.0);
        }
        if (dynamics.rampDown() < Double.POSITIVE_INFINITY) {
            LinearExpression fall = LinearExpression.zero()
                    .plus(powerBefore)
                    .minus(power(g))
                    .plus(-perUnit.power(dynamics.rampDown() * hours), on(g))
                    .plus(-Math.min(largestBefore(g), perUnit.power(unit.stopRamp())), stops(g));
            rows.atMost(OpfConstraints.GENERATOR_RAMP_DOWN, g, fall, 0.0);
        }
    }

    /** The most that a unit can have before the block, p.u. */
    private double largestBefore(int g) {
        return before == null
                ? Math.max(most(g), perUnit.power(generators.get(g).dynamics().initial()))
                : before.most(g);
    }

    /** The cost of being on, and of starting and stopping, which is paid once and not by the hour. */
    void addCost(double weight) {
        for (int g = 0; g < generators.size(); g++) {
            if (has(g)) {
                Generator.Commitment unit = of(g).orElseThrow();
                int unitOf = g;
                program.cost(
                        scope.data()
                                .number(profile -> weight * profile.cost(unitOf).at(0.0)),
                        program.existing(OpfVariables.GENERATOR_ON).of(g));
                program.cost(weight * unit.startCost() / scope.hours(), starts(g));
                program.cost(weight * unit.stopCost() / scope.hours(), stops(g));
            }
        }
    }

    /** The cost of power alone: what a unit costs beyond being on. */
    CostCurve costOfPower(Profile profile, int g) {
        CostCurve curve = profile.cost(g);
        return has(g) ? curve.plus(-curve.at(0.0)) : curve;
    }
}
