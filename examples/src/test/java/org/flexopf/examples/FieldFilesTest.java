package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.CaseOptions;
import org.flexopf.casefile.JsonCase;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.network.Bus;
import org.flexopf.network.ElementRef;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.MergedNode;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.LimitCheck;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.NodeState;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files made after reports from the field; the values are those of MATPOWER and of calculations by hand. */
class FieldFilesTest {

    private static String text(String name) {
        try (InputStream stream = FieldFilesTest.class.getResourceAsStream("field/" + name + ".m")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MatpowerCase file(String name) {
        return MatpowerCase.parse(name + ".m", text(name));
    }

    private static Network network(String name) {
        return file(name).network();
    }

    private static OpfSolution solved(OpfFormulation formulation, Network network) {
        return Opf.of(formulation).solve(network).orElseThrow();
    }

    /** The objective, and that something was said where the answer hangs on a reading. */
    @ParameterizedTest
    @CsvSource({
        "pwl_rounding, 900.00, true",
        "missing_version, 2000.00, true",
        "gencost_none, 0.00, false",
        "transposed_names, 700.00, false",
        "text_table, 700.00, true",
        "dangling_bus, 700.00, true",
        "no_reference, 1500.00, true"
    })
    void dcObjectives(String name, double objective, boolean noted) {
        MatpowerCase read = file(name);
        assertThat(solved(new DcOpf(), read.network()).objective()).isCloseTo(objective, within(0.005));
        assertThat(read.network().notes().stream().anyMatch(note -> note.changesAnswer()))
                .isEqualTo(noted);
    }

    /**
     * The flows 1-2 and 1-3 together are what unit 1 supplies: 80 MW at 10 and the other 50 MW at 30 with the limit,
     * 130 MW at 10 without it.
     */
    @Nested
    class InterfaceLimits {

        private final Network network = network("interface_limit");
        private final Network without = MatpowerCase.parse(
                        "interface_limit.m",
                        text("interface_limit"),
                        CaseOptions.defaults().leavingOutInterfaces())
                .network();

        @Test
        void holdInEveryFormulation() {
            for (OpfFormulation formulation :
                    List.of(new DcOpf(), new PtdfDcOpf(), new BranchFlowSocp(), new LinDistFlow())) {
                Network taken = formulation instanceof LinDistFlow ? radial() : network;
                OpfSolution solution = solved(formulation, taken);
                assertThat(solution.objective()).as(formulation.name()).isCloseTo(2300.0, within(1e-3));
                assertThat(solution.duals(OpfConstraints.INTERFACE_MAX)[0]).isCloseTo(20.0, within(1e-4));
                assertThat(solution.duals(OpfConstraints.INTERFACE_MIN)[0]).isCloseTo(0.0, within(1e-4));
                assertThat(solution.point().flow(taken, taken.flowInterfaces().get(0)))
                        .isCloseTo(80.0, within(1e-4));
            }
        }

        /** Without the line between 2 and 3, unit 3 meets the load there, and 70 + 10 MW leave bus 1. */
        private Network radial() {
            return network.without(List.of(network.branch(2).ref()));
        }

        @Test
        void areLeftOutWhereThatIsAskedFor() {
            assertThat(solved(new DcOpf(), without).objective()).isCloseTo(1300.0, within(1e-3));
            assertThat(without.answerNotes()).anyMatch(note -> note.element().equals("mpc.if"));
            assertThat(network.answerNotes()).anyMatch(note -> note.element().equals("mpc.if"));
        }

        /** What a MW more at bus 2 costs is what unit 3 costs, and the slopes of the cost say the same. */
        @Test
        void makePricesThatFiniteDifferencesConfirm() {
            for (OpfFormulation formulation : List.of(new DcOpf(), new PtdfDcOpf(), new BranchFlowSocp())) {
                NodalPrices prices = NodalPrices.of(solved(formulation, network));
                for (int bus : new int[] {1, 2, 3}) {
                    PriceComponents parts = prices.components(network.bus(bus));
                    assertThat(parts.energy()).isCloseTo(10.0, within(1e-3));
                    assertThat(parts.congestion()).isCloseTo(bus == 1 ? 0.0 : 20.0, within(1e-3));
                    assertThat(parts.other()).isCloseTo(0.0, within(1e-4));
                    assertThat(prices.confirm(Power.ACTIVE, network.bus(bus), 0.01)
                                    .isConfirmed(1e-4, 1e-3))
                            .isTrue();
                }
                Rent rent = Rent.of(solved(formulation, network));
                assertThat(rent.total()).isCloseTo(80.0 * 20.0, within(1e-2));
            }
        }

        /** The state without the limit sends 130 MW over it. */
        @Test
        void areJudged() {
            LimitCheck check =
                    LimitCheck.of(network, solved(new DcOpf(), without).point());
            assertThat(check.broken()).hasSize(1).first().asString().contains("interface 1", "130 MW", "80 MW");
            assertThat(RecoveredPoint.of(solved(new BranchFlowSocp(), network)).isFeasible())
                    .isTrue();
        }

        @Test
        void areRefusedWhereTheyCannotBeHeld() {
            assertThatThrownBy(() -> SensitivityOpf.redispatch().solve(network)).hasMessageContaining("interface 1");
        }

        @Test
        void areNamedInConflicts() {
            Network tight = network.toBuilder()
                    .removeFlowInterfaces()
                    .flowInterface(FlowInterface.of(7, 140.0, Double.POSITIVE_INFINITY, 1, 3))
                    .build();
            assertThat(Opf.of(new DcOpf()).solve(tight).conflict().orElseThrow().explanation())
                    .contains("lower interface limit of interface 7 (140 MW)");
        }

        @Test
        void surviveTheCaseFormat() {
            Network named = network.toBuilder()
                    .flowInterface(FlowInterface.of(9, Double.NEGATIVE_INFINITY, 12.5, -2, 3)
                            .withName("border"))
                    .build();
            assertThat(JsonCase.parse("again", JsonCase.of(named).toJson()).network())
                    .isEqualTo(named);
        }

        @Test
        void haveAllTheirFaultsTold() {
            String wrong = text("interface_limit")
                    .replace("[1 1; 1 3]", "[1 1; 1 3; 2 9; 0.5 1]")
                    .replace("[1 -80 80]", "[1 90 80; 3 0 1; 1.5 0 1]");
            assertThatThrownBy(() -> MatpowerCase.parse("wrong.m", wrong))
                    .hasMessageContaining("mpc.if.map row 3", "branch number 9.0")
                    .hasMessageContaining("mpc.if.map row 4")
                    .hasMessageContaining("mpc.if.lims row 3");
            String unmapped = text("interface_limit").replace("[1 -80 80]", "[1 90 80; 3 0 1]");
            assertThatThrownBy(() -> MatpowerCase.parse("wrong.m", unmapped))
                    .hasMessageContaining("interface 1, line")
                    .hasMessageContaining("interface 3, line")
                    .hasMessageContaining("no branch");
        }
    }

    /** 30 MW + 10 Mvar through a coupler without impedance behind a line of 0.01 + j0.05 p.u. on 100 MVA. */
    @Nested
    class ZeroImpedanceCoupler {

        private final Network network = merged(text("zero_impedance_coupler"));

        private static Network merged(String text) {
            return MatpowerCase.parse("coupler.m", text, CaseOptions.defaults().mergingZeroImpedance())
                    .network();
        }

        /** |S|^2 / v^2 r of the line, with v from the power flow equations of two buses solved by hand. */
        private static double lossByHand() {
            double a = 2.0 * (0.3 * 0.01 + 0.1 * 0.05) - 1.0;
            double b = (0.09 + 0.01) * (0.01 * 0.01 + 0.05 * 0.05);
            double w = (-a + Math.sqrt(a * a - 4.0 * b)) / 2.0;
            return 100.0 * 0.01 * 0.1 / w;
        }

        @Test
        void costsWhatItShould() {
            for (OpfFormulation formulation : List.of(new BranchFlowSocp(), new AugmentedSocp())) {
                OpfSolution solution = solved(formulation, network);
                assertThat(solution.objective()).isCloseTo(20.0 * (30.0 + lossByHand()), within(1e-4));
            }
            assertThat(solved(new DcOpf(), network).objective()).isCloseTo(600.0, within(1e-4));
            assertThat(PowerFlow.solve(network).lossMw()).isCloseTo(lossByHand(), within(1e-6));
        }

        @Test
        void isAFaultUnlessItIsMerged() {
            assertThatThrownBy(() -> network("zero_impedance_coupler"))
                    .hasMessageContaining("branch 2 (2-3)")
                    .hasMessageContaining("--merge-zero-impedance");
        }

        /** Both buses have one state, one price, and what stands there keeps its own number. */
        @Test
        void keepsTheNumbersOfItsBuses() {
            assertThat(network.buses()).hasSize(2);
            assertThat(network.loads().get(0).bus()).isEqualTo(3);
            assertThat(network.busIndex(3)).isEqualTo(network.busIndex(2));
            assertThat(network.answerNotes()).singleElement().satisfies(note -> {
                assertThat(note.element()).isEqualTo("bus 2");
                assertThat(note.remark()).contains("bus 3", "branch 2 (2-3)").doesNotContain("not held");
            });
            OpfSolution solution = solved(new BranchFlowSocp(), network);
            NodeState state = NodeState.of(network, network.mergedNodes().get(0), solution.point());
            assertThat(state.jointP(0)).isCloseTo(30.0, within(1e-5));
            assertThat(state.jointQ(0)).isCloseTo(10.0, within(1e-5));
            assertThat(state.p(1)).isEqualTo(-30.0);
            NodalPrices prices = NodalPrices.of(solution);
            Bus member = network.mergedNodes().get(0).members().get(1);
            assertThat(prices.active(member)).isEqualTo(prices.active(network.bus(2)));
            assertThat(prices.confirm(Power.ACTIVE, member, 1e-2).isConfirmed(1e-4, 1e-3))
                    .isTrue();
            Network again = JsonCase.parse(
                            "coupler",
                            JsonCase.of(network).toJson(),
                            CaseOptions.defaults().mergingZeroImpedance())
                    .network();
            assertThat(again.buses()).isEqualTo(network.buses());
            assertThat(again.mergedNodes()).isEqualTo(network.mergedNodes());
            assertThat(network.toBuilder().build()).isEqualTo(network);
        }

        /** All limits of the members hold at once; that of the coupler does not, and is told. */
        @Test
        void hasTheLimitsOfItsBusesAndTellsOfTheOthers() {
            Network narrow = merged(text("zero_impedance_coupler")
                    .replace("3 1 30 10 0 0 1 1 0 110 1 1.1 0.9", "3 1 30 10 0 0 1 1 0 110 1 1.05 0.95")
                    .replace("2 3 0 0 0 0 0 0", "2 3 0 0 0 25 0 0"));
            assertThat(narrow.bus(2).vMin()).isEqualTo(0.95);
            assertThat(narrow.bus(3).vMax()).isEqualTo(1.05);
            assertThat(narrow.answerNotes())
                    .singleElement()
                    .asString()
                    .contains("the limits of branch 2 (2-3) are not held");
            assertThatThrownBy(() -> merged(text("zero_impedance_coupler")
                            .replace("3 1 30 10 0 0 1 1 0 110 1 1.1 0.9", "3 1 30 10 0 0 1 1 0 110 1 1.3 1.2")))
                    .hasMessageContaining("1.2 p.u. at least and 1.1 p.u. at most");
        }

        /** In a ring of couplers nobody can say which way power goes; a spur of it is known. */
        @Test
        void tellsFlowsWhereTheyAreDetermined() {
            Network ring = merged(text("zero_impedance_coupler")
                    .replace(
                            "  3 1 30 10",
                            "  4 1 5 1 0 0 1 1 0 110 1 1.1 0.9;\n  5 2 0 0 0 0 1 1 0 110 1 1.1 0.9;\n  3 1 30 10")
                    .replace(
                            "  2 3 0 0",
                            "  2 4 0 0 0 0 0 0 0 0 1 -360 360;\n  3 4 0 0 0 0 0 0 0 0 1 -360 360;\n"
                                    + "  4 5 0 0 0 0 0 0 0 0 1 -360 360;\n  2 3 0 0")
                    .replace(
                            "  1 0 0 100 -100 1 100 1 200 0;",
                            "  1 0 0 100 -100 1 100 1 200 0;\n  5 7 0 0 0 1 100 1 7 7;")
                    .replace("  2 0 0 2 20 0;", "  2 0 0 2 20 0;\n  2 0 0 2 20 0;"));
            MergedNode node = ring.mergedNodes().get(0);
            assertThat(node.members()).extracting(Bus::id).containsExactly(2, 4, 5, 3);
            assertThat(node.bus()).isEqualTo(5);
            NodeState state =
                    NodeState.of(ring, node, solved(new BranchFlowSocp(), ring).point());
            assertThat(state.jointP(2)).isCloseTo(-7.0, within(1e-5));
            assertThat(state.jointP(0)).isNaN();
            assertThat(state.jointP(3)).isNaN();
        }
    }

    /** A verdict names what was left out of the network that it is about. */
    @Test
    void noVerdictIsSilentAboutWhatWasLeftOut() {
        Network whole = network("gen_capability_columns");
        assertThat(ExactnessReport.of(solved(new BranchFlowSocp(), whole)).verdict())
                .startsWith("exact")
                .doesNotContain("as it was read");
        String rest = text("gen_capability_columns") + "mpc.storage = [2 10 50];\nmpc.reserves.req = {1}';\n";
        ExactnessReport report = ExactnessReport.of(
                solved(new BranchFlowSocp(), MatpowerCase.parse("rest.m", rest).network()));
        assertThat(report.verdict())
                .contains("of the network as it was read", "mpc.storage, line", "mpc.reserves.req, line");
        assertThat(report.recovered().verdict()).contains("meets every limit", "mpc.storage, line");
    }

    @Test
    void theLevelledCostHasOnePrice() {
        OpfSolution solution = solved(new DcOpf(), network("pwl_rounding"));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE)[1]).isCloseTo(20.0, within(1e-5));
    }

