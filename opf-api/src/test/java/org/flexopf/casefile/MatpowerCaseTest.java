package org.flexopf.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flexopf.casefile.FeederText.FEEDER;
import static org.flexopf.casefile.FeederText.faults;
import static org.flexopf.casefile.FeederText.read;
import static org.flexopf.casefile.FeederText.refused;
import static org.flexopf.casefile.FeederText.with;

import java.util.List;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.network.ReactiveLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the MATPOWER reader makes of the tables of a case. */
class MatpowerCaseTest {

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
        assertThat(read(FEEDER.replace("0.01\t", "0.01, ... continued\n\t"))).isEqualTo(expected);
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
        Network network = read(
                FEEDER.replace("\t-360\t360;", ";").replace("\t1\t0\t0;\n];\nmpc.gencost", "\t1;\n];\nmpc.gencost"));
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
                .satisfies(fault -> assertThat(fault.toString()).contains("mpc.dclinecost row 1, line 22", "concave"));
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
                .satisfies(fault -> assertThat(fault.toString()).contains("mpc.gen row 1, line 10", "power factor"));
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
        assertThat(read(withGenerator(limits, " 3 3 -6 6 -2 1")).generator(1).reactiveLines())
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
