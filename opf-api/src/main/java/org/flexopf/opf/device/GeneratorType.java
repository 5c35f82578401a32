package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;

/** Generators: active and reactive power within their limits, within the circle of a capability curve, at a cost. */
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

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final PerUnit perUnit;
        private final List<Generator> generators;
        private final AtBuses atBuses;

        Generators(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            this.perUnit = scope.perUnit();
            this.generators = scope.network().generators();
            this.atBuses = AtBuses.of(scope.network(), Generator.KIND, this::isActive);
        }

        private boolean isActive(int generator) {
            return scope.network().isActive(generators.get(generator));
        }

        @Override
        public void addActivePower() {
            Variables powers = program.variables(OpfVariables.GENERATOR_P, this::isActive);
            for (int g = 0; g < powers.size(); g++) {
                if (powers.has(g)) {
                    double most = generators.get(g).capability().pMax();
                    double lower = perUnit.power(Math.max(scope.profile().pMin(g), -most));
                    double upper = perUnit.power(Math.min(scope.profile().pMax(g), most));
                    limitActivePower(g, LinearExpression.of(powers.of(g)), lower, upper);
                }
            }
        }

        private void limitActivePower(int g, LinearExpression p, double lower, double upper) {
            if (scope.slacks().isSoft(SoftLimit.GENERATION, g)) {
                program.atLeast(
                        OpfConstraints.GENERATOR_P_MIN,
                        g,
                        scope.slacks().of(SoftLimit.GENERATION, g).plus(p),
                        lower);
                program.between(null, OpfConstraints.GENERATOR_P_MAX, g, p, Double.NEGATIVE_INFINITY, upper);
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
                    Generator generator = generators.get(g);
                    double most = generator.capability().qMax();
                    program.between(
                            OpfConstraints.GENERATOR_Q_MIN,
                            OpfConstraints.GENERATOR_Q_MAX,
                            g,
                            LinearExpression.of(powers.of(g)),
                            perUnit.power(Math.max(generator.qMin(), -most)),
                            perUnit.power(Math.min(generator.qMax(), most)));
                    addCapability(g, active.of(g), powers.of(g));
                }
            }
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
            terms.add(program.existing(OpfVariables.GENERATOR_P), OpfVariables.GENERATOR_COST, scope.profile()::cost);
            if (program.has(OpfVariables.GENERATOR_Q)) {
                terms.add(
                        program.existing(OpfVariables.GENERATOR_Q),
                        OpfVariables.GENERATOR_REACTIVE_COST,
                        g -> generators.get(g).reactiveCost());
            }
        }
    }
}
