package org.flexopf.exchange.compare;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * An auction against a continuous market with the same bids in several orders of arrival.
 *
 * @param auctionWelfare what the auction is worth, currency: no run is worth more
 * @param runs the continuous market, first with the orders as they were given
 */
public record ArrivalReport(double auctionWelfare, List<ArrivalRun> runs) {

    /** The list is copied. */
    public ArrivalReport {
        runs = List.copyOf(runs);
    }

    /** Mean, least and largest share of the auction's welfare that is missed, over all runs. */
    public DoubleSummaryStatistics gaps() {
        return runs.stream().mapToDouble(ArrivalRun::gap).summaryStatistics();
    }

    /** The standard deviation of the share that is missed, over all runs. */
    public double gapDeviation() {
        double mean = gaps().getAverage();
        double sum = 0.0;
        for (ArrivalRun run : runs) {
            sum += (run.gap() - mean) * (run.gap() - mean);
        }
        return Math.sqrt(sum / runs.size());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "auction %.5f; %d orders of arrival miss %.2f %% of it (%.2f to %.2f)",
                auctionWelfare,
                runs.size(),
                100.0 * gaps().getAverage(),
                100.0 * gaps().getMin(),
                100.0 * gaps().getMax());
    }
}
