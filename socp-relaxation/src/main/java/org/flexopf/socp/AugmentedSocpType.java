package org.flexopf.socp;

import java.util.Set;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;

/** The tightened relaxation of {@link AugmentedSocp}, found by name. */
public final class AugmentedSocpType implements FormulationType {

    /** For the registry. */
    public AugmentedSocpType() {}

    @Override
    public String name() {
        return "socp-augmented";
    }

    @Override
    public String description() {
        return "branch-flow relaxation with limits so tight that a solution is AC-feasible";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.BRANCH_FLOW, Trait.TIGHTENED_LIMITS, Trait.RADIAL_ONLY, Trait.LOSSES);
    }

    @Override
    public AugmentedSocp create(FormulationOptions options) {
        options.requireFor(this);
        return new AugmentedSocp();
    }

    @Override
    public String toString() {
        return name();
    }
}
