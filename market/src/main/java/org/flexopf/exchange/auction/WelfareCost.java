package org.flexopf.exchange.auction;

import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Costs less values: offers and energy at their prices in the network, less what the root's energy at the schedule
 * costs.
 *
 * @param scheduledEnergyCost e P_root0, currency per hour
 */
record WelfareCost(double scheduledEnergyCost) implements Objective {

    @Override
    public String name() {
        return "costs less values";
    }

    @Override
    public Unit unit() {
        return Unit.CURRENCY_PER_HOUR;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        Objective.cost().addTo(model, weight);
        model.program().cost(-weight * scheduledEnergyCost);
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        return Objective.cost().at(network, point) - scheduledEnergyCost;
    }
}
