package org.flexopf.examples.formulation;

import java.util.Set;
import org.flexopf.model.ModelSolution;
import org.flexopf.network.Network;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.socp.BranchFlowSocp;

/** A formulation of somebody else, registered among the resources of the tests: the relaxation by another name. */
public final class ToyType implements FormulationType {

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public String description() {
        return "a formulation of the tests";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.RELAXATION, Trait.BRANCH_FLOW, Trait.LOSSES);
    }

    @Override
    public OpfFormulation create(FormulationOptions options) {
        options.requireFor(this);
        return new Toy(new BranchFlowSocp());
    }

    private record Toy(OpfFormulation base) implements OpfFormulation {
        @Override
        public String name() {
            return "toy";
        }

        @Override
        public boolean isRelaxation() {
            return true;
        }

        @Override
        public void build(BlockModel model) {
            model.include(base);
        }

        @Override
        public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
            return base.operatingPoint(network, solution);
        }
    }
}
