package org.flexopf.lopf;

import java.util.Set;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Trait;

/** The linearised branch flow of {@link LinDistFlow}, found by name. */
public final class LinDistFlowType implements FormulationType {

    /** For the registry. */
    public LinDistFlowType() {}

    @Override
    public String name() {
        return "lindistflow";
    }

    @Override
    public String description() {
        return "linearised branch flow, with voltages and without losses";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.LINEAR, Trait.RADIAL_ONLY);
    }

    @Override
    public LinDistFlow create(FormulationOptions options) {
        options.requireFor(this);
        return new LinDistFlow();
    }

    @Override
    public String toString() {
        return name();
    }
}
