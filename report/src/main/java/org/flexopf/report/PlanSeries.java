package org.flexopf.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.flexopf.report.result.GeneratorResult;
import org.flexopf.report.result.PeriodResult;
import org.flexopf.report.result.PlanDocument;
import org.flexopf.report.result.StorageResult;

/**
 * One curve of a plan over time.
 *
 * @param label what it is called
 * @param colour its colour
 * @param values one figure for each period
 */
record PlanSeries(String label, String colour, List<Double> values) {

    /** Colours that the colour-blind tell apart (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#f0e442", "#8c6d31");

    private static final String OTHERS = "#b6c4d2";
    private static final String DISCHARGED = "#7b6fb0";
    private static final String CHARGED = "#b9b2da";
    private static final String SOLD = "#4d9078";
    private static final String BOUGHT = "#a9cfc0";
    static final String NOT_SERVED = "#d55e00";

    private static final int LONGEST_LABEL = 26;
    /** Power or energy that is less would not be seen. */
    private static final double NOTHING = 1e-9;

    /** A curve without a colour yet, and how much room it takes. */
    private record Curve(String label, List<Double> values) {

        double size() {
            return values.stream()
                    .filter(Double::isFinite)
                    .mapToDouble(Math::abs)
                    .sum();
        }
    }

    /** What generators and plants of further kinds supply, MW: the largest ones alone, the rest together. */
    static List<PlanSeries> generation(PlanDocument plan) {
        List<Curve> curves = new ArrayList<>();
        List<GeneratorResult> first = plan.periods().get(0).state().generators();
        for (int g = 0; g < first.size(); g++) {
            int index = g;
            GeneratorResult generator = first.get(g);
            curves.add(new Curve(
                    generator.name().isBlank() ? "generator " + generator.id() : generator.name(),
                    overTime(
                            plan,
                            period -> period.state().generators().get(index).p().value())));
        }
        plan.devices().stream()
                .filter(device -> !device.consumes())
                .forEach(device -> curves.add(new Curve(device.label(), device.p())));
        return coloured(curves, "generators");
    }

    /** What storages hold at the end of each period, MWh: the largest ones alone, the rest together. */
    static List<PlanSeries> energy(PlanDocument plan) {
        return coloured(
                plan.storages().stream()
                        .map(storage -> new Curve(storage.label(), storage.energy()))
                        .toList(),
                "storages");
    }

    /** The demand of all buses, with what flexible loads consume, MW. */
    static PlanSeries demand(PlanDocument plan) {
        return new PlanSeries(
                "demand",
                Svg.INK,
                overTime(plan, period -> period.demandMw() + plan.consumedByDevices(period.number() - 1)));
    }

    /** What all storages together discharge, MW. */
    static PlanSeries discharged(PlanDocument plan) {
        return storages(plan, "discharged", DISCHARGED, 1.0, StorageResult::discharge);
    }

    /** What all storages together charge, as a negative supply, MW. */
    static PlanSeries charged(PlanDocument plan) {
        return storages(plan, "charged", CHARGED, -1.0, StorageResult::charge);
    }

    /** What all bids together inject, MW. */
    static PlanSeries sold(PlanDocument plan) {
        return bids(plan, "bids to sell", SOLD, 1.0);
    }

    /** What all bids together draw, as a negative supply, MW. */
    static PlanSeries bought(PlanDocument plan) {
        return bids(plan, "bids to buy", BOUGHT, -1.0);
    }

    private static PlanSeries bids(PlanDocument plan, String label, String colour, double sign) {
        return new PlanSeries(
                label,
                colour,
                overTime(
                        plan,
                        period -> sign
                                * plan.bids().stream()
                                        .mapToDouble(bid ->
                                                Math.max(0.0, sign * bid.power().get(period.number() - 1)))
                                        .sum()));
    }

    private static PlanSeries storages(
            PlanDocument plan, String label, String colour, double sign, Function<StorageResult, List<Double>> of) {
        return new PlanSeries(
                label,
                colour,
                overTime(
                        plan,
                        period -> sign
                                * plan.storages().stream()
                                        .mapToDouble(
                                                storage -> of.apply(storage).get(period.number() - 1))
                                        .sum()));
    }

    static List<Double> overTime(PlanDocument plan, ToDoubleFunction<PeriodResult> figure) {
        return plan.periods().stream().map(figure::applyAsDouble).toList();
    }

    /** Whether there is anything to be seen. */
    boolean isSeen() {
        return values.stream().anyMatch(value -> Math.abs(value) > NOTHING);
    }

    private static List<PlanSeries> coloured(List<Curve> curves, String many) {
        List<Curve> bySize = curves.stream()
                .sorted(Comparator.comparingDouble(Curve::size).reversed())
                .toList();
        int alone = curves.size() <= COLOURS.size() ? curves.size() : COLOURS.size() - 1;
        List<Curve> shown =
                curves.stream().filter(curve -> bySize.indexOf(curve) < alone).toList();
        List<PlanSeries> series = new ArrayList<>();
        for (Curve curve : shown) {
            series.add(new PlanSeries(shortened(curve.label()), COLOURS.get(series.size()), curve.values()));
        }
        List<Curve> rest = bySize.subList(alone, bySize.size());
        if (!rest.isEmpty()) {
            List<Double> sum = new ArrayList<>();
            for (int t = 0; t < rest.get(0).values().size(); t++) {
                int period = t;
                sum.add(rest.stream()
                        .mapToDouble(curve -> curve.values().get(period))
                        .filter(Double::isFinite)
                        .sum());
            }
            series.add(new PlanSeries(rest.size() + " other " + many, OTHERS, sum));
        }
        return series;
    }

    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= LONGEST_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
