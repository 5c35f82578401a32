package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.exchange.check.NoCheck;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketKpisTest {

    @ParameterizedTest
    @WithReferenceCases
    @ValueSource(
            strings = {
                "d01_basic",
                "d02_restrictions",
                "d03_bad_input",
                "d04_lfm15_dc",
                "d05_conditional_dc",
                "d06_mesh5_dc",
                "d07_radial33_ac",
                "d11_quarter_hours_dc",
                "d12_plain_dc",
                "d13_plain_mesh5_dc",
                "d14_zone_ac",
                "d15_faults",
                "d16_calls_dc"
            })
    void figuresAreThoseOfTheReference(String stream) throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(Files.readString(ReferenceCases.path("market/streams/" + stream + ".expected.json")));
        List<String> periods = new ArrayList<>();
        expected.get("periods").forEach(period -> periods.add(period.asText()));
        MarketSettings settings = MarketSettings.of(
                        periods, expected.get("minutes").asInt())
                .withLot(expected.get("lotW").asLong())
                .withOperator("dso");
        String name = expected.get("network").asText() + ".m";
        Path own = ReferenceCases.folder().resolve("market/networks/" + name);
        Network network = CaseFiles.read((Files.exists(own) ? own : ReferenceCases.path("radial/" + name)).toString());
        ContinuousMarket market = ContinuousMarket.open(
                settings, network, NetworkChecks.named(expected.get("check").asText(), network));
        List<Command> commands = Streams.read(ReferenceCases.path("market/streams/" + stream + ".csv"));
        List<Outcome> outcomes = commands.stream().map(market::apply).toList();
        MarketKpis kpis = MarketKpis.of(settings, commands, outcomes);
        JsonNode kpi = expected.get("kpi");
        assertThat(kpis.transactions()).isEqualTo(kpi.get("transactions").asInt());
        assertThat(kpis.volumeWatts().longValueExact())
                .isEqualTo(kpi.get("volumeW").asLong());
        assertThat(kpis.submittedWatts().longValueExact())
                .isEqualTo(kpi.get("submittedW").asLong());
        assertThat(kpis.fillRatio()).isCloseTo(kpi.get("fillRatio").asDouble(), within(1e-9));
        assertThat(kpis.concentration()).isCloseTo(kpi.get("concentration").asDouble(), within(1e-6));
        assertThat(kpis.periodsUsed()).isEqualTo(kpi.get("periodsUsed").asInt());
        assertThat(kpis.periods()).isEqualTo(kpi.get("periods").asInt());
        assertThat(kpis.welfare().amount())
                .isEqualByComparingTo(expected.get("welfare").asText());
    }

    /** The operator takes 0.3 MW at the extreme price and gives 0.1 MW at 50; a quarter-hour of two has trades. */
    @Test
    void procurementIsWhatTheOperatorPaysNet() {
        MarketSettings settings = MarketSettings.of(List.of("q1", "q2"), 15).withOperator("dso");
        List<Command> commands = List.of(
                Command.submit(1, "d1", "ann").at(2, Direction.DOWN, "q1").offering(300_000, 400_000),
                Command.submit(2, "u1", "dso")
                        .at(1, Direction.UP, "q1")
                        .offering(300_000, 0)
                        .withPrice(Command.EXTREME),
                Command.submit(3, "u2", "bob").at(2, Direction.UP, "q1").offering(200_000, 600_000),
                Command.submit(4, "d2", "dso").at(1, Direction.DOWN, "q1").offering(100_000, 500_000),
                Command.submit(5, "d3", "bob").at(9, Direction.DOWN, "q1").offering(100_000, 500_000));
        ContinuousMarket market = ContinuousMarket.open(
                settings.withPriceRule(PriceRule.RESTING_ORDER), TestNetworks.mesh(), new NoCheck());
        List<Outcome> outcomes = commands.stream().map(market::apply).toList();
        MarketKpis bid = MarketKpis.of(settings, commands, outcomes);
        // 0.3 x 9999.9999 / 4 - 0.1 x 50 / 4
        assertThat(bid.procurementCost()).hasToString("748.7499925");
        MarketKpis resting = MarketKpis.of(settings.withPriceRule(PriceRule.RESTING_ORDER), commands, outcomes);
        // 0.3 x 40 / 4 - 0.1 x 60 / 4
        assertThat(resting.procurementCost()).hasToString("1.5");
        assertThat(resting.surplus()).isEqualTo(Money.ZERO);
        assertThat(resting.welfare()).isEqualTo(bid.welfare());
        assertThat(bid.utilisationPerYear()).isEqualTo(8760.0 / 0.5);
        assertThat(resting.procurementPerYear()).isCloseTo(1.5 * 17_520.0, within(1e-6));
        assertThat(resting.savingAgainstReinforcement(105_120.0)).isCloseTo(0.75, within(1e-12));
        assertThat(resting.columns())
                .containsEntry("transactions", "2")
                .containsEntry("volumeMw", "0.4")
                .containsEntry("submittedMw", "0.9")
                .containsEntry("fillRatio", "0.888889")
                .containsEntry("procurementCost", "1.5")
                .containsEntry("utilisationPerYear", "17520.000000");
        assertThatThrownBy(() -> bid.savingAgainstReinforcement(0.0)).hasMessageContaining("give a finite amount");
        MarketKpis none = MarketKpis.of(settings, List.of(), List.of());
        assertThat(none.fillRatio()).isNaN();
        assertThat(none.concentration()).isZero();
        assertThat(none.columns()).containsEntry("fillRatio", "").containsEntry("volumeMw", "0");
    }
}
