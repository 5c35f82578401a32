package org.flexopf.testkit.property;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Properties that the tests run by hand; their names keep them out of the ordinary run. */
class Sampled {

    static final List<Long> VALUES = new ArrayList<>();
    static final List<Long> OTHERS = new ArrayList<>();

    @Property(tries = 5, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void values(@ForAll long value) {
        VALUES.add(value);
    }

    @Property(tries = 5, seed = "1", edgeCases = EdgeCasesMode.NONE)
    void others(@ForAll long value) {
        OTHERS.add(value);
    }

    /** Half of the tries are of the kind, roughly. */
    static class HalfOfThem {
        @Property(tries = 200, seed = "1")
        void enough(@ForAll boolean holds) {
            Share.atLeast(30.0, "holds", holds);
        }

        @Property(tries = 200, seed = "1")
        void tooFew(@ForAll boolean holds) {
            Share.atLeast(80.0, "holds", holds);
        }

        @Property(tries = 200, seed = "1")
        void none(@ForAll boolean any) {
            Share.atLeast(1.0, "holds", any && !any);
        }
    }

    /** What is noted and of what size the shares are is exact, whatever the seed: tries are counted. */
    static class Counted {
        private static int tries;

        @BeforeProperty
        void count() {
            tries = 0;
        }

        @Property(tries = 200, seed = "1")
        void asStated(@ForAll int any) {
            Share.atLeast(40.0, "holds", tries++ % 10 < 4);
        }

        /** 38 percent: one in 1.2 among 200 tries. */
        @Property(tries = 200, seed = "1")
        void withinChance(@ForAll int any) {
            Share.atLeast(40.0, "holds", tries++ % 50 < 19);
        }

        /** 20 percent: D(0.2, 0.4) = 0.0915, one in 89 million among 200 tries. */
        @Property(tries = 200, seed = "1")
        void beyondChance(@ForAll int any) {
            Share.atLeast(40.0, "holds", tries++ % 10 < 2);
        }

        /** As many notes in all, but ten by each try, which are one draw: one in 6 among 20 tries. */
        @Property(tries = 20, seed = "1")
        void tenNotesByTry(@ForAll int any) {
            for (int k = 0; k < 10; k++) {
                Share.atLeast(40.0, "holds", tries % 10 < 2);
            }
            tries++;
        }
    }
}
