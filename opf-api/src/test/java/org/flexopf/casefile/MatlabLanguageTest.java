package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The language of public case files beyond plain tables: files of version 1, tables made of tables, functions, loops
 * and conditions. What each expression is worth follows from MATLAB's rules by hand.
 */
class MatlabLanguageTest {

    /** Two buses and a line, in version 1: the function returns its tables one by one, under names of its own. */
    private static final String OF_VERSION_1 = """
            function [base, nodes, units, lines, areas, costs] = two
            %% the order says what is what
            base = 100;
            nodes = [
            1 3 0 0 0 0 1 1 0 230 1 1.05 .95;
            2 1 3.5 -3.5 0 0 1 1 0 230 1 1.05 .95;
            ];
            units = [1 0 0 10 -10 1 100 1 10 -10];
            lines = [1 2 .04e2 .2e2 0 250 250 250 0 0 1];
            areas = [1 1];
            costs = [2 0 0 3 0 2 0];
            lines(:, 3:4) = lines(:, 3:4) / 100;
            return;
            """;

    private static final String TABLES = """
            function mpc = small
            mpc.version = '2';
            mpc.baseMVA = 100;
            mpc.bus = [1 3 0 0 0 0 1 1 0 10 1 1.1 .9; 2 1 10 0 0 0 1 1 0 10 1 1.1 .9; 3 1 20 5 0 0 1 1 0 10 1 1.1 .9];
            mpc.gen = [1 0 0 30 -30 1 100 1 200 0 zeros(1, 11)];
            mpc.branch = [1 2 0.01 0.1 0 50 0 0 0 0 1 -360 360; 2 3 0.01 0.1 0 60 0 0 0 0 1 -360 360];
            mpc.gencost = [2 0 0 2 10 0];
            """;

    private static Network read(String text) {
        return MatpowerCase.parse("small.m", text).network();
    }

    /** The value of an expression, as the demand at bus 2. */
    private static double value(String expression) {
        return read(TABLES + "mpc.bus(2, 3) = " + expression + ";\n").activeDemand()[1];
    }

    @Test
    void aFileOfVersion1ReturnsItsTablesByTheirOrder() {
        MatpowerCase read = MatpowerCase.parse("two.m", OF_VERSION_1);
        Network network = read.network();
        assertThat(network.baseMva()).isEqualTo(100.0);
        assertThat(network.activeDemand()).containsExactly(0.0, 3.5);
        assertThat(network.reactiveDemand()).containsExactly(0.0, -3.5);
        assertThat(network.branches().get(0).r()).isEqualTo(0.04);
        assertThat(network.branches().get(0).x()).isEqualTo(0.2);
        assertThat(network.generators().get(0).cost().at(3.0)).isEqualTo(6.0);
        assertThat(read.notes()).extracting(Note::toString).anyMatch(note -> note.contains("line 12: carried out"));
    }

