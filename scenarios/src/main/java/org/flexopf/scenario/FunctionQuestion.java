package org.flexopf.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.network.Fault;
import org.flexopf.network.Network;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * A question that a function of the caller's answers.
 *
 * @param settings what answers depend on besides the draw
 * @param asked the columns that the function fills
 * @param kept the places of those that are kept
 */
record FunctionQuestion(
        String name,
        Map<String, String> settings,
        List<Column> asked,
        List<Integer> kept,
        Optional<Duration> limit,
        Function<Drawing, Answer> function)
        implements Question {

    FunctionQuestion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(function, "function");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        asked = List.copyOf(asked);
        kept = List.copyOf(kept);
    }

    FunctionQuestion(
            String name, Map<String, String> settings, List<Column> columns, Function<Drawing, Answer> function) {
        this(name, settings, columns, all(columns), Optional.empty(), function);
    }

    private static List<Integer> all(List<Column> columns) {
        List<Integer> places = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            String name = columns.get(k).name();
            if (columns.stream().filter(column -> column.name().equals(name)).count() > 1) {
                throw new IllegalArgumentException("two columns are called '" + name + "'; give each its own name");
            }
            places.add(k);
        }
        return places;
    }

    @Override
    public List<Column> columns() {
        return kept.stream().map(asked::get).toList();
    }

    @Override
    public Question keeping(List<String> names, Network base, List<Fault> faults) {
        List<Integer> places = new ArrayList<>();
        for (String wanted : names) {
            int place = asked.stream().map(Column::name).toList().indexOf(wanted);
            if (place < 0 || places.contains(place)) {
                faults.add(new Fault(
                        "column",
                        wanted,
                        place < 0 ? "there is no such figure" : "it is asked for twice",
                        place < 0 ? "choose among " + asked : "ask for it once"));
            } else {
                places.add(place);
            }
        }
        return new FunctionQuestion(name, settings, asked, places, limit, function);
    }

    @Override
    public Question within(Duration perDraw) {
        return new FunctionQuestion(name, settings, asked, kept, Optional.of(perDraw), function);
    }

    @Override
    public Question retryingWith(List<SolverChoice> solvers) {
        throw new IllegalArgumentException("'" + name + "' is answered by a function, in whose place no solver can be "
                + "asked; let the function ask others itself");
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("question", name);
        identity.putAll(settings);
        limit.ifPresent(time -> identity.put("timeLimit", time.toString()));
        return identity;
    }

    @Override
    public Function<Drawing, Answer> prepared() {
        return drawing -> {
            Answer answer = limit.map(time -> TimeLimit.within(time, () -> function.apply(drawing))
                            .orElseGet(() -> Answer.none(SolveStatus.TIME_LIMIT, "it took more than " + words(time))))
                    .orElseGet(() -> function.apply(drawing));
            double[] figures = answer.figures();
            if (!answer.status().equals(Row.OPTIMAL)) {
                return new Answer(answer.status(), answer.message(), new double[0]);
            }
            if (figures.length != asked.size()) {
                throw new IllegalStateException(
                        "'" + name + "' has " + figures.length + " figures, and " + asked.size() + " columns " + asked);
            }
            return Answer.of(kept.stream().mapToDouble(k -> figures[k]).toArray());
        };
    }

    private static String words(Duration time) {
        return time.toNanos() / 1e9 + " s";
    }
}
