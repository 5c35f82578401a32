package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled cases against the published tables, which stand beside this test in ohms and kilowatts. */
class CasesTest {

    static List<String> names() {
        return Cases.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCaseSaysWhatItIsAndIsWrittenAsTheLibraryWritesIt(String name) throws IOException {
        JsonCase bundled = Cases.find(name);
        assertThat(bundled.network().name()).isEqualTo(name);
        assertThat(bundled.description()).isNotBlank().doesNotContain("\n");
        assertThat(bundled.source()).isNotBlank();
        assertThat(bundled.network().notes()).isEmpty();
        try (InputStream resource = Cases.class.getResourceAsStream("cases/" + name + ".json")) {
            assertThat(new String(resource.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(bundled.toJson());
        }
        assertThat(CaseFiles.read(name)).isEqualTo(bundled.network()).isEqualTo(Cases.load(name));
    }

    @ParameterizedTest
    @CsvSource({
        "ieee33, published-ieee33.txt, 32",
        "ieee33-dg, published-ieee33.txt, 32",
        "ieee69, published-ieee69.txt, 68"
    })
    void feedersAgreeWithThePublishedTables(String name, String table, int closed) throws IOException {
        Network feeder = Cases.load(name);
        double ohm = 12.66 * 12.66 / feeder.baseMva();
        List<double[]> rows = published(table);
        assertThat(feeder.branches()).hasSameSizeAs(rows);
        double[] active = feeder.activeDemand();
        double[] reactive = feeder.reactiveDemand();
        for (double[] row : rows) {
            Branch branch = feeder.branch((int) row[0]);
            assertThat(branch.fromBus()).isEqualTo((int) row[1]);
            assertThat(branch.toBus()).isEqualTo((int) row[2]);
            assertThat(branch.r() * ohm).as(branch.label()).isCloseTo(row[3], within(1e-12));
            assertThat(branch.x() * ohm).as(branch.label()).isCloseTo(row[4], within(1e-12));
            assertThat(branch.inService()).isEqualTo(row[0] <= closed);
            if (branch.inService()) {
                assertThat(active[feeder.busIndex(branch.toBus())] * 1e3)
                        .as(branch.label())
                        .isCloseTo(row[5], within(1e-9));
                assertThat(reactive[feeder.busIndex(branch.toBus())] * 1e3)
                        .as(branch.label())
                        .isCloseTo(row[6], within(1e-9));
            }
        }
        assertThat(feeder.topology().isRadial()).isTrue();
    }

    /** The totals that the papers print: 3715 kW and 2300 kvar; and 3802 kW and 2695 kvar. */
    @ParameterizedTest
    @CsvSource({"ieee33, 3.715, 2.300", "ieee69, 3.802, 2.695"})
    void totalsAreThePublishedOnes(String name, double active, double reactive) {
        assertThat(Cases.load(name).loads().stream().mapToDouble(Load::p).sum()).isCloseTo(active, within(5e-4));
        assertThat(Cases.load(name).loads().stream().mapToDouble(Load::q).sum()).isCloseTo(reactive, within(5e-4));
    }

    @Test
    void fiveBusSystemAgreesWithMatpowersOwn() {
        Network ours = Cases.load("pjm5");
        Network theirs = MatpowerCase.read(ReferenceFiles.path("pglib/typ/pglib_opf_case5_pjm.m"))
                .network();
        assertThat(ours.activeDemand()).isEqualTo(theirs.activeDemand());
        assertThat(ours.reactiveDemand()).isEqualTo(theirs.reactiveDemand());
        for (Branch branch : theirs.branches()) {
            Branch own = ours.branch(branch.id());
            assertThat(own)
                    .isEqualTo(Branch.line(branch.id(), branch.fromBus(), branch.toBus(), branch.r(), branch.x())
                            .withCharging(branch.b())
                            .withTap(branch.ratio(), branch.shift())
                            .withRating(
                                    branch.id() == 1 || branch.id() == 6 ? branch.rating() : Double.POSITIVE_INFINITY));
        }
        theirs.generators()
                .forEach(generator ->
                        assertThat(ours.generator(generator.id()).cost()).isEqualTo(generator.cost()));
        theirs.generators()
                .forEach(generator ->
                        assertThat(ours.generator(generator.id()).pMax()).isEqualTo(generator.pMax()));
        theirs.generators()
                .forEach(generator ->
                        assertThat(ours.generator(generator.id()).qMin()).isEqualTo(generator.qMin()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ieee34", "", " ", "no/such/file.m", "\0"})
    void aNameThatIsNoneListsThoseThatAre(String name) {
        assertThatThrownBy(() -> CaseFiles.read(name))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("ieee33-dg");
        assertThatThrownBy(() -> Cases.load(name))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("ieee33-dg");
    }

    @Test
    void theContentOfAFileShowsItsFormat(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("one.txt");
        Cases.find("two-bus").write(json);
        assertThat(CaseFiles.read(json)).isEqualTo(Cases.load("two-bus"));
        assertThat(CaseFiles.read(json.toString())).isEqualTo(Cases.load("two-bus"));
        Path matpower = Files.writeString(folder.resolve("two.txt"), """
                function mpc = two
                mpc.version = '2'; mpc.baseMVA = 1;
                mpc.bus = [1 3 0 0 0 0 1 1 0 0 1 1 1; 2 1 0.475 0 0 0 1 1 0 0 1 1.1 0.9];
                mpc.gen = [1 0 0 2 -2 1 1 1 2 0]; mpc.branch = [1 2 0.1 0 0 0 0 0 0 0 1];
                mpc.gencost = [2 0 0 2 50 0];
                """);
        assertThat(CaseFiles.read(matpower).branches())
                .isEqualTo(Cases.load("two-bus").branches());
        assertThat(CaseFiles.read(matpower).generator(1))
                .isEqualTo(Generator.of(
                                1,
                                1,
                                0.0,
                                2.0,
                                -2.0,
                                2.0,
                                Cases.load("two-bus").generator(1).cost())
                        .withReactiveCost(Cases.load("two-bus").generator(1).reactiveCost()));
        assertThatThrownBy(() -> CaseFiles.read(folder))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("directory");
    }

    private static List<double[]> published(String table) throws IOException {
        try (InputStream resource = CasesTest.class.getResourceAsStream(table)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> List.of(line.strip().split("\\s+")).stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
