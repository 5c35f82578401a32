package org.flexopf.coordination.scheme;

import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.problem.Link;
import org.flexopf.opf.problem.LinkedModel;

/**
 * What leaves the transmission network flows into a feeder: {@code injection + flow = 0}.
 *
 * @param transmission the label of the block that loses it, the first of all
 * @param feeder the label of the block that takes it
 * @param place the place of the feeder's generator in the transmission block; in its own it is the first
 */
record InterfaceLink(String transmission, String feeder, int place) implements Link {

    private static final ConstraintFamily FLOW =
            new ConstraintFamily("interface-flow", "flow at an interface", ElementKind.OWN, Unit.MW);

    @Override
    public String label() {
        return "interface of " + feeder;
    }

    @Override
    public void addTo(LinkedModel model) {
        LinearExpression flow = LinearExpression.of(power(model.model(feeder).program(), 0));
        LinearExpression sum = LinearExpression.of(
                        power(model.model(transmission).program(), place))
                .plus(1.0, model.onFirstBase(model.indexOf(feeder), flow));
        model.program().equal(FLOW, 0, sum, 0.0);
    }

    private static Variable power(ProgramBuilder program, int generator) {
        return program.existing(OpfVariables.GENERATOR_P).of(generator);
    }
}
