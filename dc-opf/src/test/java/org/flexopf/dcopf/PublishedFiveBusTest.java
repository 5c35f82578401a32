package org.flexopf.dcopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.casefile.Cases;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.junit.jupiter.api.Test;

/** The bundled PJM 5-bus system against its published lossless solution, in which the limit of 240 MVA on D-E binds. */
class PublishedFiveBusTest {

    /** Li and Bo (2010), and MATPOWER's case5: 17,479.90 per hour; 16.98, 26.38, 30, 39.94 and 10 per MWh at A to E. */
    @Test
    void costAndPricesAreThePublishedOnes() {
        OpfSolution solution = Opf.of(new DcOpf()).solve(Cases.load("pjm5")).orElseThrow();
        assertThat(solution.objective()).isCloseTo(17_479.90, within(0.005));
        double[] prices = solution.duals(OpfConstraints.ACTIVE_BALANCE);
        double[] published = {16.9774, 26.3845, 30.0, 39.9427, 10.0};
        for (int bus = 0; bus < published.length; bus++) {
            assertThat(prices[bus]).as("price at bus %s", bus + 1).isCloseTo(published[bus], within(1e-4));
        }
        double[] p = solution.point().pg();
        double[] dispatch = {40.0, 170.0, 323.4948, 0.0, 466.5052};
        for (int g = 0; g < dispatch.length; g++) {
            assertThat(p[g]).as("generator %s", g + 1).isCloseTo(dispatch[g], within(1e-3));
        }
    }
}
