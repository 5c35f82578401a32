package org.flexopf.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * Every draw of one source with every draw of the next, and so on; the last source goes round fastest. One without a
 * size goes along with the others: each draw of them has one of its own.
 *
 * @param sources what is combined
 */
public record Product(List<DrawSource> sources) implements DrawSource {

    /** @throws IllegalArgumentException if two sources set the same parameter */
    public Product {
        sources = List.copyOf(sources);
        Set<String> seen = new HashSet<>();
        for (DrawSource source : sources) {
            for (String parameter : source.parameters()) {
                if (!seen.add(parameter)) {
                    throw new IllegalArgumentException(
                            "two sources set the parameter '" + parameter + "'; give each a name of its own");
                }
            }
        }
    }

    @Override
    public List<Fault> faults(Network base) {
        return sources.stream().flatMap(source -> source.faults(base).stream()).toList();
    }

    @Override
    public OptionalLong size(Network base) {
        long size = 1;
        boolean any = false;
        for (DrawSource source : sources) {
            OptionalLong own = source.size(base);
            if (own.isPresent()) {
                size = Math.multiplyExact(size, own.getAsLong());
                any = true;
            }
        }
        return any ? OptionalLong.of(size) : OptionalLong.empty();
    }

    @Override
    public int places(Network base) {
        return sources.stream().mapToInt(source -> source.places(base)).sum();
    }

    @Override
    public boolean isWeighted() {
        return sources.stream().anyMatch(DrawSource::isWeighted);
    }

    @Override
    public List<String> parameters() {
        List<String> all = new ArrayList<>();
        sources.forEach(source -> all.addAll(source.parameters()));
        return all;
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        Network base = before.profile().network();
        long[] numbers = new long[sources.size()];
        long left = number;
        for (int k = sources.size() - 1; k >= 0; k--) {
            OptionalLong size = sources.get(k).size(base);
            numbers[k] = size.isPresent() ? left % size.getAsLong() : number;
            left = size.isPresent() ? left / size.getAsLong() : left;
        }
        Draw draw = before;
        int next = place;
        for (int k = 0; k < numbers.length; k++) {
            draw = sources.get(k).draw(draw, numbers[k], chance, next);
            next += sources.get(k).places(base);
        }
        return draw;
    }

    @Override
    public String toString() {
        return "every combination of "
                + sources.stream().map(DrawSource::toString).collect(Collectors.joining(" | "));
    }
}
