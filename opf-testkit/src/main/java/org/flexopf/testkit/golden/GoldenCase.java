package org.flexopf.testkit.golden;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.network.Network;

/**
 * A golden network and what independent programs say of it.
 *
 * <p>Arrays have one number per element, in the order of the network's lists, elements out of service included: those
 * have 0. They belong to the caller, as each case is read anew. Units are MW, Mvar, MVA, p.u. of voltage magnitude,
 * degrees, currency per hour, and currency per MWh or Mvarh. A price is d cost / d demand: positive where more demand
 * costs more. A multiplier is what one unit more room saves: never negative.
 *
 * @param name its name, as in {@link GoldenCases#names}
 * @param about what it is there for, in a phrase
 * @param network the network
 * @param ac an optimum of the AC optimal power flow; empty where the network is infeasible
 * @param powerFlow the AC power flow of the schedule in the network
 * @param dc the DC optimal power flow, by each convention for susceptances
 * @param secured the DC optimal power flow that stays within its limits after any single outage, by convention and
 *     rating after the outage; none but for the cases with N-1
 * @param socp the branch-flow relaxation; empty where the network is infeasible
 * @param linDistFlow the branch-flow model without losses; empty where the network is meshed or infeasible
 * @param bestAcCost the cost of the best AC-feasible point that a search from random starts has found, currency per
 *     hour; for radial networks whose relaxation is not exact
 * @param priceParts what the nodal prices are made of; for radial networks whose relaxation is exact
 * @param vcg the payments by Vickrey, Clarke and Groves; for radial networks whose relaxation is exact
 */
public record GoldenCase(
        String name,
        String about,
        Network network,
        Optional<AcOptimum> ac,
        AcPowerFlow powerFlow,
        List<DcOptimum> dc,
        List<SecuredDcOptimum> secured,
        Optional<RelaxedOptimum> socp,
        Optional<BranchFlowOptimum> linDistFlow,
        OptionalDouble bestAcCost,
        Optional<PriceParts> priceParts,
        Optional<VcgPayments> vcg) {

    /** All parts are required. */
    public GoldenCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(ac, "ac");
        Objects.requireNonNull(powerFlow, "powerFlow");
        dc = List.copyOf(dc);
        secured = List.copyOf(secured);
        Objects.requireNonNull(socp, "socp");
        Objects.requireNonNull(linDistFlow, "linDistFlow");
        Objects.requireNonNull(bestAcCost, "bestAcCost");
        Objects.requireNonNull(priceParts, "priceParts");
        Objects.requireNonNull(vcg, "vcg");
    }

    /**
     * Whether no AC state meets all limits, which the relaxation, and LinDistFlow too, prove. The DC optimal power flow
     * and the power flow of the schedule have an answer nevertheless.
     */
    public boolean isInfeasible() {
        return ac.isEmpty();
    }

    /** Its name, as test reports show it. */
    @Override
    public String toString() {
        return name;
    }
}
