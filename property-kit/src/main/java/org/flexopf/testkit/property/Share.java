package org.flexopf.testkit.property;

import net.jqwik.api.statistics.Statistics;

/** How often a property is about what it promises. */
public final class Share {

    private Share() {}

    /**
     * Takes note whether a try is of a kind, and makes the property fail at its end unless at least so many percent of
     * what was noted are. A property that looks at some of its tries only says so in this way, before it looks: else it
     * would hold even if there were none.
     */
    public static void atLeast(double percent, String kind, boolean holds) {
        Statistics.label(kind)
                .collect(holds)
                .coverage(coverage -> coverage.check(true).percentage(share -> share >= percent));
    }
}
