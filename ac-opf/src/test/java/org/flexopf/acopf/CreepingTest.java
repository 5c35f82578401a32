package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.flexopf.acopf.nlp.NonlinearStatus;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Network;
import org.flexopf.opf.problem.OpfProblem;
import org.junit.jupiter.api.Test;

/** An infeasible network that was drawn, on which half of every Newton step was taken for 300 iterations. */
class CreepingTest {

    @Test
    void stepsThatComeNoCloserLeadToTheLeastViolation() throws IOException {
        Network network;
        try (InputStream file = CreepingTest.class.getResourceAsStream("creeping.m")) {
            network = MatpowerCase.parse("creeping.m", new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .network();
        }
        AcSolution solution = AcOpf.of(OpfProblem.of(network)).solve();
        assertThat(solution.status()).as(solution.verdict()).isEqualTo(NonlinearStatus.LOCALLY_INFEASIBLE);
        assertThat(solution.verdict()).contains(" Mvar at bus ");
        assertThat(solution.iterations()).isLessThan(150);
    }
}
