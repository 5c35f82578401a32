package org.flexopf.coordination.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.testkit.property.Share;

/** What holds whatever the operators need: days of one time unit, two areas and four assets. */
class ConflictPropertiesTest {

    /** What an aim that comes first may give up in favour of a later one, MW. */
    private static final double KEPT = 1e-6;

    private static double rounded(SplittableRandom random, double from, double to) {
        return Math.round(random.nextDouble(from, to) * 100.0) / 100.0;
    }

    private static FlexibilityDay day(SplittableRandom random, double request, double transformer, double asset) {
        List<SupplyArea> areas = new ArrayList<>();
        List<FlexibleAsset> assets = new ArrayList<>();
        for (int k = 1; k <= 2; k++) {
            areas.add(new SupplyArea(k, transformer, List.of(rounded(random, 3.0, 6.0))));
            for (int a = 0; a < 2; a++) {
                assets.add(new FlexibleAsset(
                        "e" + k + a,
                        k,
                        List.of(asset * rounded(random, 0.0, 1.2)),
                        List.of(asset * rounded(random, 0.0, 1.2)),
                        rounded(random, 10.0, 50.0),
                        rounded(random, 5.0, 30.0),
                        random.nextBoolean()));
            }
        }
        return new FlexibilityDay("random", 300.0, 200.0, List.of(request), areas, assets);
    }

    @Property(tries = 100, seed = "1601")
    void noNeedIsNoConflict(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        FlexibilityDay day = day(new SplittableRandom(seed), 0.0, 6.0, 1.0);
        ResolvedUnit unit = ConflictStudy.of(day).resolve().get(0);
        assertThat(unit.detection().kinds()).isEmpty();
        for (Resolution resolution : unit.resolutions()) {
            assertThat(resolution.activations()).isEmpty();
            assertThat(resolution.cost()).isZero();
        }
    }

    @Property(tries = 200, seed = "1602")
    void unlimitedTransformersAreNotOverloaded(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double request = rounded(random, -3.0, 3.0);
        FlexibilityDay limited = day(random.split(), request, 4.5, 1.0);
        FlexibilityDay unlimited = new FlexibilityDay(
                limited.name(),
                limited.valueDso(),
                limited.valueTso(),
                limited.tsoRequest(),
                limited.areas().stream()
                        .map(area -> new SupplyArea(area.id(), Double.POSITIVE_INFINITY, area.demand()))
                        .toList(),
                limited.assets());
        Share.atLeast(5.0, "days whose transformers matter", kinds(limited).contains(ConflictKind.CONGESTION));
        assertThat(kinds(unlimited)).doesNotContain(ConflictKind.CONGESTION);
    }

    @Property(tries = 200, seed = "1603")
    void nobodyCompetesForPlenty(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double request = rounded(random, -3.0, 0.0);
        long days = random.nextLong();
        FlexibilityDay scarce = day(new SplittableRandom(days), request, 4.5, 1.0);
        Share.atLeast(5.0, "days of competition", kinds(scarce).contains(ConflictKind.COMPETITION));
        List<FlexibleAsset> more = new ArrayList<>(scarce.assets());
        more.add(new FlexibleAsset("plenty", 1, List.of(100.0), List.of(100.0), 99.0, 99.0, false));
        FlexibilityDay plenty = new FlexibilityDay(
                scarce.name(), scarce.valueDso(), scarce.valueTso(), scarce.tsoRequest(), scarce.areas(), more);
        assertThat(kinds(plenty)).doesNotContain(ConflictKind.COMPETITION, ConflictKind.SHORTAGE);
    }

    @Property(tries = 200, seed = "1604")
    void todayThereIsCongestionAlone(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlexibilityDay day = day(random.split(), rounded(random, -3.0, 3.0), 4.5, 1.0);
        Detection today = ConflictStudy.of(day).withSetUp(SetUp.TODAY).detect().get(0);
        Share.atLeast(
                30.0,
                "days that have other conflicts when shared",
                kinds(day).stream().anyMatch(kind -> kind != ConflictKind.CONGESTION && kind != ConflictKind.SHORTAGE));
        assertThat(today.kinds()).isSubsetOf(ConflictKind.CONGESTION, ConflictKind.SHORTAGE);
        assertThat(today.dsoAllocation()).isEmpty();
    }

