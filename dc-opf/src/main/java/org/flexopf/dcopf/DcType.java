package org.flexopf.dcopf;

import java.util.List;
import java.util.Set;
import org.flexopf.opf.registry.FormulationOption;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;

/** The DC optimal power flow in angles, {@link DcOpf}, found by name. */
public final class DcType implements FormulationType {

    /** For the registry. */
    public DcType() {}

    @Override
    public String name() {
        return "dc";
    }

    @Override
    public String description() {
        return "DC power flow in angles: active power only, without losses";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.LINEAR, Trait.ACTIVE_POWER_ONLY, Trait.SECURITY);
    }

    @Override
    public List<FormulationOption> options() {
        return List.of(SusceptanceConvention.OPTION);
    }

    @Override
    public DcOpf create(FormulationOptions options) {
        return new DcOpf()
                .withSusceptance(SusceptanceConvention.of(options.of(this, SusceptanceConvention.OPTION.name())));
    }

    @Override
    public String toString() {
        return name();
    }
}
