package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;

/**
 * A network over many periods, as a file has it: docs/horizon-format.md describes the format.
 *
 * @param network the network with its generators, storages, loads and devices; a vehicle, or a group of vehicles alike,
 *     is a storage that comes and goes
 * @param hours the length of every period, hours
 * @param profiles demand, limits, costs, stays and devices of every period, over the network
 * @param models the names of the models that the file is meant for; all if it names none
 * @param valueOfLostLoad what it costs to leave demand unserved, currency per MWh; empty if it has to be served
 */
public record HorizonCase(
        Network network,
        List<Double> hours,
        List<Profile> profiles,
        List<String> models,
        OptionalDouble valueOfLostLoad) {

    /** The lists are copied. */
    public HorizonCase {
        hours = List.copyOf(hours);
        profiles = List.copyOf(profiles);
        models = List.copyOf(models);
    }

    /**
     * Reads a file; the network that it names is found from where it lies.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws org.flexopf.network.InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static HorizonCase read(Path file) {
        return HorizonReader.read(file);
    }
}
