package org.flexopf.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/** Carries a solution over to a model with other variables and rows, number by number under its name. */
final class NeighbourStart {

    private final Function<Key, Optional<Key>> inNeighbour;

    private NeighbourStart(Function<Key, Optional<Key>> inNeighbour) {
        this.inNeighbour = inNeighbour;
    }

    /**
     * A start for a model; what the neighbour does not have comes from the model's own start, and multipliers are zero.
     */
    static WarmStart of(Model model, ModelSolution neighbour, Function<Key, Optional<Key>> inNeighbour) {
        NeighbourStart carrier = new NeighbourStart(inNeighbour);
        ProgramNames names = ProgramNames.of(model);
        ProgramNames oldNames = ProgramNames.of(neighbour.model());
        SolverResult answer = neighbour.result();
        double[] x = model.start()
                .map(WarmStart::x)
                .orElseGet(() -> new double[model.program().variableCount()]);
        carrier.carry(names::column, x, oldNames::column, answer.x());
        if (answer.y().length != neighbour.model().program().equalityCount()
                || answer.z().length != neighbour.model().program().coneRowCount()) {
            return WarmStart.primal(x);
        }
        double[] y = new double[model.program().equalityCount()];
        carrier.carry(names::equality, y, oldNames::equality, answer.y());
        double[] z = new double[model.program().coneRowCount()];
        carrier.carry(names::coneRow, z, oldNames::coneRow, answer.z());
        return new WarmStart(x, y, z);
    }

    /**
     * Copies what has a name in both; of rows that share one, such as those of a cone, the first to the first and so
     * on.
     */
    private void carry(
            IntFunction<Optional<Key>> name, double[] target, IntFunction<Optional<Key>> oldName, double[] source) {
        Map<Occurrence, Integer> places = new HashMap<>();
        Map<Key, Integer> count = new HashMap<>();
        for (int k = 0; k < source.length; k++) {
            int place = k;
            oldName.apply(k).ifPresent(key -> places.put(next(key, count), place));
        }
        count.clear();
        for (int k = 0; k < target.length; k++) {
            Integer place = name.apply(k)
                    .map(key -> next(key, count))
                    .flatMap(this::inNeighbour)
                    .map(places::get)
                    .orElse(null);
            if (place != null) {
                target[k] = source[place];
            }
        }
    }

    private Optional<Occurrence> inNeighbour(Occurrence occurrence) {
        return inNeighbour.apply(occurrence.key).map(key -> new Occurrence(key, occurrence.number));
    }

    private static Occurrence next(Key key, Map<Key, Integer> count) {
        return new Occurrence(key, count.merge(key, 1, Integer::sum));
    }

    /** The first, second, .. row of a name. */
    private record Occurrence(Key key, int number) {}
}
