package org.flexopf.scenario;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;

/**
 * Draws of what is not known.
 *
 * @param uncertainties applied one after the other; factors of one number are multiplied
 * @param draws how many different draws there are; empty for as many as are wanted. Settings that are combined with a
 *     given number of draws see the same ones each, so that their difference is not one of luck
 * @param stratified whether the draws share the range of every factor evenly among them (a Latin hypercube)
 */
public record MonteCarlo(List<Uncertainty> uncertainties, OptionalLong draws, boolean stratified)
        implements DrawSource {

    /** @throws IllegalArgumentException if there is not one draw, or draws without a number share a range */
    public MonteCarlo {
        uncertainties = List.copyOf(uncertainties);
        Objects.requireNonNull(draws, "draws");
        if (draws.isPresent() && draws.getAsLong() < 1) {
            throw new IllegalArgumentException("there are to be " + draws.getAsLong() + " draws; ask for at least 1");
        }
        if (stratified && draws.isEmpty()) {
            throw new IllegalArgumentException(
                    "draws that share the range of a factor have to be counted; say how many there are");
        }
    }

    /** Draws of one uncertainty alone. */
    public static MonteCarlo of(Uncertainty uncertainty) {
        return new MonteCarlo(List.of(uncertainty), OptionalLong.empty(), false);
    }

    /** The same, so many draws. */
    public MonteCarlo times(long count) {
        return new MonteCarlo(uncertainties, OptionalLong.of(count), stratified);
    }

    /** So many draws that share the range of every factor evenly among them. */
    public MonteCarlo stratifiedTimes(long count) {
        return new MonteCarlo(uncertainties, OptionalLong.of(count), true);
    }

    /**
     * Every load times its own normal factor of mean 1 and standard deviation 0.1, cut at three deviations: what files
     * call {@code loads}.
     */
    public static MonteCarlo loads() {
        return of(Uncertainty.of(Quantity.LOAD, new Distribution.Normal(1.0, 0.1, 3.0)));
    }

    @Override
    public List<Fault> faults(Network base) {
        return uncertainties.stream()
                .flatMap(uncertainty -> uncertainty.faults(base).stream())
                .toList();
    }

    @Override
    public OptionalLong size(Network base) {
        return draws;
    }

    @Override
    public int places(Network base) {
        return uncertainties.stream()
                .mapToInt(uncertainty -> uncertainty.places(base))
                .sum();
    }

    @Override
    public boolean isWeighted() {
        return uncertainties.stream()
                .anyMatch(uncertainty -> uncertainty.sampled().isPresent());
    }

    @Override
    public List<String> parameters() {
        return List.of();
    }

    @Override
    public Draw draw(Draw before, long number, Chance chance, int place) {
        Chance own = draws.isEmpty() ? chance : stratified ? chance.on(number, draws.getAsLong()) : chance.on(number);
        Draw draw = before;
        int next = place;
        int[] begins = new int[uncertainties.size()];
        for (int k = 0; k < begins.length; k++) {
            Uncertainty uncertainty = uncertainties.get(k);
            begins[k] = next;
            draw = uncertainty.applied(draw, own, next, begins[firstWithScoreOf(k)]);
            next += uncertainty.places(before.profile().network());
        }
        return draw;
    }

    /** Whose score an uncertainty has: its own, or that of the first one that has it in common. */
    private int firstWithScoreOf(int k) {
        Optional<String> score = uncertainties.get(k).common().map(Uncertainty.Common::name);
        int first = 0;
        while (first < k
                && (score.isEmpty()
                        || !uncertainties
                                .get(first)
                                .common()
                                .map(Uncertainty.Common::name)
                                .equals(score))) {
            first++;
        }
        return first;
    }

    @Override
    public String toString() {
        return "Monte Carlo" + (draws.isEmpty() ? "" : " of " + draws.getAsLong() + " draws")
                + (stratified ? ", stratified" : "") + ": "
                + (uncertainties.isEmpty()
                        ? "nothing varies"
                        : uncertainties.stream().map(Uncertainty::toString).collect(Collectors.joining("; ")));
    }
}
