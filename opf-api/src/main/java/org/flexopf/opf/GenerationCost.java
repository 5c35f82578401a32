package org.flexopf.opf;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;

/** The cost of all generation, active and reactive, and of DC lines, in currency per hour. */
public record GenerationCost() implements Objective {

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public void addTo(PeriodModel model, double weight) {
        List<Generator> generators = model.network().generators();
        add(
                model,
                weight,
                OpfVariables.GENERATOR_P,
                OpfVariables.GENERATOR_COST,
                g -> generators.get(g).cost());
        if (model.program().has(OpfVariables.GENERATOR_Q)) {
            add(
                    model,
                    weight,
                    OpfVariables.GENERATOR_Q,
                    OpfVariables.GENERATOR_REACTIVE_COST,
                    g -> generators.get(g).reactiveCost());
        }
        if (model.program().has(OpfVariables.HVDC_P)) {
            add(
                    model,
                    weight,
                    OpfVariables.HVDC_P,
                    OpfVariables.HVDC_COST,
                    d -> model.network().hvdcLines().get(d).cost());
        }
    }

    private static void add(
            PeriodModel model,
            double weight,
            VariableFamily power,
            VariableFamily epigraph,
            IntFunction<CostCurve> curves) {
        ProgramBuilder program = model.program();
        double base = model.perUnit().baseMva();
        Variables powers = program.existing(power);
        Variables costs = null;
        for (int k = 0; k < powers.size() && costs == null; k++) {
            if (powers.has(k) && curves.apply(k) instanceof CostCurve.PiecewiseLinear) {
                costs = program.variables(
                        epigraph, i -> powers.has(i) && curves.apply(i) instanceof CostCurve.PiecewiseLinear);
            }
        }
        for (int k = 0; k < powers.size(); k++) {
            if (!powers.has(k)) {
                continue;
            }
            CostCurve curve = curves.apply(k);
            Variables epigraphs = costs;
            int element = k;
            addCurve(program, weight, base, powers.of(k), curve, () -> epigraphs.of(element));
        }
    }

    /**
     * Adds the cost of a power to the objective of a program.
     *
     * @param weight what one currency unit per hour counts
     * @param base MW of 1 p.u.
     * @param p the power, p.u.
     * @param curve what it costs
     * @param epigraph makes the variable that is to be the cost, currency per hour; asked for piecewise linear curves
     *     only
     */
    public static void addCurve(
            ProgramBuilder program,
            double weight,
            double base,
            Variable p,
            CostCurve curve,
            Supplier<Variable> epigraph) {
        if (curve instanceof CostCurve.Linear linear) {
            program.cost(weight * linear.slope() * base, p);
            program.cost(weight * linear.constant());
        } else if (curve instanceof CostCurve.Quadratic quadratic) {
            program.squareCost(weight * quadratic.quadratic() * base * base, p);
            program.cost(weight * quadratic.linear() * base, p);
            program.cost(weight * quadratic.constant());
        } else if (curve instanceof CostCurve.PiecewiseLinear pieces) {
            // The cost lies above every prolonged piece; being minimised, it lies on the highest of them.
            Variable cost = epigraph.get();
            program.cost(weight, cost);
            if (program.hasStart()) {
                program.start(cost, pieces.at(base * program.startOf(p)));
            }
            for (int piece = 0; piece < pieces.pieces(); piece++) {
                program.atLeast(
                        null,
                        0,
                        LinearExpression.of(cost).minus(pieces.slope(piece) * base, p),
                        pieces.intercept(piece));
            }
        }
    }

    /** {@inheritDoc} What a state costs is added up here and nowhere else. */
    @Override
    public double at(Network network, OperatingPoint point) {
        point.requireOf(network);
        double sum = 0.0;
        for (int g = 0; g < network.generators().size(); g++) {
            sum += point.generatorCost(network, g);
        }
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            sum += point.hvdcCost(network, d);
        }
        return sum;
    }
}
