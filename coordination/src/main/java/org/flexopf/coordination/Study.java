package org.flexopf.coordination;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Bundled files of other kinds than systems, as the readers of their packages take them; made up for the library. */
public enum Study {

    /** Days on which a TSO and DSOs come into each other's way: {@code conflict.FlexibilityDayFile}. */
    CONFLICT_DAYS("conflicts", "three supply areas over five time units, in four variants"),

    /** Six markets on two levels: {@code dlfm.DlfmFile}. */
    SIX_MARKETS("dlfm", "a transmission network of three buses with two feeders of three, lossless"),

    /** Fleets of vehicles in the reserve market: {@code reserve.ReserveFile}. */
    EV_RESERVE("reserve", "a feeder of twelve buses over six settlement periods, and two fleets that plan"),

    /** Feeders over the intervals of a year: {@code region.FlexibleFeederFile}. */
    INTERFACE_YEAR("curves", "a feeder of twelve buses over typical intervals, with and without end users");

    private final String use;
    private final String description;

    Study(String use, String description) {
        this.use = use;
        this.description = description;
    }

    /** What it is called, such as {@code six-markets}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The command that takes it, such as {@code dlfm}. */
    public String use() {
        return use;
    }

    /** What it is, in a few words on one line. */
    public String description() {
        return description;
    }

    /** The one of a name; empty if there is none. */
    public static Optional<Study> named(String label) {
        return Arrays.stream(values())
                .filter(study -> study.label().equals(label))
                .findFirst();
    }

    /** Its text, JSON. */
    public String text() {
        try (InputStream stream = Study.class.getResourceAsStream("cases/" + label() + ".json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled file " + label() + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return label();
    }
}
