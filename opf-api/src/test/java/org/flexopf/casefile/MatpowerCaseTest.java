package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Fault;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.ReactiveLines;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the MATPOWER reader understands, and how it refuses what it does not. Every case starts from one small file. */
class MatpowerCaseTest {

    /** A feeder of three buses; the tables start at lines 4, 9, 13 and 17. */
    private static final String FEEDER = """
            function mpc = feeder
            mpc.version = '2';
            mpc.baseMVA = 10;
            mpc.bus = [
            \t1\t3\t0\t0\t0\t0\t1\t1.02\t5\t12.66\t1\t1.02\t1.02;
            \t7\t1\t0.4\t0.2\t0\t0.1\t1\t1\t0\t12.66\t1\t1.05\t0.95;
            \t3\t1\t0.3\t-0.1\t0\t0\t1\t1\t0\t12.66\t1\t1.05\t0.95;
            ];
            mpc.gen = [
            \t1\t0.5\t0.1\t5\t-5\t1.02\t10\t1\t5\t-5;
            \t7\t0\t0\t1\t-1\t1\t10\t0\t2\t0;
            ];
            mpc.branch = [
            \t1\t7\t0.01\t0.02\t0.001\t0\t0\t0\t0\t0\t1\t-360\t360;
            \t7\t3\t0.01\t0.02\t0\t2.5\t0\t0\t1.025\t-30\t1\t0\t0;
            ];
            mpc.gencost = [
            \t2\t0\t0\t3\t0.5\t50\t1\t0;
            \t1\t0\t0\t2\t0\t0\t2\t60;
            ];
            """;

    private static Network read(String text) {
        return MatpowerCase.parse("feeder.m", text).network();
    }

    private static String with(String original, String replacement) {
        assertThat(FEEDER).contains(original);
        return FEEDER.replace(original, replacement);
    }

    private static CaseFileException refused(String text) {
        CaseFileException refusal = catchThrowableOfType(CaseFileException.class, () -> read(text));
        assertThat(refusal).as("the text is refused").isNotNull();
        assertThat(refusal.found()).isNotBlank();
        assertThat(refusal.reason()).isNotBlank();
        assertThat(refusal.fix()).isNotBlank();
        return refusal;
    }

    private static List<Fault> faults(String text) {
        InvalidNetworkException invalid = catchThrowableOfType(InvalidNetworkException.class, () -> read(text));
        assertThat(invalid).as("the network is refused").isNotNull();
        return invalid.faults();
    }

    @Nested
    class Understood {

        @Test
        void everyColumnGoesWhereItBelongs() {
            Network network = read(FEEDER);
            assertThat(network.name()).isEqualTo("feeder");
            assertThat(network.baseMva()).isEqualTo(10.0);
            assertThat(network.bus(1).type()).isEqualTo(BusType.REFERENCE);
            assertThat(network.bus(1).angle()).isEqualTo(5.0);
            assertThat(network.bus(7).vMin()).isEqualTo(0.95);
            assertThat(network.bus(7).vMax()).isEqualTo(1.05);
            assertThat(network.bus(7).baseKv()).isEqualTo(12.66);
            assertThat(network.loads())
                    .extracting(load -> load.id() + ": " + load.p() + " " + load.q())
                    .containsExactly("7: 0.4 0.2", "3: 0.3 -0.1");
            assertThat(network.shunts())
                    .extracting(shunt -> shunt.bus() + ": " + shunt.g() + " " + shunt.b())
                    .containsExactly("7: 0.0 0.1");
            assertThat(network.generator(1).pMin()).isEqualTo(-5.0);
            assertThat(network.generator(1).qMax()).isEqualTo(5.0);
            assertThat(network.generator(1).p()).isEqualTo(0.5);
            assertThat(network.generator(1).q()).isEqualTo(0.1);
            assertThat(network.generator(1).voltageSetPoint()).isEqualTo(1.02);
            assertThat(network.generator(2).bus()).isEqualTo(7);
            assertThat(network.generator(2).inService()).isFalse();
            assertThat(network.branch(1).b()).isEqualTo(0.001);
            assertThat(network.branch(1).hasRating()).isFalse();
            assertThat(network.branch(1).ratio()).isEqualTo(1.0);
            assertThat(network.branch(2).rating()).isEqualTo(2.5);
            assertThat(network.branch(2).ratio()).isEqualTo(1.025);
            assertThat(network.branch(2).shift()).isEqualTo(-30.0);
            assertThat(network.branch(2).hasAngleLimits()).isFalse();
            assertThat(network.generator(1).cost()).isEqualTo(new CostCurve.Quadratic(1.0, 50.0, 0.5));
            assertThat(network.generator(2).cost())
                    .isEqualTo(new CostCurve.PiecewiseLinear(
                            List.of(new CostCurve.Point(0.0, 0.0), new CostCurve.Point(2.0, 60.0))));
        }

