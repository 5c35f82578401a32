package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * On which variable a node is branched: reliability branching. A variable that has not often been branched on is tried
 * first, by solving both children; others are judged by what they did so far. Children that were tried are those of the
 * tree, if their variable is chosen.
 */
final class Branching {

    /**
     * What was chosen.
     *
     * @param children the solved children, the one to look at first as the last
     */
    record Choice(List<Relaxation> children) {}

    /** A variable to branch on, by its place among integers. */
    private record Candidate(int integer, double value, double score) {}

    private static final double INTEGRALITY = 1e-6;
    /** Trying is cheap where children are a few exchanges away. */
    private static final int TRIED_AT_ONCE = 4;

    private static final int TRIED_OF_CONIC = 2;
    private static final int RELIABLE = 1;

    private final int[] integers;
    private final Relaxations relaxations;
    private final PseudoCosts costs;

    Branching(int[] integers, Relaxations relaxations) {
        this.integers = integers;
        this.relaxations = relaxations;
        this.costs = new PseudoCosts(integers.length);
    }

    /**
     * Branches a node; empty if all its integer variables are fixed.
     *
     * @param thorough whether variables are tried that little is known of
     */
    Optional<Choice> choose(Node node, Box box, double best, boolean thorough) {
        List<Candidate> candidates = candidates(node, box);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<Candidate> tried = new ArrayList<>();
        Candidate known = null;
        int most = !thorough ? 0 : relaxations.areLinear() ? TRIED_AT_ONCE : TRIED_OF_CONIC;
        for (Candidate candidate : candidates) {
            if (!costs.isReliable(candidate.integer, RELIABLE) && tried.size() < most) {
                tried.add(candidate);
            } else if (known == null) {
                known = candidate;
            }
        }
        if (tried.isEmpty()) {
            tried.add(candidates.get(0));
        } else if (known != null && !tried.get(0).equals(candidates.get(0))) {
            // A reliable variable that promises more than any other is tried against them.
            tried.add(known);
        }
        return Optional.of(solve(node, box, tried, best));
    }

    /** Fractional variables, the most promising first; else one that is not fixed. */
    private List<Candidate> candidates(Node node, Box box) {
        List<Candidate> fractional = new ArrayList<>();
        Candidate whole = null;
        for (int i = 0; i < integers.length; i++) {
            if (box.isFixed(integers[i])) {
                continue;
            }
            double lower = box.lower()[integers[i]];
            double upper = box.upper()[integers[i]];
            double value = node.values()[i];
            if (Double.isNaN(value)) {
                value = Double.isInfinite(lower) ? (Double.isInfinite(upper) ? 0.0 : upper) : lower;
            }
            value = Math.min(Math.max(value, lower), upper);
            double down = value - Math.floor(value);
            double distance = Math.min(down, 1.0 - down);
            if (distance > INTEGRALITY) {
                fractional.add(new Candidate(i, value, costs.score(i, down, 1.0 - down)));
            } else if (whole == null || distance > whole.score) {
                whole = new Candidate(i, value, distance);
            }
        }
        if (!fractional.isEmpty()) {
            // The sort is stable: among equals the more fractional one, then the lowest index.
            fractional.sort(Comparator.comparingDouble((Candidate candidate) -> -candidate.score)
                    .thenComparingDouble(candidate -> Math.abs(candidate.value - Math.floor(candidate.value) - 0.5)));
            return fractional;
        }
        return whole == null ? List.of() : List.of(whole);
    }

    private Choice solve(Node node, Box box, List<Candidate> tried, double best) {
        List<Box> boxes = new ArrayList<>();
        int[] variables = new int[2 * tried.size()];
        double[] splits = new double[tried.size()];
        for (int k = 0; k < splits.length; k++) {
            Candidate candidate = tried.get(k);
            int j = integers[candidate.integer];
            splits[k] = split(candidate.value, box.upper()[j]);
            boxes.add(box.below(j, splits[k]));
            boxes.add(box.above(j, splits[k] + 1.0));
            variables[2 * k] = j;
            variables[2 * k + 1] = j;
        }
        List<Relaxation> answers = relaxations.solve(boxes, variables, node.basis(), best);
        int chosen = 0;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < splits.length; k++) {
            double down = gain(node, answers.get(2 * k), best);
            double up = gain(node, answers.get(2 * k + 1), best);
            Candidate candidate = tried.get(k);
            costs.note(candidate.integer, false, noted(answers.get(2 * k), down), candidate.value - splits[k]);
            costs.note(candidate.integer, true, noted(answers.get(2 * k + 1), up), splits[k] + 1.0 - candidate.value);
            double score = PseudoCosts.score(down, up);
            if (score > bestScore) {
                bestScore = score;
                chosen = k;
            }
        }
        Relaxation down = answers.get(2 * chosen);
        Relaxation up = answers.get(2 * chosen + 1);
        boolean upFirst = tried.get(chosen).value - splits[chosen] > 0.5 && !up.isEmpty();
        return new Choice(upFirst ? List.of(down, up) : List.of(up, down));
    }

    /** The largest integer of the lower child. */
    private static double split(double value, double upper) {
        double below = Math.floor(value + INTEGRALITY);
        return below >= upper ? below - 1.0 : below;
    }

    /** A gain beyond the best objective counts no more than one up to it. */
    private static double gain(Node node, Relaxation child, double best) {
        double gain = Math.min(child.bound(), best) - node.bound();
        return Double.isNaN(gain) ? 0.0 : gain;
    }

    private static double noted(Relaxation child, double gain) {
        return child.isEmpty() ? Double.NaN : gain;
    }
}
