package org.flexopf.coordination.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.Verification;
import org.flexopf.coordination.scheme.CoordinationScheme;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.RandomSystems;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/** What holds of physics whatever the system. */
class PhysicsPropertiesTest {

    private static final SchemeOptions OPTIONS = SchemeOptions.of(FeederModel.LDF);
    private static final PhysicalPrices PRICES =
            PhysicalPrices.of(120.0, -5.0).withUnwanted(300.0).withTechnology(0.01, Map.of("common", 4.0));

    private static List<CoordinationScheme> schemes(String... names) {
        return List.of(names).stream().map(Schemes::named).toList();
    }

    private static Area threefold(Area area) {
        return area.withImbalance(
                Arrays.stream(area.imbalance()).map(mw -> 3.0 * mw).toArray());
    }

    private static TsoDsoSystem threefold(TsoDsoSystem system) {
        return system.withAreas(
                threefold(system.transmission()),
                system.feeders().stream()
                        .map(feeder -> feeder.withArea(threefold(feeder.area())))
                        .toList());
    }

    /** Devices that follow at once in a world as forecast: physics is what the verification of the scheme says. */
    @Property(tries = 40, seed = "1671")
    void withoutErrorsItIsTheVerification(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        TsoDsoSystem system = RandomSystems.of(seed);
        CoordinationScheme scheme = Schemes.named("centralisedIgnoringLimits");
        Outcome outcome = scheme.run(threefold(system), OPTIONS);
        boolean isKnown = outcome.verification().isPresent()
                && !Double.isNaN(outcome.verified().residualImbalance());
        Share.atLeast(80.0, "schemes that decide something", isKnown);
        if (!isKnown) {
            return;
        }
        Verification verified = outcome.verified();
        CostBenefitCase given = new CostBenefitCase(
                "as forecast",
                List.of(system),
                PhysicalRules.of(PRICES).withPeriods(0.5, 2),
                List.of(PhysicalScenario.of("calm", List.of(3.0))),
                seed);
        SchemeLedger ledger =
                CostBenefit.of(given, OPTIONS).compare(List.of(scheme)).get(0).under(scheme.name());
        assertThat(ledger.mfrrCost())
                .isCloseTo(0.5 * outcome.dispatched().cost(), within(1e-9 * (1.0 + Math.abs(ledger.mfrrCost()))));
        PeriodLedger period = ledger.periods().get(0);
        assertThat(period.surplus() - period.missing()).isCloseTo(0.5 * verified.residualImbalance(), within(1e-7));
        assertThat(period.violationHours())
                .isCloseTo(0.5 * verified.violations().size(), within(1e-12));
        assertThat(period.unwanted()).isZero();
        Share.atLeast(5.0, "systems with violations", !verified.violations().isEmpty());
    }

    /** The energy of a device of first order does not depend on how time is cut, and is its closed form. */
    @Property(tries = 200, seed = "1672")
    void energyDoesNotDependOnSteps(
            @ForAll @DoubleRange(min = -5.0, max = 5.0) double start,
            @ForAll @DoubleRange(min = -5.0, max = 5.0) double set,
            @ForAll @DoubleRange(min = 0.01, max = 2.0) double tau,
            @ForAll @IntRange(min = 1, max = 40) int steps) {
        double time = 0.25;
        double power = start;
        double energy = 0.0;
        for (int k = 0; k < steps; k++) {
            energy += time / steps * FirstOrder.mean(power, set, time / steps, tau);
            power = FirstOrder.after(power, set, time / steps, tau);
        }
        double decay = Math.exp(-time / tau);
        assertThat(power).isCloseTo(set + (start - set) * decay, within(1e-12 * 50));
        assertThat(energy).isCloseTo(set * time + (start - set) * tau * (1.0 - decay), within(1e-12 * 50));
        double h = 1e-6;
        double slope =
                (FirstOrder.after(start, set, 0.1 + h, tau) - FirstOrder.after(start, set, 0.1 - h, tau)) / (2.0 * h);
        assertThat(slope)
                .isCloseTo(
                        (set - FirstOrder.after(start, set, 0.1, tau)) / tau,
                        within(1e-5 * (1.0 + 10.0 / (tau * tau * tau)) * 1e-2 + 1e-5));
    }

