package org.flexopf.dcopf;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;

/**
 * What the forms of the DC optimal power flow have in common.
 *
 * @param susceptance how susceptances follow from the data
 * @param losses how losses enter
 * @param interfaces limits on sums of flows
 * @param powerFactor the share of a rating that active power may take up
 */
record DcSettings(
        SusceptanceConvention susceptance, BranchLosses losses, List<FlowInterface> interfaces, double powerFactor) {

    static final DcSettings DEFAULT =
            new DcSettings(SusceptanceConvention.RECIPROCAL_X, BranchLosses.none(), List.of(), 1.0);

    DcSettings {
        Objects.requireNonNull(susceptance, "susceptance");
        Objects.requireNonNull(losses, "losses");
        interfaces = List.copyOf(interfaces);
        if (!(powerFactor > 0.0 && powerFactor <= 1.0)) {
            throw new IllegalArgumentException("the power factor must be above 0 and at most 1, got " + powerFactor);
        }
    }

    DcSettings with(SusceptanceConvention convention) {
        return new DcSettings(convention, losses, interfaces, powerFactor);
    }

    DcSettings with(BranchLosses newLosses) {
        return new DcSettings(susceptance, newLosses, interfaces, powerFactor);
    }

    DcSettings with(List<FlowInterface> newInterfaces) {
        return new DcSettings(susceptance, losses, newInterfaces, powerFactor);
    }

    DcSettings with(double newPowerFactor) {
        return new DcSettings(susceptance, losses, interfaces, newPowerFactor);
    }

    /** Why a network has no DC model, in one sentence; empty if it has. */
    Optional<String> whyNot(Network network) {
        return network.branches().stream()
                .filter(network::isActive)
                .flatMap(branch -> susceptance.whyNot(branch).stream())
                .findFirst();
    }

    /** The limit on the active flow of a branch, MW; infinite for none. */
    double limit(Branch branch) {
        return powerFactor * Math.min(branch.rating(), branch.currentLimit());
    }
}
