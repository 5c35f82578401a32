package org.flexopf.dcopf;

import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;

/**
 * How the active losses {@code r P^2} (in per unit, at 1 p.u. voltage) of the branches enter a DC optimal power flow.
 * Half of the loss of a branch is drawn at each of its ends.
 */
public sealed interface BranchLosses {

    /** No losses. */
    static BranchLosses none() {
        return new None();
    }

    /**
     * {@code loss >= r P^2} as a cone. Where power is dear, it holds with equality; a branch of negative resistance has
     * no loss here.
     */
    static BranchLosses quadratic() {
        return new Quadratic();
    }

    /**
     * Losses linearised at flows (MW per branch index): {@code loss = r (2 P_0 P - P_0^2)}, the marginal loss factors
     * around a base point.
     */
    static BranchLosses linearisedAt(double[] flows) {
        return new Linearised(flows);
    }

    /**
     * Straight lines below the parabola: {@code loss >= r (2 P_k P - P_k^2)} for base flows (MW, per cut and branch
     * index) added so far. Where power is dear, the loss lies on the highest of them; a branch of negative resistance
     * has no loss here.
     */
    static BranchLosses tangents(double[][] flows) {
        return new Tangents(flows);
    }

    /**
     * Adds the variables and rows for the loss of every branch; the flows exist already. The expression of each
     * branch's loss in p.u., or {@code null} for none.
     */
    LinearExpression[] addTo(ProgramBuilder program, Network network, LinearExpression[] flows);

    /** No losses. */
    record None() implements BranchLosses {
        @Override
        public LinearExpression[] addTo(ProgramBuilder program, Network network, LinearExpression[] flows) {
            return new LinearExpression[flows.length];
        }
    }

    /** Losses as cones. */
    record Quadratic() implements BranchLosses {
        @Override
        public LinearExpression[] addTo(ProgramBuilder program, Network network, LinearExpression[] flows) {
            return epigraphs(
                    program,
                    network,
                    flows,
                    (branch, r, loss, flow) -> program.rotatedCone(
                            OpfConstraints.LOSS_BOUND, branch, LinearExpression.of(1.0 / r), loss, flow));
        }
    }

    /**
     * Losses linearised at a base point.
     *
     * @param flows base flow per branch index, MW
     */
    record Linearised(double[] flows) implements BranchLosses {

        /** The array is copied. */
        public Linearised {
            flows = flows.clone();
        }

        /** Base flow per branch index, MW; a copy. */
        @Override
        public double[] flows() {
            return flows.clone();
        }

        /** Base flow of a branch index, MW. */
        public double flow(int branch) {
            return flows[branch];
        }

        @Override
        public LinearExpression[] addTo(ProgramBuilder program, Network network, LinearExpression[] variables) {
            LinearExpression[] losses = new LinearExpression[variables.length];
            for (int b = 0; b < losses.length; b++) {
                if (variables[b] != null) {
                    losses[b] = loss(network, b, variables[b]);
                }
            }
            return losses;
        }

        /** The loss of a branch index with a flow, p.u. */
        LinearExpression loss(Network network, int branch, LinearExpression flow) {
            return tangent(network, branch, flows[branch], flow);
        }

        @Override
        public String toString() {
            return "losses linearised at the flows of " + flows.length + " branches";
        }
    }

    /**
     * Losses above tangents of the parabola.
     *
     * @param flows base flows per cut and branch index, MW
     */
    record Tangents(double[][] flows) implements BranchLosses {

        /** The arrays are copied. */
        public Tangents {
            flows = flows.clone();
            for (int cut = 0; cut < flows.length; cut++) {
                flows[cut] = flows[cut].clone();
            }
        }

        /** Base flows per cut and branch index, MW; a copy. */
        @Override
        public double[][] flows() {
            double[][] copy = flows.clone();
            for (int cut = 0; cut < copy.length; cut++) {
                copy[cut] = copy[cut].clone();
            }
            return copy;
        }

        @Override
        public LinearExpression[] addTo(ProgramBuilder program, Network network, LinearExpression[] variables) {
            return epigraphs(program, network, variables, (branch, r, loss, flow) -> {
                program.piece(OpfConstraints.LOSS_BOUND, branch, loss, 0.0);
                for (double[] base : flows) {
                    if (base[branch] != 0.0) {
                        program.piece(
                                OpfConstraints.LOSS_BOUND,
                                branch,
                                LinearExpression.zero().plus(loss).minus(tangent(network, branch, base[branch], flow)),
                                0.0);
                    }
                }
            });
        }

        @Override
        public String toString() {
            return "losses above " + flows.length + " tangents per branch";
        }
    }

    /** {@code r (2 P_0 P - P_0^2)} in p.u. */
    private static LinearExpression tangent(Network network, int branch, double baseMw, LinearExpression flow) {
        double r = network.branches().get(branch).r();
        double base = network.perUnit().power(baseMw);
        return LinearExpression.of(-r * base * base).plus(2.0 * r * base, flow);
    }

    private static LinearExpression[] epigraphs(
            ProgramBuilder program, Network network, LinearExpression[] flows, Epigraph rows) {
        Variables losses = program.variables(
                OpfVariables.LOSS,
                b -> flows[b] != null && network.branches().get(b).r() > 0.0);
        LinearExpression[] expressions = new LinearExpression[flows.length];
        for (int b = 0; b < flows.length; b++) {
            if (losses.has(b)) {
                Branch branch = network.branches().get(b);
                expressions[b] = LinearExpression.of(losses.of(b));
                rows.add(b, branch.r(), expressions[b], flows[b]);
            }
        }
        return expressions;
    }

    /** The rows that keep a loss above the parabola. */
    @FunctionalInterface
    interface Epigraph {
        /** Adds them for a branch index of a resistance. */
        void add(int branch, double resistance, LinearExpression loss, LinearExpression flow);
    }
}
