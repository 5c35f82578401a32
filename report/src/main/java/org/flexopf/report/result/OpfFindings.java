package org.flexopf.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flexopf.network.StepControl;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.RunKpis;

/** What the parts of a document say in sentences. */
final class OpfFindings {

    private static final int IDS_SHOWN = 12;

    private OpfFindings() {}

    /** The sentences, those of the caller first. */
    static List<Finding> of(OpfDocument document, List<Finding> first) {
        List<Finding> all = new ArrayList<>(first);
        document.exactness().ifPresent(exactness -> all.add(new Finding("exactness", exactness.verdict())));
        document.controls().ifPresent(controls -> addControls(all, controls));
        document.conditions()
                .ifPresent(conditions ->
                        conditions.forEach(condition -> all.add(new Finding(Finding.CONDITION, condition.toString()))));
        document.kpis().ifPresent(kpis -> all.add(new Finding("key figures", text(kpis))));
        document.confirmedPrices()
                .ifPresent(prices -> prices.forEach(price -> all.add(new Finding(
                        price.confirmed() ? "confirmed" : "UNCONFIRMED",
                        price.confirmation().toString()))));
        document.softLimits().ifPresent(limits -> all.add(new Finding("soft limits", text(limits))));
        document.acCheck().ifPresent(verdict -> all.add(new Finding("AC check", verdict)));
        document.modelError().ifPresent(error -> all.add(new Finding("model error", error.toString())));
        document.priceOrigin().ifPresent(prices -> all.add(new Finding("prices", prices.agreement())));
        document.priceReference().ifPresent(reference -> all.add(new Finding("energy", "priced at " + reference)));
        if (document.state().isPresent()) {
            document.security().ifPresent(security -> addSecurity(all, security));
        }
        document.outages().ifPresent(outages -> addOutages(all, outages));
        document.searchVerdict().ifPresent(verdict -> all.add(new Finding("AC search", verdict)));
        return all;
    }

    private static void addControls(List<Finding> all, RoundedControls controls) {
        for (RoundedControls.Setting setting : controls.settings()) {
            StepControl control = setting.control();
            all.add(new Finding(
                    "control",
                    String.format(
                            Locale.ROOT,
                            "%s: %s, from %s where it is free",
                            control.label(),
                            control.describe(rounded(setting.rounded())),
                            control.describe(rounded(setting.relaxed())))));
        }
        controls.lossOfObjective()
                .ifPresent(loss -> all.add(
                        new Finding("steps cost", String.format(Locale.ROOT, "at most %.6f of the objective", loss))));
    }

    private static double rounded(double value) {
        return Math.rint(1e6 * value) / 1e6;
    }

    private static String text(List<SoftLimitResult> limits) {
        return limits.stream()
                .map(soft -> soft.exceeded() == 0
                        ? soft.limit().label() + " holds"
                        : String.format(
                                Locale.ROOT,
                                "%s gives way by %.6g %s at %d element%s",
                                soft.limit().label(),
                                soft.amount(),
                                soft.limit().unit().symbol(),
                                soft.exceeded(),
                                soft.exceeded() == 1 ? "" : "s"))
                .collect(Collectors.joining(", "));
    }

    private static String text(RunKpis kpis) {
        return String.format(
                Locale.ROOT,
                "tightness %s, exact %s, gap %s, %.1f ms, %d iterations, social "
                        + "welfare %.6f, curtailment %.6f MW, losses %.6f MW",
                kpis.tightness().isPresent()
                        ? String.format(Locale.ROOT, "%.2e", kpis.tightness().getAsDouble())
                        : "unknown",
                kpis.exact().map(exact -> exact ? "yes" : "no").orElse("unknown"),
                kpis.gap().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.6f %%", 100.0 * kpis.gap().getAsDouble())
                        : "unknown",
                1e3 * kpis.runSeconds(),
                kpis.iterations(),
                kpis.socialWelfare(),
                kpis.curtailment(),
                kpis.losses());
    }

    private static void addOutages(List<Finding> all, OutagesResult outages) {
        long failed =
                outages.states().stream().filter(state -> !state.converged()).count();
        long breaking = outages.states().stream()
                .filter(state -> !state.broken().isEmpty())
                .count();
        all.add(new Finding(
                "security",
                String.format(
                        Locale.ROOT,
                        "AC states after %d single outages: %s%s",
                        outages.states().size(),
                        breaking == 0 ? "none breaks a limit" : breaking + " break limits",
                        failed == 0 ? "" : ", and for " + failed + " no AC power flow was found")));
        if (!outages.screenedOut().isEmpty()) {
            all.add(new Finding(
                    "screened out",
                    String.format(
                            Locale.ROOT,
                            "%s no limit near by the DC model, and no AC state was found for them (%s)",
                            outages.screenedOut().size() == 1
                                    ? "1 single outage brings"
                                    : outages.screenedOut().size() + " single outages bring",
                            branches(outages.screenedOut()))));
        }
        if (!outages.splitting().isEmpty()) {
            long insecure = outages.splitting().stream()
                    .filter(outage -> !outage.left().isSecure())
                    .count();
            all.add(new Finding(
                    "not secured",
                    String.format(
                            Locale.ROOT,
                            "%s; %s",
                            splitting(outages.splitting().stream()
                                    .map(outage -> outage.left().branch())
                                    .toList()),
                            insecure == 0
                                    ? "what is left keeps every limit"
                                    : "what is left does not keep every limit after " + insecure)));
        }
    }

    private static String splitting(List<Integer> outages) {
        return (outages.size() == 1 ? "1 outage that splits" : outages.size() + " outages that split")
                + " the network (" + branches(outages) + ")";
    }

    private static String branches(List<Integer> numbers) {
        return (numbers.size() == 1 ? "branch " : "branches ")
                + numbers.stream().limit(IDS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > IDS_SHOWN ? ", ..." : "");
    }

    private static void addSecurity(List<Finding> all, SecurityReport security) {
        long exceeded = security.limits().stream()
                .filter(limit -> limit.overloadMw() > 0.0)
                .count();
        all.add(new Finding(
                "security",
                String.format(
                        Locale.ROOT,
                        "%d single outages: %s (limits added: %d, rounds: %d)",
                        security.securedOutages(),
                        exceeded == 0 ? "all limits are kept" : exceeded + " limits are exceeded",
                        security.cuts(),
                        security.rounds())));
        List<Integer> islanding = security.islandingOutages();
        if (!islanding.isEmpty()) {
            all.add(new Finding("not secured", splitting(islanding)));
        }
    }
}
