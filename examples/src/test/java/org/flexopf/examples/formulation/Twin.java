package org.flexopf.examples.formulation;

import java.util.Set;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;
import org.flexopf.socp.BranchFlowSocp;

/** A formulation with the name of another one. */
public final class Twin implements FormulationType {

    @Override
    public String name() {
        return "socp";
    }

    @Override
    public String description() {
        return "a second socp";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of();
    }

    @Override
    public OpfFormulation create(FormulationOptions options) {
        return new BranchFlowSocp();
    }
}
