package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.casefile.FeederText.FEEDER;
import static org.flexopf.casefile.FeederText.read;
import static org.flexopf.casefile.FeederText.refused;
import static org.flexopf.casefile.FeederText.with;

import org.flexopf.network.CostCurve;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a case file may calculate on the way, and what it may not. */
class MatpowerStatementsTest {

    @ParameterizedTest
    @CsvSource({
        "1 + 2 * 3, 7",
        "(1 + 2) * 3, 9",
        "2^3^2, 64",
        "-2^2, -4",
        "2^-1, 0.5",
        "1e3 / 4, 250",
        "1.5d2, 150",
        "sqrt(16) - 1, 3",
        "50/3, 16.666666666666668",
        "sin(acos(0.85)), 0.5267826876426369",
        "2 .* 3, 6",
        "pi, 3.141592653589793",
        "6 ./ 4, 1.5",
        ".5 + 1., 1.5"
    })
    void arithmeticFollowsMatlab(String expression, double value) {
        assertThat(read(with("mpc.baseMVA = 10;", "x = " + expression + ";\nmpc.baseMVA = 100 + x;"))
                        .baseMva())
                .isCloseTo(100.0 + value, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "1 -2, 2",
        "1 - 2, 1",
        "1-2, 1",
        "1 + 2, 1",
        "1 +2, 2",
        "4 /2, 1",
        "4 * 2, 1",
        "-1 -2 -3, 3",
        "'1,-2', 2",
        "(1 -2), 1",
        "2^2 3, 2",
        "sqrt(4) 1, 2",
        "1 - -2, 1"
    })
    void blanksSeparateAsInMatlab(String row, int columns) {
        String text =
                FEEDER + "mpc.x = [" + row + "];\nmpc.bus(1, 1:" + columns + ") = mpc.x;\nmpc.bus(1, [1 2]) = [1 3];\n";
        MatlabInterpreter script =
                MatlabInterpreter.run("feeder", text.replace("mpc.bus(1, 1:" + columns + ") = mpc.x;", ""));
        assertThat(((MatlabValue.Matrix) script.workspace().fields().get("x").value()).columns())
                .isEqualTo(columns);
    }

    @Test
    void namedColumnsConvertTheTables() {
        MatpowerCase read = MatpowerCase.parse("feeder", FEEDER + """
                [PQ, PV, REF, NONE, BUS_I, BUS_TYPE, PD, QD, GS, BS, BUS_AREA, VM, ...
                    VA, BASE_KV] = idx_bus;
                [~, ~, BR_R, BR_X] = idx_brch;
                Vbase = mpc.bus(1, BASE_KV) * 1e3;
                Sbase = mpc.baseMVA * 1e6;
                mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
                mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
                pf = 0.85;
                mpc.bus(:, QD) = mpc.bus(:, PD) * sin(acos(pf));
                mpc.bus(:, PD) = mpc.bus(:, PD) * pf;
                mpc.gen(2, 9) = 3;
                """);
        double ohm = 12.66 * 12.66 / 10.0;
        assertThat(read.network().branch(1).r()).isCloseTo(0.01 / ohm, within(1e-15));
        assertThat(read.network().branch(2).x()).isCloseTo(0.02 / ohm, within(1e-15));
        assertThat(read.network().loads().get(0).p()).isCloseTo(0.4e-3 * 0.85, within(1e-15));
        assertThat(read.network().loads().get(0).q()).isCloseTo(0.4e-3 * Math.sqrt(1 - 0.85 * 0.85), within(1e-15));
        assertThat(read.network().generator(2).pMax()).isEqualTo(3.0);
        assertThat(read.notes())
                .extracting(Note::element)
                .contains("line 26", "line 27", "line 29", "line 30", "line 31");
    }

    @Test
    void allColumnsCanBeDefinedAtOnce() {
        Network network = read(FEEDER + "define_constants;\nmpc.gen(:, PMAX) = mpc.gen(:, PMAX) * 2;\n"
                + "mpc.branch(1, RATE_A) = 4;\nmpc.gencost(1, COST) = 0.25;\n");
        assertThat(network.generator(1).pMax()).isEqualTo(10.0);
        assertThat(network.branch(1).rating()).isEqualTo(4.0);
        assertThat(network.generator(1).cost()).isEqualTo(new CostCurve.Quadratic(1.0, 50.0, 0.25));
    }

    @Test
    void aTableKeptAsideDoesNotChangeWithTheOther() {
        Network network = read(FEEDER + "old = mpc.bus;\nmpc.bus(2, 3) = 9;\nmpc.bus(3, 3) = old(2, 3);\n");
        assertThat(network.loads()).extracting(load -> load.p()).containsExactly(9.0, 0.4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if x == 1",
                "for i = 1:3",
                "mpc = loadcase('case33bw');",
                "mpc.bus(:, PD) = 0;",
                "mpc.bus(0, 3) = 0;",
                "mpc.bus(1.5, 3) = 0;",
                "mpc.bus(:, 3) = [1 2];",
                "mpc.bus = mpc.bus';",
                "x = mpc.bus * mpc.bus;",
                "x = mpc.bus ^ 2;",
                "x = 2 +;",
                "x = (2;",
                "x = 'a' * 2;",
                "x == 2",
                "x = 2 y = 3",
                "[A, B, C] = size(mpc.bus);",
                "x = mpc.nothing;",
                "clear all",
                "]",
                "x = sin;",
                "x = {1, 2",
                "x = 3ij;",
                "x = [1 2; 3];",
                "[A, B, C, D, E, F, G, H] = idx_cost;",
                "x = mpc.bus / mpc.gen;",
                "x = [mpc.bus; mpc.gen];",
                "x = [mpc.bus mpc.gen];",
                "x = repmat(2, 1e9, 1e9);",
                "x = 1:1e12;",
                "x = size(mpc.bus, 3);",
                "x = mpc.bus(end + 1, 1);",
                "mpc.bus(1:2, 1) = [1; 2; 3];",
                "mpc.bus(1, 1) = [];",
                "while 1",
                "while 1, x = 2; end",
                "else",
                "switch x",
                "for i = 1:2, x = unknown; end"
            })
    void whatIsNotUnderstoodIsRefusedWithItsLine(String line) {
        CaseFileException refusal = refused(FEEDER + line + "\n");
        assertThat(refusal.line()).isEqualTo(21);
        assertThat(refusal).hasMessageStartingWith("feeder.m, line 21: ");
    }

    @Test
    void nothingFollowsTheEndOfTheFunction() {
        assertThat(read(FEEDER + "return;\nmpc.baseMVA = 100;\n")).isEqualTo(read(FEEDER));
        assertThat(refused(FEEDER + "end\nmpc.baseMVA = 100;\n").reason()).contains("after the end");
        assertThat(refused(FEEDER + "end\nmpc.baseMVA = 100;\n").line()).isEqualTo(22);
    }

    @Test
    void aFieldGivenTwiceHasItsLastValueAndANote() {
        MatpowerCase read = MatpowerCase.parse("feeder", FEEDER + "mpc.baseMVA = 100;\n");
        assertThat(read.network().baseMva()).isEqualTo(100.0);
        assertThat(read.notes()).extracting(Note::toString).contains("line 21: carried out: mpc.baseMVA = 100;");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(refused(FEEDER + "x = " + "(".repeat(100_000) + "1;").reason())
                .contains("nested");
        assertThat(read(FEEDER + "x = " + "-".repeat(100_000) + "1;")).isEqualTo(read(FEEDER));
        assertThat(refused(FEEDER + "x = " + "{".repeat(100_000) + "1;").reason())
                .contains("nested");
    }
}
