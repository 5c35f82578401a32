package org.flexopf.dcopf;

import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.Unit;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.formulation.OpfFormulation;

/** A DC optimal power flow, whichever variables it is written in. All have the same optimum and the same prices. */
public sealed interface DcFormulation extends OpfFormulation permits ConfiguredDcOpf, SecuredDcOpf {

    /**
     * The angle of a reference beside the root of its island. Its dual is what one radian more of it saves or costs.
     */
    ConstraintFamily REFERENCE_ANGLE =
            new ConstraintFamily("reference-angle", "reference angle", Bus.KIND, Unit.RADIAN);

    /** How susceptances follow from the data. */
    SusceptanceConvention susceptance();

    /** How losses enter. */
    BranchLosses losses();

    /** The same with other losses. */
    DcFormulation withLosses(BranchLosses losses);

    @Override
    default boolean isRelaxation() {
        return false;
    }

    /** The limit on the active flow of a branch in either direction, MW; infinite for none. */
    double limit(Branch branch);

    /**
     * What one MW more of flow on each branch costs because of the limits on flows, by branch index, currency per MWh:
     * positive where flow in the direction of the branch is limited. Ratings, angle limits, angles of further
     * references, interfaces and security cuts add up.
     */
    default double[] flowPrices(OpfSolution solution) {
        return FlowPrices.of(solution, susceptance());
    }
}
