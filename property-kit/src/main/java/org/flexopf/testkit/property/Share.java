package org.flexopf.testkit.property;

import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.statistics.Statistics;

/** How often a property is about what it promises. */
public final class Share {

    /** How probable a share that is as stated may be failed by a night's fresh tries; sixty shares, one in decades. */
    private static final double FALSE_ALARM = 1e-6;

    private Share() {}

    /**
     * Takes note whether a try is of a kind, and makes the property fail at its end unless at least so many percent of
     * what was noted are. A property that looks at some of its tries only says so in this way, before it looks: else it
     * would hold even if there were none.
     *
     * <p>With the seeds that properties state the share is one number, and has to be as stated. With fresh seeds
     * ({@value FreshSeeds#SEED}) it is a draw, and the property fails only if a true share as stated explains what was
     * drawn with a probability below one in a million ({@link #isBelow}).
     */
    public static void atLeast(double percent, String kind, boolean holds) {
        Tries tries = Store.getOrCreate("tries with " + kind, Lifespan.PROPERTY, Tries::new)
                .get();
        Store<Integer> ofThisTry = Store.getOrCreate("notes of " + kind, Lifespan.TRY, () -> 0);
        ofThisTry.update(notes -> notes + 1);
        tries.most = Math.max(tries.most, ofThisTry.get());
        boolean fresh = FreshSeeds.isGiven();
        Statistics.label(kind)
                .collect(holds)
                .coverage(coverage -> coverage.check(true)
                        .count((Integer count, Integer total) -> fresh
                                ? !isBelow(percent, count, total, tries.most)
                                : 100.0 * count >= percent * total));
    }

    /**
     * Whether a share is below the stated one by more than chance explains, by the bound of Chernoff and Hoeffding: the
     * mean of n independent numbers within 0 and 1, of mean p, is at most s &lt; p with probability at most exp(-n D(s,
     * p)), D(s, p) = s ln(s / p) + (1 - s) ln((1 - s) / (1 - p)) (W. Hoeffding, Probability inequalities for sums of
     * bounded random variables, J. Am. Stat. Assoc. 58, 1963, theorem 1).
     *
     * <p>Notes of one try are about one draw and need not be independent: all of them count as one number, their mean.
     *
     * @param percent the stated share
     * @param count notes that are of the kind
     * @param total all notes
     * @param mostPerTry notes of the try that has most
     */
    static boolean isBelow(double percent, int count, int total, int mostPerTry) {
        double stated = percent / 100.0;
        double share = (double) count / total;
        double independent = (double) total / mostPerTry;
        return share < stated && Math.exp(-independent * divergence(share, stated)) < FALSE_ALARM;
    }

    private static double divergence(double share, double stated) {
        return (share == 0.0 ? 0.0 : share * Math.log(share / stated))
                + (1.0 - share) * Math.log((1.0 - share) / (1.0 - stated));
    }

    /** What one property has noted of one kind. */
    private static final class Tries {
        private int most;
    }
}
