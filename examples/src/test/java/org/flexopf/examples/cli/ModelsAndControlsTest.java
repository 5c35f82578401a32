package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.flexopf.network.Network;
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

    /** The plain relaxation, and the formulation of the tests that is one by another name. */
    private static final Set<String> FREEING = Set.of("socp", "toy");

    /**
     * A model frees all controls or none. Where it frees none, its program is that of the network without controls, bit
     * by bit; where it frees some, it is not. A model that builds on another one and says nothing itself is held to it.
     */
    @ParameterizedTest
    @MethodSource("org.flexopf.opf.registry.Formulations#installed")
    void whatIsNotFreedIsHeld(FormulationType type) {
        Opf opf = Opf.of(type.create(FormulationOptions.defaults()));
        List<Boolean> freed = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            Network network = RandomControls.detuned(
                    RandomFeeders.of(RandomFeeders.Character.EQUIPPED, 20, seed).network(), seed);
            assertThat(network.controls()).isNotEmpty();
            FormulatedModel model = opf.model(OpfProblem.of(network));
            FormulatedModel held =
                    opf.model(OpfProblem.of(network.toBuilder().removeControls().build()));
            boolean frees = !model.freedControls().isEmpty();
            assertThat(model.freedControls()).isEqualTo(frees ? network.controls() : List.of());
            assertThat(held.freedControls()).isEmpty();
            assertThat(text(model.program()).equals(text(held.program()))).isEqualTo(!frees);
            freed.add(frees);
        }
        assertThat(freed).as(type.name()).containsOnly(FREEING.contains(type.name()));
    }

    private static String text(ConicProgram program) {
        StringWriter text = new StringWriter();
        CbfWriter.write(program, text);
        return text.toString();
    }
}