    /** Generator 3, the last in service at bus 2, holds 1.0 p.u.; the 1.03 p.u. of generator 2 would lose 0.619 MW. */
    @Test
    void theLastUnitSetsTheVoltage() {
        var flow = PowerFlow.solve(network("two_set_points"));
        assertThat(flow.lossMw()).isCloseTo(0.167, within(5e-4));
        assertThat(flow.vm(1)).isEqualTo(1.0);
        assertThat(flow.notes())
                .anyMatch(note -> note.changesAnswer() && note.element().startsWith("bus 2"));
    }

    /** A load of 40 MW + 20 Mvar worth 60 per MWh, behind a line of 30 MVA: 26.463 MW + 13.232 Mvar are served. */
    @Nested
    class ConstantPowerFactor {

        private final Network network = network("flexload_constant_pf");

        @Test
        void asInMatpower() {
            OpfSolution solution = solved(new BranchFlowSocp(), network);
            assertThat(solution.objective()).isCloseTo(-1058.526, within(1e-3));
            assertThat(solution.point().pg(1)).isCloseTo(-26.463, within(1e-3));
            assertThat(solution.point().qg(1)).isCloseTo(-13.232, within(1e-3));
            double active = solution.duals(OpfConstraints.ACTIVE_BALANCE)[1];
            double reactive = solution.duals(OpfConstraints.REACTIVE_BALANCE)[1];
            assertThat(active).isCloseTo(51.57, within(5e-3));
            // The load pays for both: what a MW is worth to it is the price of the MW and of the half Mvar with it.
            assertThat(active + 0.5 * reactive).isCloseTo(60.0, within(1e-3));
            RecoveredPoint recovered = RecoveredPoint.of(solution);
            assertThat(recovered.isFeasible()).isTrue();
            assertThat(recovered.cost()).isCloseTo(-1058.526, within(1e-3));
            assertThat(ExactnessReport.of(solution).isExact()).isTrue();
        }

