package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LinDistFlow against an independent model of the same feeders. */
class LinDistFlowReferenceTest {

    @ParameterizedTest
    @MethodSource("org.flexopf.testkit.RadialReference#names")
    void costsVoltagesAndPricesAgree(String name) {
        RadialReference feeder = RadialReference.of(name);
        OpfSolution solution = Opf.of(new LinDistFlow()).solve(feeder.network()).orElseThrow();
        double objective = feeder.objective("lindistflow");
        assertThat(solution.objective()).isCloseTo(objective, within(1e-6 * Math.abs(objective)));
        assertThat(solution.duals(OpfConstraints.ACTIVE_BALANCE))
                .containsExactly(feeder.numbers("lindistflow", "lam_p"), within(1e-3));
    }
}
