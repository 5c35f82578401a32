package org.flexopf.opf.device;

import java.util.function.IntFunction;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.CostCurve;
import org.flexopf.network.PerUnit;

/** Cost curves of powers as terms of a program's objective. */
public final class CostTerms {

    private final ProgramBuilder program;
    private final PerUnit perUnit;
    private final double weight;

    /**
     * Terms of a program.
     *
     * @param weight what one unit of currency per hour counts
     */
    public CostTerms(ProgramBuilder program, PerUnit perUnit, double weight) {
        this.program = program;
        this.perUnit = perUnit;
        this.weight = weight;
    }

    /**
     * Adds the costs of a family of powers.
     *
     * @param powers the powers, p.u.
     * @param epigraph the family of the variables that piecewise linear costs need, currency per hour
     * @param curves the curve of each element
     */
    public void add(Variables powers, VariableFamily epigraph, IntFunction<CostCurve> curves) {
        Variables epigraphs = null;
        for (int k = 0; k < powers.size() && epigraphs == null; k++) {
            if (powers.has(k) && curves.apply(k) instanceof CostCurve.PiecewiseLinear) {
                epigraphs = program.variables(
                        epigraph, i -> powers.has(i) && curves.apply(i) instanceof CostCurve.PiecewiseLinear);
            }
        }
        for (int k = 0; k < powers.size(); k++) {
            if (powers.has(k)) {
                CostCurve curve = curves.apply(k);
                if (curve instanceof CostCurve.PiecewiseLinear pieces) {
                    add(powers.of(k), pieces, epigraphs.of(k));
                } else {
                    add(powers.of(k), curve);
                }
            }
        }
    }

    /** Adds the cost of one power (p.u.). */
    public void add(Variable power, CostCurve curve) {
        double base = perUnit.physicalPower(1.0);
        if (curve instanceof CostCurve.Linear linear) {
            program.cost(weight * linear.slope() * base, power);
            program.constantCost(weight * linear.constant(), power);
        } else if (curve instanceof CostCurve.Quadratic quadratic) {
            program.squareCost(weight * quadratic.quadratic() * base * base, power);
            program.cost(weight * quadratic.linear() * base, power);
            program.constantCost(weight * quadratic.constant(), power);
        } else if (curve instanceof CostCurve.PiecewiseLinear pieces) {
            add(power, pieces, program.variable());
        }
    }

    /** The cost lies above every prolonged piece; being minimised, it lies on the highest of them. */
    private void add(Variable power, CostCurve.PiecewiseLinear pieces, Variable cost) {
        double base = perUnit.physicalPower(1.0);
        program.cost(weight, cost);
        if (program.hasStart()) {
            program.start(cost, pieces.at(base * program.startOf(power)));
        }
        for (int piece = 0; piece < pieces.pieces(); piece++) {
            program.atLeast(
                    null,
                    0,
                    LinearExpression.of(cost).minus(pieces.slope(piece) * base, power),
                    pieces.intercept(piece));
        }
    }

    @Override
    public String toString() {
        return "costs of weight " + weight;
    }
}
