package org.flexopf.examples;

import java.util.List;
import java.util.Optional;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The DC optimal power flow with generators that are off or on: on, they give at least their stable minimum and cost
 * something even then. It calls itself a relaxation, so that only its integers keep it from having a bound.
 *
 * @param units a stable minimum in MW and a cost of being on in currency per hour, per generator of the network
 */
record Commitment(List<Plant> units) implements OpfFormulation {

    /** Whether a generator is on: 0 or 1. */
    static final VariableFamily ON = new VariableFamily("on", "commitment", Generator.KIND, Unit.PER_UNIT);

    private static final DcOpf DC = new DcOpf();

    record Plant(double stableMinimum, double costOfBeingOn) {}

    @Override
    public String name() {
        return "commitment";
    }

    @Override
    public Optional<String> whyNot(Network network) {
        return DC.whyNot(network);
    }

    @Override
    public boolean isRelaxation() {
        return true;
    }

    @Override
    public void build(BlockModel model) {
        model.include(DC);
        for (int g = 0; g < units.size(); g++) {
            Variable on = model.program().variable(ON, g, 0.0);
            Variable power = model.program().existing(OpfVariables.GENERATOR_P).of(g);
            double least = units.get(g).stableMinimum() / model.network().baseMva();
            double most =
                    model.network().generators().get(g).pMax() / model.network().baseMva();
            model.program().integer(on);
            model.program().cost(units.get(g).costOfBeingOn(), on);
            model.program().between(null, null, g, LinearExpression.of(on), 0.0, 1.0);
            model.program().atLeast(null, g, LinearExpression.of(power).plus(-least, on), 0.0);
            model.program().atMost(null, g, LinearExpression.of(power).plus(-most, on), 0.0);
        }
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        return DC.operatingPoint(network, solution);
    }
}
