package org.flexopf.dcopf;

import java.util.List;
import java.util.Set;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOption;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;

/** The DC optimal power flow with shift factors, {@link PtdfDcOpf}, found by name. */
public final class PtdfDcType implements FormulationType {

    /** For the registry. */
    public PtdfDcType() {}

    @Override
    public String name() {
        return "dc-ptdf";
    }

    @Override
    public String description() {
        return "DC power flow in shift factors: the answer of dc by another way";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.LINEAR, Trait.ACTIVE_POWER_ONLY);
    }

    @Override
    public List<FormulationOption> options() {
        return List.of(SusceptanceConvention.OPTION);
    }

    @Override
    public PtdfDcOpf create(FormulationOptions options) {
        return new PtdfDcOpf()
                .withSusceptance(SusceptanceConvention.of(options.of(this, SusceptanceConvention.OPTION.name())));
    }

    /** Every watched branch is a dense row, so branches are watched only once they are overloaded. */
    @Override
    public OpfResult solve(FormulationOptions options, Opf settings, OpfProblem problem) {
        return LazyPtdfOpf.of(create(options))
                .withSolver(settings.solverChoice())
                .solve(problem);
    }

    @Override
    public String toString() {
        return name();
    }
}
