package org.flexopf.socp;

import java.util.Set;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;

/** The relaxation of {@link BranchFlowSocp}, found by name. */
public final class SocpType implements FormulationType {

    /** For the registry. */
    public SocpType() {}

    @Override
    public String name() {
        return "socp";
    }

    @Override
    public String description() {
        return "second-order cone relaxation of the branch flow, with losses and voltages";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.RELAXATION, Trait.BRANCH_FLOW, Trait.LOSSES);
    }

    @Override
    public BranchFlowSocp create(FormulationOptions options) {
        options.requireFor(this);
        return new BranchFlowSocp();
    }

    @Override
    public String toString() {
        return name();
    }
}
