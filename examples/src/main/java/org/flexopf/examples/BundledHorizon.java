package org.flexopf.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.HorizonCase;

/** A horizon that comes with the examples: a day of a feeder with a battery, a solar park and vehicles. */
public final class BundledHorizon {

    /** What {@code opf plan} calls it. */
    public static final String NAME = "feeder-day";

    private BundledHorizon() {}

    /** Reads it. */
    public static HorizonCase read() {
        return read(CaseOptions.defaults());
    }

    /** Reads it, with its network read with other options. */
    public static HorizonCase read(CaseOptions options) {
        try {
            URI place = BundledHorizon.class.getResource(NAME + ".json").toURI();
            if (!"jar".equals(place.getScheme())) {
                return HorizonCase.read(Path.of(place), options);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return HorizonCase.read(jar.provider().getPath(place), options);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled horizon " + NAME + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the bundled horizon " + NAME + " has no place", e);
        }
    }
}
