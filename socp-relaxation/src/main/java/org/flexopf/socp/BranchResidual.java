package org.flexopf.socp;

import org.flexopf.network.Branch;

/**
 * How far the current cone of a branch is from being tight.
 *
 * @param branch the branch
 * @param absolute {@code rho = l w' - (P^2 + Q^2)}, p.u. squared; not negative up to the solver's tolerance
 * @param relative {@code rho / (l w')}; may be 1 on an unloaded branch of an exact solution, so it decides nothing
 * @param phantomLossMw active power that the relaxation loses and no line would: {@code r (l - (P^2 + Q^2) / w')}, MW
 * @param phantomLossMvar the same for reactive power, with x, Mvar
 */
public record BranchResidual(
        Branch branch, double absolute, double relative, double phantomLossMw, double phantomLossMvar) {

    /** The phantom loss of both kinds, MVA. */
    double phantomLoss() {
        return Math.abs(phantomLossMw) + Math.abs(phantomLossMvar);
    }
}
