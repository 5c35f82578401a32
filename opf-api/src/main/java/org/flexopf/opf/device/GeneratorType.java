package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Parameter;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.PerUnit;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;

/**
 * Generators: active and reactive power within their limits, within the circle of a capability curve and between the
 * lines of their reactive power, at a cost.
 */
final class GeneratorType implements DeviceType {

    @Override
    public ElementKind kind() {
        return Generator.KIND;
    }

    @Override
    public Device in(BlockScope scope) {
        return new Generators(scope);
    }

    private static final class Generators implements Device {

        /** Limits that differ by less, relative to their size, are the same number written twice. */
        private static final double ROUNDING = 1e-12;

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final PerUnit perUnit;
        private final List<Generator> generators;
        private final AtBuses atBuses;
        private final UnitCommitment commitment;

        Generators(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            this.perUnit = scope.perUnit();
            this.generators = scope.network().generators();
            this.atBuses = AtBuses.of(scope.network(), Generator.KIND, this::isActive);
            this.commitment = new UnitCommitment(scope, this::activeRange);
        }

        private boolean isActive(int generator) {
            return scope.network().isActive(generators.get(generator));
        }

        @Override
        public void addActivePower() {
            Variables powers = program.variables(OpfVariables.GENERATOR_P, this::isActive);
            for (int g = 0; g < powers.size(); g++) {
                if (powers.has(g) && !commitment.has(g)) {
                    limitActivePower(g, LinearExpression.of(powers.of(g)));
                    rampFromInitialPower(g, powers.of(g));
                }
            }
            commitment.add();
        }

        /** The power before the first block is that of a block as long, so that their middles lie as far apart. */
        private void rampFromInitialPower(int g, Variable p) {
            Generator.Dynamics dynamics = generators.get(g).dynamics();
            if (scope.begins() && dynamics.hasInitial() && !dynamics.isFree()) {
                double before = perUnit.power(dynamics.initial());
                program.between(
                        OpfConstraints.GENERATOR_RAMP_DOWN,
                        OpfConstraints.GENERATOR_RAMP_UP,
                        g,
                        LinearExpression.of(p),
                        before - perUnit.power(dynamics.rampDown() * scope.hours()),
                        before + perUnit.power(dynamics.rampUp() * scope.hours()));
            }
        }

        /** {@code -down D <= p - p_before <= up D}, where the middles of the blocks lie D hours apart. */
        @Override
        public void follow(Device earlier, LinkRows rows) {
            Generators before = (Generators) earlier;
            commitment.follow(before.commitment, rows);
            Variables powers = program.existing(OpfVariables.GENERATOR_P);
            Variables powersBefore = before.program.existing(OpfVariables.GENERATOR_P);
            for (int g = 0; g < powers.size(); g++) {
                Generator.Dynamics dynamics = generators.get(g).dynamics();
                if (powers.has(g) && powersBefore.has(g) && !commitment.has(g) && !dynamics.isFree()) {
                    rows.program()
                            .between(
                                    OpfConstraints.GENERATOR_RAMP_DOWN,
                                    OpfConstraints.GENERATOR_RAMP_UP,
                                    g,
                                    LinearExpression.of(powers.of(g)).minus(powersBefore.of(g)),
                                    -perUnit.power(dynamics.rampDown() * rows.betweenMiddles()),
                                    perUnit.power(dynamics.rampUp() * rows.betweenMiddles()));
                }
            }
        }

        /** What the active power of a generator may be at any reactive power, MW. */
        private Range activeRange(int g) {
            return scope.data().fact(profile -> new Range(least(profile, g), largest(profile, g)));
        }

        private double least(Profile profile, int g) {
            return Math.max(profile.pMin(g), -generators.get(g).capability().pMax());
        }

        private double largest(Profile profile, int g) {
            return Math.min(profile.pMax(g), generators.get(g).capability().pMax());
        }

        private void limitActivePower(int g, LinearExpression p) {
            Parameter lower = scope.data().number(profile -> perUnit.power(least(profile, g)));
            Parameter upper = scope.data().number(profile -> perUnit.power(largest(profile, g)));
            if (scope.slacks().isSoft(SoftLimit.GENERATION, g)) {
                program.atLeast(
                        OpfConstraints.GENERATOR_P_MIN,
                        g,
                        scope.slacks().of(SoftLimit.GENERATION, g).plus(p),
                        lower);
                program.between(
                        null, OpfConstraints.GENERATOR_P_MAX, g, p, Parameter.fixed(Double.NEGATIVE_INFINITY), upper);
            } else {
                program.between(OpfConstraints.GENERATOR_P_MIN, OpfConstraints.GENERATOR_P_MAX, g, p, lower, upper);
            }
        }