    /** MATPOWER asks such a function for six values, and, where it has fewer, for four. */
    @Test
    void ofFiveValuesFourAreTaken() {
        String five = OF_VERSION_1.replace("lines, areas, costs]", "lines, costs]");
        Network network = read(five);
        assertThat(network.generators().get(0).cost().at(3.0)).isZero();
        assertThat(network.notes()).extracting(Note::toString).anyMatch(note -> note.contains("gencost: missing"));
        assertThatThrownBy(() -> read(OF_VERSION_1.replace("lines, areas, costs]", "]")))
                .isInstanceOf(CaseFileException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void faultsOfVersion1CallTablesAsTheFileDoes() {
        assertThatThrownBy(() -> read(OF_VERSION_1.replace("units = [1 0", "units = [0 0")))
                .hasMessageContaining("gen row 1, line 8")
                .hasMessageNotContaining("mpc.");
    }

    /** Version 1 has no columns beyond the tenth of gen but multipliers; with 21 columns it is none. */
    @Test
    void theColumnsDecideWhatVersionAFileIsThatSaysOne() {
        String results = " 7 8 9 10";
        MatpowerCase first =
                MatpowerCase.parse("small.m", TABLES.replace("'2'", "'1'").replace(" zeros(1, 11)", results));
        assertThat(first.network().generators().get(0).reactiveLines().isNone()).isTrue();
        assertThat(first.network().notes())
                .extracting(Note::toString)
                .anyMatch(note -> note.contains("mpc.version") && note.contains("14 columns is one of version 1"));
        MatpowerCase second = MatpowerCase.parse("small.m", TABLES.replace("'2'", "1"));
        assertThat(second.network().notes())
                .extracting(Note::toString)
                .anyMatch(note -> note.contains("21 columns is one of version 2"));
        assertThat(MatpowerCase.parse("small.m", TABLES.replace("'2'", "'1'").replace(" zeros(1, 11)", ""))
                        .network()
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 115/110*0 + 7",
                "3 | size(mpc.bus, 1)",
                "13 | numel(mpc.bus(1, :))",
                "13 | length(mpc.bus)",
                "30 | sum(mpc.bus(:, 3))",
                "20 | max(mpc.bus(:, 3))",
                "0 | min(mpc.bus(:, 3))",
                "20 | mpc.bus(end, 3)",
                "10 | mpc.bus(end - 1, 3)",
                "6 | sum(1:3)",
                "9 | sum(1:2:5)",
                "6 | sum(3:-1:1)",
                "14 | [1 2 3] * [1; 2; 3]",
                "14 | [1 2 3] * [1 2 3]'",
                "2 | mod(-1, 3)",
                "-1 | -2 + (2 >= 1)",
                "1 | 2 > 1 & 1 ~= 2",
                "1 | ~(2 == 3) || 0",
                "2 | sum(mpc.bus(:, 3) > 5)",
                "3 | find(mpc.bus(:, 4) == 5)",
                "20 | mpc.bus(mpc.bus(:, 4) == 5, 3)",
                "24 | sum(repmat([1; 3], 6, 1))",
                "3 | round(2.5)",
                "-3 | round(-2.5)",
                "7 | sum([10 20; 3 4], 2)' * [0; 1]",
                "4 | max([1 4; 3 2], [], 1) * [0; 1]",
                "24 | prod(1:4)",
                "15 | mean(mpc.bus(2:3, 3))",
                "6 | cumsum([1 2 3]) * [0; 0; 1]",
                "3 | linspace(1, 5, 3) * [0; 1; 0]",
                "5 | [1 1] * diag([2 3]) * [1; 1]",
                "3 | sum(reshape([1 2 3 4], 2, 2) * [0; 1]) - 4",
                "2 | nnz(eye(2))",
                "2 | numel(unique([3 1 3]))",
                "1 | sort([3 1 2]) * [1; 0; 0]",
                "20 | mpc.bus(ismember(mpc.bus(:, 1), [3 9]), 3)",
                "5 | hypot(3, 4)",
                "-1 | rem(-1, 3)",
                "-3 | fix(-3.7)",
                "0 | cosd(90)",
                "8 | power(2, 3)",
                "3 | isfield(mpc, 'gencost') + 2 * ~isfield(mpc, 'dcline')",
                "1 | true & ~false",
                "0 | nargin",
                "33 | sum(sum([1; 2] .* [4 7]))",
                "4 | real((1 + 2i) * (2 - 1j))",
                "-4 | imag((1 - 1i)^2 * 2)",
                "5 | abs(3 + 4i)",
                "2 | real(1 / (0.25 + 0.25i))",
                "-0.5 | imag((1 + 1i)^-1)",
                "3 | imag(conj(-3i))",
                "6 | abs(i * 6)",
                "0.25 | angle(1 + j) / pi",
            })
    void expressionsAreWorthWhatMatlabSays(double expected, String expression) {
        assertThat(value(expression)).isEqualTo(expected);
    }

    /** Magnetizing shunts of a transformer from R parallel to L, as a public feeder works them out. */
    @Test
    void admittancesAreComplexNumbers() {
        Network network = read(TABLES + """
                w = 100;
                s = 480^2/conj((1/1e5 + 1/(1i*200*w))^-1 * (480/13800)^2);
                mpc.bus(2, 5:6) = [real(s) -imag(s)]*1e-6;
                z = mpc.branch(:, 3) + 1i*mpc.branch(:, 4);
                y = 1 ./ z;
                mpc.branch(:, 5) = -imag(y) / 100;
                """);
        // (13.8 kV)^2 / 100 kOhm and (13.8 kV)^2 / (100/s 200 H)
        assertThat(network.shunts().get(0).g()).isCloseTo(1.9044e-3, within(1e-15));
        assertThat(network.shunts().get(0).b()).isCloseTo(-9.522e-3, within(1e-15));
        assertThat(network.branches().get(0).b()).isCloseTo(0.1 / (0.01 * 0.01 + 0.1 * 0.1) / 100, within(1e-14));
    }

    /** A table is real: what is complex has to say which part of it is meant. */
    @ParameterizedTest
    @ValueSource(strings = {"1i", "[1 2i]", "sum([1; 2] * 1i)", "2^(1i)", "[1 2] * [1i; 2]"})
    void whatIsComplexIsNoPartOfTheNetwork(String expression) {
        assertThatThrownBy(() -> value(expression)).isInstanceOf(CaseFileException.class);
    }

    @Test
    void functionsReturnSeveralValues() {
        Network network = read(TABLES + """
                [rows, ~] = size(mpc.bus);
                [most, where] = max(mpc.bus(:, 3));
                [a, b] = deal(4, 5);
                mpc.bus(2, 3) = 1000 * rows + 100 * where + most + a / b;
                """);
        assertThat(network.activeDemand()[1]).isEqualTo(3000 + 300 + 20 + 0.8);
        assertThatThrownBy(() -> read(TABLES + "[a, b, c] = size(mpc.bus);\n"))
                .hasMessageContaining("line 8")
                .hasMessageContaining("size is not interpreted for 3 values");
    }

    @Test
    void choicesAndAttemptsAreCarriedOut() {
        Network network = read(TABLES + """
                season = 'winter';
                switch season
                    case 'summer'
                        mpc.bus(2, 3) = 1;
                    case {'autumn', 'winter'}
                        for k = 1:3
                            if k == 2, break, end
                        end
                        mpc.bus(2, 3) = 40 + k;
                    otherwise
                        mpc.bus(2, 3) = 3;
                end
                switch size(mpc.bus, 1)
                    case 4
                        mpc.bus(3, 3) = 1;
                    otherwise
                        mpc.bus(3, 3) = 50;
                end
                try
                    mpc.bus(3, 4) = 7;
                catch problem
                    mpc.bus(3, 4) = problem.none;
                end
                """);
        assertThat(network.activeDemand()).containsExactly(0, 42, 50);
        assertThat(network.reactiveDemand()[2]).isEqualTo(7.0);
    }

    /** What MATLAB shows or puts away leaves the case as it is; what looks like that but is no statement is refused. */
    @Test
    void whatChangesNothingIsPassedOver() {
        Network network = read("clear; clc; close all;\n" + TABLES + """
                # a comment of Octave
                c.PD = 3;   # and another
                mpc.bus(2, c.PD) = 12;
                mpc.bus(2, c.PD)
                mpc
                x = 3
                x
                clear x c
                figure; hold on; global x; save('small.mat', 'mpc'); savecase('small', mpc);
                return
                mpc.bus(2, 3) = 99;
                """);
        assertThat(network.activeDemand()[1]).isEqualTo(12.0);
        for (String statement : new String[] {
            "mpc.bus(2, 3) 5",
            "mpc.bus(2, 3) += 5",
            "clear all",
            "clear mpc",
            "x = 3; clear x; mpc.bus(2, 3) = x",
            "case 3",
            "catch"
        }) {
            assertThatThrownBy(() -> read(TABLES + statement + "\n"))
                    .as(statement)
                    .isInstanceOf(CaseFileException.class)
                    .hasMessageContaining("line 8");
        }
    }

    @Test
    void tablesAreMadeOfTables() {
        Network network = read(TABLES + """
                extra = [4 1 7 0; 5 1 8 0];
                extra = [extra zeros(2, 2) ones(2, 2) zeros(2, 1) 10 * ones(2, 1)];
                mpc.bus = [mpc.bus; extra ones(2, 1) repmat([1.1 0.9], 2, 1)];
                lines = mpc.branch;
                lines(:, 1) = [3; 4];
                lines(:, 2) = [4; 5];
                mpc.branch = [mpc.branch
                              lines];
                mpc.gencost = [2, 0, 0, 2, [12, 0]];
                """);
        assertThat(network.buses()).hasSize(5);
        assertThat(network.activeDemand()).containsExactly(0, 10, 20, 7, 8);
        assertThat(network.branches()).extracting(Branch::toBus).containsExactly(2, 3, 4, 5);
        assertThat(network.generators().get(0).cost().marginalAt(1.0)).isEqualTo(12.0);
    }

    @Test
    void tablesGrowAndShrink() {
        Network network = read(TABLES + """
                mpc.gen(end + 1, :) = mpc.gen(1, :);
                mpc.gen(2, [1 9]) = [3 40];
                mpc.gencost(2, :) = [2 0 0 2 30 0];
                mpc.branch(mpc.branch(:, 6) == 60, 6) = 0;
                mpc.bus(:, 14:17) = 5;
                mpc.bus(:, 14:17) = [];
                list(2) = 4;
                list(3) = 5;
                mpc.bus(2, 3) = sum(list);
                """);
        assertThat(network.generators()).hasSize(2);
        assertThat(network.generators().get(1).bus()).isEqualTo(3);
        assertThat(network.generators().get(1).pMax()).isEqualTo(40.0);
        assertThat(network.generators().get(1).cost().marginalAt(1.0)).isEqualTo(30.0);
        assertThat(network.branches().get(1).rating()).isInfinite();
        assertThat(network.branches().get(0).rating()).isEqualTo(50.0);
        assertThat(network.activeDemand()[1]).isEqualTo(9.0);
    }

    /** Columns of a table that is not there yet make it. */
    @Test
    void aTableIsMadeColumnByColumn() {
        String columns = "mpc.gen(:, 1) = [1; 3];\nmpc.gen(:, 2:5) = [0 0 30 -30; 0 0 30 -30];\nmpc.gen(:, 6) = 1;\n"
                + "mpc.gen(:, 7) = 100;\nmpc.gen(:, 8) = [1 0];\nmpc.gen(:, 9) = 200;\nmpc.gen(:, 10) = 0;\n"
                + "mpc.gen(:, 21) = 0;\nmpc.gencost = ones(2, 1) * [2 0 0 2 10 0];\n";
        Network network = read(TABLES.replaceAll("mpc.gen = .*\n", "").replaceAll("mpc.gencost = .*\n", "") + columns);
        assertThat(network.generators()).hasSize(2);
        assertThat(network.generators().get(1).bus()).isEqualTo(3);
        assertThat(network.generators().get(1).inService()).isFalse();
    }

    @Test
    void loopsAndConditionsAreCarriedOut() {
        MatpowerCase read = MatpowerCase.parse("small.m", TABLES + """
                define_constants;
                nb = size(mpc.bus, 1);
                for i = 1:nb
                    if mpc.bus(i, PD) > 15      % comments say end
                        mpc.bus(i, PD) = mpc.bus(i, PD) / 2;
                    elseif mpc.bus(i, PD) > 5 && i ~= 7
                        mpc.bus(i, PD) = 3;
                    else
                        fprintf('bus %d; no demand, end\\n', i);
                    end
                end
                k = 0;
                while k < 10
                    k = k + 1;
                    if k == 2, continue, end
                    if k > 4
                        break
                    end
                    mpc.bus(3, QD) = mpc.bus(3, QD) + k;
                end
                for row = mpc.gen'
                    mpc.gen(1, PMAX) = row(9) + 1;
                end
                disp('done');
                """);
        assertThat(read.network().activeDemand()).containsExactly(0, 3, 10);
        assertThat(read.network().reactiveDemand()[2]).isEqualTo(5.0 + 1 + 3 + 4);
        assertThat(read.network().generators().get(0).pMax()).isEqualTo(201.0);
        assertThat(read.notes().stream().filter(note -> note.toString().contains("carried out")))
                .as("a line that a loop repeats is told once")
                .hasSize(4);
    }

    @Test
    void whatFollowsTheFunctionIsNotCarriedOut() {
        assertThat(read(TABLES + "end\nfunction x = second\nx = 3;\nmpc.bus(2, 3) = 99;\nend\n")
                        .activeDemand()[1])
                .isEqualTo(10.0);
        assertThat(read(TABLES + "if 1, return, end\nmpc.bus(2, 3) = 99;\n").activeDemand()[1])
                .isEqualTo(10.0);
    }

    /** Numbers keep the decimals that they were written with where whole rows are taken over. */
    @Test
    void rowsThatAreTakenOverKeepTheirLines() {
        assertThatThrownBy(() -> read(TABLES + "mpc.gen = [mpc.gen; mpc.gen];\nmpc.gen(2, 1) = 9;\n"
                        + "mpc.gencost = [mpc.gencost; mpc.gencost];\n"))
                .hasMessageContaining("generator 2 at bus 9")
                .hasMessageContaining("no such bus");
    }

    /** A bus that only a DC line feeds: its converter makes the voltage, so that the bus is a reference. */
    @Test
    void aDcLineAloneFeedsAnIsland() {
        String cut = TABLES.replace("0 60 0 0 0 0 1 -360 360]", "0 60 0 0 0 0 0 -360 360]");
        assertThatThrownBy(() -> read(cut + "mpc.switch = [2 3 1];\nmpc.genfuel = {'coal'};\n"))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("its load of 20.0 MW cannot be served")
                .hasMessageContaining("note: mpc.switch, line 8: not part of the network model")
                .hasMessageNotContaining("genfuel");
        String line = "mpc.dcline = [2 3 STATUS 20 20 5 5 1 1 0 30 -9 9 -9 9 1 0];\n";
        Network network = read(cut + line.replace("STATUS", "1"));
        assertThat(network.buses()).extracting(Bus::isReference).containsExactly(true, false, true);
        assertThat(network.notes()).extracting(Note::toString).anyMatch(note -> note.startsWith("bus 3: taken for"));
        assertThatThrownBy(() -> read(cut + line.replace("STATUS", "0"))).hasMessageContaining("cannot be served");
    }
}
