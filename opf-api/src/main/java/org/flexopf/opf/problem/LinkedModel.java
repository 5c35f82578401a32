package org.flexopf.opf.problem;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.opf.formulation.BlockModel;

/**
 * The blocks of a linked problem under construction, as a {@link Link} sees them. Rows of a link are in per unit on the
 * base of the first block; {@link #onFirstBase} converts what comes from a network of another base. Costs of a link are
 * in currency and count once, whatever the hours of the blocks.
 */
public final class LinkedModel {

    private final List<Block> blocks;
    private final Map<String, Integer> places;
    private final List<BlockModel> models;
    private final ProgramBuilder program;

    LinkedModel(List<Block> blocks, Map<String, Integer> places, List<BlockModel> models, ProgramBuilder program) {
        this.blocks = blocks;
        this.places = places;
        this.models = models;
        this.program = program;
    }

    /** The blocks in their order: the program is written anew if any profile of them is another one. */
    public List<Block> blocks() {
        models.forEach(model -> model.data().whole());
        return blocks;
    }

    /** How long a block lasts, hours. @throws NoSuchElementException if there is no block of that label */
    public double hours(String label) {
        return blocks.get(indexOf(label)).hours();
    }

    /** The place of a block. @throws NoSuchElementException if there is no block of that label */
    public int indexOf(String label) {
        Integer place = places.get(label);
        if (place == null) {
            throw new NoSuchElementException("there is no block '" + label + "'; there are "
                    + blocks.stream().map(Block::label).toList());
        }
        return place;
    }

    /** A block as it was built, by its place: its variables by name. */
    public BlockModel model(int block) {
        return models.get(block);
    }

    /** A block as it was built. @throws NoSuchElementException if there is no block of that label */
    public BlockModel model(String label) {
        return models.get(indexOf(label));
    }

    /** Where the rows and variables of the link go: a namespace of its own. */
    public ProgramBuilder program() {
        return program;
    }

    /** A power of a block, in per unit of the block's own network, in per unit on the base of the first block. */
    public LinearExpression onFirstBase(int block, LinearExpression power) {
        double ratio = models.get(block).perUnit().perUnitOf(models.get(0).perUnit());
        return LinearExpression.zero().plus(ratio, power);
    }

    @Override
    public String toString() {
        return models.size() + " of " + blocks.size() + " blocks written";
    }
}
