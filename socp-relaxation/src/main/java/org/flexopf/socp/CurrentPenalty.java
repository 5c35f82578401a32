package org.flexopf.socp;

import java.util.List;
import org.flexopf.model.Unit;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.state.OperatingPoint;

/**
 * An objective with a further price on squared currents, which makes phantom losses dear: the price is paid for every
 * MVA that a squared current stands for in its series impedance, {@code |z| l}, real or phantom. Large enough, it makes
 * the cones tight; the smaller it is, the less it distorts the dispatch.
 *
 * @param objective what is minimised besides
 * @param price currency per MVAh
 */
record CurrentPenalty(Objective objective, double price) implements Objective {

    @Override
    public String name() {
        return objective.name();
    }

    @Override
    public Unit unit() {
        return objective.unit();
    }

    @Override
    public void addTo(BlockModel model, double weight) {
        objective.addTo(model, weight);
        List<Branch> branches = model.network().branches();
        Variables l = model.program().existing(OpfVariables.SQUARED_CURRENT);
        for (int b = 0; b < branches.size(); b++) {
            if (l.has(b)) {
                double z = Math.hypot(branches.get(b).r(), branches.get(b).x());
                model.program().cost(weight * price * model.perUnit().physicalPower(z), l.of(b));
            }
        }
    }

    /** {@inheritDoc} The price is left out: it is a means to a point, and points are compared by what is minimised. */
    @Override
    public double at(Network network, OperatingPoint point) {
        return objective.at(network, point);
    }
}
