package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.flexopf.exchange.auction.AuctionRule;

/**
 * All runs of a simulation.
 *
 * @param runs in the order of levels, seeds and rules
 */
public record SimulationReport(List<SimulationRun> runs) {

    /** The list is copied. */
    public SimulationReport {
        runs = List.copyOf(runs);
    }

    /** One summary for each level and rule, in the order of the runs; none for a level without figures. */
    public List<SimulationSummary> summaries() {
        Set<SimulationLevel> levels = new LinkedHashSet<>();
        Set<AuctionRule> rules = new LinkedHashSet<>();
        runs.forEach(run -> {
            levels.add(run.level());
            rules.add(run.rule());
        });
        List<SimulationSummary> summaries = new ArrayList<>();
        for (SimulationLevel level : levels) {
            for (AuctionRule rule : rules) {
                List<SimulationRun.Figures> there = runs.stream()
                        .filter(run -> run.level().equals(level) && run.rule() == rule)
                        .flatMap(run -> run.figures().stream())
                        .toList();
                if (!there.isEmpty()) {
                    summaries.add(new SimulationSummary(
                            level,
                            rule,
                            there.size(),
                            mean(there, run -> run.gain() > 0.0 ? 1.0 : 0.0),
                            mean(there, SimulationRun.Figures::truthfulProfit),
                            mean(there, SimulationRun.Figures::gain),
                            mean(there, SimulationRun.Figures::outlay),
                            mean(there, SimulationRun.Figures::outlayIncrease),
                            mean(there, SimulationRun.Figures::costIncrease)));
                }
            }
        }
        return List.copyOf(summaries);
    }

    private static double mean(List<SimulationRun.Figures> runs, ToDoubleFunction<SimulationRun.Figures> figure) {
        return runs.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    @Override
    public String toString() {
        return "simulation of " + runs.size() + " runs";
    }
}
