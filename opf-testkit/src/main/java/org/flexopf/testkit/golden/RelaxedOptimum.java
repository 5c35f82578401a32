package org.flexopf.testkit.golden;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The optimum of the branch-flow relaxation (SOCP) and what it is worth. On meshed networks it has the rows that tie
 * the voltage products of a branch to its angle limits and to parallel branches as well.
 *
 * @param optimum the optimum
 * @param exact whether it is an optimum of the AC optimal power flow: the same cost, no phantom loss, and angles that
 *     add up round the cycles
 * @param lossMw active losses of all branches, phantom losses included, MW
 * @param phantomLossMw active power that the relaxation loses and no branch would, MW
 * @param phantomLossMvar reactive power that the relaxation loses and no branch would, Mvar
 * @param phantomLossByBranch the active phantom losses by number of the branch, MW; empty where there are none
 * @param largestCycleMissDegrees by how much the angles miss a whole turn round a cycle, where it is most, degrees; for
 *     meshed networks
 */
public record RelaxedOptimum(
        BranchFlowOptimum optimum,
        boolean exact,
        double lossMw,
        double phantomLossMw,
        double phantomLossMvar,
        Map<Integer, Double> phantomLossByBranch,
        OptionalDouble largestCycleMissDegrees) {

    /** The map is copied, and sorted. */
    public RelaxedOptimum {
        phantomLossByBranch = Collections.unmodifiableMap(new TreeMap<>(phantomLossByBranch));
    }
}
