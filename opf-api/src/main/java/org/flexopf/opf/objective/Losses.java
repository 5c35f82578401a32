package org.flexopf.opf.objective;

import java.util.List;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Unit;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.state.OperatingPoint;

/**
 * Active losses of all branches and DC lines, MW: what flows into them at both ends. In a branch-flow model that is the
 * sum of {@code r l}, and of {@code lossConstant + lossFactor P} over DC lines.
 *
 * <p>It is written in the flows and not as generation less demand, so that its prices are d losses / d demand: the
 * marginal losses themselves.
 */
public record Losses() implements Objective {

    @Override
    public String name() {
        return "losses";
    }

    @Override
    public Unit unit() {
        return Unit.MW;
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        List<Branch> branches = model.network().branches();
        requireEndFlows(model);
        boolean resistive = false;
        boolean lossy = false;
        for (int b = 0; b < branches.size(); b++) {
            if (model.topology().isActive(b)) {
                LinearExpression losses = model.endFlows(b).losses();
                model.program().cost(model.perUnit().pricePerUnit(weight), losses);
                resistive |= branches.get(b).r() != 0.0;
                lossy |= !losses.isZero();
            }
        }
        if (resistive && !lossy) {
            throw notExpressible(model, "it has no losses");
        }
        if (model.program().has(OpfVariables.HVDC_P)) {
            addHvdcLines(model, weight);
        }
    }

    private static void addHvdcLines(BlockModel model, double weight) {
        Variables powers = model.program().existing(OpfVariables.HVDC_P);
        for (int d = 0; d < powers.size(); d++) {
            if (powers.has(d)) {
                HvdcLine line = model.network().hvdcLines().get(d);
                if (line.lossFactor() != 0.0) {
                    model.program().cost(model.perUnit().pricePerUnit(weight * line.lossFactor()), powers.of(d));
                }
                model.program().cost(weight * line.lossConstant());
            }
        }
    }

    @Override
    public double at(Network network, OperatingPoint point) {
        return point.activeLosses();
    }
}
