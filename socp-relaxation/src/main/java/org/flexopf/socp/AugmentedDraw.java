package org.flexopf.socp;

import org.flexopf.model.LinearExpression;
import org.flexopf.network.Topology;
import org.flexopf.opf.formulation.BlockModel;

/**
 * What a bus draws from upstream in the two further load flows of {@link AugmentedSocp}: its own net withdrawal, its
 * shunts at the safe bound of the voltage, and what its downstream lines draw. At a root, the withdrawal leaves
 * generation out: the rest is what its generators must supply.
 *
 * @param pHat lower bound, active
 * @param qHat lower bound, reactive
 * @param pBar upper bound, active
 * @param qBar upper bound, reactive
 */
record AugmentedDraw(LinearExpression pHat, LinearExpression qHat, LinearExpression pBar, LinearExpression qBar) {

    static AugmentedDraw at(BlockModel model, int bus, AugmentedBounds bounds, AugmentedLine[] lines) {
        boolean root = lines[bus] == null;
        // Consumption less injection is the outflow of the plain load flow with its sign changed, and at a root
        // consumption alone is injection less outflow. Written so, the demand
        // stands in the balances only.
        LinearExpression pHat = (root ? model.balances().activeSupply(bus) : LinearExpression.zero())
                .minus(model.balances().activeOutflow(bus, bounds.v().of(bus)));
        LinearExpression qHat = (root ? model.balances().reactiveSupply(bus) : LinearExpression.zero())
                .minus(model.balances().reactiveOutflow(bus, bounds.v().of(bus)));
        LinearExpression pBar = LinearExpression.zero().plus(pHat);
        LinearExpression qBar = LinearExpression.zero().plus(qHat);

        // A conductance draws G v, least at the lower bound of v; a susceptance draws -B v, least at the upper one.
        LinearExpression low = LinearExpression.of(bounds.v().of(bus));
        LinearExpression high = LinearExpression.of(bounds.vBar().of(bus));
        double g = model.balances().conductance(bus);
        double s = model.balances().susceptance(bus);
        pHat.plus(g, g > 0.0 ? low : high);
        pBar.plus(g, g > 0.0 ? high : low);
        qHat.plus(-s, s > 0.0 ? high : low);
        qBar.plus(-s, s > 0.0 ? low : high);

        Topology topology = model.topology();
        for (int k = 0; k < topology.degree(bus); k++) {
            int b = topology.incident(bus, k);
            int other = topology.from(b) == bus ? topology.to(b) : topology.from(b);
            if (topology.parentBranch(other) == b) {
                AugmentedLine line = lines[other];
                pHat.plus(line.pHatUp());
                qHat.plus(line.qHatUp());
                pBar.plus(line.pBarUp());
                qBar.plus(line.qBarUp());
            }
        }
        return new AugmentedDraw(pHat, qHat, pBar, qBar);
    }
}
