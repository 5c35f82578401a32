package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.flexopf.casefile.FeederText.FEEDER;
import static org.flexopf.casefile.FeederText.faults;
import static org.flexopf.casefile.FeederText.read;
import static org.flexopf.casefile.FeederText.refused;
import static org.flexopf.casefile.FeederText.with;

import java.util.List;
import org.flexopf.network.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the MATPOWER reader refuses texts that are cut off, and tables that are wrong. */
class MatpowerFaultsTest {

    @Test
    void aTruncatedFile() {
        CaseFileException refusal = refused(FEEDER.substring(0, FEEDER.indexOf("\t7\t3\t0.01")));
        assertThat(refusal.line()).isEqualTo(13);
        assertThat(refusal)
                .hasMessageContaining("mpc.branch = [")
                .hasMessageContaining("never closed")
                .hasMessageContaining("cut off");
    }

    @Test
    void aTruncatedFileAtAnyPlaceIsRefusedOrReadWithoutCosts() {
        for (int length = 0; length < FEEDER.length(); length++) {
            String text = FEEDER.substring(0, length);
            if (length < FEEDER.indexOf("mpc.gencost") - 3) {
                assertThatThrownBy(() -> read(text))
                        .as("cut off after %s characters", length)
                        .isInstanceOf(CaseFileException.class);
            }
        }
    }

    @Test
    void aClosingBracketThatIsMissing() {
        CaseFileException refusal = refused(with("];\nmpc.gen = [", "mpc.gen = ["));
        assertThat(refusal.line()).isEqualTo(4);
        assertThat(refusal.reason()).contains("never closed").contains("line 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0o1", "O.01", "0,01x", "1.2.3", "0.01abc", "1e", "#"})
    void lettersInANumber(String token) {
        CaseFileException refusal = refused(with("7\t0.01\t0.02", "7\t" + token + "\t0.02"));
        assertThat(refusal.line()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bus", "gen", "branch", "baseMVA"})
    void aMissingTable(String table) {
        assertThat(refused(FEEDER.replace("mpc." + table + " =", "mpc.other =")).found())
                .isEqualTo("no mpc." + table);
    }

    @Test
    void rowsOfDifferentLength() {
        CaseFileException refusal = refused(with("0.4\t0.2\t0\t0.1\t1", "0.4\t0.2\t0\t0.1"));
        assertThat(refusal.line()).isEqualTo(6);
        assertThat(refusal).hasMessageContaining("12 columns").hasMessageContaining("13");
    }

    @Test
    void tooFewColumns() {
        assertThat(refused(FEEDER.replace("\t12.66\t1\t", "\t12.66\t")))
                .hasMessageContaining("12 columns")
                .hasMessageContaining("13");
    }

    @Test
    void aCostWithTooFewColumns() {
        assertThat(faults(with("2\t0\t0\t3\t0.5", "2\t0\t0\t5\t0.5")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("row 1, line 18", "8 columns", "takes 9"));
    }

    @Test
    void costsThatDoNotMatchTheGenerators() {
        assertThat(refused(with("\t1\t0\t0\t2\t0\t0\t2\t60;\n", ""))).hasMessageContaining("1 rows for 2 generators");
    }

    @Test
    void aNegativeRating() {
        assertThat(faults(with("2.5", "-2.5")))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.toString()).contains("branch 2 (7-3), line 15", "-2.5 MVA", "not negative"));
    }

    @Test
    void aDisconnectedLoad() {
        assertThat(faults(with("-30\t1\t0\t0;", "-30\t0\t0\t0;")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("bus 3, line 7", "island", "0.3 MW"));
    }

    @Test
    void aBusThatOccursTwice() {
        assertThat(faults(with("\t3\t1\t0.3", "\t7\t1\t0.3").replace("\t7\t3\t0.01", "\t1\t7\t0.01")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).contains("bus 7, line 7", "more than once"));
    }

    @Test
    void aConcaveQuadraticCost() {
        assertThat(faults(with("3\t0.5\t50", "3\t-0.5\t50")))
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.toString()).contains("mpc.gencost row 1, line 18", "-0.5", "concave"));
    }

    @Test
    void aConcavePiecewiseLinearCost() {
        assertThat(faults(with(
                        "\t2\t0\t0\t3\t0.5\t50\t1\t0;\n\t1\t0\t0\t2\t0\t0\t2\t60;\n",
                        "\t2\t0\t0\t3\t0.5\t50\t1\t0\t0\t0;\n\t1\t0\t0\t3\t0\t0\t1\t40\t2\t60;\n")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString())
                        .contains("mpc.gencost row 2, line 19", "40.0 then 20.0", "concave"));
    }

    @Test
    void costPointsThatDoNotAscend() {
        assertThat(faults(with("2\t0\t0\t2\t60", "2\t2\t0\t2\t60")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.cause()).contains("do not ascend"));
    }

    @Test
    void faultsComeAllAtOnce() {
        List<Fault> faults = faults(FEEDER.replace("2.5", "-2.5")
                .replace("3\t0.5\t50", "3\t-0.5\t50")
                .replace("0.3\t-0.1", "NaN\t-0.1")
                .replace("\t1.05\t0.95;\n\t3", "\t0.95\t1.05;\n\t3")
                .replace("5\t-5\t1.02\t10\t1\t5\t-5", "5\t-5\t0\t10\t1\t-5\t5"));
        assertThat(faults).hasSize(6);
        assertThat(faults).allMatch(fault -> fault.element().matches(".*line \\d+$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0", "-1", "1e12", "NaN", "Inf"})
    void aBusNumberThatIsNone(String number) {
        assertThat(faults(with("\t3\t1\t0.3", "\t" + number + "\t1\t0.3")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.element()).isEqualTo("mpc.bus row 3, line 7"));
    }

    @Test
    void aBusTypeThatIsNone() {
        assertThat(faults(with("\t3\t1\t0.3", "\t3\t5\t0.3")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("bus type 5.0"));
    }

    @Test
    void aBranchToNowhere() {
        assertThat(faults(with("\t7\t3\t0.01", "\t7\t33\t0.01")))
                .extracting(Fault::toString)
                .anySatisfy(fault -> assertThat(fault).contains("branch 2 (7-33), line 15", "no such bus"));
    }

    @Test
    void aNumberBeyondADouble() {
        assertThat(refused(with("7\t0.01", "7\t1e400")))
                .hasMessageContaining("1e400")
                .hasMessageContaining("too large");
    }

    @Test
    void anEmptyText() {
        assertThat(refused("").found()).contains("mpc.bus");
    }

    @Test
    void anotherVersion() {
        assertThat(refused(with("'2'", "'3'")).reason()).contains("versions '1' and '2'");
    }

    @Test
    void whatWouldChangeTheAnswer() {
        assertThat(read(FEEDER + "mpc.A = [];\n")).isEqualTo(read(FEEDER));
        assertThat(refused(FEEDER + "mpc.A = [1 1];\n")).hasMessageContaining("user-defined constraints");
    }

    @Test
    void aTableThatIsText() {
        assertThat(refused(FEEDER + "mpc.bus = 'none';\n")).hasMessageContaining("table of numbers");
        assertThat(refused(FEEDER + "mpc.baseMVA = [1 2];\n")).hasMessageContaining("is a number");
    }
}
