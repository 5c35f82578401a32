package org.flexopf.opf.branchflow;

import org.flexopf.model.LinearExpression;

/**
 * The power that flows into a branch at both of its ends, p.u., in the variables of a formulation. Each expression is
 * the caller's own to build on.
 */
public interface EndFlows {

    /** Active power into the branch at its from end. */
    LinearExpression pFrom();

    /** Reactive power into the branch at its from end; zero in a model without reactive power. */
    LinearExpression qFrom();

    /** Active power into the branch at its to end. */
    LinearExpression pTo();

    /** Reactive power into the branch at its to end; zero in a model without reactive power. */
    LinearExpression qTo();

    /**
     * Active losses: what flows in at both ends together. No terms are left in it where the formulation has no losses.
     */
    default LinearExpression losses() {
        return pFrom().plus(pTo()).simplified();
    }

    /**
     * The flows of a branch in a model without reactive power: half of its loss is drawn at each end.
     *
     * @param flow active power from the from end to the to end, p.u.
     * @param loss active loss, p.u.
     */
    static EndFlows active(LinearExpression flow, LinearExpression loss) {
        return new EndFlows() {
            @Override
            public LinearExpression pFrom() {
                return LinearExpression.zero().plus(flow).plus(0.5, loss);
            }

            @Override
            public LinearExpression qFrom() {
                return LinearExpression.zero();
            }

            @Override
            public LinearExpression pTo() {
                return LinearExpression.zero().minus(flow).plus(0.5, loss);
            }

            @Override
            public LinearExpression qTo() {
                return LinearExpression.zero();
            }
        };
    }
}
