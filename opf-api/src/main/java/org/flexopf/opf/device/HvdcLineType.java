package org.flexopf.opf.device;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * DC lines as pairs of injections: P is drawn at the from end, {@code P - (lossConstant + lossFactor P)} is supplied at
 * the to end, and reactive power is supplied at both ends within limits of their own.
 */
final class HvdcLineType implements DeviceType {

    @Override
    public ElementKind kind() {
        return HvdcLine.KIND;
    }

    @Override
    public Device in(BlockScope scope) {
        return new HvdcLines(scope);
    }

    private static final class HvdcLines implements Device {

        private static final int FROM = 0;

        private final BlockScope scope;
        private final ProgramBuilder program;
        private final PerUnit perUnit;
        private final List<HvdcLine> lines;
        private final AtBuses atBuses;

        HvdcLines(BlockScope scope) {
            this.scope = scope;
            this.program = scope.program();
            this.perUnit = scope.perUnit();
            this.lines = scope.network().hvdcLines();
            this.atBuses = AtBuses.of(scope.network(), HvdcLine.KIND, this::isActive);
        }

        private boolean isActive(int line) {
            return scope.network().isActive(lines.get(line));
        }

        @Override
        public void addActivePower() {
            if (!atBuses.isEmpty()) {
                Variables powers = program.variables(OpfVariables.HVDC_P, this::isActive);
                for (int d = 0; d < powers.size(); d++) {
                    if (powers.has(d)) {
                        limit(
                                OpfConstraints.HVDC_P_MIN,
                                OpfConstraints.HVDC_P_MAX,
                                OpfVariables.HVDC_P,
                                d,
                                lines.get(d).pMin(),
                                lines.get(d).pMax());
                    }
                }
            }
        }

        @Override
        public void addReactivePower() {
            if (!atBuses.isEmpty()) {
                Variables from = program.variables(OpfVariables.HVDC_Q_FROM, this::isActive);
                program.variables(OpfVariables.HVDC_Q_TO, this::isActive);
                for (int d = 0; d < from.size(); d++) {
                    if (from.has(d)) {
                        HvdcLine line = lines.get(d);
                        limit(
                                OpfConstraints.HVDC_Q_FROM_MIN,
                                OpfConstraints.HVDC_Q_FROM_MAX,
                                OpfVariables.HVDC_Q_FROM,
                                d,
                                line.qMinFrom(),
                                line.qMaxFrom());
                        limit(
                                OpfConstraints.HVDC_Q_TO_MIN,
                                OpfConstraints.HVDC_Q_TO_MAX,
                                OpfVariables.HVDC_Q_TO,
                                d,
                                line.qMinTo(),
                                line.qMaxTo());
                    }
                }
            }
        }

        private void limit(
                ConstraintFamily lower,
                ConstraintFamily upper,
                VariableFamily family,
                int d,
                double least,
                double most) {
            program.between(
                    lower,
                    upper,
                    d,
                    LinearExpression.of(program.existing(family).of(d)),
                    perUnit.power(least),
                    perUnit.power(most));
        }

        @Override
        public void injectActive(int bus, LinearExpression injection) {
            for (int k = atBuses.first(bus); k < atBuses.end(bus); k++) {
                int d = atBuses.element(k);
                Variables powers = program.existing(OpfVariables.HVDC_P);
                if (atBuses.terminal(k) == FROM) {
                    injection.minus(powers.of(d));
                } else {
                    injection
                            .plus(1.0 - lines.get(d).lossFactor(), powers.of(d))
                            .plus(-perUnit.power(lines.get(d).lossConstant()));
                }
            }
        }

        @Override
        public void injectReactive(int bus, LinearExpression injection) {
            for (int k = atBuses.first(bus); k < atBuses.end(bus); k++) {
                VariableFamily supply = atBuses.terminal(k) == FROM ? OpfVariables.HVDC_Q_FROM : OpfVariables.HVDC_Q_TO;
                injection.plus(program.existing(supply).of(atBuses.element(k)));
            }
        }

        @Override
        public void addCost(double weight) {
            if (!atBuses.isEmpty()) {
                new CostTerms(program, perUnit, weight)
                        .add(
                                program.existing(OpfVariables.HVDC_P),
                                OpfVariables.HVDC_COST,
                                d -> lines.get(d).cost());
            }
        }
    }
}
