package org.flexopf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.junit.jupiter.api.Test;

/** What the report on schemes tells. */
class CoordinationReportTest {

    @Test
    void everySchemeIsThereWithItsFigures() {
        TsoDsoSystem system = Systems.load("two-feeders");
        List<Outcome> outcomes = List.of("common", "centralisedIgnoringLimits").stream()
                .map(name -> Schemes.named(name).run(system, SchemeOptions.of(FeederModel.SOCP)))
                .toList();
        String html = CoordinationReport.of(system, "socp", outcomes).html();
        assertThat(html)
                .contains("<h2>common</h2>", "<h2>centralisedIgnoringLimits</h2>")
                .contains("290.961", "279.520")
                .contains("line 3-4 of village")
                .containsPattern("<td class=\"word limit\">no</td>")
                .doesNotContain("NaN");
        assertThat(CoordinationReport.of(system, "socp", outcomes).html()).isEqualTo(html);
    }
}
