package org.flexopf.examples.cli;

import java.util.List;
import java.util.Optional;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.PriceRule;
import picocli.CommandLine.Option;

/** What a continuous market is opened with. */
final class ContinuousMarketOptions {

    @Option(
            names = "--lot",
            paramLabel = "W",
            defaultValue = "1",
            description = "Quantities are multiples of the lot, in watts (default: ${DEFAULT-VALUE}).")
    private long lot;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "Length of every delivery period (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(
            names = "--periods",
            paramLabel = "A,B",
            required = true,
            description = "Names of the delivery periods in their order.")
    private String periods;

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description = "The owner who may give extreme prices, conditional orders and zones; by default nobody.")
    private String operator;

    /**
     * The settings of the market.
     *
     * @throws IllegalArgumentException if they are none, with all that is wrong
     */
    MarketSettings settings(PriceRule rule) {
        return new MarketSettings(
                lot,
                -MarketSettings.PRICE_BOUND,
                MarketSettings.PRICE_BOUND,
                Optional.ofNullable(operator),
                List.of(periods.split(",", -1)),
                minutes,
                rule);
    }
}
