package org.flexopf.opf.problem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.network.Network;
import org.flexopf.opf.data.ProfileData;
import org.flexopf.opf.device.Span;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.FormulatedModel;

/**
 * Several optimal power flows and what ties them together: what is solved at once. A plain problem is one block of one
 * hour without links.
 *
 * @param blocks at least one
 * @param links rows between blocks
 * @param surroundings what was decided before the blocks and comes after them, where they are a window of a longer
 *     horizon
 */
public record LinkedProblem(List<Block> blocks, List<Link> links, Surroundings surroundings) {

    /**
     * All labels are different.
     *
     * @throws IllegalArgumentException if there is no block, or a label is used twice
     */
    public LinkedProblem {
        blocks = List.copyOf(blocks);
        links = List.copyOf(links);
        Objects.requireNonNull(surroundings, "surroundings");
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

    /** Blocks and links that are all there is. */
    public LinkedProblem(List<Block> blocks, List<Link> links) {
        this(blocks, links, Surroundings.NONE);
    }

    /** Blocks without links. */
    public static LinkedProblem of(List<Block> blocks) {
        return new LinkedProblem(blocks, List.of());
    }

    /** The same with a further link. */
    public LinkedProblem with(Link link) {
        List<Link> more = new ArrayList<>(links);
        more.add(link);
        return new LinkedProblem(blocks, more, surroundings);
    }

    /** The same with a further block. */
    public LinkedProblem with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new LinkedProblem(more, links, surroundings);
    }

    /**
     * All blocks and links written as one program, block by block; all parts share it.
     *
     * @throws IllegalArgumentException if a formulation cannot take a network or express an objective
     */
    public List<FormulatedModel> formulated() {
        return formulated(false);
    }

    /**
     * The same, and perhaps with integers that may take any value in their ranges.
     *
     * @throws IllegalArgumentException if a formulation cannot take a network or express an objective
     */
    public List<FormulatedModel> formulated(boolean relaxed) {
        return formulated(relaxed, (block, program) -> ProfileData.once(block.profile()));
    }

    /**
     * The same where the program keeps how it follows from the profiles of the blocks, so that it can be
     * {@linkplain #given given} others.
     *
     * @throws IllegalArgumentException if a formulation cannot take a network or express an objective
     */
    public List<FormulatedModel> formulatedForProfiles(boolean relaxed) {
        return formulated(relaxed, (block, program) -> ProfileData.changing(block.profile(), program));
    }

    /**
     * The same program as another problem's that differs in the profiles of its blocks alone, with the numbers of
     * these: to the last bit what writing it would give.
     *
     * @param written that program; it {@linkplain #formulatedForProfiles keeps} how it follows from profiles
     * @return empty if it has to be written: it rests on something of the profiles that is not the same
     */
    public Optional<List<FormulatedModel>> given(List<FormulatedModel> written) {
        Model model = written.get(0).named();
        double[] parameters = new double[model.parameterCount()];
        for (int k = 0; k < written.size(); k++) {
            ProfileData data = written.get(k).data();
            if (!data.holds(blocks.get(k).profile())) {
                return Optional.empty();
            }
            data.put(blocks.get(k).profile(), parameters);
        }
        return model.at(parameters)
                .map(other -> written.stream().map(block -> block.with(other)).toList());
    }

    /** Whether another problem differs in the profiles of its blocks alone. */
    public boolean isOtherProfilesOf(LinkedProblem other) {
        boolean same = blocks.size() == other.blocks.size()
                && links.equals(other.links)
                && surroundings.equals(other.surroundings);
        for (int k = 0; same && k < blocks.size(); k++) {
            same = blocks.get(k).isOtherProfileOf(other.blocks.get(k));
        }
        return same;
    }

