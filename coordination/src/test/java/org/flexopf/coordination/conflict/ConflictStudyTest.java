package org.flexopf.coordination.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Days that can be worked out by hand. */
class ConflictStudyTest {

    private static FlexibleAsset asset(String id, int area, double up, double down, double priceUp, double priceDown) {
        return new FlexibleAsset(id, area, List.of(up), List.of(down), priceUp, priceDown, true);
    }

    private static ResolvedUnit only(double request, List<SupplyArea> areas, FlexibleAsset... assets) {
        return ConflictStudy.of(new FlexibilityDay("hand", 300.0, 200.0, List.of(request), areas, List.of(assets)))
                .resolve()
                .get(0);
    }

    private static SupplyArea area(int id, double limit, double demand) {
        return new SupplyArea(id, limit, List.of(demand));
    }

    /** 0.8 MW of overload: 0.5 from the cheap asset and 0.3 from the dear one; the TSO wants 0.6 of it. */
    @Test
    void theTsoSharesTheCheapestOfWhatTheDsoTakes() {
        ResolvedUnit unit = only(
                0.6,
                List.of(area(1, 4.0, 4.8), area(2, 9.0, 4.0)),
                asset("dear", 1, 1.0, 0.0, 50.0, 0.0),
                asset("cheap", 1, 0.5, 0.0, 20.0, 0.0),
                asset("other", 2, 0.0, 1.0, 0.0, 7.0));
        assertThat(unit.detection().kinds()).containsExactly(ConflictKind.DOUBLE_USE, ConflictKind.IMBALANCE);
        assertThat(unit.detection().dsoAllocation().get("cheap")).isEqualTo(0.5);
        assertThat(unit.detection().dsoAllocation().get("dear")).isCloseTo(0.3, within(1e-12));
        // 0.5 at 20 and 0.1 at 50.
        assertThat(unit.remuneration().orElseThrow().once().aggregator()).isCloseTo(15.0, within(1e-9));
        assertThat(unit.remuneration().orElseThrow().twice().dso()).isCloseTo(15.0, within(1e-9));
        // 0.2 MW too much are made up for by the other area at 7.
        assertThat(unit.compensation().orElseThrow().cost()).isCloseTo(1.4, within(1e-9));
        assertThat(unit.compensation().orElseThrow().byArea()).containsOnlyKeys(1);
        assertThat(unit.resolution(ResolutionPolicy.DSO_FIRST).cost()).isCloseTo(10.0 + 15.0 + 1.4, within(1e-5));
    }

    /** The room of area 2 is 0.3 MW, so that of its 1 MW only that much makes up for the 1 MW that area 1 takes. */
    @Test
    void whatOverloadsMakesUpForNothing() {
        ResolvedUnit unit = only(
                0.0,
                List.of(area(1, 4.0, 5.0), area(2, 4.3, 4.0)),
                asset("up", 1, 1.0, 0.0, 30.0, 0.0),
                asset("down", 2, 0.0, 1.0, 0.0, 7.0));
        assertThat(unit.detection().kinds()).containsExactly(ConflictKind.IMBALANCE);
        Compensation compensation = unit.compensation().orElseThrow();
        assertThat(compensation.isComplete()).isFalse();
        assertThat(compensation.made()).isCloseTo(0.3, within(1e-9));
        assertThat(compensation.cost()).isCloseTo(2.1, within(1e-9));
        assertThat(unit.detection().sentences().get(0)).contains("only 0.3 MW down", "cannot be made up");
        assertThat(unit.resolution(ResolutionPolicy.DSO_FIRST).systemError()).isCloseTo(0.7, within(1e-6));
        assertThat(unit.resolution(ResolutionPolicy.DSO_FIRST).unmetDso()).isZero();
        // The TSO would rather leave area 1 overloaded: no step, no error.
        assertThat(unit.resolution(ResolutionPolicy.TSO_FIRST).unmetTso()).isZero();
        assertThat(unit.resolution(ResolutionPolicy.TSO_FIRST).unmetDso()).isCloseTo(0.7, within(1e-6));
    }

    /** Nothing is left: the overload that no asset takes away is told. */
    @Test
    void anOverloadWithoutAssetsIsAShortfall() {
        ResolvedUnit unit = only(0.0, List.of(area(3, 4.0, 5.0)), asset("some", 3, 0.4, 0.0, 30.0, 0.0));
        assertThat(unit.detection().dsoShortfall().get(3)).isCloseTo(0.6, within(1e-12));
        assertThat(unit.resolution(ResolutionPolicy.DSO_FIRST).overload().get(3))
                .isCloseTo(0.6, within(1e-6));
        assertThat(unit.resolution(ResolutionPolicy.DSO_FIRST).systemError()).isCloseTo(0.4, within(1e-6));
        // A MW of overload is worth 300, of error 200, and the step costs 30: it is worth its while.
        assertThat(unit.resolution(ResolutionPolicy.VALUE).overload().get(3)).isCloseTo(0.6, within(1e-6));
    }

    /** The step against the overload makes an error: at 300 against 280 and 30 it is left alone. */
    @Test
    void byValueASmallOverloadMayBeBorne() {
        FlexibilityDay day = new FlexibilityDay(
                "hand",
                300.0,
                280.0,
                List.of(0.0),
                List.of(area(3, 4.0, 5.0)),
                List.of(asset("some", 3, 0.4, 0.0, 30.0, 0.0)));
        Resolution resolution = ConflictStudy.of(day).resolve().get(0).resolution(ResolutionPolicy.VALUE);
        assertThat(resolution.activations()).isEmpty();
        assertThat(resolution.unmetDso()).isCloseTo(1.0, within(1e-6));
    }

    /** An asset that can go both ways at once offsets its own step; an exclusive one cannot. */
    @Test
    void exclusiveAssetsGoOneWay() {
        List<SupplyArea> areas = List.of(area(1, 4.0, 5.0), area(2, 9.0, 4.0));
        FlexibleAsset exclusive = asset("e", 1, 1.0, 1.0, 30.0, 5.0);
        FlexibleAsset free = new FlexibleAsset("e", 1, List.of(1.0), List.of(1.0), 30.0, 5.0, false);
        FlexibleAsset elsewhere = asset("f", 2, 0.0, 0.5, 0.0, 9.0);
        assertThat(only(-1.0, areas, exclusive, elsewhere).detection().kinds())
                .containsExactly(ConflictKind.COMPETITION);
        assertThat(only(-1.0, areas, free, elsewhere).detection().kinds()).containsExactly(ConflictKind.COMPETITION);
        assertThat(only(-0.2, areas, free, elsewhere).detection().kinds()).containsExactly(ConflictKind.CONGESTION);
    }
}
