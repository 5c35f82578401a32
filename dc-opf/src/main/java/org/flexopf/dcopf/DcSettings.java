package org.flexopf.dcopf;

import java.util.Objects;
import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.control.ShiftVariables;
import org.flexopf.opf.formulation.BlockModel;

/**
 * What the forms of the DC optimal power flow have in common.
 *
 * @param susceptance how susceptances follow from the data
 * @param losses how losses enter
 * @param powerFactor the share of a rating that active power may take up
 * @param holdsShifts whether phase shifters stay at their present settings
 */
record DcSettings(SusceptanceConvention susceptance, BranchLosses losses, double powerFactor, boolean holdsShifts) {

    static final DcSettings DEFAULT =
            new DcSettings(SusceptanceConvention.RECIPROCAL_X, BranchLosses.none(), 1.0, false);

    DcSettings {
        Objects.requireNonNull(susceptance, "susceptance");
        Objects.requireNonNull(losses, "losses");
        if (!(powerFactor > 0.0 && powerFactor <= 1.0)) {
            throw new IllegalArgumentException("the power factor must be above 0 and at most 1, got " + powerFactor);
        }
    }

    DcSettings with(SusceptanceConvention convention) {
        return new DcSettings(convention, losses, powerFactor, holdsShifts);
    }

    DcSettings with(BranchLosses newLosses) {
        return new DcSettings(susceptance, newLosses, powerFactor, holdsShifts);
    }

    DcSettings with(double newPowerFactor) {
        return new DcSettings(susceptance, losses, newPowerFactor, holdsShifts);
    }

    DcSettings withShiftsHeld() {
        return new DcSettings(susceptance, losses, powerFactor, true);
    }

    /** The shifts of phase shifters: free where they count and are not held. */
    ShiftVariables shifts(BlockModel model) {
        return holdsShifts || !susceptance.hasShifts() ? ShiftVariables.held(model.network()) : model.relaxShifts();
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
