package org.flexopf.coordination.synthetic;

import java.util.Objects;

/**
 * Draws a region from its statistics: the same seed gives the same region, bit by bit, on every machine.
 *
 * <pre>
 *   SyntheticRegion region = RegionGenerator.of(Regions.load("county")).withSeed(7).generate();
 *   Outcome evening = Schemes.named("common").run(region.system(19), SchemeOptions.of(FeederModel.SOCP));
 * </pre>
 *
 * <p>Immutable.
 */
public final class RegionGenerator {

    private final RegionStatistics statistics;
    private final long seed;

    private RegionGenerator(RegionStatistics statistics, long seed) {
        this.statistics = Objects.requireNonNull(statistics, "statistics");
        this.seed = seed;
    }

    /** A generator with seed 1. */
    public static RegionGenerator of(RegionStatistics statistics) {
        return new RegionGenerator(statistics, 1L);
    }

    /** The same with another seed. */
    public RegionGenerator withSeed(long other) {
        return new RegionGenerator(statistics, other);
    }

    /**
     * Draws it.
     *
     * @throws IllegalArgumentException if a feeder cannot be planned so that it keeps its limits at the schedule
     */
    public SyntheticRegion generate() {
        return new SyntheticRegion(statistics, seed);
    }

    @Override
    public String toString() {
        return statistics + ", seed " + seed;
    }
}
