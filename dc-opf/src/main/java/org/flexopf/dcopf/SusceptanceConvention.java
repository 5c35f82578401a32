package org.flexopf.dcopf;

import java.util.Arrays;
import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.opf.registry.FormulationOption;

/**
 * How the susceptance b of the flow law {@code P = b (theta_i - theta_j - shift)} follows from the data of a branch.
 * The choice changes flows, costs and prices, so it is never made silently.
 */
public enum SusceptanceConvention {

    /** {@code b = 1/(x tau)} with the phase shift: the convention of MATPOWER, and the default. */
    RECIPROCAL_X("reciprocal-x") {
        @Override
        public double reactance(Branch branch) {
            return branch.x() * branch.ratio();
        }

        @Override
        public boolean hasShifts() {
            return true;
        }

        @Override
        public double shift(Branch branch) {
            return Math.toRadians(branch.shift());
        }
    },

    /**
     * {@code b = x/(r^2 + x^2)} without tap and shift: the convention behind the DC column of the pglib-opf baseline.
     */
    SERIES_ADMITTANCE("series-admittance") {
        @Override
        public double reactance(Branch branch) {
            return (branch.r() * branch.r() + branch.x() * branch.x()) / branch.x();
        }

        @Override
        public boolean hasShifts() {
            return false;
        }

        @Override
        public double shift(Branch branch) {
            return 0.0;
        }
    };

    /** The choice among them as an option of a formulation that is found by name. */
    public static final FormulationOption OPTION = new FormulationOption(
            "susceptance",
            "How susceptances follow from the data of a branch.",
            Arrays.stream(values()).map(SusceptanceConvention::label).toList());

    private final String label;

    SusceptanceConvention(String label) {
        this.label = label;
    }

    /** 1/b, p.u.: the angle in radians per p.u. of flow. Infinite or zero where {@link #whyNot} objects. */
    public abstract double reactance(Branch branch);

    /** Whether phase shifts count. */
    public abstract boolean hasShifts();

    /** The phase shift that counts, in radians. */
    public abstract double shift(Branch branch);

    /** Why a branch cannot be modelled this way, in one sentence; empty if it can. */
    public Optional<String> whyNot(Branch branch) {
        return branch.x() != 0.0
                ? Optional.empty()
                : Optional.of(branch.label() + " has no reactance, so its flow does not follow from angles (" + label
                        + "); give it a small reactance, or merge its ends");
    }

    /** How options and reports call it: {@code reciprocal-x} or {@code series-admittance}. */
    public String label() {
        return label;
    }

    /** The convention of a label. @throws IllegalArgumentException if there is none; the message lists them */
    public static SusceptanceConvention of(String label) {
        for (SusceptanceConvention convention : values()) {
            if (convention.label.equals(label)) {
                return convention;
            }
        }
        throw new IllegalArgumentException(
                "no susceptance convention '" + label + "'; there are reciprocal-x and series-admittance");
    }
}
