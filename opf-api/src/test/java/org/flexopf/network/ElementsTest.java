package org.flexopf.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Elements are made of small parts; each change touches one part and leaves the others alone. */
class ElementsTest {

    @Test
    void everyNumberOfABranchStandsInItsPlace() {
        Branch branch = Branch.line(1, 2, 3, 4.0, 5.0)
                .withName("a")
                .withInService(false)
                .withAngleLimits(-11.0, 12.0)
                .withCurrentLimit(10.0)
                .withRating(9.0)
                .withTap(7.0, 8.0)
                .withCharging(6.0);
        assertThat(branch)
                .isEqualTo(new Branch(
                        1,
                        "a",
                        2,
                        3,
                        new Branch.Pi(4.0, 5.0, 6.0),
                        new Branch.Tap(7.0, 8.0),
                        new Branch.Limits(9.0, 10.0, new Range(-11.0, 12.0)),
                        false));
        assertThat(List.of(branch.r(), branch.x(), branch.b(), branch.ratio(), branch.shift()))
                .containsExactly(4.0, 5.0, 6.0, 7.0, 8.0);
        assertThat(List.of(branch.rating(), branch.currentLimit(), branch.angleMin(), branch.angleMax()))
                .containsExactly(9.0, 10.0, -11.0, 12.0);
        Branch line = Branch.line(1, 2, 3, 4.0, 5.0);
        assertThat(line.hasRating() || line.hasCurrentLimit() || line.hasAngleLimits())
                .isFalse();
        assertThat(List.of(line.b(), line.ratio(), line.shift())).containsExactly(0.0, 1.0, 0.0);
    }

    @Test
    void everyNumberOfAGeneratorStandsInItsPlace() {
        CostCurve cost = CostCurve.linear(8.0);
        CostCurve reactive = CostCurve.linear(9.0);
        CapabilityCurve curve = CapabilityCurve.semicircle(13.0);
        Generator generator = Generator.of(1, 2, 0.0, 0.0, 0.0, 0.0, CostCurve.free())
                .withCapability(curve)
                .withInService(false)
                .withVoltageSetPoint(12.0)
                .withSchedule(10.0, 11.0)
                .withReactiveCost(reactive)
                .withCost(cost)
                .withReactiveLimits(6.0, 7.0)
                .withActiveLimits(4.0, 5.0)
                .withReactiveLines(ReactiveLines.constantPowerFactor(0.5))
                .withRamps(13.0, 14.0)
                .withInitialPower(15.0)
                .withName("a");
        assertThat(generator)
                .isEqualTo(new Generator(
                        1,
                        "a",
                        2,
                        new Generator.Limits(
                                new Range(4.0, 5.0),
                                new Range(6.0, 7.0),
                                curve,
                                ReactiveLines.constantPowerFactor(0.5)),
                        new Generator.Costs(cost, reactive),
                        new Generator.Schedule(10.0, 11.0, 12.0),
                        new Generator.Dynamics(13.0, 14.0, 15.0, Optional.empty()),
                        false));
        assertThat(List.of(generator.pMin(), generator.pMax(), generator.qMin(), generator.qMax()))
                .containsExactly(4.0, 5.0, 6.0, 7.0);
        assertThat(List.of(generator.p(), generator.q(), generator.voltageSetPoint()))
                .containsExactly(10.0, 11.0, 12.0);
        assertThat(generator.cost()).isEqualTo(cost);
        assertThat(generator.reactiveCost()).isEqualTo(reactive);
        assertThat(generator.capability()).isEqualTo(curve);
        Generator of = Generator.of(1, 2, 4.0, 5.0, 6.0, 7.0, cost);
        assertThat(of.limits().p()).isEqualTo(new Range(4.0, 5.0));
        assertThat(of.limits().q()).isEqualTo(new Range(6.0, 7.0));
        assertThat(of.schedule()).isEqualTo(new Generator.Schedule(0.0, 0.0, 1.0));
    }

