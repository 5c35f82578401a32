package org.flexopf.exchange.simulation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.market.Misreport;

/**
 * An auction that was drawn, under one payment rule: with everybody telling the truth, and with one provider saying
 * what pays it best.
 *
 * @param number of the run, from 1
 * @param level what it was drawn for
 * @param seed what it was drawn from
 * @param rule how it is paid
 * @param strategy what the provider could try
 * @param figures what came of it; empty if the auction could not be cleared with the truth
 */
public record SimulationRun(
        int number, SimulationLevel level, long seed, AuctionRule rule, Strategy strategy, Optional<Figures> figures) {

    /**
     * Figures of a run, MW and currency for the hour of the auction.
     *
     * @param provider who may say something else: whoever is accepted for most when all tell the truth
     * @param acceptedMw what is accepted of all offers with the truth
     * @param curtailedMw what is cut of demand and spilt of generation with the truth
     * @param cost what the auction costs by the objective with the truth
     * @param outlay what all providers are paid together with the truth
     * @param truthfulProfit what the provider earns by the truth
     * @param report what pays it best
     * @param profit what it earns by that, at its true cost
     * @param outlayIncrease what all providers are paid more then
     * @param costIncrease what the auction truly costs more then
     */
    public record Figures(
            String provider,
            double acceptedMw,
            double curtailedMw,
            double cost,
            double outlay,
            double truthfulProfit,
            Misreport report,
            double profit,
            double outlayIncrease,
            double costIncrease) {

        /** Names and report are required. */
        public Figures {
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(report, "report");
        }

        /** What the lie earns more than the truth, not negative. */
        public double gain() {
            return profit - truthfulProfit;
        }
    }

    /** All parts are required. */
    public SimulationRun {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(figures, "figures");
    }

    /** The run as the row of a table: figures with six decimals, empty if there are none. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("run", Integer.toString(number));
        columns.put("seed", Long.toString(seed));
        columns.put("buses", Integer.toString(level.buses()));
        columns.put("providers", Integer.toString(level.providers()));
        columns.put("dgShare", Double.toString(level.dgShare()));
        columns.put("rule", rule.label());
        columns.put("strategy", strategy.label());
        columns.put("provider", figures.map(Figures::provider).orElse(""));
        columns.put("acceptedMw", figure(Figures::acceptedMw));
        columns.put("curtailedMw", figure(Figures::curtailedMw));
        columns.put("cost", figure(Figures::cost));
        columns.put("outlay", figure(Figures::outlay));
        columns.put("truthfulProfit", figure(Figures::truthfulProfit));
        columns.put("markup", figure(run -> run.report().markup()));
        columns.put("capacity", figure(run -> run.report().capacity()));
        columns.put("profit", figure(Figures::profit));
        columns.put("gain", figure(Figures::gain));
        columns.put("outlayIncrease", figure(Figures::outlayIncrease));
        columns.put("costIncrease", figure(Figures::costIncrease));
        return columns;
    }

    private interface Figure {
        double of(Figures figures);
    }

    private String figure(Figure figure) {
        // Zero has no sign in a table.
        return figures.map(run -> String.format(Locale.ROOT, "%.6f", figure.of(run)))
                .map(text -> text.equals("-0.000000") ? "0.000000" : text)
                .orElse("");
    }
}
