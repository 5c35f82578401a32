package org.flexopf.scenario;

/**
 * Numbers between 0 and 1, all as likely. Each follows from seed, draw and place alone, whoever asks for it and when:
 * two settings of a study that ask for the same places see the same numbers, so that their difference is not one of
 * luck.
 *
 * <p>The generator is SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators,
 * OOPSLA 2014) with its counter made of draw and place.
 */
public final class Chance {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;
    private final long draw;
    /** Draws that share the interval evenly among them; 0 if each is independent of the others. */
    private final long strata;

    private Chance(long seed, long draw, long strata) {
        this.seed = seed;
        this.draw = draw;
        this.strata = strata;
    }

    /** The numbers of a draw, independent of those of all others. */
    public static Chance of(long seed, long draw) {
        return new Chance(seed, draw, 0);
    }

    /** The numbers of another draw of the same seed, independent of those of all others. */
    public Chance on(long otherDraw) {
        return new Chance(seed, otherDraw, 0);
    }

    /**
     * The numbers of one of so many draws of the same seed, of which each has another part of the interval in every
     * place: a Latin hypercube (M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21, 1979).
     *
     * @param otherDraw counted from 0
     * @param draws how many there are, above the draw
     * @throws IllegalArgumentException if the draw is not among them
     */
    public Chance on(long otherDraw, long draws) {
        if (otherDraw < 0 || otherDraw >= draws) {
            throw new IllegalArgumentException("draw " + otherDraw + " is none of " + draws + "; count them from 0");
        }
        return new Chance(seed, otherDraw, draws);
    }

    /** The number at a place: above 0 and below 1. */
    public double at(int place) {
        long place64 = mixed(seed + GOLDEN * (place + 1L));
        double uniform = ((mixed(place64 + GOLDEN * (draw + 1L)) >>> 11) + 0.5) * UNIT;
        return strata == 0 ? uniform : (permuted(place64) + uniform) / strata;
    }

    /**
     * The part of the interval that the draw has: a permutation of all draws by a Feistel network of four rounds over
     * the next power of four, walked until it is back among them, so that no list of draws is kept.
     */
    private long permuted(long key) {
        int half = (65 - Long.numberOfLeadingZeros(Math.max(1, strata - 1))) / 2;
        long mask = (1L << half) - 1;
        long value = draw;
        do {
            long left = value >>> half;
            long right = value & mask;
            for (int round = 0; round < 4; round++) {
                long next = left ^ (mixed(key + GOLDEN * (4 * right + round + 1)) & mask);
                left = right;
                right = next;
            }
            value = left << half | right;
        } while (value >= strata);
        return value;
    }

    private static long mixed(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    @Override
    public String toString() {
        return "draw " + draw + (strata == 0 ? "" : " of " + strata) + " from seed " + seed;
    }
}