    @Test
    void everyNumberOfADcLineStandsInItsPlace() {
        CostCurve cost = CostCurve.linear(12.0);
        HvdcLine line = HvdcLine.of(1, 2, 3, 4.0, 5.0)
                .withInService(false)
                .withSchedule(13.0, 14.0, 15.0)
                .withCost(cost)
                .withLoss(10.0, 11.0)
                .withReactiveLimits(6.0, 7.0, 8.0, 9.0)
                .withName("a");
        assertThat(line)
                .isEqualTo(new HvdcLine(
                        1,
                        "a",
                        2,
                        3,
                        new HvdcLine.Limits(new Range(4.0, 5.0), new Range(6.0, 7.0), new Range(8.0, 9.0)),
                        new HvdcLine.Losses(10.0, 11.0),
                        cost,
                        new HvdcLine.Schedule(13.0, 14.0, 15.0),
                        false));
        assertThat(List.of(line.pMin(), line.pMax(), line.qMinFrom(), line.qMaxFrom(), line.qMinTo(), line.qMaxTo()))
                .containsExactly(4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        assertThat(List.of(line.lossConstant(), line.lossFactor(), line.p(), line.qFrom(), line.qTo()))
                .containsExactly(10.0, 11.0, 13.0, 14.0, 15.0);
    }

    @Test
    void aRangeSaysHowFarAValueIsOutside() {
        Range range = new Range(-1.0, 2.0);
        assertThat(List.of(range.excess(-1.5), range.excess(-1.0), range.excess(0.0), range.excess(2.25)))
                .containsExactly(0.5, 0.0, 0.0, 0.25);
        assertThat(new Range(Double.NEGATIVE_INFINITY, 2.0).excess(-1e300)).isZero();
        assertThat(range.excess(Double.NaN)).isNaN();
    }

    @Test
    void everyElementIsFoundByItsId() {
        Network network = Network.builder("two", 1.0)
                .bus(Bus.reference(4, 1.0))
                .bus(Bus.of(2))
                .branch(Branch.line(9, 4, 2, 0.1, 0.1))
                .generator(Generator.of(7, 4, 0.0, 1.0, -1.0, 1.0, CostCurve.free()))
                .load(Load.of(30, 2, 0.1, 0.1))
                .load(Load.of(10, 2, 0.2, 0.1))
                .shunt(Shunt.of(6, 2, 0.0, 0.1))
                .shunt(Shunt.of(5, 2, 0.0, 0.2))
                .hvdcLine(HvdcLine.of(2, 4, 2, 0.0, 1.0))
                .hvdcLine(HvdcLine.of(1, 2, 4, 0.0, 2.0))
                .build();
        assertThat(network.load(10)).isEqualTo(Load.of(10, 2, 0.2, 0.1));
        assertThat(network.loadIndex(10)).isEqualTo(1);
        assertThat(network.shunt(6)).isEqualTo(Shunt.of(6, 2, 0.0, 0.1));
        assertThat(network.hvdcLine(1).pMax()).isEqualTo(2.0);
        assertThat(network.hvdcLineIndex(2)).isZero();
        assertThatThrownBy(() -> network.load(11))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no load 11");
        assertThatThrownBy(() -> network.shunt(-6)).hasMessage("there is no shunt -6");
        assertThatThrownBy(() -> network.hvdcLine(3)).hasMessage("there is no DC line 3");
    }

    /** Against a map: dense ids, scattered ids, negative ones, and ids that occur twice. */
    @Property(tries = 300, seed = "1705")
    void theIndexIsAMapThatKeepsTheFirst(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(200);
        int spread = 1 << random.nextInt(31);
        int step = 1 << random.nextInt(20);
        List<Integer> ids = new ArrayList<>();
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < count; i++) {
            ids.add((random.nextInt(spread) - random.nextInt(2) * spread / 2) * step);
        }
        IdIndex index = IdIndex.of(ids, id -> id);
        for (int i = 0; i < count; i++) {
            assertThat(index.isRepeated(i)).isEqualTo(first.putIfAbsent(ids.get(i), i) != null);
        }
        for (int i = 0; i < count; i++) {
            assertThat(index.indexOf(ids.get(i))).isEqualTo(first.get(ids.get(i)));
            int other = random.nextInt();
            assertThat(index.indexOf(other)).isEqualTo(first.getOrDefault(other, -1));
        }
    }
}
