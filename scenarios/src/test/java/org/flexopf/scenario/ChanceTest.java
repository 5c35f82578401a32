package org.flexopf.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Numbers are spread evenly, do not depend on each other, and follow from their place alone. */
class ChanceTest {

    private static final int COUNT = 100_000;

    /** The distance of Kolmogorov and Smirnov is below 1.95 / sqrt(n) in 999 cases of 1,000. */
    private static final double FAR = 1.95 / Math.sqrt(COUNT);

    @Test
    void numbersAreSpreadEvenlyOverDrawsAndOverPlaces() {
        assertThat(distance(IntStream.range(0, COUNT)
                        .mapToDouble(draw -> Chance.of(7, draw).at(3))
                        .toArray()))
                .isLessThan(FAR);
        assertThat(distance(IntStream.range(0, COUNT)
                        .mapToDouble(place -> Chance.of(7, 3).at(place))
                        .toArray()))
                .isLessThan(FAR);
        assertThat(distance(IntStream.range(0, COUNT)
                        .mapToDouble(seed -> Chance.of(seed, 0).at(0))
                        .toArray()))
                .isLessThan(FAR);
    }

    @Test
    void neighboursKnowNothingOfEachOther() {
        assertThat(correlation(0, 0, 1)).isLessThan(4.0 / Math.sqrt(COUNT));
        assertThat(correlation(0, 1, 0)).isLessThan(4.0 / Math.sqrt(COUNT));
        assertThat(correlation(1, 0, 0)).isLessThan(4.0 / Math.sqrt(COUNT));
    }

    @Property(tries = 100, seed = "1")
    void strataAreAPermutationInEveryPlace(
            @ForAll @IntRange(min = 1, max = 300) int draws, @ForAll long seed, @ForAll @IntRange(max = 20) int place) {
        BitSet seen = new BitSet();
        for (int draw = 0; draw < draws; draw++) {
            double number = Chance.of(seed, 0).on(draw, draws).at(place);
            assertThat(number).isGreaterThan(0.0).isLessThan(1.0);
            seen.set((int) (number * draws));
        }
        assertThat(seen.cardinality()).isEqualTo(draws);
    }

    @Test
    void strataOfTwoPlacesAreIndependent() {
        double[] first = IntStream.range(0, COUNT)
                .mapToDouble(draw -> Chance.of(5, 0).on(draw, COUNT).at(0) - 0.5)
                .toArray();
        double sum = IntStream.range(0, COUNT)
                .mapToDouble(
                        draw -> first[draw] * (Chance.of(5, 0).on(draw, COUNT).at(1) - 0.5))
                .sum();
        assertThat(Math.abs(12.0 * sum / COUNT)).isLessThan(4.0 / Math.sqrt(COUNT));
    }

    @Test
    void aDrawIsOneOfThoseCounted() {
        assertThatIllegalArgumentException().isThrownBy(() -> Chance.of(1, 0).on(3, 3));
    }

    private static double distance(double[] numbers) {
        Arrays.sort(numbers);
        double distance = 0.0;
        for (int k = 0; k < numbers.length; k++) {
            distance = Math.max(distance, Math.abs((k + 0.5) / numbers.length - numbers[k]));
        }
        return distance;
    }

    private static double correlation(int seed, int draw, int place) {
        double sum = 0.0;
        for (int k = 0; k < COUNT; k++) {
            double here = Chance.of(k, k).at(k) - 0.5;
            sum += here * (Chance.of(k + seed, k + draw).at(k + place) - 0.5);
        }
        return Math.abs(12.0 * sum / COUNT);
    }
}
