package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.Opf;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.registry.FormulationOptions;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.cbf.CbfWriter;
import org.flexopf.testkit.RandomControls;
import org.flexopf.testkit.RandomFeeders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model says that it freed is what its program has freed, for every model that can be chosen. */
class ModelsAndControlsTest {

    /**
     * The plain relaxation, and the formulation of the tests that is one by another name, free all settings; the models
     * that know angles and nothing but angles free phase shifts.
     */
    private static final Map<String, Set<StepControl.Kind>> FREEING = Map.of(
            "socp", EnumSet.allOf(StepControl.Kind.class),
            "toy", EnumSet.allOf(StepControl.Kind.class),
            "dc", EnumSet.of(StepControl.Kind.PHASE_SHIFT),
            "dc-ptdf", EnumSet.of(StepControl.Kind.PHASE_SHIFT));

    /**
     * A model frees all controls of some kinds. Where it frees none, its program is that of the network without
     * controls, bit by bit; where it frees some, it is not. A model that builds on another one and says nothing itself
     * is held to it.
     */
    @ParameterizedTest
    @MethodSource("org.flexopf.opf.registry.Formulations#installed")
    void whatIsNotFreedIsHeld(FormulationType type) {
        Opf opf = Opf.of(type.create(FormulationOptions.defaults()));
        Set<StepControl.Kind> kinds = FREEING.getOrDefault(type.name(), Set.of());
        Set<StepControl.Kind> freed = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            Network network = RandomControls.detuned(
                    RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 20, seed).network(), seed);
            assertThat(network.controls()).isNotEmpty();
            FormulatedModel model = opf.model(OpfProblem.of(network));
            FormulatedModel held =
                    opf.model(OpfProblem.of(network.toBuilder().removeControls().build()));
            boolean frees = !model.freedControls().isEmpty();
            assertThat(model.freedControls())
                    .isEqualTo(network.controls().stream()
                            .filter(control -> kinds.contains(control.kind()))
                            .toList());
            model.freedControls().forEach(control -> freed.add(control.kind()));
            assertThat(held.freedControls()).isEmpty();
            assertThat(text(model.program()).equals(text(held.program()))).isEqualTo(!frees);
        }
        assertThat(freed).as(type.name()).isEqualTo(kinds);
    }

    private static String text(ConicProgram program) {
        StringWriter text = new StringWriter();
        CbfWriter.write(program, text);
        return text.toString();
    }
}
