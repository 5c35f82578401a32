package org.flexopf.scenario;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.flexopf.solver.SolveStatus;

/**
 * What came of asking a draw.
 *
 * @param status how it ended, in one word of letters and underscores; {@link Row#OPTIMAL} where there is an answer
 * @param message why there is no answer; empty if there is one
 * @param figures one for each column of the question, NaN where there is none; empty where there is no answer
 */
public record Answer(String status, String message, double[] figures) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    /** All parts are required. @throws IllegalArgumentException if the status is no word */
    public Answer {
        if (!WORD.matcher(status).matches()) {
            throw new IllegalArgumentException("'" + status + "' is no status; give letters and underscores");
        }
        Objects.requireNonNull(message, "message");
        figures = figures.clone();
    }

    /** An answer with its figures, in the order of the question's columns. */
    public static Answer of(double... figures) {
        return new Answer(Row.OPTIMAL, "", figures);
    }

    /** No answer, and why. */
    public static Answer none(SolveStatus status, String message) {
        return new Answer(status.name(), message, new double[0]);
    }

    @Override
    public double[] figures() {
        return figures.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Answer answer
                && status.equals(answer.status)
                && message.equals(answer.message)
                && Arrays.equals(figures, answer.figures);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, message, Arrays.hashCode(figures));
    }

    @Override
    public String toString() {
        return status + (message.isEmpty() ? "" : ": " + message) + " " + Arrays.toString(figures);
    }
}
