package org.flexopf.exchange.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.InvalidInputException;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.socp.BranchFlowSocp;
import org.junit.jupiter.api.Test;

/** Requests worked out by hand on three buses in a row, whose lines have next to no losses. */
class RequestFinderTest {

    private static final RequestFinder FINDER = RequestFinder.of(Opf.of(new BranchFlowSocp()));

    /** 1 - 2 - 3, with 0.9 MVA to bus 2 and 0.4 MVA to bus 3. */
    private static Network row() {
        return Network.builder("row", 1.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(2).withVoltageLimits(0.9, 1.1))
                .bus(Bus.of(3).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 2, 1e-6, 1e-6).withRating(0.9))
                .branch(Branch.line(2, 2, 3, 1e-6, 1e-6).withRating(0.4))
                .generator(Generator.of(1, 1, -9.0, 9.0, -9.0, 9.0, CostCurve.free()))
                .build();
    }

    private static ForecastRow row(
            int scenario, double probability, int period, int bus, double demand, double generation) {
        return new ForecastRow(scenario, probability, period, bus, demand, 0.0, generation, 0.0);
    }

    private static Forecast one(double at2, double at3, double generationAt3) {
        return Forecast.of(row(), List.of(row(1, 1.0, 1, 2, at2, 0.0), row(1, 1.0, 1, 3, at3, generationAt3)));
    }

    @Test
    void loadFallsWhereItReliesMostLines() {
        // 1.2 MW over the first line and 0.5 MW over the second: 0.3 MW less, of them 0.1 MW behind the second.
        CellReport cell = FINDER.find(one(0.7, 0.5, 0.0)).cell(1, 1);
        assertThat(cell.violations()).extracting(Violation::name).containsExactly("line 1", "line 2");
        assertThat(cell.violations().get(0).amount()).isCloseTo(0.3, within(1e-5));
        assertThat(cell.violations().get(1).amount()).isCloseTo(0.1, within(1e-5));
        assertThat(cell.need().bySensitivities().orElseThrow()).isCloseTo(0.3, within(1e-5));
        assertThat(cell.need().byRelaxedOpf().orElseThrow()).isCloseTo(0.3, within(1e-5));
        assertThat(cell.need().totalMw(Direction.DOWN).orElseThrow()).isCloseTo(0.3, within(1e-5));
        assertThat(cell.need().totalMw(Direction.UP)).hasValue(0.0);
        assertThat(cell.need().requests().stream()
                        .filter(request -> request.bus() == 3)
                        .mapToDouble(Request::quantityMw)
                        .sum())
                .isGreaterThan(0.1 - 1e-5);
        Zone zone = cell.zone().orElseThrow();
        assertThat(zone.violation().name()).isEqualTo("line 1");
        assertThat(zone.buses(Direction.DOWN)).containsExactly(2, 3);
        assertThat(zone.buses(Direction.UP)).isEmpty();
        assertThat(zone.relief(Direction.DOWN, 3)).isCloseTo(1.0, within(1e-4));
        assertThat(zone.relief(Direction.UP, 3)).isCloseTo(-1.0, within(1e-4));
        assertThat(zone.relief(Direction.DOWN, 1)).isZero();
    }

    @Test
    void loadRisesWhereTooMuchIsGenerated() {
        // 0.7 MW flow out of bus 3, where 0.4 MVA is the limit.
        CellReport cell = FINDER.find(one(0.1, 0.0, 0.7)).cell(1, 1);
        assertThat(cell.violations()).extracting(Violation::name).containsExactly("line 2");
        assertThat(cell.need().requests()).singleElement().satisfies(request -> {
            assertThat(request.name()).isEqualTo("UP 3");
            assertThat(request.quantityMw()).isCloseTo(0.3, within(1e-5));
        });
        assertThat(cell.zone().orElseThrow().buses(Direction.UP)).containsExactly(3);
        assertThat(cell.zone().orElseThrow().buses(Direction.DOWN)).isEmpty();
    }

    @Test
    void whereNothingIsViolatedNothingIsAskedFor() {
        CellReport cell = FINDER.find(one(0.1, 0.1, 0.0)).cell(1, 1);
        assertThat(cell.violations()).isEmpty();
        assertThat(cell.need().isEmpty()).isTrue();
        assertThat(cell.need().bySensitivities()).hasValue(0.0);
        assertThat(cell.need().inWords()).isEqualTo("nothing to ask for");
        assertThat(cell.zone()).isEmpty();
    }

    @Test
    void whereNoRequestHelpsThatIsProved() {
        // 1.2 MW flow out of bus 3, and its load can rise by 0.5 MW only.
        Forecast forecast = one(0.1, 0.0, 1.2);
        FinderReport report = FINDER.find(forecast);
        Need need = report.cell(1, 1).need();
        assertThat(need.bySensitivities()).isEmpty();
        assertThat(need.byRelaxedOpf()).isEmpty();
        assertThat(need.isProvedImpossible()).isTrue();
        assertThat(need.inWords()).isEqualTo("no requests within their bounds help, which is proved");
        assertThat(report.isComplete()).isTrue();
        assertThat(report.risk()).allSatisfy(risk -> assertThat(risk.expected()).isEmpty());
        // With slack 0.3 MVA are left over at bus 3, after all that can be had.
        Need left = FINDER.withSettings(FinderSettings.defaults().withSlack(100.0))
                .find(forecast)
                .cell(1, 1)
                .need();
        assertThat(left.totalMw(Direction.UP).orElseThrow()).isCloseTo(0.5, within(1e-5));
        assertThat(left.leftOver()).singleElement().satisfies(violation -> {
            assertThat(violation.name()).isEqualTo("line 2");
            assertThat(violation.amount()).isCloseTo(0.3, within(1e-5));
        });
        assertThat(left.byRelaxedOpf().orElseThrow()).isCloseTo(0.5, within(1e-4));
        // More room is the other way out.
        assertThat(FINDER.withSettings(FinderSettings.defaults().withUpLimit(0.9))
                        .find(forecast)
                        .cell(1, 1)
                        .need()
                        .bySensitivities()
                        .orElseThrow())
                .isCloseTo(0.8, within(1e-5));
    }

    @Test
    void whatRoundsDoNotFindIsNotProved() {
        Network lossy = row().toBuilder()
                .mapBranches(branch -> Branch.line(branch.id(), branch.fromBus(), branch.toBus(), 0.05, 0.05)
                        .withRating(branch.rating()))
                .mapBuses(bus -> bus.isReference() ? bus : bus.withVoltageLimits(0.5, 1.5))
                .build();
        Forecast forecast = Forecast.of(lossy, List.of(row(1, 1.0, 1, 2, 0.9, 0.0), row(1, 1.0, 1, 3, 0.8, 0.0)));
        FinderReport report =
                FINDER.withSettings(FinderSettings.defaults().withMaxRounds(1)).find(forecast);
        Need need = report.cell(1, 1).need();
        assertThat(need.bySensitivities()).isEmpty();
        assertThat(need.isProvedImpossible()).isFalse();
        assertThat(need.byRelaxedOpf()).isPresent();
        assertThat(need.reason()).contains("1 rounds did not come to an end");
        assertThat(report.isComplete()).isFalse();
        assertThat(FINDER.find(forecast).isComplete()).isTrue();
    }

    @Test
    void riskByHand() {
        List<OptionalDouble> asked = List.of(OptionalDouble.of(0.4), OptionalDouble.of(0.1), OptionalDouble.of(0.2));
        Risk risk = Risk.of(1, Direction.DOWN, 0.8, asked, List.of(0.2, 0.5, 0.3));
        assertThat(risk.expected().orElseThrow()).isCloseTo(0.19, within(1e-12));
        // 0.5 + 0.3 is meant to reach 0.8.
        assertThat(risk.quantile()).hasValue(0.2);
        assertThat(risk.cvar().orElseThrow()).isCloseTo(0.4, within(1e-12));
        Risk lower = Risk.of(1, Direction.DOWN, 0.6, asked, List.of(0.2, 0.5, 0.3));
        assertThat(lower.quantile()).hasValue(0.2);
        assertThat(lower.cvar().orElseThrow()).isCloseTo(0.2 + 0.2 * 0.2 / 0.4, within(1e-12));
        assertThat(Risk.of(1, Direction.UP, 0.8, List.of(OptionalDouble.empty()), List.of(1.0))
                        .quantile())
                .isEmpty();
    }

    @Test
    void riskIsOverTheScenariosOfAPeriod() {
        List<ForecastRow> rows = new ArrayList<>();
        double[] at3 = {0.3, 0.5, 0.6};
        double[] probability = {0.5, 0.3, 0.2};
        for (int s = 0; s < 3; s++) {
            rows.add(row(s + 1, probability[s], 4, 2, 0.1, 0.0));
            rows.add(row(s + 1, probability[s], 4, 3, at3[s], 0.0));
        }
        FinderReport report = FINDER.find(Forecast.of(row(), rows));
        Risk down = report.risk().get(0);
        assertThat(down.period()).isEqualTo(4);
        assertThat(down.direction()).isEqualTo(Direction.DOWN);
        assertThat(down.expected().orElseThrow()).isCloseTo(0.3 * 0.1 + 0.2 * 0.2, within(1e-5));
        assertThat(down.quantile().orElseThrow()).isCloseTo(0.1, within(1e-5));
        assertThat(down.cvar().orElseThrow()).isCloseTo(0.2, within(1e-5));
    }

    @Test
    void latestPricesAreThoseOfDoingWithout() {
        // 0.1 MW have to fall behind line 2: what is curtailed otherwise is as much.
        CellReport byVoll = FINDER.withPriceTerms(new PriceTerms(3000.0, Double.POSITIVE_INFINITY, 1.0, 1.0))
                .find(one(0.1, 0.5, 0.0))
                .cell(1, 1);
        LatestPrices prices = byVoll.latestPrices().orElseThrow();
        assertThat(prices.curtailedMw()).isCloseTo(0.1, within(1e-5));
        assertThat(prices.at(Direction.DOWN, 3)).isCloseTo(3000.0, within(1.0));
        assertThat(prices.at(Direction.DOWN, 2)).isCloseTo(0.0, within(0.1));
        assertThat(prices.at(Direction.UP, 3)).isZero();
        // 200 a year for 0.1 MW in each of 40 quarters of an hour: 200 per MWh.
        LatestPrices byLine = FINDER.withPriceTerms(new PriceTerms(3000.0, 200.0, 40.0, 0.25))
                .find(one(0.1, 0.5, 0.0))
                .cell(1, 1)
                .latestPrices()
                .orElseThrow();
        assertThat(byLine.at(Direction.DOWN, 3)).isCloseTo(200.0, within(0.1));
    }

    @Test
    void everyFaultIsToldAtOnce() {
        List<ForecastRow> rows = List.of(
                row(1, 0.5, 1, 2, -0.1, 0.0),
                row(1, 0.4, 1, 3, 0.1, Double.NaN),
                row(1, 0.5, 1, 3, 0.1, 0.0),
                row(1, 0.5, 1, 9, 0.1, 0.0),
                row(1, 0.5, 1, 1, 0.1, 0.0),
                row(2, -0.1, 2, 2, 0.1, 0.0));
        InvalidInputException fault = catchThrowableOfType(InvalidInputException.class, () -> Forecast.of(row(), rows));
        assertThat(fault.faults())
                .extracting(found -> found.element() + ": " + found.value())
                .containsExactly(
                        "scenario 1, period 1, bus 2: demandMw -0.1",
                        "scenario 1, period 1, bus 3: probability 0.4",
                        "scenario 1, period 1, bus 3: generationMw NaN",
                        "scenario 1, period 1, bus 3: a second row",
                        "scenario 1, period 1, bus 9: bus 9",
                        "scenario 1, period 1, bus 1: bus 1",
                        "scenario 2: probability -0.1",
                        "the scenarios: probabilities that add up to 0.4",
                        "scenario 1, period 2: no rows of 2 buses, the first of them bus 2",
                        "scenario 2, period 1: no rows of 2 buses, the first of them bus 2",
                        "scenario 2, period 2: no rows of 1 buses, the first of them bus 3");
        assertThatThrownBy(() -> Forecast.of(row(), List.of())).hasMessageContaining("there is nothing to look at");
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        FinderSettings settings = FinderSettings.defaults();
        assertThatThrownBy(() -> settings.withShare(0.0)).hasMessageContaining("share is 0.0");
        assertThatThrownBy(() -> settings.withRiskLevel(1.0)).hasMessageContaining("riskLevel is 1.0");
        assertThatThrownBy(() -> settings.withUpLimit(-0.1)).hasMessageContaining("upLimitMw is -0.1");
        assertThatThrownBy(() -> settings.withMaxRounds(0)).hasMessageContaining("maxRounds is 0");
        assertThatThrownBy(() -> settings.withSlack(0.0)).hasMessageContaining("slackPenalty is 0.0");
        assertThatThrownBy(() -> new PriceTerms(0.0, 1.0, 1.0, 1.0)).hasMessageContaining("voll is 0.0");
    }
}
