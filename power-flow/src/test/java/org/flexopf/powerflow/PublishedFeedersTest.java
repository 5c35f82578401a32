package org.flexopf.powerflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.casefile.Cases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled feeders against the losses and voltages that are published for them. */
class PublishedFeedersTest {

    /** Baran and Wu (1989), and every paper since that uses these feeders: kW to two (one) digits, p.u. to four. */
    @ParameterizedTest
    @CsvSource({
        "ieee33, 202.68, 0.005, 0.9131, 18",
        "ieee33-dg, 202.68, 0.005, 0.9131, 18",
        "ieee69, 225.0, 0.05, 0.9092, 65"
    })
    void lossesAndLowestVoltageAreThePublishedOnes(
            String name, double lossKw, double rounding, double lowest, int bus) {
        PowerFlowResult result = PowerFlow.solve(Cases.load(name));
        assertThat(result.converged()).isTrue();
        assertThat(result.lossMw() * 1e3).isCloseTo(lossKw, within(rounding));
        assertThat(result.minVm()).isCloseTo(lowest, within(5e-5));
        assertThat(result.minVmBus()).isEqualTo(bus);
    }

    /** By hand: 0.5 p.u. of current through 0.1 p.u. of resistance. */
    @Test
    void theTwoBusCaseIsAsWorkedOutByHand() {
        PowerFlowResult result = PowerFlow.solve(Cases.load("two-bus"));
        assertThat(result.minVm()).isCloseTo(0.95, within(1e-10));
        assertThat(result.lossMw()).isCloseTo(0.025, within(1e-10));
        assertThat(result.point().pFrom(0)).isCloseTo(0.5, within(1e-10));
    }
}