        @Test
        void freeWhereAskedFor() {
            Network free = MatpowerCase.parse(
                            "free.m",
                            text("flexload_constant_pf"),
                            CaseOptions.defaults().withFreeReactiveLoads())
                    .network();
            assertThat(solved(new BranchFlowSocp(), free).objective()).isCloseTo(-1199.46, within(5e-3));
            // What is free breaks the power factor where that holds.
            OpfSolution unbound = solved(new BranchFlowSocp(), free);
            RecoveredPoint judged = RecoveredPoint.of(network, unbound.point());
            assertThat(judged.isFeasible()).isFalse();
            double mvar = Math.abs(unbound.point().qg(1) - 0.5 * unbound.point().pg(1));
            assertThat(judged.maxGenerationViolation())
                    .isCloseTo(mvar, within(1e-6))
                    .isGreaterThan(1.0);
        }

        @Test
        void inEveryFormulation() {
            for (OpfFormulation formulation : List.of(new AugmentedSocp(), new LinDistFlow())) {
                OpfSolution solution = solved(formulation, network);
                double p = solution.point().pg(1);
                assertThat(p).as(formulation.name()).isBetween(-27.5, -20.0);
                assertThat(solution.point().qg(1)).as(formulation.name()).isCloseTo(0.5 * p, within(1e-5));
            }
            assertThat(solved(new DcOpf(), network).point().pg(1)).isCloseTo(-30.0, within(1e-4));
        }

