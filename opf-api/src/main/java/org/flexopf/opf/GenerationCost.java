package org.flexopf.opf;

import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Quantity;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.PerUnit;

/** The cost of all generation, active and reactive, in currency per hour. */
public record GenerationCost() implements Objective {

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public void addTo(PeriodModel model) {
        add(model, Quantity.GENERATOR_P, Quantity.GENERATOR_COST, false);
        if (model.program().has(Quantity.GENERATOR_Q)) {
            add(model, Quantity.GENERATOR_Q, Quantity.GENERATOR_REACTIVE_COST, true);
        }
    }

    private static void add(PeriodModel model, Quantity power, Quantity epigraph, boolean reactive) {
        List<Generator> generators = model.network().generators();
        ProgramBuilder program = model.program();
        PerUnit perUnit = model.network().perUnit();
        double base = perUnit.baseMva();
        Variables powers = program.existing(power);
        boolean piecewise = false;
        for (int g = 0; g < generators.size(); g++) {
            piecewise |= powers.has(g) && curve(generators.get(g), reactive) instanceof CostCurve.PiecewiseLinear;
        }
        Variables costs = piecewise
                ? program.variables(epigraph, g -> powers.has(g) && curve(generators.get(g), reactive) instanceof CostCurve.PiecewiseLinear)
                : null;
        for (int g = 0; g < generators.size(); g++) {
            if (!powers.has(g)) {
                continue;
            }
            Variable p = powers.of(g);
            CostCurve curve = curve(generators.get(g), reactive);
            if (curve instanceof CostCurve.Linear linear) {
                program.cost(linear.slope() * base, p);
                program.cost(linear.constant());
            } else if (curve instanceof CostCurve.Quadratic quadratic) {
                program.squareCost(quadratic.quadratic() * base * base, p);
                program.cost(quadratic.linear() * base, p);
                program.cost(quadratic.constant());
            } else if (curve instanceof CostCurve.PiecewiseLinear pieces) {
                // The cost lies above every prolonged piece; being minimised, it lies on the highest of them.
                Variable cost = costs.of(g);
                program.cost(1.0, cost);
                if (program.hasStart()) {
                    program.start(cost, pieces.at(base * program.startOf(p)));
                }
                for (int k = 0; k < pieces.pieces(); k++) {
                    program.atLeast(null, g, LinearExpression.of(cost).minus(pieces.slope(k) * base, p), pieces.intercept(k));
                }
            }
        }
    }

    private static CostCurve curve(Generator generator, boolean reactive) {
        return reactive ? generator.reactiveCost() : generator.cost();
    }
}
