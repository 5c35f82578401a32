package org.flexopf.coordination.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.Outcome;
import org.flexopf.coordination.Systems;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.coordination.scheme.FeederModel;
import org.flexopf.coordination.scheme.SchemeOptions;
import org.flexopf.coordination.scheme.Schemes;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.scenario.Chance;
import org.flexopf.scenario.Distribution;
import org.flexopf.scenario.DrawSource;
import org.flexopf.scenario.MonteCarlo;
import org.flexopf.scenario.Quantity;
import org.flexopf.scenario.Question;
import org.flexopf.scenario.Row;
import org.flexopf.scenario.Study;
import org.flexopf.scenario.Sweep;
import org.flexopf.scenario.Uncertainty;
import org.junit.jupiter.api.Test;

/** Schemes of coordination that are asked of draws. */
class SchemeQuestionTest {

    private static final TsoDsoSystem SYSTEM = Systems.load("two-feeders");
    private static final SchemeOptions OPTIONS = SchemeOptions.of(FeederModel.SOCP);
    private static final Distribution FACTOR = new Distribution.Normal(1.0, 0.02, 3.0);
    private static final MonteCarlo LOADS = MonteCarlo.of(Uncertainty.of(Quantity.LOAD, FACTOR));

    private static Study study(String scheme, DrawSource source) {
        return Study.asking(
                SchemeQuestion.of(SYSTEM, Schemes.named(scheme), OPTIONS),
                SYSTEM.transmission().network(),
                source);
    }

    private static double figure(Study study, Row row, String name) {
        return row.values()[study.columns().indexOf(name)];
    }

    /** The system with imbalances by hand: so much of every load is missing, network by network, load by load. */
    private static TsoDsoSystem missing(double[][] shares) {
        List<Area> areas = new ArrayList<>();
        for (int a = 0; a < shares.length; a++) {
            Area area = SYSTEM.areas().get(a);
            double[] imbalance = area.imbalance();
            List<Load> loads = area.network().loads();
            for (int k = 0; k < loads.size(); k++) {
                imbalance[area.network().busIndex(loads.get(k).bus())] -=
                        shares[a][k] * loads.get(k).p();
            }
            areas.add(area.withImbalance(imbalance));
        }
        List<Feeder> feeders = new ArrayList<>();
        for (int k = 0; k < SYSTEM.feeders().size(); k++) {
            feeders.add(SYSTEM.feeders().get(k).withArea(areas.get(k + 1)));
        }
        return SYSTEM.withAreas(areas.get(0), feeders);
    }

    private static void assertIsThatOf(Outcome outcome, Study study, Row row) {
        assertThat(row.status()).isEqualTo(outcome.status().name());
        assertThat(figure(study, row, "cost")).isEqualTo(outcome.dispatched().cost(), within(1e-4));
        assertThat(figure(study, row, "closedCost"))
                .isEqualTo(outcome.verified().closedCost(), within(1e-4));
        assertThat(figure(study, row, "safe")).isEqualTo(outcome.isGridSafe() ? 1.0 : 0.0);
        assertThat(figure(study, row, "violations"))
                .isEqualTo(outcome.verified().violations().size());
        assertThat(figure(study, row, "messages")).isEqualTo(outcome.messageCount());
        assertThat(figure(study, row, "flow.town"))
                .isEqualTo(outcome.dispatched().at("town").flow(), within(1e-5));
        assertThat(figure(study, row, "price.village"))
                .isEqualTo(outcome.dispatched().at("village").price(), within(1e-3));
    }

