package org.flexopf.testkit.property;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
}
