package org.flexopf.coordination.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the conflicts of one time unit in the order in which they come up: after the DSOs' step, then the TSO's. */
final class Detector {

    private final FlexibilityDay day;
    private final int unit;
    private final DsoAllocation allocation;
    private final double request;
    private final double taken;
    private final double overlap;
    private final List<ConflictKind> kinds = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    Detector(FlexibilityDay day, int unit, SetUp setUp) {
        this.day = day;
        this.unit = unit;
        this.allocation = setUp == SetUp.SHARED ? DsoAllocation.of(day, unit) : DsoAllocation.none(day, unit);
        this.request = day.tsoRequest().get(unit);
        this.taken = allocation.total();
        this.overlap = request > 0.0 ? Math.min(request, taken) : 0.0;
    }

    DsoAllocation allocation() {
        return allocation;
    }

    private double excess() {
        return taken - overlap;
    }

    private double rest() {
        return request - taken;
    }

    private static boolean some(double power) {
        return power > DsoAllocation.ROUNDING;
    }

    Detection detect() {
        if (some(overlap)) {
            found(
                    ConflictKind.DOUBLE_USE,
                    "%s, and the TSO asks for %s up: %s serve both and could be paid twice",
                    dsoStep(),
                    mw(request),
                    mw(overlap));
        }
        if (request >= 0.0 && some(excess())) {
            excessOfTheDso();
        }
        if (request != 0.0 && some(Math.abs(rest()))) {
            restOfTheTso();
        }
        return new Detection(
                unit + 1, kinds, allocation.assets(), allocation.remaining(), overlap, excess(), rest(), sentences);
    }

    private void excessOfTheDso() {
        double safe = Capacity.left(day, unit, false, allocation).safe();
        String wanted = request > 0.0 ? "the TSO asks for " + mw(request) + " up only" : "the TSO asks for nothing";
        found(
                ConflictKind.IMBALANCE,
                "%s, but %s: the system is %s long, %s",
                dsoStep(),
                wanted,
                mw(excess()),
                some(excess() - safe)
                        ? "and only " + mw(safe) + " down are left that overload nothing, so that it cannot be made up"
                        : "to be made up for by other assets, of which " + mw(safe) + " down overload nothing");
    }

    private void restOfTheTso() {
        double rest = rest();
        boolean upwards = rest > 0.0;
        Capacity left = Capacity.left(day, unit, upwards, allocation);
        double needed = Math.abs(rest);
        if (!some(needed - left.total())) {
            if (some(needed - left.safe())) {
                found(
                        ConflictKind.CONGESTION,
                        "the TSO needs %s %s and the assets have %s, but %s overload no transformer: the %s beyond "
                                + "would (room now: %s)",
                        mw(needed),
                        way(upwards),
                        mw(left.total()),
                        some(left.safe()) ? "only " + mw(left.safe()) : "none",
                        mw(needed - left.safe()),
                        rooms());
            } else if (request < 0.0 && some(taken)) {
                found(
                        ConflictKind.IMBALANCE,
                        "%s, while the TSO asks for %s down and now needs %s; the assets have %s that overload "
                                + "nothing, so that it can be made up",
                        dsoStep(),
                        mw(-request),
                        mw(needed),
                        mw(left.safe()));
            }
            return;
        }
        boolean asked = request > 0.0;
        double without =
                Capacity.left(day, unit, asked, DsoAllocation.none(day, unit)).total();
        if (some(taken) && !some(Math.abs(request) - without)) {
            found(
                    ConflictKind.COMPETITION,
                    "%s, and the TSO, who asks for %s %s, needs %s %s after that and finds %s: without the DSO's step "
                            + "it would find %s",
                    dsoStep(),
                    mw(Math.abs(request)),
                    way(asked),
                    mw(needed),
                    way(upwards),
                    mw(left.total()),
                    mw(without));
        } else {
            found(
                    ConflictKind.SHORTAGE,
                    "the TSO asks for %s %s, and the assets have %s in that direction even without a DSO's step",
                    mw(Math.abs(request)),
                    way(asked),
                    mw(without));
        }
    }

    private void found(ConflictKind kind, String sentence, Object... figures) {
        kinds.add(kind);
        sentences.add(String.format(Locale.ROOT, sentence, figures));
    }

    /** Who takes how much, from what, against which overload. */
    private String dsoStep() {
        return day.areas().stream()
                .filter(area -> some(allocation.of(day, area)))
                .map(area -> String.format(
                        Locale.ROOT,
                        "the DSO of area %d takes %s up (%s) against %s of overload",
                        area.id(),
                        mw(allocation.of(day, area)),
                        day.assetsOf(area).stream()
                                .filter(asset -> some(allocation.of(asset)))
                                .map(asset -> asset.id() + " " + mw(allocation.of(asset)))
                                .collect(Collectors.joining(", ")),
                        mw(DsoAllocation.overload(area, unit))))
                .collect(Collectors.joining(" and "));
    }

    /** The room of the areas whose assets can draw more. */
    private String rooms() {
        return day.areas().stream()
                .filter(area -> day.assetsOf(area).stream()
                        .anyMatch(asset -> some(asset.down().get(unit))))
                .map(area -> "area " + area.id() + " "
                        + mw(area.transformer() - area.demand().get(unit) + allocation.of(day, area)))
                .collect(Collectors.joining(", "));
    }

    private static String way(boolean upwards) {
        return upwards ? "up" : "down";
    }

    /** MW with at most three decimals. */
    private static String mw(double power) {
        String text = String.format(Locale.ROOT, "%.3f", power);
        return text.replaceAll("\\.?0+$", "") + " MW";
    }
}
