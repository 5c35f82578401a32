package org.flexopf.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PerUnitTest {

    /** There and back loses two roundings at most. */
    @Property(tries = 1000, seed = "20261121")
    void powerReturnsFromPerUnit(
            @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 1e5) double base,
            @ForAll @Scale(9) @DoubleRange(min = -1e6, max = 1e6) double power) {
        PerUnit perUnit = new PerUnit(base);
        assertThat(perUnit.physicalPower(perUnit.power(power))).isCloseTo(power, within(2.0 * Math.ulp(power)));
    }

    /** What a price is worth does not depend on the base: dual times power in per unit is price times power in MW. */
    @Property(tries = 1000, seed = "20261121")
    void moneyDoesNotDependOnTheBase(
            @ForAll @Scale(9) @DoubleRange(min = 1e-3, max = 1e5) double base,
            @ForAll @Scale(9) @DoubleRange(min = -1e4, max = 1e4) double dual,
            @ForAll @Scale(9) @DoubleRange(min = -1e4, max = 1e4) double power) {
        PerUnit perUnit = new PerUnit(base);
        double money = dual * perUnit.power(power);
        assertThat(perUnit.pricePerMwh(dual) * power).isCloseTo(money, within(1e-14 * Math.abs(money)));
    }

    @Test
    void unitsAreThoseOfTheName() {
        PerUnit perUnit = new PerUnit(100.0);
        assertThat(perUnit.power(250.0)).isEqualTo(2.5);
        assertThat(perUnit.physicalPower(2.5)).isEqualTo(250.0);
        assertThat(perUnit.pricePerMwh(5000.0)).isEqualTo(50.0);
    }

    @Test
    void currentLimitsAreMvaAtNominalVoltage() {
        // A line of 12.66 kV that carries 0.4 kA: sqrt(3) 12.66 0.4 = 8.771 MVA.
        assertThat(Branch.mvaAtNominal(12.66, 0.4)).isCloseTo(8.771, within(5e-4));
    }
}
