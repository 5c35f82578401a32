package org.flexopf.pricing.payment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What each participant contributes to the savings of all, averaged over the orders in which they might join (Shapley
 * 1953). The values add up to what the market saves against operation without any participant.
 *
 * @param values by participant, currency per hour
 * @param savings what all together save, currency per hour
 * @param exact whether all orders were counted, or a sample
 */
public record ShapleyValue(Map<Participant, Double> values, double savings, boolean exact) {

    /** Up to so many participants, all orders are counted. */
    public static final int LARGEST_EXACT = 12;

    /**
     * The values of all participants: exact for up to {@value #LARGEST_EXACT} of them, from a sample of orders above.
     *
     * @param orders how many orders are drawn if there are more, at least 1
     * @param seed seed of the random numbers
     * @throws IllegalArgumentException if the network cannot do without some group and the clearing has no curtailment
     *     price: then savings have no number
     */
    public static ShapleyValue of(Clearing clearing, int orders, long seed) {
        if (orders < 1) {
            throw new IllegalArgumentException("a sample of " + orders + " orders tells nothing; draw at least 1");
        }
        List<Participant> all = clearing.participants();
        double[] values = all.size() <= LARGEST_EXACT ? exact(clearing) : sampled(clearing, orders, seed);
        Map<Participant, Double> byParticipant = new LinkedHashMap<>();
        double sum = 0.0;
        for (int k = 0; k < values.length; k++) {
            byParticipant.put(all.get(k), values[k]);
            sum += values[k];
        }
        return new ShapleyValue(byParticipant, sum, all.size() <= LARGEST_EXACT);
    }

    /** The share of a participant in all savings; NaN if nothing is saved. */
    public double share(Participant participant) {
        Double value = values.get(participant);
        if (value == null) {
            throw new IllegalArgumentException("'" + participant.id() + "' is not among the participants "
                    + values.keySet().stream().map(Participant::id).toList());
        }
        return savings == 0.0 ? Double.NaN : value / savings;
    }

    private static double[] exact(Clearing clearing) {
        List<Participant> all = clearing.participants();
        int n = all.size();
        List<Set<Participant>> groups = new ArrayList<>();
        for (int mask = 0; mask < 1 << n; mask++) {
            Set<Participant> absent = new HashSet<>();
            for (int k = 0; k < n; k++) {
                if ((mask >> k & 1) != 0) {
                    absent.add(all.get(k));
                }
            }
            groups.add(absent);
        }
        List<Counterfactual> without = clearing.without(groups);
        // The chance that a given group of this size joins before a given member.
        double[] weight = new double[n];
        for (int size = 0; size < n; size++) {
            weight[size] = size == 0 ? 1.0 / n : weight[size - 1] * size / (n - size);
        }
        double[] values = new double[n];
        for (int mask = 0; mask < 1 << n; mask++) {
            for (int k = 0; k < n; k++) {
                if ((mask >> k & 1) != 0) {
                    int before = n - Integer.bitCount(mask);
                    values[k] += weight[before]
                            * (cost(without.get(mask), groups.get(mask))
                                    - cost(without.get(mask ^ 1 << k), groups.get(mask ^ 1 << k)));
                }
            }
        }
        return values;
    }

    private static double[] sampled(Clearing clearing, int orders, long seed) {
        List<Participant> all = clearing.participants();
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[all.size()];
        int[] order = new int[all.size()];
        for (int k = 0; k < order.length; k++) {
            order[k] = k;
        }
        for (int draw = 0; draw < orders; draw++) {
            for (int k = order.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int swapped = order[k];
                order[k] = order[other];
                order[other] = swapped;
            }
            List<Set<Participant>> groups = new ArrayList<>();
            for (int joined = 0; joined <= order.length; joined++) {
                Set<Participant> absent = new HashSet<>();
                for (int k = joined; k < order.length; k++) {
                    absent.add(all.get(order[k]));
                }
                groups.add(absent);
            }
            List<Counterfactual> without = clearing.without(groups);
            for (int joined = 0; joined < order.length; joined++) {
                values[order[joined]] += (cost(without.get(joined), groups.get(joined))
                                - cost(without.get(joined + 1), groups.get(joined + 1)))
                        / orders;
            }
        }
        return values;
    }

    private static double cost(Counterfactual without, Set<Participant> absent) {
        return without.cost()
                .orElseThrow(() -> new IllegalArgumentException("the network cannot do without "
                        + absent.stream().map(Participant::id).sorted().toList()
                        + ", so that what they contribute has no number; give a curtailment price"));
    }
}