    /** Each load of each network has the number of chance that is its own, and what it draws more is missing. */
    @Test
    void whatIsDrawnIsWhatIsMissing() {
        Study study = study("common", LOADS).withSeed(7).withCount(4);
        Set<Double> seen = new HashSet<>();
        for (Row row : study.rows(2)) {
            double[][] shares = new double[3][];
            int place = 0;
            for (int a = 0; a < 3; a++) {
                int loads = SYSTEM.areas().get(a).network().loads().size();
                shares[a] = new double[loads];
                for (int k = 0; k < loads; k++) {
                    // The first place of each network is that of a common score.
                    double chance = Chance.of(7, row.draw()).at(place + 1 + k);
                    assertThat(seen.add(chance)).isTrue();
                    shares[a][k] = FACTOR.quantile(chance) - 1.0;
                }
                place += 1 + loads;
            }
            assertIsThatOf(Schemes.named("common").run(missing(shares), OPTIONS), study, row);
        }
        // Two draws in which the same happens would say nothing.
        assertThat(study.rows(1).stream().map(row -> figure(study, row, "cost")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSweepIsTheSameInAllNetworks() {
        Study study = study("localAs", new Sweep("demand", Quantity.LOAD, List.of(), List.of(1.0, 1.01)));
        List<Row> rows = study.rows(1);
        assertIsThatOf(Schemes.named("localAs").run(SYSTEM, OPTIONS), study, rows.get(0));
        double[][] hundredth = SYSTEM.areas().stream()
                .map(area -> {
                    double[] shares = new double[area.network().loads().size()];
                    Arrays.fill(shares, 0.01);
                    return shares;
                })
                .toArray(double[][]::new);
        assertIsThatOf(Schemes.named("localAs").run(missing(hundredth), OPTIONS), study, rows.get(1));
    }

    /** Schemes meet the same surprises: none is cheaper than the common market, draw by draw. */
    @Test
    void schemesAreComparedOnTheSameDraws() {
        List<Row> common = study("common", LOADS)
                .withSeed(3)
                .withCount(12)
                .withQuestion(kept("common"))
                .rows(1);
        int compared = 0;
        for (String scheme : List.of("localAs", "blocking", "prequalification-volume")) {
            List<Row> rows = study(scheme, LOADS)
                    .withSeed(3)
                    .withCount(12)
                    .withQuestion(kept(scheme))
                    .rows(2);
            for (int k = 0; k < rows.size(); k++) {
                double[] best = common.get(k).values();
                double[] other = rows.get(k).values();
                if (rows.get(k).isOptimal() && best[1] == 1.0 && other[1] == 1.0) {
                    assertThat(other[0]).as("%s, draw %d", scheme, k).isGreaterThanOrEqualTo(best[0] - 1e-3);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(15);
    }

    private static Question kept(String scheme) {
        List<Fault> faults = new ArrayList<>();
        Question question = SchemeQuestion.of(SYSTEM, Schemes.named(scheme), OPTIONS)
                .keeping(List.of("closedCost", "safe"), SYSTEM.transmission().network(), faults);
        assertThat(faults).isEmpty();
        return question;
    }

    @Test
    void rowsAreTheSameWhateverTheThreadsAndStudiesTellSchemesApart() {
        Study study = study("decentralised", LOADS).withSeed(2).withCount(6);
        assertThat(study.rows(3)).isEqualTo(study.rows(1));
        assertThat(study.identity())
                .isEqualTo(
                        study("decentralised", LOADS).withSeed(2).withCount(6).identity());
        assertThat(study.identity())
                .isNotEqualTo(study("common", LOADS).withSeed(2).withCount(6).identity());
        TsoDsoSystem dearer = new TsoDsoSystem(
                SYSTEM.name(),
                "EUR",
                SYSTEM.dayAheadPrice() + 1.0,
                SYSTEM.transmission(),
                SYSTEM.feeders(),
                List.of(),
                List.of());
        assertThat(SchemeQuestion.of(dearer, Schemes.named("common"), OPTIONS).identity())
                .isNotEqualTo(SchemeQuestion.of(SYSTEM, Schemes.named("common"), OPTIONS)
                        .identity());
    }

    /** A scheme that decides nothing says why, in the row of the draw. */
    @Test
    void aDrawWithoutADecisionSaysSo() {
        Study study = study("common", new Sweep("demand", Quantity.LOAD, List.of(), List.of(1.0, 4.0)));
        List<Row> rows = study.rows(1);
        assertThat(rows.get(0).isOptimal()).isTrue();
        assertThat(rows.get(1).status()).isEqualTo("INFEASIBLE");
        assertThat(rows.get(1).message()).isNotBlank();
        assertThat(rows.get(1).values()[1]).isNaN();
        assertThatExceptionOfType(InvalidNetworkException.class)
                .isThrownBy(() -> study.keeping(List.of("profit", "flow.city")))
                .withMessageContaining("profit")
                .withMessageContaining("flow.city")
                .withMessageContaining("flow.town (MW)");
    }

    /** What a source names has to be in every network; else the draw says which element is missing where. */
    @Test
    void elementsThatANetworkDoesNotHaveAreNamed() {
        Uncertainty one = Uncertainty.of(Quantity.LOAD, FACTOR);
        Study named = study("common", MonteCarlo.of(one.at(List.of(1)))).withCount(1);
        assertThat(named.rows(1).get(0).status()).isEqualTo("OPTIMAL");
        Network wide = SYSTEM.transmission().network().toBuilder()
                .load(Load.of(777, 1, 0.0, 0.0))
                .build();
        Row row = Study.asking(
                        SchemeQuestion.of(
                                SYSTEM.withAreas(SYSTEM.transmission().withNetwork(wide), SYSTEM.feeders()),
                                Schemes.named("common"),
                                OPTIONS),
                        wide,
                        MonteCarlo.of(one.at(List.of(777))))
                .withCount(1)
                .rows(1)
                .get(0);
        assertThat(row.status()).isEqualTo(Row.INVALID);
        assertThat(row.message()).contains("draw 0").contains("777").contains("town");
    }
}
