package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flexopf.network.Branch;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;

/** The reader on published files: counts by an independent look at the text, and figures worked out by hand. */
class MatpowerReferenceFilesTest {

    @Test
    void everyFileIsRead() throws IOException {
        List<String> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ReferenceFiles.path("."))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".m"))
                    .sorted()
                    .toList()) {
                Network network = MatpowerCase.read(file).network();
                String text = Files.readString(file);
                assertThat(network.buses()).as(file.toString()).hasSize(rows(text, "bus"));
                assertThat(network.branches()).as(file.toString()).hasSize(rows(text, "branch"));
                assertThat(network.generators()).as(file.toString()).hasSize(rows(text, "gen"));
                read.add(network.name());
            }
        }
        assertThat(read)
                .contains("case33bw", "case533mt_hi", "radial16_multi", "pglib_opf_case9591_goc")
                .hasSizeGreaterThan(50);
    }

    @Test
    void conversionLinesTurnOhmsAndKilowattsIntoPerUnitAndMegawatts() {
        Network feeder = MatpowerCase.read(ReferenceFiles.path("distribution/case33bw.m"))
                .network();
        // 0.0922 + j0.0470 ohm at 12.66 kV on 10 MVA, and 3715 kW + j2300 kvar in all, as Baran and Wu published them.
        assertThat(feeder.branch(1).r()).isCloseTo(0.0922 / (12.66 * 12.66 / 10.0), within(1e-15));
        assertThat(feeder.branch(1).x()).isCloseTo(0.0470 / (12.66 * 12.66 / 10.0), within(1e-15));
        assertThat(feeder.loads().stream().mapToDouble(Load::p).sum()).isCloseTo(3.715, within(1e-12));
        assertThat(feeder.loads().stream().mapToDouble(Load::q).sum()).isCloseTo(2.300, within(1e-12));
        assertThat(feeder.branches().stream().filter(Branch::inService)).hasSize(32);
        assertThat(feeder.branches()).hasSize(37);
        assertThat(feeder.topology().isRadial()).isTrue();
        assertThat(feeder.bus(33).baseKv()).isEqualTo(12.66);
    }

    @Test
    void apparentPowerAtAPowerFactorIsSplit() {
        Network feeder =
                MatpowerCase.read(ReferenceFiles.path("distribution/case141.m")).network();
        for (Load load : feeder.loads()) {
            assertThat(load.q() / load.p()).isCloseTo(Math.tan(Math.acos(0.85)), within(1e-12));
        }
    }

    @Test
    void fractionsInTablesAreWorkedOut() {
        Network feeder = MatpowerCase.read(ReferenceFiles.path("distribution/case533mt_hi.m"))
                .network();
        assertThat(feeder.baseMva()).isEqualTo(50.0 / 3.0);
        assertThat(feeder.bus(533).baseKv()).isCloseTo(12.0 / Math.sqrt(3.0), within(1e-15));
        assertThat(feeder.generator(1).qMin()).isEqualTo(-50.0 / 3.0);
        assertThat(feeder.topology().isRadial()).isTrue();
    }

    @Test
    void severalReferencesMakeAForest() {
        Network feeders = MatpowerCase.read(ReferenceFiles.path("radial/radial16_multi.m"))
                .network();
        assertThat(feeders.topology().islandCount()).isEqualTo(3);
        assertThat(feeders.topology().isRadial()).isTrue();
    }

    /** Counts the rows of a table that stands with one row per line, as all of these do. */
    private static int rows(String text, String table) {
        Matcher matcher = Pattern.compile("mpc\\." + table + " = \\[[^\\n]*\\n(.*?)\\n\\s*\\]", Pattern.DOTALL)
                .matcher(text);
        assertThat(matcher.find()).isTrue();
        return (int) matcher.group(1)
                .lines()
                .map(line -> line.replaceAll("%.*", "").strip())
                .filter(line -> !line.isEmpty())
                .count();
    }
}