        @Test
        void inSensitivities() {
            SensitivityResult result = SensitivityOpf.redispatch().solve(network);
            assertThat(result.isOptimal()).isTrue();
            var action = result.actions().get(0);
            assertThat(action.p()).isCloseTo(-26.463, within(1e-2));
            assertThat(action.q()).isCloseTo(0.5 * action.p(), within(1e-5));
            assertThat(result.point().pg(1)).isEqualTo(action.p());
        }

        /** Taken out of the prepared program, the load leaves what the network costs without it: nothing. */
        @Test
        void whenItLeaves() {
            PreparedOpf prepared = Opf.of(new BranchFlowSocp()).prepare(OpfProblem.of(network));
            OpfSolution without = prepared.solve(ProgramChange.none().without(new ElementRef(Generator.KIND, 2)))
                    .orElseThrow();
            assertThat(without.objective()).isCloseTo(0.0, within(1e-4));
            assertThat(without.point().pg(0)).isCloseTo(0.0, within(1e-5));
        }

        @Test
        void throughJson() {
            String json = JsonCase.of(network).toJson();
            assertThat(json).contains("\"reactiveLines\": {\"lower\": {\"slope\": 0.5}, \"upper\": {\"slope\": 0.5}}");
            assertThat(JsonCase.parse("again", json).network()).isEqualTo(network);
        }
    }

