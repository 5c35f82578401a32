package org.flexopf.opf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several optimal power flows and what ties them together: what is solved at once. A plain problem is one block of one
 * hour without links.
 *
 * @param blocks at least one
 * @param links rows between blocks
 */
public record LinkedProblem(List<Block> blocks, List<Link> links) {

    /**
     * All labels are different.
     *
     * @throws IllegalArgumentException if there is no block, or a label is used twice
     */
    public LinkedProblem {
        blocks = List.copyOf(blocks);
        links = List.copyOf(links);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("a linked problem needs at least one block");
        }
        List<String> labels = new ArrayList<>(blocks.stream().map(Block::label).toList());
        links.forEach(link -> labels.add(link.label()));
        Set<String> seen = new HashSet<>();
        List<String> twice = labels.stream().filter(label -> !seen.add(label)).toList();
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "labels are used twice: " + twice + "; give every block and every link its own");
        }
    }

    /** Blocks without links. */
    public static LinkedProblem of(List<Block> blocks) {
        return new LinkedProblem(blocks, List.of());
    }

    /** The same with a further link. */
    public LinkedProblem with(Link link) {
        List<Link> more = new ArrayList<>(links);
        more.add(link);
        return new LinkedProblem(blocks, more);
    }

    /** The same with a further block. */
    public LinkedProblem with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new LinkedProblem(more, links);
    }

    /** Whether no block hands the memory of its devices on to a block. */
    boolean begins(Block block) {
        return links.stream()
                .noneMatch(link ->
                        link instanceof DeviceMemory memory && memory.later().equals(block.label()));
    }

    /** Whether this is a plain problem: one block of one hour and weight, without links. */
    boolean isPlain() {
        return blocks.size() == 1 && links.isEmpty() && blocks.get(0).costFactor() == 1.0;
    }
}
