package org.flexopf.casefile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** Where profiles go when a horizon is written. */
    public enum Profiles {
        /** Into the file itself, as lists. */
        IN_PLACE,
        /** Into a table beside it, a column each and a row for each period, as comma-separated text. */
        IN_TABLE
    }

    /**
     * Reads a file; the network that it names is found from where it lies.
     *
     * @throws CaseFileException if the file cannot be read or is not JSON
     * @throws org.flexopf.network.InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static HorizonCase read(Path file) {
        return read(file, CaseOptions.defaults());
    }

    /** The same, with the network read with other options. */
    public static HorizonCase read(Path file, CaseOptions options) {
        return HorizonReader.read(file, options);
    }

    /**
     * Reads a text that names no other file.
     *
     * @param file what messages call it
     * @throws CaseFileException if it is not JSON, or names a file
     * @throws org.flexopf.network.InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static HorizonCase parse(String file, String text) {
        NeighbourFiles none = name -> {
            throw new CaseFileException(
                    file, 0, name, "a text has no files beside it", "write into it what that file holds");
        };
        return HorizonReader.parse(file, text, none, CaseOptions.defaults());
    }

    /**
     * Writes a file of the horizon format, in place of one that is already there, and beside it what it names: for
     * {@code day.json} the network as {@code day-network.json}, and a table of profiles as {@code day.csv}. Reading it
     * again gives an equal case, to the last bit of every number; a network whose buses were merged has to be read
     * {@linkplain CaseOptions#mergingZeroImpedance() with that option} again.
     *
     * @throws org.flexopf.network.InvalidNetworkException if there is something that the format has no fields for, with
     *     everything that would not be read as it is; then nothing is written
     * @throws CaseFileException if a file cannot be written
     */
    public void write(Path file, Profiles where) {
        Map<String, String> texts = new HorizonWriter(this, TextFiles.name(file), where).texts();
        Path folder = file.toAbsolutePath().getParent();
        texts.forEach((name, text) -> TextFiles.write(folder.resolve(name), text));
    }
}
