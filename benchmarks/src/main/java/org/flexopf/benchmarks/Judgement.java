package org.flexopf.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of one network: figures, and what of the answers does not hold, in words. */
final class Judgement {

    /** What was counted or measured of a network; NaN where it was not asked. */
    enum Figure {
        FAMILY("family"),
        BUSES("buses"),
        RELAXED_STATUS("place of the relaxation's answer among those that there are"),
        EXACT("1 if the relaxation is called exact"),
        EXACT_FALSE("1 if it is called exact and is not"),
        INFEASIBLE_FALSE("1 if it is called infeasible and is not"),
        BOUND_FALSE("1 if a bound is above a state that keeps all limits"),
        AC_FALSE("1 if a local optimum breaks a law or a limit, or costs something else"),
        PRICE_FALSE("1 if a price of the relaxation is off by more than stated"),
        PRICE_OFF("price outside the slopes of the cost, currency/MWh"),
        AC_PRICE_FALSE("1 if a price of the AC optimum is off by more than stated"),
        AC_PRICE_OFF("AC price outside the slopes of the cost, currency/MWh"),
        RELAXED_UNANSWERED("1 if the relaxation was given no answer"),
        PRICE_UNANSWERED("1 if a price could not be confirmed for want of an answer"),
        AC_UNANSWERED("1 if no local optimum was found though a state that keeps all limits is known"),
        AC_OPTIMAL("1 if a local optimum was found"),
        GAP("AC optimum over the bound, relative"),
        COST_OFF("cost of the relaxation over that by sharper tolerances, relative"),
        ITERATIONS("iterations, relaxation"),
        AC_ITERATIONS("iterations, AC"),
        MILLISECONDS("processor time, relaxation, ms"),
        AC_MILLISECONDS("processor time, AC, ms");

        private final String words;

        Figure(String words) {
            this.words = words;
        }

        /** What it is, in words. */
        String words() {
            return words;
        }

        /** How its column is called. */
        String label() {
            StringBuilder label = new StringBuilder();
            for (String part : name().toLowerCase(Locale.ROOT).split("_", -1)) {
                label.append(
                        label.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
            }
            return label.toString();
        }
    }

    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    private final List<String> findings = new ArrayList<>();

    void set(Figure figure, double value) {
        figures.put(figure, value);
    }

    /** Notes that something does not hold. */
    void found(Figure figure, String what) {
        figures.put(figure, 1.0);
        findings.add(figure + ": " + what);
    }

    /** Notes that something was asked; it holds unless it is found not to. */
    void asked(Figure figure) {
        figures.putIfAbsent(figure, 0.0);
    }

    double get(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public String toString() {
        return figures + (findings.isEmpty() ? "" : "\n  " + String.join("\n  ", findings));
    }
}
