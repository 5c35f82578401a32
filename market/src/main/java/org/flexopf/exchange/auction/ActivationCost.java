package org.flexopf.exchange.auction;

import java.util.List;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Bid;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.opf.device.BidType;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What activation costs in a period: offers and energy at their costs in the network, and
 *
 * <pre>
 *   r (up + down) + e (up - down) - e P_root0,    up - down = dev,   up, down &gt;= 0
 * </pre>
 *
 * <p>Energy of the root costs e in the network itself, so that e (P_root - P_root0 + dev) comes out. All bids of the
 * network are offers.
 *
 * @param period the place of the period, from 0
 * @param redispatch r, currency per MWh
 * @param energy e, currency per MWh
 * @param rootBeforeMw P_root0, MW
 */
record ActivationCost(int period, double redispatch, double energy, double rootBeforeMw) implements Objective {

    /** By how much all together inject more than scheduled, where they do: by the number 0; else by the number 1. */
    static final VariableFamily DEVIATION =
            new VariableFamily("auction-deviation", "deviation from the schedule", ElementKind.OWN, Unit.MW);

    /** {@code up - down - dev = 0}: its dual is what one MW more of deviation costs. */
    static final ConstraintFamily DEVIATION_SUM =
            new ConstraintFamily("auction-deviation-sum", "deviation from the schedule", ElementKind.OWN, Unit.MW);

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
        minusAccepted(model, sum);
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

    private void minusAccepted(BlockModel model, LinearExpression sum) {
        if (!model.program().has(BidType.RATIO)) {
            return;
        }
        Variables ratios = model.program().existing(BidType.RATIO);
        for (int k = 0; k < model.network().elements(Bid.KIND).size(); k++) {
            if (ratios.has(k)) {
                Bid bid = (Bid) model.network().elements(Bid.KIND).get(k);
                double quantity = ((Bid.Block) bid.offer()).quantity().get(period);
                sum.plus(-model.perUnit().power(quantity), ratios.of(k));
            }
        }
    }

    /** {@inheritDoc} What a state cuts and spills it does not say, so that a state without either is meant. */
    @Override
    public double at(Network network, OperatingPoint point) {
        double deviation = network.elements(Bid.KIND).isEmpty()
                ? 0.0
                : point.devices(Bid.KIND).stream().mapToDouble(DevicePower::p).sum();
        return Objective.cost().at(network, point)
                + redispatch * Math.abs(deviation)
                + energy * (deviation - rootBeforeMw);
    }
}