    /**
     * Each policy is best by its own order of aims: no other policy, and no activation drawn at random, undercuts it.
     */
    @Property(tries = 60, seed = "1605")
    void policiesAreBestByTheirOwnAims(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FlexibilityDay day = day(random.split(), rounded(random, -3.0, 3.0), 4.5, 1.0);
        ResolvedUnit unit = ConflictStudy.of(day).resolve().get(0);
        for (Resolution resolution : unit.resolutions()) {
            assertThat(resolution.cost()).isCloseTo(figures(day, resolution)[2], within(1e-6));
        }
        double[] dso = figures(day, unit.resolution(ResolutionPolicy.DSO_FIRST));
        double[] tso = figures(day, unit.resolution(ResolutionPolicy.TSO_FIRST));
        double[] value = figures(day, unit.resolution(ResolutionPolicy.VALUE));
        Share.atLeast(10.0, "days on which the order matters", tso[0] > dso[0] + 0.01);
        assertThat(dso[0]).isLessThanOrEqualTo(Math.min(tso[0], value[0]) + KEPT);
        assertThat(tso[1]).isLessThanOrEqualTo(Math.min(dso[1], value[1]) + KEPT);
        assertThat(worth(value)).isLessThanOrEqualTo(Math.min(worth(dso), worth(tso)) + 1e-4);
        for (int k = 0; k < 200; k++) {
            double[] drawn = drawn(day, random);
            assertThat(drawn[0]).isGreaterThanOrEqualTo(dso[0] - KEPT);
            assertThat(drawn[1]).isGreaterThanOrEqualTo(tso[1] - KEPT);
            assertThat(worth(drawn)).isGreaterThanOrEqualTo(worth(value) - 1e-4);
        }
    }

    /** Overload, size of the error, cost. */
    private static double[] figures(FlexibilityDay day, Resolution resolution) {
        double[] up = new double[day.assets().size()];
        double[] down = new double[up.length];
        for (int a = 0; a < up.length; a++) {
            Resolution.Activation activation =
                    resolution.activations().get(day.assets().get(a).id());
            if (activation != null) {
                up[a] = activation.up();
                down[a] = activation.down();
                assertThat(day.assets().get(a).exclusive() && up[a] > 0.0 && down[a] > 0.0)
                        .isFalse();
            }
        }
        return figures(day, up, down);
    }

    private static double[] figures(FlexibilityDay day, double[] up, double[] down) {
        double error = -day.tsoRequest().get(0);
        double cost = 0.0;
        double overload = 0.0;
        for (SupplyArea area : day.areas()) {
            double flow = area.demand().get(0);
            for (int a = 0; a < up.length; a++) {
                flow -= day.assets().get(a).area() == area.id() ? up[a] - down[a] : 0.0;
            }
            overload += Math.max(0.0, flow - area.transformer());
        }
        for (int a = 0; a < up.length; a++) {
            error += up[a] - down[a];
            cost += day.assets().get(a).priceUp() * up[a] + day.assets().get(a).priceDown() * down[a];
        }
        return new double[] {overload, Math.abs(error), cost};
    }

    private static double[] drawn(FlexibilityDay day, SplittableRandom random) {
        double[] up = new double[day.assets().size()];
        double[] down = new double[up.length];
        for (int a = 0; a < up.length; a++) {
            boolean upwards = random.nextBoolean();
            FlexibleAsset asset = day.assets().get(a);
            up[a] = upwards || !asset.exclusive() ? part(random) * asset.up().get(0) : 0.0;
            down[a] = upwards && asset.exclusive()
                    ? 0.0
                    : part(random) * asset.down().get(0);
        }
        return figures(day, up, down);
    }

    /** Corners are what is best more often than not. */
    private static double part(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0.0;
            case 1 -> 1.0;
            default -> random.nextDouble();
        };
    }

    private static double worth(double[] figures) {
        return 300.0 * figures[0] + 200.0 * figures[1] + figures[2];
    }

    private static List<ConflictKind> kinds(FlexibilityDay day) {
        return ConflictStudy.of(day).detect().get(0).kinds();
    }
}
