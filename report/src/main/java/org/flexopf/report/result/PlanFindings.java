package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.flexopf.opf.IntegerSearch;
import org.flexopf.solver.SolveStatus;

/** What a plan says in sentences. */
final class PlanFindings {

    private static final int MOST_NAMES = 12;

    private PlanFindings() {}

    static List<Finding> of(PlanDocument plan) {
        List<Finding> all = new ArrayList<>();
        if (!plan.isSolved()) {
            addSearch(all, plan);
            plan.conflict().ifPresent(conflict -> all.add(new Finding("conflict", conflict.explanation())));
            return all;
        }
        addSearch(all, plan);
        addWindows(all, plan);
        addExactness(all, plan);
        addShedDemand(all, plan);
        for (StorageResult storage : plan.storages()) {
            if (!storage.wasted().isEmpty()) {
                all.add(new Finding(
                        "WASTE",
                        storage.label() + " charges and discharges at once in " + periods(storage.wasted())
                                + ", which no storage can: prices there are so low that losing energy pays; "
                                + "\"exclusive\": true in the case forbids it"));
            }
        }
        plan.settlement().ifPresent(settlement -> addSettlement(all, settlement));
        return all;
    }

    /** How far a search came that a limit ended. */
    private static void addSearch(List<Finding> all, PlanDocument plan) {
        if (plan.search().isPresent() && !plan.status().equals(SolveStatus.OPTIMAL.name())) {
            IntegerSearch search = plan.search().get();
            all.add(new Finding(
                    plan.isSolved() ? "NOT PROVED" : "search",
                    String.format(
                            Locale.ROOT,
                            "%d nodes; %s; %s",
                            search.nodes(),
                            search.bound().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "no plan costs less than %.6f",
                                            search.bound().getAsDouble())
                                    : "no bound",
                            search.relativeGap().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "gap %.6g, %.3g %%",
                                            search.gap().getAsDouble(),
                                            1e2 * search.relativeGap().getAsDouble())
                                    : plan.isSolved() ? "no gap" : "no plan was found")));
        }
    }

    private static void addWindows(List<Finding> all, PlanDocument plan) {
        if (!plan.windows().isEmpty()) {
            WindowResult first = plan.windows().get(0);
            all.add(new Finding(
                    "rolling",
                    String.format(
                            Locale.ROOT,
                            "%d windows of up to %d periods, %d firm; all that is shown is firm, and JSON has what was "
                                    + "advisory",
                            plan.windows().size(),
                            first.last(),
                            first.firm())));
        }
    }

    private static void addSettlement(List<Finding> all, SettlementResult result) {
        all.add(new Finding(
                "prices",
                String.format(
                        Locale.ROOT,
                        "%s; lost opportunities %.4f in all, make-whole payments %.4f",
                        result.rule(),
                        positive(result.settlement().totalLostOpportunity()),
                        result.settlement().totalMakeWhole())));
        addNames(all, "accepted though they lose", result.settlement().paradoxicallyAccepted());
        addNames(all, "rejected though they would gain", result.settlement().paradoxicallyRejected());
        if (Double.isFinite(result.relaxation())) {
            all.add(new Finding(
                    "relaxation",
                    String.format(
                            Locale.ROOT,
                            "%.6f if yes/no decisions could be made in part",
                            positive(result.relaxation()))));
        }
        result.hull()
                .ifPresent(hull -> all.add(new Finding(
                        "convex hull",
                        String.format(
                                Locale.ROOT,
                                "%s; lost opportunities %.4f in all",
                                hull.exact()
                                        ? String.format(
                                                Locale.ROOT,
                                                "exact: the dual function is %.4f, and %.4f at most at any prices",
                                                hull.lower(),
                                                hull.upper())
                                        : Double.isNaN(hull.upper())
                                                ? "approximated by the relaxation"
                                                : String.format(
                                                        Locale.ROOT,
                                                        "approximated: the dual function is %.4f, and at most %.4f",
                                                        hull.lower(),
                                                        hull.upper()),
                                positive(hull.totalLostOpportunity())))));
    }

    /** A rounded minus zero would read as if there were something left. */
    private static double positive(double value) {
        return Math.abs(value) < 5e-5 ? 0.0 : value;
    }

    private static void addNames(List<Finding> all, String label, List<String> names) {
        if (!names.isEmpty()) {
            int shown = Math.min(MOST_NAMES, names.size());
            all.add(new Finding(
                    "paradox",
                    label + ": " + String.join(", ", names.subList(0, shown))
                            + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "")));
        }
    }

    private static void addExactness(List<Finding> all, PlanDocument plan) {
        if (plan.periods().stream().allMatch(period -> period.exactness().isEmpty())) {
            return;
        }
        List<Integer> inexact = numbers(
                plan, period -> !period.exactness().map(ExactnessResult::exact).orElse(false));
        if (inexact.isEmpty()) {
            all.add(new Finding("exactness", "exact in every period: the plan is a global AC optimum"));
            return;
        }
        double phantom = plan.periods().stream()
                .mapToDouble(period -> period.hours()
                        * period.exactness().map(ExactnessResult::phantomLossMw).orElse(0.0))
                .sum();
        all.add(new Finding(
                "exactness",
                String.format(
                        Locale.ROOT,
                        "exact in %d of %d periods; not in %s; the relaxation loses %.6f MWh that no line would",
                        plan.periods().size() - inexact.size(),
                        plan.periods().size(),
                        periods(inexact),
                        phantom)));
    }

    private static void addShedDemand(List<Finding> all, PlanDocument plan) {
        List<Integer> shed = numbers(plan, period -> period.shedMw() != 0.0);
        if (!shed.isEmpty()) {
            double energy = plan.periods().stream()
                    .mapToDouble(period -> period.hours() * period.shedMw())
                    .sum();
            all.add(new Finding(
                    "NOT SERVED", String.format(Locale.ROOT, "%.6f MWh of demand, in %s", energy, periods(shed))));
        }
    }

    private static List<Integer> numbers(PlanDocument plan, Predicate<PeriodResult> condition) {
        return plan.periods().stream()
                .filter(condition)
                .map(PeriodResult::number)
                .toList();
    }

    /** Numbers in words, such as {@code periods 3 to 5, 9}. */
    static String periods(List<Integer> numbers) {
        StringBuilder text = new StringBuilder(numbers.size() == 1 ? "period " : "periods ");
        for (int k = 0; k < numbers.size(); k++) {
            int first = numbers.get(k);
            while (k + 1 < numbers.size() && numbers.get(k + 1) == numbers.get(k) + 1) {
                k++;
            }
            text.append(text.charAt(text.length() - 1) == ' ' ? "" : ", ").append(first);
            if (numbers.get(k) > first) {
                text.append(numbers.get(k) == first + 1 ? ", " : " to ").append(numbers.get(k));
            }
        }
        return text.toString();
    }
}
