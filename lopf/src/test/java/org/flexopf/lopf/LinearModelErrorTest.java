package org.flexopf.lopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfSolution;
import org.flexopf.powerflow.LinearModelError;
import org.flexopf.testkit.RadialReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a linear model misses, measured by an AC power flow. */
class LinearModelErrorTest {

    /**
     * Two buses by hand: 0.8 MW + 0.4 Mvar over 0.05 + j0.05 on 1 MVA; theory says w = 0.84 without losses and |V| =
     * 0.9099 with them.
     */
    @Test
    void theErrorOnTwoBusesIsKnown() {
        LinearModelError error = LinearModelError.of(Opf.of(new LinDistFlow())
                .solve(RadialReference.of("radial2_load").network())
                .orElseThrow());
        assertThat(error.isConverged()).isTrue();
        assertThat(error.maxVoltageError()).isCloseTo(0.916515138991168 - 0.9099019513592784, within(1e-8));
        assertThat(error.voltageErrorBus()).isEqualTo(2);
        assertThat(error.lossesMissed()).isCloseTo(0.04831375565030893, within(1e-8));
        assertThat(error.flowErrorBranch()).hasValue(1);
    }

    /**
     * Losses are quadratic in the load, and so is the error: half the load, a quarter of the error, ever closer as the
     * load vanishes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"radial33_dg", "radial69_dg", "radial85_dg", "radial22_quad"})
    void theErrorFallsWithTheSquareOfTheLoad(String name) {
        Network network = RadialReference.of(name).network();
        double before = error(network, 0.5);
        for (double share = 0.25; share > 0.01; share *= 0.5) {
            double error = error(network, share);
            assertThat(before / error).isBetween(3.5, 4.5);
            before = error;
        }
    }

    private static double error(Network network, double share) {
        // Dispatch is fixed but for the reference, so that it shrinks in proportion: the model itself does not care
        // about reactive power.
        Network lighter = network.toBuilder()
                .mapLoads(load -> load.withDemand(share * load.p(), share * load.q()))
                .mapGenerators(generator -> network.bus(generator.bus()).isReference()
                        ? generator
                        : generator
                                .withActiveLimits(0.5 * share * generator.pMax(), 0.5 * share * generator.pMax())
                                .withReactiveLimits(0.3 * share * generator.qMax(), 0.3 * share * generator.qMax()))
                .build();
        OpfSolution solution = Opf.of(new LinDistFlow()).solve(lighter).orElseThrow();
        return LinearModelError.of(solution).maxVoltageError();
    }
}
