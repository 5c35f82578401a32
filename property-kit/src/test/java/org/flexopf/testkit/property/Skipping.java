package org.flexopf.testkit.property;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that are skipped in all ways there are; {@link PropertyKitTest} runs them. */
class Skipping {

    @Test
    void first() {
        abort("the folder is missing: a");
    }

    @Test
    void second() {
        assumeTrue(false, "the folder is missing: b");
    }

    @Test
    void third() {
        abort("the weather is bad");
    }

    @Test
    void passes() {}

    /** Skipped before any test of it has begun. */
    static class AsAWhole {
        @BeforeAll
        static void before() {
            abort("the class is not for today");
        }

        @Test
        void first() {}

        @Test
        void second() {}
    }

    /** Nobody says why. */
    static class WithoutReason {
        @Test
        void silent() {
            abort();
        }
    }
}
