package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flexopf.examples.cli.Run.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Models that are installed are listed and can be chosen, whoever has made them. */
class ModelsCommandTest {

    @Test
    void theInstalledModelsAreListedWithTheirTraits() {
        assertThat(run("models").out())
                .containsPattern("(?m)^socp +second-order cone.* relaxation, branch flow, losses$")
                .containsPattern("(?m)^dc +DC .* active power only, linear, security$")
                .containsPattern("(?m)^toy +a formulation of the tests +relaxation, branch flow, losses$")
                .contains("lopf-sensitivity");
        assertThat(run("solve", "--help").out().replaceAll("\\s+", " "))
                .contains("dc, dc-ptdf, lindistflow, socp, socp-augmented, toy, lopf-sensitivity, ac");
    }

    /** The one of the tests is the relaxation by another name: it gets its exactness, bound and prices. */
    @Test
    void aModelOfSomebodyElseIsSolvedAndReported() throws IOException {
        JsonNode toy =
                run("solve", "ieee33-dg", "--model", "toy", "--json", "-").json();
        JsonNode socp = run("solve", "ieee33-dg", "--json", "-").json();

        assertThat(toy.get("model").asText()).isEqualTo("toy");
        assertThat(toy.get("prices").get("formulation").asText()).isEqualTo("toy");
        for (String field : new String[] {"objective", "lowerBound", "exactness", "buses", "generators", "branches"}) {
            assertThat(toy.get(field)).as(field).isEqualTo(socp.get(field));
        }
    }

    @Test
    void unknownModelsAreToldInOneLine() {
        Run solve = run("solve", "ieee33", "--model", "no-such");
        assertThat(solve.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(solve.err().lines()).singleElement().asString().contains("'no-such'", "socp-augmented", "toy");
        Run price = run("price", "ieee33", "--rule", "vcg", "--model", "lopf-sensitivity");
        assertThat(price.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(price.err().lines()).singleElement().asString().contains("dc, dc-ptdf, lindistflow, socp");
    }
}
