package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flexopf.opf.objective.Objective;
import picocli.CommandLine;

/** What {@code --objective} chooses among. */
enum ObjectiveChoice {
    COST,
    LOSSES,
    VOLTAGE,
    CONGESTION,
    FEASIBILITY;

    /** The set point of voltages, p.u. */
    static final double VOLTAGE_SET_POINT = 1.0;
    /** The share of a rating above which power counts as congestion. */
    static final double CONGESTION_THRESHOLD = 0.8;

    Objective objective() {
        return switch (this) {
            case COST -> Objective.cost();
            case LOSSES -> Objective.losses();
            case VOLTAGE -> Objective.voltageDeviation(VOLTAGE_SET_POINT);
            case CONGESTION -> Objective.congestion(CONGESTION_THRESHOLD);
            case FEASIBILITY -> Objective.feasibility();
        };
    }

    /** How it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it off the command line. */
    static final class Converter implements CommandLine.ITypeConverter<ObjectiveChoice> {

        @Override
        public ObjectiveChoice convert(String written) {
            return Arrays.stream(values())
                    .filter(choice -> choice.toString().equals(written.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "there is no objective '" + written + "'; choose one of "
                                    + Arrays.stream(values())
                                            .map(ObjectiveChoice::toString)
                                            .collect(Collectors.joining(", "))));
        }
    }

    /** What the optimal value is, in words. */
    String label() {
        return switch (this) {
            case COST -> "cost, per hour";
            case LOSSES -> "losses, MW";
            case VOLTAGE -> "squared voltage deviations, p.u.^2";
            case CONGESTION -> "power above 80 % of ratings, MVA";
            case FEASIBILITY -> "nothing is minimised";
        };
    }
}