        @Test
        void lineEndsCommentsAndContinuationsDoNotMatter() {
            Network expected = read(FEEDER);
            assertThat(read(FEEDER.replace("\n", "\r\n"))).isEqualTo(expected);
            assertThat(read(FEEDER.replace("\n", "\r"))).isEqualTo(expected);
            assertThat(read(FEEDER.replace("\n", " % a remark ] with [ brackets\n")))
                    .isEqualTo(expected);
            assertThat(read(FEEDER.replace("0.01\t", "0.01, ... continued\n\t")))
                    .isEqualTo(expected);
            assertThat(read("%{\n mpc.bus = [\n%}\n" + FEEDER)).isEqualTo(expected);
            assertThat(read(FEEDER.replace(";\n\t", "\n\t"))).isEqualTo(expected);
            assertThat(read(FEEDER.replace("mpc", "s"))).isEqualTo(expected);
            assertThat(read(FEEDER + "end\n")).isEqualTo(expected);
        }

        @Test
        void anglesOfBothZeroAreNone() {
            MatpowerCase read = MatpowerCase.parse("feeder", FEEDER);
            assertThat(read.notes())
                    .extracting(Note::toString)
                    .contains("mpc.branch: both angle limits are 0 in 1 rows: taken for none, as in MATPOWER");
            assertThat(read.network().notes()).containsAll(read.notes());
        }

        @Test
        void anAngleLimitOfZeroOnOneSideIsALimit() {
            Network network = read(with("-30\t1\t0\t0;", "-30\t1\t0\t15;"));
            assertThat(network.branch(2).angleMin()).isZero();
            assertThat(network.branch(2).angleMax()).isEqualTo(15.0);
        }

        @Test
        void oldFilesHaveNoAngleLimits() {
            Network network = read(FEEDER.replace("\t-360\t360;", ";")
                    .replace("\t1\t0\t0;\n];\nmpc.gencost", "\t1;\n];\nmpc.gencost"));
            assertThat(network.branches()).noneMatch(branch -> branch.hasAngleLimits());
        }

        @Test
        void infinityIsNoLimit() {
            Network network = read(
                    with("1\t0.5\t0.1\t5\t-5\t1.02\t10\t1\t5\t-5;", "1\t0.5\t0.1\tInf\t-Inf\t1.02\t10\t1\tinf\t-inf;"));
            assertThat(network.generator(1).pMax()).isInfinite().isPositive();
            assertThat(network.generator(1).qMin()).isInfinite().isNegative();
        }

        @Test
        void withoutCostsAllIsFree() {
            MatpowerCase read = MatpowerCase.parse("feeder", FEEDER.substring(0, FEEDER.indexOf("mpc.gencost")));
            assertThat(read.network().generators())
                    .allMatch(generator -> generator.cost().equals(CostCurve.free()));
            assertThat(read.notes()).extracting(Note::element).contains("mpc.gencost");
        }

        @Test
        void theSecondHalfOfTheCostsIsThatOfReactivePower() {
            Network network = read(with(
                    "\t1\t0\t0\t2\t0\t0\t2\t60;\n",
                    "\t1\t0\t0\t2\t0\t0\t2\t60;\n\t2\t0\t0\t2\t3\t4\t0\t0;\n\t2\t0\t0\t1\t7\t0\t0\t0;\n"));
            assertThat(network.generator(1).reactiveCost()).isEqualTo(new CostCurve.Linear(4.0, 3.0));
            assertThat(network.generator(2).reactiveCost()).isEqualTo(new CostCurve.Linear(7.0, 0.0));
        }

