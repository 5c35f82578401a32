package org.flexopf.opf.objective;

import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/** The objective that is zero everywhere: any point that meets all limits is as good as any other. */
public record Feasibility() implements Objective {

    @Override
    public String name() {
        return "feasibility";
    }

    @Override
    public Unit unit() {
        return Unit.ONE;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        // Zero adds nothing.
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        return 0.0;
    }
}