        @Override
        public void addReactivePower() {
            Variables active = program.existing(OpfVariables.GENERATOR_P);
            Variables powers = program.variables(OpfVariables.GENERATOR_Q, this::isActive);
            for (int g = 0; g < powers.size(); g++) {
                if (powers.has(g)) {
                    if (commitment.has(g)) {
                        commitment.limitReactivePower(g, powers.of(g), reactiveRange(g));
                    } else if (!reactiveLimitsFollow(g)) {
                        Range range = reactiveRange(g);
                        program.between(
                                OpfConstraints.GENERATOR_Q_MIN,
                                OpfConstraints.GENERATOR_Q_MAX,
                                g,
                                LinearExpression.of(powers.of(g)),
                                perUnit.power(range.min()),
                                perUnit.power(range.max()));
                    }
                    addCapability(g, active.of(g), powers.of(g));
                    addReactiveLines(g, active.of(g), powers.of(g));
                }
            }
        }

        /** What the reactive power of a generator may be at any active power, Mvar. */
        private Range reactiveRange(int g) {
            double most = generators.get(g).capability().qMax();
            double lower = Math.max(generators.get(g).qMin(), -most);
            double upper = Math.min(generators.get(g).qMax(), most);
            return new Range(lower, upper);
        }

        /**
         * Whether the reactive power is tied to the active power, and no active power within its limits takes it beyond
         * its own. Rows that only repeat others would make the multipliers of both ambiguous.
         */
        private boolean reactiveLimitsFollow(int g) {
            ReactiveLines lines = generators.get(g).reactiveLines();
            if (!lines.isTied() || scope.slacks().isSoft(SoftLimit.GENERATION, g)) {
                return false;
            }
            Range q = reactiveRange(g);
            return scope.data().fact(profile -> {
                double atMin = lines.lower().at(least(profile, g));
                double atMax = lines.lower().at(largest(profile, g));
                double rounding = ROUNDING * Math.max(Math.abs(atMin), Math.abs(atMax));
                return Math.min(atMin, atMax) >= q.min() - rounding && Math.max(atMin, atMax) <= q.max() + rounding;
            });
        }

        /** {@code lower <= q <= upper}, each linear in p. */
        private void addReactiveLines(int g, Variable p, Variable q) {
            ReactiveLines lines = generators.get(g).reactiveLines();
            double lower = perUnit.power(lines.lower().atZero());
            double upper = perUnit.power(lines.upper().atZero());
            if (lines.lower().slope() == lines.upper().slope()) {
                addReactiveLines(g, LinearExpression.of(q).plus(-lines.lower().slope(), p), lower, upper);
            } else {
                addReactiveLines(
                        g, LinearExpression.of(q).plus(-lines.lower().slope(), p), lower, Double.POSITIVE_INFINITY);
                addReactiveLines(
                        g, LinearExpression.of(q).plus(-lines.upper().slope(), p), Double.NEGATIVE_INFINITY, upper);
            }
        }

        private void addReactiveLines(int g, LinearExpression aboveSlope, double lower, double upper) {
            if (commitment.has(g)) {
                commitment.betweenWhileOn(
                        OpfConstraints.GENERATOR_Q_LINE_MIN,
                        OpfConstraints.GENERATOR_Q_LINE_MAX,
                        g,
                        aboveSlope,
                        lower,
                        upper);
                return;
            }
            program.between(
                    OpfConstraints.GENERATOR_Q_LINE_MIN,
                    OpfConstraints.GENERATOR_Q_LINE_MAX,
                    g,
                    aboveSlope,
                    lower,
                    upper);
        }

        /** {@code p^2 + q^2 <= S^2} where the capability curve is round. */
        private void addCapability(int g, Variable p, Variable q) {
            CapabilityCurve curve = generators.get(g).capability();
            if (curve.isRound()) {
                program.cone(
                        OpfConstraints.GENERATOR_CAPABILITY,
                        g,
                        LinearExpression.of(perUnit.power(curve.mva())),
                        LinearExpression.of(p),
                        LinearExpression.of(q));
            }
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            inject(bus, OpfVariables.GENERATOR_P, injection);
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            inject(bus, OpfVariables.GENERATOR_Q, injection);
        }

        private void inject(int bus, VariableFamily family, LinearExpression injection) {
            Variables powers = program.existing(family);
            for (int k = atBuses.first(bus); k < atBuses.end(bus); k++) {
                injection.plus(powers.of(atBuses.element(k)));
            }
        }

        @Override
        public void addCost(double weight) {
            CostTerms terms = new CostTerms(program, perUnit, weight);
            terms.add(
                    program.existing(OpfVariables.GENERATOR_P),
                    OpfVariables.GENERATOR_COST,
                    scope.data(),
                    commitment::costOfPower);
            commitment.addCost(weight);
            if (program.has(OpfVariables.GENERATOR_Q)) {
                terms.add(
                        program.existing(OpfVariables.GENERATOR_Q),
                        OpfVariables.GENERATOR_REACTIVE_COST,
                        g -> generators.get(g).reactiveCost());
            }
        }
    }
}
