package org.flexopf.examples.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.dcopf.LazyPtdfOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.dcopf.SusceptanceConvention;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElasticProgram;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.opf.registry.Trait;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.socp.ExactnessReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulations are found by name, and what they say of themselves is true. */
class FormulationsTest {

    private static final FormulationOptions DEFAULTS = FormulationOptions.defaults();

    @Test
    void theInstalledOnesAreThoseOfTheLibraryAndOfWhoeverRegistersOne() {
        assertThat(Formulations.installed())
                .extracting(FormulationType::name)
                .containsExactly("dc", "dc-ptdf", "lindistflow", "socp", "socp-augmented", "toy");
    }

    @Test
    void anUnknownNameListsTheKnownOnesInOneLine() {
        assertThatThrownBy(() -> Formulations.named("spcp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no formulation named 'spcp' is installed; installed: "
                        + "dc, dc-ptdf, lindistflow, socp, socp-augmented, toy");
    }

    /**
     * Every row that a conflict may name is traced to limits of the network, whichever formulation has written it; or
     * it is of something that has a name, such as an interface.
     */
    @ParameterizedTest
    @MethodSource("org.flexopf.opf.registry.Formulations#installed")
    void rowsAreTracedToLimitsOfTheNetwork(FormulationType type) {
        int traced = 0;
        for (String name : List.of("ieee33-dg", "pjm5")) {
            OpfFormulation formulation = type.create(DEFAULTS);
            Network network = CaseFiles.read(name).toBuilder()
                    .mapBranches(branch -> branch.withAngleLimits(-30.0, 30.0).withCurrentLimit(500.0))
                    .build();
            if (formulation.whyNot(network).isPresent()) {
                continue;
            }
            FormulatedModel model = Opf.of(formulation).model(OpfProblem.of(network));
            ElasticProgram limits = new ElasticProgram(
                    model.named(),
                    family -> family.equals(OpfConstraints.CURRENT_CONE) || family.equals(OpfConstraints.LOSS_BOUND),
                    family -> false,
                    SoftLimit.DEMAND.slack(),
                    (block, load) -> false);
            for (int k = 0; k < limits.size(); k++) {
                ConstraintFamily family = (ConstraintFamily) limits.key(k).family();
                int element = limits.key(k).element();
                traced++;
                assertThat(family.kind().equals(ElementKind.OWN)
                                || !model.limits(family, element).isEmpty())
                        .as("%s, row '%s' of element %d", type.name(), family.label(), element)
                        .isTrue();
            }
        }
        assertThat(traced).isGreaterThan(20);
    }

    /** Every trait is held against what the formulation does. */
    @ParameterizedTest
    @MethodSource("org.flexopf.opf.registry.Formulations#installed")
    void traitsAreTrue(FormulationType type) {
        OpfFormulation formulation = type.create(DEFAULTS);
        Network feeder = CaseFiles.read("ieee33-dg");
        OpfSolution solution =
                type.solve(DEFAULTS, Opf.of(formulation), OpfProblem.of(feeder)).orElseThrow();

        assertThat(formulation.name()).isEqualTo(type.name());
        assertThat(type.description()).isNotBlank().doesNotContain("\n");
        assertThat(type.has(Trait.RELAXATION)).isEqualTo(formulation.isRelaxation());
        assertThat(type.has(Trait.RADIAL_ONLY))
                .isEqualTo(formulation.whyNot(CaseFiles.read("pjm5")).isPresent());
        assertThat(type.has(Trait.ACTIVE_POWER_ONLY))
                .isEqualTo(Arrays.stream(solution.point().qg()).allMatch(Double::isNaN));
        assertThat(type.has(Trait.LOSSES)).isEqualTo(solution.point().activeLosses() > 0.01);
        assertThat(type.has(Trait.LINEAR))
                .isEqualTo(LinearModelError.of(solution).maxFlowError() > 0.01);
        if (type.has(Trait.BRANCH_FLOW)) {
            assertThat(ExactnessReport.of(solution).isConfirmed()).isTrue();
        } else {
            assertThatThrownBy(() -> ExactnessReport.of(solution)).isInstanceOf(IllegalArgumentException.class);
        }
        // Limits that are tighter than the network's cost something, or prove nothing at least.
        assertThat(type.has(Trait.TIGHTENED_LIMITS))
                .isEqualTo(type.has(Trait.BRANCH_FLOW) && solution.lowerBound().isEmpty());
    }

    @Test
    void anOptionReachesTheFormulation() {
        FormulationType dc = Formulations.named("dc");
        for (SusceptanceConvention convention : SusceptanceConvention.values()) {
            OpfFormulation created = dc.create(DEFAULTS.with("susceptance", convention.label()));
            assertThat(created)
                    .isInstanceOfSatisfying(
                            org.flexopf.dcopf.DcOpf.class,
                            opf -> assertThat(opf.susceptance()).isEqualTo(convention));
        }
    }

    @Test
    void anOptionOrValueThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Formulations.named("dc").create(DEFAULTS.with("susceptance", "none")))
                .hasMessage("there is no susceptance 'none' for the formulation 'dc'; "
                        + "there are reciprocal-x and series-admittance");
        assertThatThrownBy(() -> Formulations.named("dc").create(DEFAULTS.with("shape", "cone")))
                .hasMessage("the formulation 'dc' has no option 'shape'; it has susceptance");
        assertThatThrownBy(() -> Formulations.named("socp").create(DEFAULTS.with("shape", "cone")))
                .hasMessage("the formulation 'socp' has no option 'shape'; it has none");
    }

    /** With shift factors, branches are watched once they are overloaded: the registry keeps that way. */
    @Test
    void aTypeSolvesByItsFasterWay() {
        Network network = CaseFiles.read("pjm5");
        FormulationType ptdf = Formulations.named("dc-ptdf");
        OpfSolution found = ptdf.solve(DEFAULTS, Opf.of(ptdf.create(DEFAULTS)), OpfProblem.of(network))
                .orElseThrow();
        OpfSolution lazy = LazyPtdfOpf.of(new PtdfDcOpf()).solve(network).orElseThrow();
        OpfSolution whole = Opf.of(new PtdfDcOpf()).solve(network).orElseThrow();

        assertThat(found.objective()).isEqualTo(lazy.objective());
        assertThat(found.formulated().program().coneRowCount())
                .isLessThan(whole.formulated().program().coneRowCount());
    }

    @Test
    void twoOfOneNameAreTold(@TempDir Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(FormulationType.class.getName()), Twin.class.getName() + "\n");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, FormulationsTest.class.getClassLoader())) {
            assertThatThrownBy(() -> Formulations.installed(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("two formulations are named 'socp'")
                    .hasMessageContaining(Twin.class.getName())
                    .hasMessageContaining("org.flexopf.socp.SocpType");
            assertThatCode(Formulations::installed).doesNotThrowAnyException();
        }
    }
}
