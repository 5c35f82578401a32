package org.flexopf.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flexopf.casefile.JsonCase;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.casefile.MatpowerOptions;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.lopf.SensitivityOpf;
import org.flexopf.lopf.SensitivityResult;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.RecoveredPoint;
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
                            MatpowerOptions.defaults().withFreeReactiveLoads())
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
