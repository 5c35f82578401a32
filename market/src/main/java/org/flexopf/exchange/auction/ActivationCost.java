package org.flexopf.exchange.auction;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What activation costs: offers and energy at their costs in the network, and
 *
 * <pre>
 *   r (up + down) + e (up - down) - e P_root0,    up - down = dev,   up, down &gt;= 0
 * </pre>
 *
 * <p>Energy of the root costs e in the network itself, so that e (P_root - P_root0 + dev) comes out.
 *
 * @param generators the generators (by index) that stand for offers of active power
 * @param redispatch r, currency per MWh
 * @param energy e, currency per MWh
 * @param rootBeforeMw P_root0, MW
 */
record ActivationCost(List<Integer> generators, double redispatch, double energy, double rootBeforeMw)
        implements Objective {

    /** By how much all together inject more than scheduled, where they do: by the number 0; else by the number 1. */
    static final VariableFamily DEVIATION =
            new VariableFamily("auction-deviation", "deviation from the schedule", ElementKind.OWN, Unit.MW);

    /** {@code up - down - dev = 0}: its dual is what one MW more of deviation costs. */
    static final ConstraintFamily DEVIATION_SUM =
            new ConstraintFamily("auction-deviation-sum", "deviation from the schedule", ElementKind.OWN, Unit.MW);

    ActivationCost {
        generators = List.copyOf(generators);
    }

    @Override
    public String name() {
        return "activation cost";
    }

    @Override
    public Unit unit() {
        return Unit.CURRENCY_PER_HOUR;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        Objective.cost().addTo(model, weight);
        Variables deviation = model.program().variables(DEVIATION, 2);
        Variable more = deviation.of(0);
        Variable less = deviation.of(1);
        model.program().atLeast(null, 0, LinearExpression.of(more), 0.0);
        model.program().atLeast(null, 1, LinearExpression.of(less), 0.0);
        LinearExpression sum = LinearExpression.of(more).minus(less);
        Variables powers = model.program().existing(OpfVariables.GENERATOR_P);
        for (int generator : generators) {
            if (powers.has(generator)) {
                sum.minus(powers.of(generator));
            }
        }
        List<Load> loads = model.network().loads();
        for (int d = 0; d < loads.size(); d++) {
            // What is cut of a demand adds to the injection; what is spilt of a generation, a demand below zero, does
            // not.
            sum.plus(-Math.signum(loads.get(d).p()), model.slack(SoftLimit.DEMAND, d));
        }
        model.program().equal(DEVIATION_SUM, 0, sum, 0.0);
        model.nameElements(DEVIATION_SUM, number -> "all offers");
        double base = model.perUnit().physicalPower(1.0);
        model.program().cost(weight * (redispatch + energy) * base, more);
        model.program().cost(weight * (redispatch - energy) * base, less);
        model.program().cost(-weight * energy * rootBeforeMw);
    }

    /** {@inheritDoc} What a state cuts and spills it does not say, so that a state without either is meant. */
    @Override
    public double at(Network network, OperatingPoint point) {
        double deviation = generators.stream().mapToDouble(point::pg).sum();
        return Objective.cost().at(network, point)
                + redispatch * Math.abs(deviation)
                + energy * (deviation - rootBeforeMw);
    }
}
