package org.flexopf.examples.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.objective.Objectives;
import picocli.CommandLine;

/** What {@code --objective} chooses among. */
enum ObjectiveChoice {
    COST,
    LOSSES,
    VOLTAGE,
    CONGESTION,
    FEASIBILITY;

    Objective objective() {
        return Objectives.named(toString());
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
