package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.List;

/**
 * A block and those before it, as far back as it still matters what they decided: the blocks that lie further back are
 * let go, so that a horizon that is decided step by step does not grow.
 *
 * @param <B> what is known of a block
 */
final class LatestBlocks<B> {

    private final B block;
    private LatestBlocks<B> before;

    /** A block that follows none so far. */
    LatestBlocks(B block) {
        this.block = block;
    }

    /**
     * Sets what the block follows.
     *
     * @param reach how many blocks are looked at, this one included
     */
    void follow(LatestBlocks<B> earlier, int reach) {
        before = earlier;
        LatestBlocks<B> at = this;
        for (int count = 1; count < reach && at != null; count++) {
            at = at.before;
        }
        if (at != null && at != this) {
            at.before = null;
        }
    }

    /** The block that this one follows; null if it follows none. */
    B before() {
        return before == null ? null : before.block;
    }

    /** The latest blocks, this one first, and no more of them than a number. */
    List<B> latest(int count) {
        List<B> blocks = new ArrayList<>();
        for (LatestBlocks<B> at = this; at != null && blocks.size() < count; at = at.before) {
            blocks.add(at.block);
        }
        return blocks;
    }

    @Override
    public String toString() {
        return latest(Integer.MAX_VALUE).size() + " blocks";
    }
}