    /** Errors are the same for all schemes, whatever else is compared, and their size only scales them. */
    @Test
    void errorsAreThoseOfTheSeed() {
        TsoDsoSystem system = RandomSystems.of(11);
        PhysicalScenario scenario =
                PhysicalScenario.of("noisy", List.of(1.0, 0.5)).withErrors(0.05, 0.02);
        CostBenefitCase given =
                new CostBenefitCase("noisy", List.of(system), PhysicalRules.of(PRICES), List.of(scenario), 7);
        List<ScenarioLedger> both = CostBenefit.of(given, OPTIONS).compare(schemes("common", "blocking"));
        List<ScenarioLedger> one = CostBenefit.of(given, OPTIONS).compare(schemes("blocking"));
        assertThat(one.get(0).under("blocking")).isEqualTo(both.get(0).under("blocking"));
        assertThat(one.get(0).under(CostBenefit.NO_MARKET))
                .isEqualTo(both.get(0).under(CostBenefit.NO_MARKET));
        assertThat(CostBenefit.of(given.withSeed(8), OPTIONS)
                        .compare(List.of())
                        .get(0)
                        .under(CostBenefit.NO_MARKET))
                .isNotEqualTo(one.get(0).under(CostBenefit.NO_MARKET));

        Errors small = new Errors(system, scenario, 7, 0);
        Errors large = new Errors(system, scenario.withErrors(0.1, 0.02), 7, 0);
        for (int a = 0; a < system.areas().size(); a++) {
            for (int i = 0; i < small.real(a).length; i++) {
                assertThat(large.real(a)[i]).isCloseTo(2.0 * small.real(a)[i], within(1e-12));
                assertThat(large.seen(a)[i]).isEqualTo(small.seen(a)[i]);
            }
        }
    }

    /** Standard deviations are what the scenario says, and what is real has nothing to do with what is seen. */
    @Test
    void errorsHaveTheirStandardDeviation() {
        TsoDsoSystem system = RandomSystems.of(11);
        PhysicalScenario scenario = PhysicalScenario.of("noisy", List.of(1.0)).withErrors(0.1, 0.2);
        int draws = 20_000;
        double real = 0.0;
        double seen = 0.0;
        double both = 0.0;
        double mean = 0.0;
        for (int t = 0; t < draws; t++) {
            Errors errors = new Errors(system, scenario, 3, t);
            double e = errors.real(1)[1];
            double s = errors.seen(1)[1];
            mean += e / draws;
            real += e * e / draws;
            seen += s * s / draws;
            both += e * s / draws;
        }
        double scale = system.feeders().get(0).area().network().activeDemand()[1]
                + system.feeders().get(0).area().resources().stream()
                        .filter(resource -> resource.bus() == 2)
                        .mapToDouble(resource -> Math.abs(resource.p()))
                        .sum();
        assertThat(mean).isCloseTo(0.0, within(0.1 * scale * 4.0 / Math.sqrt(draws)));
        assertThat(Math.sqrt(real)).isCloseTo(0.1 * scale, within(0.1 * scale * 0.03));
        assertThat(Math.sqrt(seen)).isCloseTo(0.2 * scale, within(0.2 * scale * 0.03));
        assertThat(both).isCloseTo(0.0, within(0.02 * scale * scale * 4.0 / Math.sqrt(draws)));
    }

    /** Sums are those of the rows, whatever the scheme; slow devices, noise and controls included. */
    @Property(tries = 6, seed = "1673")
    void sumsAreThoseOfTheRows(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        PhysicalRules rules = PhysicalRules.of(PRICES.withAfrrCapacity(1.0))
                .withTimeConstants(120.0, Map.of())
                .withControls(AutomaticControls.NONE
                        .withTap(new AutomaticControls.TapChanger(0.0125, 3))
                        .withProtection(new AutomaticControls.Protection(1.3, 0.05, 3.0)));
        CostBenefitCase given = new CostBenefitCase(
                "all",
                List.of(RandomSystems.of(seed)),
                rules,
                List.of(PhysicalScenario.of("a", List.of(1.0, -0.5)).withErrors(0.03, 0.01)),
                seed);
        List<SchemeLedger> ledgers = CostBenefit.of(given, OPTIONS)
                .compare(schemes("common", "sharedBalancing"))
                .get(0)
                .schemes();
        assertThat(ledgers).hasSize(3);
        for (SchemeLedger ledger : ledgers) {
            double total = 0.0;
            for (PeriodLedger period : ledger.periods()) {
                total += period.mfrrCost() + period.afrrCost() + period.unwantedCost() + period.technologyCost();
                assertThat(period.unwantedCost()).isCloseTo(300.0 * period.unwanted(), within(1e-9));
                assertThat(period.afrrCost())
                        .isCloseTo(120.0 * period.missing() - 5.0 * period.surplus(), within(1e-9));
                assertThat(period.missing() + period.surplus()).isLessThanOrEqualTo(0.25 + 1e-12);
                if (period.status().equals("infeasible")) {
                    assertThat(period.ordered()).isZero();
                }
            }
            assertThat(ledger.total()).isCloseTo(total, within(1e-9));
        }
    }
}
