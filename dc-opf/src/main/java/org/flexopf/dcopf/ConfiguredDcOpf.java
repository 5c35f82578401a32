package org.flexopf.dcopf;

import org.flexopf.network.Branch;

/**
 * A DC optimal power flow with the settings that all its forms have.
 *
 * @param <F> the form itself
 */
abstract sealed class ConfiguredDcOpf<F extends ConfiguredDcOpf<F>> implements DcFormulation permits DcOpf, PtdfDcOpf {

    final DcSettings settings;

    ConfiguredDcOpf(DcSettings settings) {
        this.settings = settings;
    }

    /** The same with other settings. */
    abstract F with(DcSettings newSettings);

    /** The same with another susceptance convention. */
    public F withSusceptance(SusceptanceConvention convention) {
        return with(settings.with(convention));
    }

    @Override
    public F withLosses(BranchLosses losses) {
        return with(settings.with(losses));
    }

    /**
     * The same with ratings derated by a power factor, which leaves room for reactive power that the model does not
     * know; 0.98 is customary. Default 1.
     *
     * @throws IllegalArgumentException if it is not above 0 and at most 1
     */
    public F withPowerFactor(double powerFactor) {
        return with(settings.with(powerFactor));
    }

    /** The same with phase shifters held at their present settings, which are free within their ranges otherwise. */
    public F withShiftsHeld() {
        return with(settings.withShiftsHeld());
    }

    @Override
    public SusceptanceConvention susceptance() {
        return settings.susceptance();
    }

    @Override
    public BranchLosses losses() {
        return settings.losses();
    }

    @Override
    public double limit(Branch branch) {
        return settings.limit(branch);
    }
}
