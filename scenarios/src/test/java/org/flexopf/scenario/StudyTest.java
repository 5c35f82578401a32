package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.Cases;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;

class StudyTest {

    private static Study study(long count) {
        return Study.of(OpfProblem.of(Cases.load("ieee33")), Opf.of(new BranchFlowSocp()), MonteCarlo.loads())
                .withCount(count)
                .withSeed(7)
                .keeping(List.of("cost", "losses", "voltageMin", "price.18", "demand"));
    }

    @Test
    void timing() {
        study(2000).rows(1);
        for (int k = 0; k < 3; k++) {
            long t = System.nanoTime();
            List<Row> rows = study(2000).rows(1);
            System.out.println((System.nanoTime() - t) * 1e-9 / 2000 * 1e3 + " ms per draw " + rows.get(0));
        }
        assertThat(study(200).rows(1)).isEqualTo(study(200).rows(2)).isEqualTo(study(200).rows(8));
    }
}
