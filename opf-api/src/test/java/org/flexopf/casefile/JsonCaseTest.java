package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCaseTest {

    private static final String FEEDER = """
            {
              "format": "flexopf-case",
              "version": 1,
              "name": "feeder",
              "baseMva": 10,
              "buses": [
                {"id": 1, "type": "reference", "vMin": 1, "vMax": 1},
                {"id": 2, "vMin": 0.95, "vMax": 1.05}
              ],
              "branches": [
                {"id": 1, "from": 1, "to": 2, "r": 0.01, "x": 0.02}
              ],
              "generators": [
                {"id": 1, "bus": 1, "pMax": 5, "cost": {"linear": 50}}
              ],
              "loads": [
                {"id": 1, "bus": 2, "p": 0.4, "q": 0.2}
              ]
            }
            """;

    private static String with(String original, String replacement) {
        assertThat(FEEDER).contains(original);
        return FEEDER.replace(original, replacement);
    }

    private static List<Fault> faults(String text) {
        InvalidNetworkException invalid =
                catchThrowableOfType(InvalidNetworkException.class, () -> JsonCase.parse("feeder.json", text));
        assertThat(invalid).as("the case is refused").isNotNull();
        return invalid.faults();
    }

    private static CaseFileException refused(String text) {
        CaseFileException refusal =
                catchThrowableOfType(CaseFileException.class, () -> JsonCase.parse("feeder.json", text));
        assertThat(refusal).as("the text is refused").isNotNull();
        return refusal;
    }

    @Property(tries = 500, seed = "20261121")
    void writingAndReadingGivesTheSameNetworkToTheLastBit(@ForAll long seed) {
        JsonCase written = new JsonCase(RandomNetworks.of(seed), "what it is", "where it \"comes\" from");
        JsonCase read = JsonCase.parse("random", written.toJson());
        assertThat(read).isEqualTo(written);
        assertThat(read.toJson()).isEqualTo(written.toJson());
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Network network = JsonCase.parse("feeder.json", FEEDER).network();
        assertThat(network.bus(2).type()).isEqualTo(BusType.PQ);
        assertThat(network.branch(1).hasRating()).isFalse();
        assertThat(network.branch(1).hasAngleLimits()).isFalse();
        assertThat(network.branch(1).ratio()).isEqualTo(1.0);
        assertThat(network.branch(1).inService()).isTrue();
        assertThat(network.generator(1).pMin()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(network.generator(1).qMax()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(network.generator(1).cost()).isEqualTo(CostCurve.linear(50.0));
        assertThat(network.generator(1).reactiveCost()).isEqualTo(CostCurve.free());
        assertThat(network.generator(1).voltageSetPoint()).isEqualTo(1.0);
        assertThat(network.shunts()).isEmpty();
    }

    /** The example of docs/case-format.md is read, and written again as it stands there. */
    @Test
    void theDocumentedExampleIsWhatIsReadAndWritten() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        Path page = (Files.exists(root.resolve("docs")) ? root : root.getParent()).resolve("docs/case-format.md");
        String example = Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.substring(4) + "\n")
                .reduce("", String::concat);
        JsonCase read = JsonCase.parse("example", example);
        assertThat(read.toJson()).isEqualTo(example);
        assertThat(read.network().notes()).isEmpty();
        assertThat(read.network().branch(1).currentLimit()).isEqualTo(8.0);
    }

    @Test
    void capabilitiesDcLinesAndControls() {
        Network network = JsonCase.parse(
                        "feeder.json",
                        FEEDER.replace(
                                        "\"pMax\": 5,",
                                        "\"pMax\": 5, \"capability\": {\"shape\": \"limited-semicircle\", \"mva\": 6},")
                                .replace("\"loads\"", """
                        "hvdcLines": [{"id": 1, "from": 1, "to": 2, "pMin": -1, "pMax": 2,
                          "lossFactor": 0.03, "qMaxTo": 0.5}],
                        "controls": [{"kind": "tap-ratio", "element": 1, "lower": 0.9, "upper": 1.1, "steps": 16},
                          {"kind": "phase-shift", "element": 1, "lower": -10, "upper": 10}], "loads\""""))
                .network();
        assertThat(network.generator(1).capability()).isEqualTo(CapabilityCurve.limitedSemicircle(6.0));
        assertThat(network.hvdcLines())
                .containsExactly(HvdcLine.of(1, 1, 2, -1.0, 2.0)
                        .withReactiveLimits(
                                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.5)
                        .withLoss(0.0, 0.03));
        assertThat(network.controls())
                .containsExactly(StepControl.tapRatio(1, 0.9, 1.1, 16), StepControl.phaseShift(1, -10.0, 10.0, 0));
    }

    @Test
    void fieldsMayComeInAnyOrder() {
        String reversed = """
                {"loads": [{"q": 0.2, "p": 0.4, "bus": 2, "id": 1}],
                "generators": [{"cost": {"linear": 5e1}, "pMax": 5, "bus": 1, "id": 1}],
                "branches": [{"x": 0.02, "r": 1e-2, "to": 2, "from": 1, "id": 1}],
                "buses": [{"vMax": 1, "vMin": 1, "type": "reference", "id": 1},
                {"vMax": 1.05, "vMin": 0.95, "id": 2}], "baseMva": 10.0, "name": "feeder", "version": 1,
                "format": "flexopf-case"}""";
        assertThat(JsonCase.parse("reversed", reversed)).isEqualTo(JsonCase.parse("feeder", FEEDER));
    }

    @Test
    void filesAreWrittenAndRead(@TempDir Path folder) throws IOException {
        JsonCase feeder = JsonCase.parse("feeder", FEEDER);
        Path file = folder.resolve("feeder.json");
        feeder.write(file);
        assertThat(JsonCase.read(file)).isEqualTo(feeder);
        assertThat(Files.readString(file)).isEqualTo(feeder.toJson());
        assertThatThrownBy(() -> feeder.write(folder.resolve("nowhere/feeder.json")))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("cannot be written");
    }

    /** The fourth column is text that begins where the fault is to be placed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"vMin\": 0.95, | '' | buses[1].vMin | {\"id\": 2, | no value",
                "\"x\": 0.02 | \"x\": \"0.02\" | branches[0].x | \"0.02\" | the text \"0.02\"",
                "\"x\": 0.02 | \"x\": null | branches[0].x | null | null",
                "\"to\": 2 | \"to\": 2.5 | branches[0].to | 2.5 | the number 2.5",
                "\"to\": 2 | \"to\": 2e0 | branches[0].to | 2e0 | the number 2.0",
                "\"to\": 2 | \"to\": 3000000000 | branches[0].to | 3000000000 | the number 3.0E9",
                "\"pMax\": 5 | \"pmax\": 5 | generators[0].pmax | 5, \"cost\" | the number 5.0",
                "\"linear\": 50 | \"slope\": 50 | generators[0].cost.slope | 50} | the number 50.0",
                "\"linear\": 50 | \"points\": [[0, 0], [1]] | generators[0].cost.points | [1] | a list of 1",
                "\"linear\": 50 | \"points\": [[0, 0], [1, 5]], \"linear\": 2 | "
                        + "generators[0].cost.linear | 2}} | the number 2.0",
                "\"linear\": 50 | \"quadratic\": -1 | generators[0].cost | {\"quadratic\" | quadratic coefficient -1.0",
                "{\"linear\": 50} | 50 | generators[0].cost | 50} | the number 50.0",
                "\"q\": 0.2 | \"q\": 0.2, \"inService\": 1 | loads[0].inService | 1} | the number 1.0",
                "\"type\": \"reference\" | \"type\": \"slack\" | buses[0].type | \"slack\" | the text \"slack\"",
                "\"pMax\": 5 | \"capability\": {\"mva\": 5} | generators[0].capability.shape | {\"mva\" | no value",
                "\"pMax\": 5 | \"capability\": {\"shape\": \"square\"} | "
                        + "generators[0].capability.shape | \"square\" | the text \"square\"",
                "\"name\": \"feeder\" | \"name\": 7 | name | 7, | the number 7.0",
                "\"loads\": [ | \"load\": [  | load | [  | a list of 1"
            })
    void aFieldThatIsWrongIsNamedWithItsPlace(
            String original, String replacement, String path, String place, String value) {
        String text = with(original, replacement);
        int at = text.lastIndexOf(place);
        int line = (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        int column = at - text.lastIndexOf('\n', at);
        assertThat(faults(text)).singleElement().satisfies(fault -> {
            assertThat(fault.element()).isEqualTo(path + ", line " + line + " column " + column);
            assertThat(fault.value()).isEqualTo(value);
        });
    }

    @Test
    void aListThatIsNone() {
        assertThat(faults(with("\"baseMva\": 10,", "\"baseMva\": 10, \"shunts\": {},")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.element()).startsWith("shunts, line 5"));
        assertThat(faults(with("\"baseMva\": 10,", "\"baseMva\": 10, \"shunts\": [1, true],")))
                .extracting(Fault::element)
                .containsExactly("shunts[0], line 5 column 29", "shunts[1], line 5 column 32");
    }

    @Test
    void faultsComeAllAtOnce() {
        assertThat(faults(FEEDER.replace("\"vMin\": 0.95, ", "")
                        .replace("\"x\"", "\"X\"")
                        .replace("\"p\": 0.4", "\"p\": true")))
                .hasSize(4);
        assertThat(faults(FEEDER.replace("0.95", "1.2")
                        .replace("\"r\": 0.01", "\"r\": 0.01, \"rating\": -3")
                        .replace("\"bus\": 2", "\"bus\": 9")))
                .extracting(Fault::element)
                .containsExactlyInAnyOrder("bus 2, line 8", "branch 1 (1-2), line 11", "load 1 at bus 9, line 17");
    }

    @Test
    void aFieldGivenTwice() {
        assertThat(refused(with("\"name\": \"feeder\",", "\"name\": \"feeder\", \"name\": \"other\","))
                        .line())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"version\": 2", "\"version\": \"1\"", "\"versions\": 1"})
    void anotherVersion(String version) {
        assertThat(refused(with("\"version\": 1", version)).reason()).contains("version 1");
    }

    @Test
    void anotherFormat() {
        assertThat(refused(with("flexopf-case", "matpower")).found()).contains("matpower");
        assertThat(refused("{}")).hasMessageContaining("format");
        assertThat(refused("[1, 2]")).hasMessageContaining("a case is an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1", "1.", ".5", "+1", "abc", "'a'", "1,,", "01"})
    void whatIsNoJson(String token) {
        CaseFileException refusal = refused(with("\"x\": 0.02", "\"x\": " + token));
        assertThat(refusal.line()).isEqualTo(11);
        assertThat(refusal.reason()).contains("no valid JSON");
    }

    @Test
    void aNumberBeyondADouble() {
        assertThat(refused(with("0.02", "1e400"))).hasMessageContaining("1e400").hasMessageContaining("line 11");
        assertThat(refused(with("0.02", "1".repeat(2000))).line()).isEqualTo(11);
    }

    @Test
    void aTruncatedTextIsRefusedWhereverItEnds() {
        String text = FEEDER.strip();
        for (int length = 0; length < text.length(); length++) {
            assertThat(refused(text.substring(0, length)).fix()).isNotBlank();
        }
        assertThat(refused(text + "{").line()).isEqualTo(19);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(refused("{\"format\": " + "[".repeat(100_000)).reason()).contains("no valid JSON");
    }

    @Test
    void nothingIsNull() {
        Network network = JsonCase.parse("feeder", FEEDER).network();
        assertThatThrownBy(() -> new JsonCase(network, null, ""))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("description");
        assertThat(JsonCase.of(network).source()).isEmpty();
    }
}
