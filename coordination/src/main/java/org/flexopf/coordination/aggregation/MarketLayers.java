package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Markets one after the other, each of which may still be waited for: at which price to sell now. With c the cost of
 * what is sold, and v the value of having it still to sell in the markets that follow,
 *
 * <pre>
 *   sell in market l if price >= c + v_(l+1),   v_l = rho(max(price_l - c, v_(l+1))),   v after the last one = 0
 *   rho(X) = (1 - a) mean(X) + a min(X),        a the aversion to risk, from 0 to 1
 * </pre>
 *
 * {@code v_(l+1)} is the premium: what the flexibility may still earn later, which a seller who fears risk counts less.
 * Prices of different markets are drawn by themselves. Immutable.
 */
public final class MarketLayers {

    private final List<MarketLayer> layers;
    private final double riskAversion;

    private MarketLayers(List<MarketLayer> layers, double riskAversion) {
        this.layers = List.copyOf(layers);
        this.riskAversion = riskAversion;
    }

    /** Markets in their order, for a seller who counts the mean. */
    public static MarketLayers of(List<MarketLayer> layers) {
        return new MarketLayers(layers, 0.0);
    }

    /**
     * The same for a seller who fears risk.
     *
     * @param share from 0, who counts the mean, to 1, who counts the worst
     * @throws IllegalArgumentException if it is not such a share
     */
    public MarketLayers withRiskAversion(double share) {
        if (!(share >= 0.0 && share <= 1.0)) {
            throw new IllegalArgumentException("an aversion to risk of " + share + "; give a share from 0 to 1");
        }
        return new MarketLayers(layers, share);
    }

    /** The markets in their order. */
    public List<MarketLayer> layers() {
        return layers;
    }

    /** What is added to a cost in each market, currency per MWh: zero in the last one. */
    public List<Double> premiums(double cost) {
        List<Double> premiums = new ArrayList<>();
        double later = 0.0;
        for (int l = layers.size() - 1; l >= 0; l--) {
            premiums.add(later);
            double mean = 0.0;
            double worst = Double.POSITIVE_INFINITY;
            for (double price : layers.get(l).prices()) {
                double earned = Math.max(price - cost, later);
                mean += earned / layers.get(l).prices().size();
                worst = Math.min(worst, earned);
            }
            later = (1.0 - riskAversion) * mean + riskAversion * worst;
        }
        Collections.reverse(premiums);
        return List.copyOf(premiums);
    }

    /** The least price to sell at in each market, currency per MWh: the cost and the premium. */
    public List<Double> prices(double cost) {
        return premiums(cost).stream().map(premium -> cost + premium).toList();
    }

    @Override
    public String toString() {
        return layers.stream().map(MarketLayer::name).toList() + ", aversion to risk " + riskAversion;
    }
}
