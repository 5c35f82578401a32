package org.flexopf.report.result;

import java.util.Locale;
import java.util.Objects;
import org.flexopf.solver.SolveStatus;

/**
 * What a result is worth for the AC network, in a few words.
 *
 * @param word the words
 * @param good whether that is what was hoped for
 */
public record Badge(String word, boolean good) {

    /** The words are required. */
    public Badge {
        Objects.requireNonNull(word, "word");
    }

    /** The AC problem itself, and how it is solved where the bound of a relaxation does not close. */
    private static final String AC = "ac";

    private static final String LOCAL_OPTIMUM = "LOCALLY_OPTIMAL";

    /** A plan is one of the AC network if the relaxation is exact in every period. */
    static Badge of(PlanDocument plan) {
        if (!plan.status().equals(SolveStatus.OPTIMAL.name())) {
            return new Badge(words(plan.status()), false);
        }
        boolean told =
                plan.periods().stream().allMatch(period -> period.exactness().isPresent());
        if (!told) {
            return new Badge("optimal in the model", true);
        }
        boolean exact = plan.periods().stream()
                .allMatch(period -> period.exactness().get().exact());
        return exact ? new Badge("optimal", true) : new Badge("not exact in every period", false);
    }

    private static String words(String status) {
        return status.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** An optimum of a model is one of the network only if the network's AC state confirms it. */
    static Badge of(OpfDocument document) {
        if (document.status().equals(LOCAL_OPTIMUM)) {
            return new Badge("a local AC optimum", true);
        }
        if (!document.status().equals(SolveStatus.OPTIMAL.name())) {
            return new Badge(words(document.status()), false);
        }
        if (document.exactness().map(ExactnessResult::exact).orElse(false)) {
            return new Badge("optimal", true);
        }
        if (document.recovered().isEmpty()) {
            return new Badge("optimal in the model", true);
        }
        RecoveredResult recovered = document.recovered().get();
        if (recovered.feasible() && document.model().equals(AC)) {
            return new Badge("optimal", true);
        }
        boolean searched = recovered.search().isPresent();
        if (recovered.feasible()) {
            return new Badge(
                    searched ? "not exact, an AC-feasible point was found" : "AC-feasible, not proved optimal", true);
        }
        return new Badge(
                searched
                        ? "not exact, no AC-feasible point was found"
                        : "the AC network breaks limits at this dispatch",
                false);
    }
}
