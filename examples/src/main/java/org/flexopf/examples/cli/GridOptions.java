package org.flexopf.examples.cli;

import java.util.List;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.network.Network;
import picocli.CommandLine.Option;

/** What a command takes the grid of a case for: limits on sums of flows, and which buses are one node. */
final class GridOptions {

    @Option(
            names = "--interface",
            paramLabel = "NAME=BRANCHES:LOWER:UPPER",
            converter = InterfaceSpec.Converter.class,
            description = "Limit a sum of active flows in MW, beside the interfaces of the case: branch numbers with a "
                    + "minus where the flow counts against the branch, such as border=1,-3:-80:80; a limit that is "
                    + "left out is none. May be given more than once.")
    private List<InterfaceSpec> interfaces = List.of();

    @Option(
            names = "--without-interfaces",
            description = "Leave out the interface limits of the case, as MATPOWER does unless told otherwise.")
    private boolean withoutInterfaces;

    @Option(
            names = "--merge-zero-impedance",
            description = "Make one node of buses that a branch without impedance joins, such as a closed switch or a "
                    + "bus coupler; results are told for every bus by its own number.")
    private boolean mergesZeroImpedance;

    /** How the file is read. */
    CaseOptions options() {
        return new CaseOptions(false, withoutInterfaces, mergesZeroImpedance);
    }

    /** The network with the limits that the call adds. */
    Network limited(Network network) {
        return interfaces.isEmpty() ? network : InterfaceSpec.addTo(network, interfaces);
    }
}
