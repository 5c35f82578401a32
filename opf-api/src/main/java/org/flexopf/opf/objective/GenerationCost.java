package org.flexopf.opf.objective;

import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/** The cost of all generation, active and reactive, of DC lines and of further devices, in currency per hour. */
public record GenerationCost() implements Objective {

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public Unit unit() {
        return Unit.CURRENCY_PER_HOUR;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        model.devices().forEach(device -> device.addCost(weight));
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
        return sum + point.furtherCost(network);
    }
}
