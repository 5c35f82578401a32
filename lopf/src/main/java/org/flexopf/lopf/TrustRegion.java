package org.flexopf.lopf;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.Bus;
import org.flexopf.network.Generator;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A box around a point, in which a linearisation is trusted: the output of each generator that can move, and the
 * squared voltage of each reference that can.
 *
 * @param center the point
 * @param radius half the width of the box, p.u.
 */
record TrustRegion(OperatingPoint center, double radius) {

    /** The rows of the box; variables of generation and voltages exist already. */
    void addTo(BlockModel model) {
        ProgramBuilder program = model.program();
        Variables p = program.existing(OpfVariables.GENERATOR_P);
        Variables q = program.existing(OpfVariables.GENERATOR_Q);
        for (int g = 0; g < p.size(); g++) {
            Generator generator = model.network().generators().get(g);
            if (p.has(g) && generator.pMin() < generator.pMax()) {
                around(program, p.of(g), model.perUnit().power(center.pg(g)));
            }
            if (q.has(g) && generator.qMin() < generator.qMax()) {
                around(program, q.of(g), model.perUnit().power(center.qg(g)));
            }
        }
        Variables w = program.existing(OpfVariables.SQUARED_VOLTAGE);
        for (int i = 0; i < w.size(); i++) {
            Bus bus = model.network().buses().get(i);
            if (w.has(i) && bus.isReference() && bus.vMin() < bus.vMax()) {
                around(program, w.of(i), center.vm(i) * center.vm(i));
            }
        }
    }

    private void around(ProgramBuilder program, Variable variable, double value) {
        program.between(null, null, 0, LinearExpression.of(variable), value - radius, value + radius);
    }
}
