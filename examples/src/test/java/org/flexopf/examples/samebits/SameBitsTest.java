package org.flexopf.examples.samebits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.Cases;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.flexopf.solver.Solvers;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;

/**
 * Programs and answers are the same bits as when they were recorded, for every network and every way to solve it. A
 * change that is not meant to change any figure is held to it; one that is meant to records them anew, with
 * {@code -Dflexopf.bits.record=true}, and says so.
 *
 * <p>A processor of another kind may round {@code Math.hypot} and its like another way, so the bits are compared on the
 * kind that they were recorded on.
 */
class SameBitsTest {

    private static final Path RECORDED = Path.of("src/test/resources/org/flexopf/examples/samebits");
    private static final String RECORDED_ON = "amd64";

    @Test
    void ofBundledNetworks() {
        Map<String, Network> networks = new LinkedHashMap<>();
        Cases.names().forEach(name -> networks.put(name, Cases.load(name)));
        requireSameBits("bundled.txt", networks);
    }

    @Test
    @WithReferenceCases
    void ofReferenceNetworks() {
        Map<String, Network> networks = new LinkedHashMap<>();
        for (String folder : List.of("golden", "radial", "distribution", "pglib/typ", "pglib/api", "pglib/sad")) {
            filesIn(folder).forEach(file -> {
                Network network = MatpowerCase.read(
                                ReferenceCases.path(file),
                                CaseOptions.defaults().withFreeReactiveLoads())
                        .network();
                if (network.buses().size() <= Recipe.LARGEST_NETWORK) {
                    networks.put(file, network);
                }
            });
        }
        requireSameBits("reference.txt", networks);
    }

    private static List<String> filesIn(String folder) {
        try (Stream<Path> files = Files.list(ReferenceCases.path(folder))) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".m"))
                    .sorted()
                    .map(name -> folder + "/" + name)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void requireSameBits(String file, Map<String, Network> networks) {
        assumeTrue(System.getProperty("os.arch").equals(RECORDED_ON), "the bits were recorded on " + RECORDED_ON);
        Map<String, String> found = new TreeMap<>();
        networks.forEach((name, network) -> {
            for (Recipe recipe : Recipe.values()) {
                if (recipe.suits(network)) {
                    RecordingSolver solver = new RecordingSolver(Solvers.named(Solvers.DEFAULT));
                    recipe.run(network, solver);
                    found.put(name + " " + recipe.label(), solver.digest());
                }
            }
        });
        if (Boolean.getBoolean("flexopf.bits.record")) {
            record(RECORDED.resolve(file), found);
        }
        Map<String, String> recorded = recorded(RECORDED.resolve(file));
        assertThat(found).isNotEmpty().containsOnlyKeys(recorded.keySet());
        assertThat(found.keySet())
                .as("what has changed")
                .allSatisfy(key -> assertThat(found.get(key)).isEqualTo(recorded.get(key)));
    }

    private static void record(Path file, Map<String, String> digests) {
        List<String> lines = new ArrayList<>();
        digests.forEach((key, digest) -> lines.add(key + " " + digest));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The recorded digests by network and recipe: the last three words of a line are the digest. */
    private static Map<String, String> recorded(Path file) {
        Map<String, String> digests = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                digests.put(words[0] + " " + words[1], words[2] + " " + words[3] + " " + words[4]);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return digests;
    }
}
