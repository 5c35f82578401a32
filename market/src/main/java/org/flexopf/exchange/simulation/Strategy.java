package org.flexopf.exchange.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.market.Misreport;

/** What a provider tries that does not tell the truth. */
public enum Strategy {
    /** Asks for more than its cost: economic withholding. */
    MARK_UP("mark-up", new double[] {0.0, 2.0, 5.0, 10.0, 20.0, 40.0, 80.0}, new double[] {1.0}),
    /** Offers less than it has: physical withholding. */
    WITHHOLDING("withholding", new double[] {0.0}, new double[] {1.0, 0.9, 0.75, 0.5, 0.25}),
    /** Both at once. */
    BOTH("both", new double[] {0.0, 2.0, 5.0, 10.0, 20.0, 40.0, 80.0}, new double[] {1.0, 0.75, 0.5, 0.25});

    private final String label;
    private final double[] markups;
    private final double[] capacities;

    Strategy(String label, double[] markups, double[] capacities) {
        this.label = label;
        this.markups = markups;
        this.capacities = capacities;
    }

    /** How options and reports call it. */
    public String label() {
        return label;
    }

    /** The strategy of a label. @throws IllegalArgumentException if there is none */
    public static Strategy of(String label) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no strategy '" + label + "'; choose one of "
                        + Arrays.stream(values()).map(Strategy::label).toList()));
    }

    /** All that is tried, the truth first and small lies before large ones. */
    public List<Misreport> reports() {
        List<Misreport> reports = new ArrayList<>();
        for (double capacity : capacities) {
            for (double markup : markups) {
                reports.add(new Misreport(markup, capacity));
            }
        }
        return List.copyOf(reports);
    }
}