    private List<FormulatedModel> formulated(boolean relaxed, BiFunction<Block, ProgramBuilder, ProfileData> dataOf) {
        Network first = blocks.get(0).problem().network();
        ProgramBuilder root =
                new ProgramBuilder(isPlain() ? kind -> first.elements(kind).size() : kind -> 0);
        List<BlockModel> models = writeBlocks(root, dataOf);
        Map<String, Integer> places = new HashMap<>();
        for (int k = 0; k < blocks.size(); k++) {
            places.put(blocks.get(k).label(), k);
        }
        surroundings.before().ifPresent(before -> {
            ProgramBuilder program = root.block(
                    "up to " + blocks.get(0).label(),
                    kind -> first.elements(kind).size(),
                    1.0);
            before.leadTo(models.get(0), blocks.get(0).hours(), program);
        });
        for (Link link : links) {
            ProgramBuilder program =
                    root.block(link.label(), kind -> first.elements(kind).size(), 1.0);
            link.addTo(new LinkedModel(blocks, places, models, program));
        }
        Model whole = root.build();
        Model model = relaxed && whole.program().hasIntegers() ? whole.relaxed() : whole;
        int firstPlace = isPlain() ? 0 : 1;
        return IntStream.range(0, models.size())
                .mapToObj(k -> models.get(k).formulated(model, firstPlace + k))
                .toList();
    }

    private List<BlockModel> writeBlocks(ProgramBuilder root, BiFunction<Block, ProgramBuilder, ProfileData> dataOf) {
        List<Span> spans = spans();
        return IntStream.range(0, blocks.size())
                .mapToObj(k -> write(blocks.get(k), spans.get(k), root, dataOf))
                .toList();
    }

    /** Where the blocks stand in time, in their order. */
    private List<Span> spans() {
        Map<String, String> earlier = new HashMap<>();
        for (Link link : links) {
            if (link instanceof DeviceMemory memory) {
                earlier.put(memory.later(), memory.earlier());
            }
        }
        Set<String> areFollowed = new HashSet<>(earlier.values());
        Map<String, Integer> numbers = new HashMap<>();
        int decided = surroundings.before().map(DecidedPeriods::count).orElse(0);
        List<Span> spans = new ArrayList<>();
        for (Block block : blocks) {
            boolean first = !earlier.containsKey(block.label());
            boolean ends = !areFollowed.contains(block.label());
            int number = first ? decided : numbers.getOrDefault(earlier.get(block.label()), -1) + 1;
            numbers.put(block.label(), number);
            spans.add(new Span(block.hours(), first && decided == 0, ends, number, surroundings.later()));
        }
        return spans;
    }

    /**
     * What was decided before the blocks, and the first of the blocks as a solution has them: what a window that begins
     * after these finds.
     *
     * @param count so many of the blocks
     * @param solutions the solution of each block, by place
     */
    public DecidedPeriods decided(int count, IntFunction<ModelSolution> solutions) {
        List<Span> spans = spans();
        DecidedPeriods decided = surroundings.before().orElse(null);
        for (int k = 0; k < count; k++) {
            decided = DecidedPeriods.after(decided, blocks.get(k), spans.get(k), solutions.apply(k));
        }
        return decided;
    }

    private BlockModel write(
            Block block, Span span, ProgramBuilder root, BiFunction<Block, ProgramBuilder, ProfileData> dataOf) {
        Network network = block.problem().network();
        ProgramBuilder program = isPlain()
                ? root
                : root.block(block.label(), kind -> network.elements(kind).size(), block.costFactor());
        BlockModel model = BlockModel.write(
                block.formulation(),
                block.problem().softLimits(),
                network,
                dataOf.apply(block, program),
                program,
                span);
        block.problem().objective().addTo(model, 1.0);
        return model;
    }

    /** Whether this is a plain problem: one block of one hour and weight, without links. */
    public boolean isPlain() {
        return blocks.size() == 1 && links.isEmpty() && blocks.get(0).costFactor() == 1.0 && surroundings.isNone();
    }
}