    /** Unit 2 gives 50 Mvar at no MW and 10 at 100 MW; bus 2 needs 40 and unit 1 has 20 to give. */
    @Nested
    class CapabilityColumns {

        private final Network network = network("gen_capability_columns");

        @Test
        void asInMatpower() {
            OpfSolution solution = solved(new BranchFlowSocp(), network);
            double p = solution.point().pg(1);
            assertThat(solution.objective()).isCloseTo(4111.169, within(2e-3));
            assertThat(p).isCloseTo(22.98, within(5e-3));
            // The upper line binds: 40 Mvar less over 100 MW.
            assertThat(solution.point().qg(1)).isCloseTo(50.0 - 0.4 * p, within(1e-3));
            double active = solution.duals(OpfConstraints.ACTIVE_BALANCE)[1];
            double reactive = solution.duals(OpfConstraints.REACTIVE_BALANCE)[1];
            assertThat(active).isCloseTo(84.00, within(5e-3));
            // A MW more earns its price, costs 10, and takes 0.4 Mvar away.
            assertThat(active - 10.0).isCloseTo(0.4 * reactive, within(1e-2));
            assertThat(solution.duals(OpfConstraints.GENERATOR_Q_LINE_MAX)[1]).isCloseTo(reactive, within(1e-2));
            assertThat(RecoveredPoint.of(solution).isFeasible()).isTrue();
        }

        @Test
        void aPointBeyondTheLineIsJudged() {
            OpfSolution solution = solved(new BranchFlowSocp(), network);
            double[] pg = solution.point().pg();
            pg[0] -= 10.0;
            pg[1] += 10.0;
            RecoveredPoint moved = RecoveredPoint.of(
                    network, solution.point().toBuilder().pg(pg).build());
            assertThat(moved.isFeasible()).isFalse();
            assertThat(moved.maxGenerationViolation()).isCloseTo(4.0, within(1e-3));
        }
    }
}
