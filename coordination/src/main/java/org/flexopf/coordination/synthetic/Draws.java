package org.flexopf.coordination.synthetic;

import java.util.SplittableRandom;

/**
 * Draws from a seed, the same bits on every machine and JDK: whatever is not exact by definition is computed by
 * {@link StrictMath}.
 */
final class Draws {

    /** Above so many, a sum of draws is drawn at once, as a normal number: its distribution is that within 1 %. */
    private static final int MANY = 1000;

    private static final double POISSON_BY_NORMAL = 50.0;

    private final SplittableRandom random;

    /** @param purpose what is drawn, so that one purpose does not disturb another */
    Draws(long seed, String purpose, int number) {
        long mixed = seed;
        for (int k = 0; k < purpose.length(); k++) {
            mixed = 31 * mixed + purpose.charAt(k);
        }
        // Seeds are scrambled: those that lie a step of the generator apart would give the same draws, shifted.
        this.random = new SplittableRandom(scrambled(scrambled(mixed) ^ scrambled(~(long) number)));
    }

    private static long scrambled(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    /** From 0 to 1. */
    double uniform() {
        return random.nextDouble();
    }

    /** From 0 to less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A standard normal number (Box and Muller 1958). */
    double normal() {
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - random.nextDouble()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * random.nextDouble());
    }

    /** A number that may have any sign. */
    double any(Spread spread) {
        return spread.deviation() == 0.0 ? spread.mean() : spread.mean() + spread.deviation() * normal();
    }

    /** A number above zero: log-normal of that mean and deviation. */
    double positive(Spread spread) {
        if (spread.deviation() == 0.0) {
            return spread.mean();
        }
        double relative = spread.deviation() / spread.mean();
        double variance = StrictMath.log(1.0 + relative * relative);
        return spread.mean() * StrictMath.exp(StrictMath.sqrt(variance) * normal() - 0.5 * variance);
    }

    /** The sum of so many numbers above zero. */
    double sum(int count, Spread spread) {
        if (count > MANY) {
            return count * spread.mean() + StrictMath.sqrt(count) * spread.deviation() * normal();
        }
        double sum = 0.0;
        for (int k = 0; k < count; k++) {
            sum += positive(spread);
        }
        return sum;
    }

    /** How many of a mean there are (Poisson; by its normal limit where the mean is large). */
    int count(double mean) {
        if (mean > POISSON_BY_NORMAL) {
            return (int) Math.max(0L, StrictMath.round(mean + StrictMath.sqrt(mean) * normal()));
        }
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /** Numbers from 0 on in a random order. */
    int[] order(int count) {
        int[] order = new int[count];
        for (int k = 0; k < count; k++) {
            int at = random.nextInt(k + 1);
            order[k] = order[at];
            order[at] = k;
        }
        return order;
    }

    /** A number as it is written in files: with six decimals. */
    static double written(double value) {
        return StrictMath.rint(value * 1e6) / 1e6 + 0.0;
    }
}
