package org.flexopf.opf;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Quantity;
import org.flexopf.model.Variable;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;

/** The cost of all generation, active and reactive, and of DC lines, in currency per hour. */
public record GenerationCost() implements Objective {

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public void addTo(PeriodModel model) {
        List<Generator> generators = model.network().generators();
        add(model, Quantity.GENERATOR_P, Quantity.GENERATOR_COST, g -> generators.get(g).cost());
        if (model.program().has(Quantity.GENERATOR_Q)) {
            add(model, Quantity.GENERATOR_Q, Quantity.GENERATOR_REACTIVE_COST, g -> generators.get(g).reactiveCost());
        }
        if (model.program().has(Quantity.HVDC_P)) {
            add(model, Quantity.HVDC_P, Quantity.HVDC_COST, d -> model.network().hvdcLines().get(d).cost());
        }
    }

    private static void add(PeriodModel model, Quantity power, Quantity epigraph, IntFunction<CostCurve> curves) {
        ProgramBuilder program = model.program();
        double base = model.perUnit().baseMva();
        Variables powers = program.existing(power);
        Variables costs = null;
        for (int k = 0; k < powers.size() && costs == null; k++) {
            if (powers.has(k) && curves.apply(k) instanceof CostCurve.PiecewiseLinear) {
                costs = program.variables(epigraph, i -> powers.has(i) && curves.apply(i) instanceof CostCurve.PiecewiseLinear);
            }
        }
        for (int k = 0; k < powers.size(); k++) {
            if (!powers.has(k)) {
                continue;
            }
            Variable p = powers.of(k);
            CostCurve curve = curves.apply(k);
            if (curve instanceof CostCurve.Linear linear) {
                program.cost(linear.slope() * base, p);
                program.cost(linear.constant());
            } else if (curve instanceof CostCurve.Quadratic quadratic) {
                program.squareCost(quadratic.quadratic() * base * base, p);
                program.cost(quadratic.linear() * base, p);
                program.cost(quadratic.constant());
            } else if (curve instanceof CostCurve.PiecewiseLinear pieces) {
                // The cost lies above every prolonged piece; being minimised, it lies on the highest of them.
                Variable cost = costs.of(k);
                program.cost(1.0, cost);
                if (program.hasStart()) {
                    program.start(cost, pieces.at(base * program.startOf(p)));
                }
                for (int piece = 0; piece < pieces.pieces(); piece++) {
                    program.atLeast(null, k, LinearExpression.of(cost).minus(pieces.slope(piece) * base, p), pieces.intercept(piece));
                }
            }
        }
    }
}