        @Test
        void higherCoefficientsMayBeThereIfTheyAreZero() {
            assertThat(read(with("2\t0\t0\t3\t0.5\t50\t1\t0;", "2\t0\t0\t4\t0\t0.5\t50\t1;"))
                            .generator(1)
                            .cost())
                    .isEqualTo(new CostCurve.Quadratic(1.0, 50.0, 0.5));
            assertThat(faults(with("2\t0\t0\t3\t0.5\t50\t1\t0;", "2\t0\t0\t4\t2\t0.5\t50\t1;")))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString())
                            .contains("mpc.gencost row 1, line 18", "2.0 of the power 3", "degree 2"));
        }

        @Test
        void pointsOnOneLineAreOneCost() {
            Network network = read(with(
                    "\t2\t0\t0\t3\t0.5\t50\t1\t0;\n\t1\t0\t0\t2\t0\t0\t2\t60;\n",
                    "\t1\t0\t0\t3\t0\t0\t1\t30\t2\t60;\n\t2\t0\t0\t2\t1\t0\t0\t0\t0\t0;\n"));
            assertThat(network.generator(1).cost().at(1.5)).isCloseTo(45.0, within(1e-12));
        }

        @Test
        void bussesThatAreDeclaredIsolatedAreKept() {
            Network network = read(with("\t3\t1\t0.3", "\t3\t4\t0.3"));
            assertThat(network.bus(3).isIsolated()).isTrue();
            assertThat(network.loads()).hasSize(2);
            assertThat(network.activeDemand()).containsExactly(0.0, 0.4, 0.0);
        }

        @Test
        void namesOfBusesAreTaken() {
            Network network = read(FEEDER + "mpc.bus_name = {\n'Station'\n'Mill ''A'''; \"School\"};\n");
            assertThat(network.buses()).extracting(bus -> bus.name()).containsExactly("Station", "Mill 'A'", "School");
        }

        @Test
        void whatIsBeyondTheModelIsNoted() {
            MatpowerCase read = MatpowerCase.parse(
                    "feeder", FEEDER + "mpc.areas = [1 1];\nmpc.gentype = {'ST', 'PV'};\nmpc.if.map = [1 2];\n");
            assertThat(read.notes())
                    .extracting(Note::toString)
                    .contains(
                            "mpc.areas, line 21: not part of the network model, ignored",
                            "mpc.gentype, line 22: not part of the network model, ignored",
                            "mpc.if: interfaces without limits, ignored");
        }

        @Test
        void dcLinesHaveTheirColumns() {
            MatpowerCase read = MatpowerCase.parse("feeder", FEEDER + """
                    mpc.dcline = [
                    \t1\t3\t1\t0.5\t0.4\t0.1\t0.2\t1.01\t1\t0.25\t2\t-1\t1.5\t-0.5\t0.75\t0.05\t0.1;
                    \t3\t1\t0\t0\t0\t0\t0\t1\t1\t-1.85\t-0.05\t0\t0\t0\t0\t0.05\t0.1;
                    ];
                    mpc.dclinecost = [
                    \t2\t0\t0\t2\t7.3\t0;
                    \t2\t0\t0\t2\t0\t0;
                    ];
                    """);
            assertThat(read.network().hvdcLines().get(0))
                    .isEqualTo(HvdcLine.of(1, 1, 3, 0.25, 2.0)
                            .withReactiveLimits(-1.0, 1.5, -0.5, 0.75)
                            .withLoss(0.05, 0.1)
                            .withCost(CostCurve.linear(7.3))
                            .withSchedule(0.5, 0.1, 0.2));
            // Negative limits hold at the to end: with P = -2, 1.8 + 0.05 arrive backwards, and with P = 0 the constant
            // loss of 0.05.
            HvdcLine back = read.network().hvdcLines().get(1);
            assertThat(back.pMin()).isCloseTo(-2.0, within(1e-12));
            assertThat(back.pMax()).isCloseTo(0.0, within(1e-12));
            assertThat(back.delivered(back.pMin())).isCloseTo(-1.85, within(1e-12));
            assertThat(back.inService()).isFalse();
            assertThat(read.notes()).extracting(Note::element).contains("mpc.dcline");
            assertThat(read(FEEDER + "mpc.dcline = [];\n")).isEqualTo(read(FEEDER));
        }

        @Test
        void dcLinesThatAreWrong() {
            String row = "1 3 1 0.5 0.4 0.1 0.2 1 1 0 2 -1 1 -1 1 0 0.1";
            assertThat(refused(FEEDER + "mpc.dcline = [1 3 1];\n")).hasMessageContaining("17 columns");
            assertThat(refused(FEEDER + "mpc.dcline = [" + row + "];\nmpc.dclinecost = [2 0 0 1 0; 2 0 0 1 0];\n"))
                    .hasMessageContaining("2 rows for 1 DC lines");
            assertThat(faults(FEEDER + "mpc.dcline = [" + row.replace("1 3 1", "1 9 1") + "];\n"))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains("line 21", "bus 9", "no such bus"));
            assertThat(faults(FEEDER + "mpc.dcline = [" + row + "];\nmpc.dclinecost = [2 0 0 3 -1 0 0];\n"))
                    .singleElement()
                    .satisfies(
                            fault -> assertThat(fault.toString()).contains("mpc.dclinecost row 1, line 22", "concave"));
        }

        /** Generator 1 of the feeder with other limits and with the columns of version 2 up to QC2MAX. */
        private static String withGenerator(String limits, String capability) {
            return FEEDER.replace("5\t-5\t1.02\t10\t1\t5\t-5;", limits + capability + ";")
                    .replace("\t1\t10\t0\t2\t0;", "\t1\t10\t0\t2\t0 0 0 0 0 0 0;");
        }

        @Test
        void dispatchableLoadsKeepTheirPowerFactor() {
            String load = withGenerator("0 -2 1.02 10 1 0 -4", " 0 0 0 0 0 0");
            MatpowerCase read = MatpowerCase.parse("feeder", load);
            assertThat(read.network().generator(1).reactiveLines()).isEqualTo(ReactiveLines.constantPowerFactor(0.5));
            assertThat(read.notes())
                    .contains(Note.changing(
                            "generator 1 at bus 1",
                            "a dispatchable load that keeps the power factor of its limits, as in MATPOWER"));
            String leading = withGenerator("2 0 1.02 10 1 0 -4", " 0 0 0 0 0 0");
            assertThat(read(leading).generator(1).reactiveLines()).isEqualTo(ReactiveLines.constantPowerFactor(-0.5));
            MatpowerCase free =
                    MatpowerCase.parse("feeder", load, CaseOptions.defaults().withFreeReactiveLoads());
            assertThat(free.network().generator(1).reactiveLines()).isEqualTo(ReactiveLines.none());
            assertThat(free.notes())
                    .anyMatch(note ->
                            note.changesAnswer() && note.remark().contains("free within their limits, as asked for"));
            assertThat(faults(withGenerator("0 -Inf 1.02 10 1 0 -4", " 0 0 0 0 0 0")))
                    .singleElement()
                    .satisfies(
                            fault -> assertThat(fault.toString()).contains("mpc.gen row 1, line 10", "power factor"));
        }

        @Test
        void withoutAPowerFactorLoadsAreFree() {
            assertThat(read(withGenerator("0 0 1.02 10 1 0 -4", " 0 0 0 0 0 0"))
                            .generator(1)
                            .reactiveLines())
                    .isEqualTo(ReactiveLines.none());
            MatpowerCase both = MatpowerCase.parse("feeder", withGenerator("2 -2 1.02 10 1 0 -4", " 0 0 0 0 0 0"));
            assertThat(both.network().generator(1).reactiveLines()).isEqualTo(ReactiveLines.none());
            assertThat(both.notes())
                    .anyMatch(note -> note.changesAnswer() && note.remark().contains("both sides of zero"));
        }

        /** Columns PC1 PC2 QC1MIN QC1MAX QC2MIN QC2MAX; the limits are P from 0 to 8, Q from -5 to 5. */
        @Test
        void capabilityColumnsAreLines() {
            String limits = "5 -5 1.02 10 1 8 0";
            ReactiveLines lines =
                    read(withGenerator(limits, " 0 10 -6 6 -2 1")).generator(1).reactiveLines();
            assertThat(lines.lower().at(0.0)).isEqualTo(-6.0);
            assertThat(lines.lower().at(10.0)).isCloseTo(-2.0, within(1e-12));
            assertThat(lines.upper().at(0.0)).isEqualTo(6.0);
            assertThat(lines.upper().at(10.0)).isCloseTo(1.0, within(1e-12));
            // A line that the limits imply at both ends of P is none: -6 - 0.1 * 8 is below -5.
            assertThat(read(withGenerator(limits, " 0 10 -6 6 -7 1"))
                            .generator(1)
                            .reactiveLines()
                            .lower())
                    .isEqualTo(ReactiveLines.NO_LOWER);
            assertThat(read(withGenerator(limits, " 3 3 -6 6 -2 1"))
                            .generator(1)
                            .reactiveLines())
                    .isEqualTo(ReactiveLines.none());
            assertThat(faults(withGenerator(limits, " 10 0 -6 6 -2 1")))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains("mpc.gen row 1", "PC1 10.0 and PC2 0.0"));
            assertThat(faults(withGenerator(limits, " 0 10 3 -3 3 -3")))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString()).contains("lower line is above the upper one"));
        }

        @Test
        void withoutAVersionTheColumnsOfGenDecide() {
            String none = FEEDER.replace("mpc.version = '2';\n", "");
            assertThat(read(none)).isEqualTo(read(FEEDER));
            // Results of version 1: multipliers in gen, flows in branch.
            String solved = none.replace("\t10\t1\t5\t-5;", "\t10\t1\t5\t-5 1 9 -1 1 -1 1;")
                    .replace("\t1\t10\t0\t2\t0;", "\t1\t10\t0\t2\t0 0 0 0 0 0 0;")
                    .replace("\t1\t-360\t360;", "\t1 11 -3 -12 4;")
                    .replace("\t1\t0\t0;", "\t1 11 -3 -12 4;");
            assertThat(read(solved)).isEqualTo(read(FEEDER));
        }

        @Test
        void aCostWithoutCoefficientsIsNone() {
            assertThat(read(with("2\t0\t0\t3\t0.5\t50\t1\t0", "2\t0\t0\t0\t0\t0\t0\t0"))
                            .generator(1)
                            .cost())
                    .isEqualTo(CostCurve.free());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mpc.names = {'a', 'b'}';",
                    "mpc.names = [\n 'x' 1 'it''s ]' % it's [ a remark\n 'y' 2 '}'\n];",
                    "mpc.reserves.zones = ones(3, 2)(1, :);",
                    "mpc.names{1} = 'a';",
                    "mpc.names = struct('a', {1, 2}), mpc.names = 'b';",
                    "mpc.names = strcat('a', ... and so on\n 'b');",
                    "mpc.names = [1 2; 3];"
                })
        void whatNobodyReadsNeedNotBeUnderstood(String statement) {
            MatpowerCase read = MatpowerCase.parse("feeder.m", FEEDER + statement + "\nmpc.baseMVA = 10;\n");
            assertThat(read.network()).isEqualTo(read(FEEDER));
            assertThat(read.notes())
                    .anyMatch(note -> note.changesAnswer()
                            && note.element().endsWith("line 21")
                            && note.remark().contains("it is not understood"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "mpc.A = speye(3);",
                    "mpc.names = {'a', 'b'",
                    "mpc.names = [1 2; 3\nmpc.areas = [1 1];",
                    "mpc.names = 'a;"
                })
        void whatIsNeededOrNeverEndsIsRefused(String statement) {
            assertThat(refused(FEEDER + statement + "\n").line()).isBetween(21, 22);
        }

        /** Slopes 20, 20.000001 and 19.9999985 between points with five decimals are one slope. */
        @Test
        void slopesThatFallByRoundingAreLevelled() {
            MatpowerCase read =
                    MatpowerCase.parse("feeder", withCost("0 0 19.999999 399.99998 40 800.00002 60.000001 1200.00001"));
            assertThat(((CostCurve.PiecewiseLinear) read.network().generator(1).cost()).points())
                    .containsExactly(new CostCurve.Point(0.0, 0.0), new CostCurve.Point(60.000001, 1200.00001));
            assertThat(read.notes())
                    .anyMatch(note -> note.changesAnswer() && note.remark().contains("taken for 1 straight pieces"));
        }

        /** The same fall with more decimals, of whole numbers, of computed ones, or a large one is none of rounding. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0 0 20 400.00010000 40 800.00000000 60 1200.00000000",
                    "0 0 1000 20001 2000 40000 3000 60000",
                    "0 0 20*1 400.0003 40 800.0000 60 1200.0000+0",
                    "0.0 0.0 0.1 4.0 0.2 6.0 0.3 8.0"
                })
        void concaveCostsStayRefused(String points) {
            assertThat(faults(withCost(points)))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.cause()).contains("concave"));
        }

        private static String withCost(String points) {
            return with(
                    "\t2\t0\t0\t3\t0.5\t50\t1\t0;\n\t1\t0\t0\t2\t0\t0\t2\t60;\n",
                    "\t1 0 0 4 " + points + ";\n\t2 0 0 1 0 0 0 0 0 0 0 0;\n");
        }

        @Test
        void emptyIslandsAreLeftOut() {
            String empty = with("\t3\t1\t0.3\t-0.1", "\t3\t1\t0\t0").replace("-30\t1\t0\t0;", "-30\t0\t0\t0;");
            MatpowerCase read = MatpowerCase.parse("feeder", empty);
            assertThat(read.network().bus(3).isIsolated()).isTrue();
            assertThat(read.notes())
                    .contains(Note.changing("bus 3", "nothing in service is connected to it; it is left out"));
        }

        @Test
        void withoutAReferenceTheFirstPvBusWithAUnitIsOne() {
            String orphan = FEEDER.replace("\t1\t3\t0\t0", "\t1\t1\t0\t0")
                    .replace("\t7\t1\t0.4", "\t7\t2\t0.4")
                    .replace("\t3\t1\t0.3", "\t3\t2\t0.3");
            // Bus 7 comes first, and its unit is out of service.
            assertThat(faults(orphan))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.cause()).contains("no reference bus"));
            MatpowerCase read = MatpowerCase.parse("feeder", orphan.replace("\t1\t10\t0\t2\t0;", "\t1\t10\t1\t2\t0;"));
            assertThat(read.network().bus(7).isReference()).isTrue();
            assertThat(read.network().bus(3).isReference()).isFalse();
            assertThat(read.notes())
                    .anyMatch(note -> note.changesAnswer() && note.element().startsWith("bus 7"));
        }
    }

    @Nested
    class Conversions {

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
            String text = FEEDER + "mpc.x = [" + row + "];\nmpc.bus(1, 1:" + columns
                    + ") = mpc.x;\nmpc.bus(1, [1 2]) = [1 3];\n";
            MatlabInterpreter script =
                    MatlabInterpreter.run("feeder", text.replace("mpc.bus(1, 1:" + columns + ") = mpc.x;", ""));
            assertThat(((MatlabValue.Matrix)
                                    script.workspace().fields().get("x").value())
                            .columns())
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

    @Nested
    class WrongInput {

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
            assertThat(refused(FEEDER.replace("mpc." + table + " =", "mpc.other ="))
                            .found())
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
                    .satisfies(
                            fault -> assertThat(fault.toString()).contains("row 1, line 18", "8 columns", "takes 9"));
        }

        @Test
        void costsThatDoNotMatchTheGenerators() {
            assertThat(refused(with("\t1\t0\t0\t2\t0\t0\t2\t60;\n", "")))
                    .hasMessageContaining("1 rows for 2 generators");
        }

        @Test
        void aNegativeRating() {
            assertThat(faults(with("2.5", "-2.5")))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.toString())
                            .contains("branch 2 (7-3), line 15", "-2.5 MVA", "not negative"));
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

    @Nested
    class WrongFiles {

        @TempDir
        private Path folder;

        private CaseFileException refusedFile(Path file) {
            CaseFileException refusal = catchThrowableOfType(CaseFileException.class, () -> MatpowerCase.read(file));
            assertThat(refusal).isNotNull();
            return refusal;
        }

        @Test
        void anEmptyFile() throws IOException {
            assertThat(refusedFile(Files.writeString(folder.resolve("empty.m"), " \n"))
                            .reason())
                    .contains("empty");
        }

        @Test
        void aDirectory() {
            assertThat(refusedFile(folder).reason()).contains("directory");
        }

        @Test
        void noFile() {
            assertThat(refusedFile(folder.resolve("none.m")).reason()).contains("no such file");
        }

        @Test
        void aBinaryFile() throws IOException {
            assertThat(refusedFile(Files.write(
                                    folder.resolve("case.mat"), new byte[] {'M', 'A', 'T', 0, 1, (byte) 0xff}))
                            .reason())
                    .contains("binary");
        }

        @Test
        void aFileThatIsNoCase() throws IOException {
            assertThat(refusedFile(Files.writeString(folder.resolve("letter.txt"), "Dear Sir,\nplease find enclosed\n"))
                            .line())
                    .isEqualTo(1);
        }

        @Test
        void namesInLatin1AndAByteOrderMark() throws IOException {
            Path latin = Files.write(
                    folder.resolve("latin.m"), ("% Zürich\n" + FEEDER).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(MatpowerCase.read(latin).network().buses()).hasSize(3);
            Path marked = Files.write(folder.resolve("marked.m"), ("\uFEFF" + FEEDER).getBytes(StandardCharsets.UTF_8));
            assertThat(MatpowerCase.read(marked).network().name()).isEqualTo("marked");
        }
    }
}
