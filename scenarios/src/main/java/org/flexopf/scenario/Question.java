package org.flexopf.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.solver.SolverChoice;

/**
 * What is asked of every draw: an optimal power flow, a plan over a horizon, or whatever a function of the caller's
 * does, such as an auction or a coordination scheme. Immutable, and asked by several threads at once.
 */
public interface Question {

    /**
     * A function of the caller's, for what is no optimal power flow. It is called by several threads at once, and its
     * answer may depend on the draw alone, or rows are not the same twice.
     *
     * @param name what it asks, in words: studies of different names are different ones
     * @param columns names and units of its figures
     */
    static Question of(String name, List<Column> columns, Function<Drawing, Answer> function) {
        return of(name, Map.of(), columns, function);
    }

    /**
     * The same of a function with settings.
     *
     * @param settings what its answers depend on besides the draw, in words, by what it is about
     */
    static Question of(
            String name, Map<String, String> settings, List<Column> columns, Function<Drawing, Answer> function) {
        return new FunctionQuestion(name, settings, columns, function);
    }

    /** The names and units of the figures of an answer, in order. */
    List<Column> columns();

    /**
     * The same question with other figures.
     *
     * @param names of figures, in order
     * @param base the case that is drawn from
     * @param faults takes the names that there are not
     */
    Question keeping(List<String> names, Network base, List<Fault> faults);

    /** The same question with a limit of time for each draw; what needs more has no answer. */
    Question within(Duration perDraw);

    /**
     * The same question with other solvers that are asked, one after the other, for what the first has not solved.
     *
     * @throws IllegalArgumentException if it has no solver that could be another one
     */
    Question retryingWith(List<SolverChoice> solvers);

    /**
     * Why it cannot be asked of the case, in words that name who cannot: else every draw would fail, or some of them
     * after hours. Empty if it can, as far as is known beforehand.
     *
     * @throws IllegalArgumentException if a formulation cannot take the case, or express its objective
     */
    default Optional<String> whyNot() {
        return Optional.empty();
    }

    /** What an answer depends on besides the draw, in words, by what it is about. */
    Map<String, String> identity();

    /** What one thread asks with: it may keep work between draws, but an answer depends on its draw alone. */
    Function<Drawing, Answer> prepared();

    /**
     * What a column of figures is called.
     *
     * @param name how tables call it
     * @param unit in which its numbers are, such as {@code MW}; empty for none
     */
    record Column(String name, String unit) {

        /**
         * All parts are required.
         *
         * @throws IllegalArgumentException if the name is empty, or has a character that ends a cell of a table
         */
        public Column {
            if (name.isBlank() || name.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
                throw new IllegalArgumentException(
                        "a column cannot be called '" + name + "'; give a name without commas, quotes and line breaks");
            }
            if (unit == null) {
                throw new IllegalArgumentException("the column " + name + " has no unit; give an empty one for none");
            }
        }

        /** A number without a unit. */
        public static Column of(String name) {
            return new Column(name, "");
        }

        @Override
        public String toString() {
            return unit.isEmpty() ? name : name + " (" + unit + ")";
        }
    }
}
