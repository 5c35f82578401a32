package org.flexopf.network;

import java.util.List;

/** Finds every fault of a network in one pass, and notes what is legal but unusual. */
final class NetworkValidation {

    private final NetworkBuilder builder;
    private final Findings found;

    NetworkValidation(NetworkBuilder builder) {
        this.builder = builder;
        this.found = new Findings(builder);
        GridValidation grid = new GridValidation(builder, found);
        InjectionValidation injections = new InjectionValidation(builder, found);
        IslandValidation islands = new IslandValidation(builder, found);
        network();
        grid.buses();
        grid.branches();
        injections.generators();
        islands.suppliedReferences();
        injections.loads();
        grid.shunts();
        injections.hvdcLines();
        builder.devices().forEach(injections::devices);
        grid.flowInterfaces();
        grid.controls();
        islands.islands();
    }

    List<Fault> faults() {
        return found.faults();
    }

    List<Note> notes() {
        return found.notes();
    }

    private void network() {
        if (!(builder.baseMva() > 0.0) || Double.isInfinite(builder.baseMva())) {
            found.fault(
                    () -> "network",
                    "base " + builder.baseMva() + " MVA",
                    "per unit needs a finite base above zero",
                    "give the system base in MVA");
        }
        if (builder.buses().isEmpty()) {
            found.fault(
                    () -> "network",
                    "no buses",
                    "there is nothing to solve",
                    "add at least one bus, and make it a reference");
        }
    }
}
