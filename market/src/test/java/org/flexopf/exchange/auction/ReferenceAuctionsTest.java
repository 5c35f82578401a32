package org.flexopf.exchange.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.schedule.Violation;
import org.flexopf.exchange.schedule.ViolationKind;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reference auction, whose answers are those of an independent conic model and power flow. */
@WithReferenceCases
class ReferenceAuctionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d1_activation33",
                "d2_welfare33",
                "d3_activation69",
                "d4_voltage33",
                "d5_minimum33",
                "d6_reactive33"
            })
    void everyAnswerIsThatOfTheReference(String name) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(Files.readString(ReferenceCases.path("market/auction/" + name + ".json")));
        ClearedAuction cleared = auction(expected).clear(Opf.of(new BranchFlowSocp()));

        assertThat(byKind(cleared.before().violations(), ViolationKind.LINE))
                .isEqualTo(rounded(expected.at("/violationsBefore/lines")));
        assertThat(byKind(cleared.before().violations(), ViolationKind.LOW))
                .isEqualTo(rounded(expected.at("/violationsBefore/low")));
        assertThat(byKind(cleared.before().violations(), ViolationKind.HIGH))
                .isEqualTo(rounded(expected.at("/violationsBefore/high")));
        double cost = expected.get("cost").asDouble();
        assertThat(cleared.cost()).isCloseTo(cost, within(1e-6 * Math.abs(cost)));
        for (AcceptedOffer accepted : cleared.offers()) {
            double quantity =
                    expected.get("accepted").get(accepted.offer().id()).asDouble();
            assertThat(accepted.quantity()).as(accepted.offer().id()).isCloseTo(quantity, within(1e-4));
            assertThat(accepted.neededFor().isEmpty() || accepted.quantity() > 0.0)
                    .isTrue();
        }
        assertThat(cleared.curtailedMw()).isEmpty();
        assertThat(cleared.spilledMw()).isEmpty();
        assertThat(cleared.deviationMw()).isCloseTo(expected.get("deviationMw").asDouble(), within(1e-5));
        assertThat(cleared.before().rootMw())
                .isCloseTo(expected.get("rootBeforeMw").asDouble(), within(1e-6));
        assertThat(cleared.after().rootMw()).isCloseTo(expected.get("rootMw").asDouble(), within(1e-5));
        assertThat(cleared.rootGapMw()).isCloseTo(0.0, within(1e-6));
        assertThat(cleared.after().violations()).isEmpty();
        assertThat(cleared.isConfirmed()).isTrue();
        for (int i = 0; i < expected.get("vmAfter").size(); i++) {
            assertThat(cleared.after().result().vm(i))
                    .isCloseTo(expected.get("vmAfter").get(i).asDouble(), within(2e-5));
        }
        comparePrices(cleared, expected);
        compareVcg(cleared, expected.get("vcg"));
    }

    private static void comparePrices(ClearedAuction cleared, JsonNode expected) {
        assertThat(cleared.deviationPrice())
                .isCloseTo(expected.get("priceDeviation").asDouble(), within(1e-4));
        expected.get("prices").properties().forEach(entry -> {
            BusPrices at = cleared.prices().get(Integer.parseInt(entry.getKey()));
            if (entry.getValue().get("unique").asBoolean()) {
                assertThat(at.nodal())
                        .as("nodal price at bus %s", entry.getKey())
                        .isCloseTo(entry.getValue().get("nodal").asDouble(), within(1e-2));
            }
            assertThat(at.flexibility())
                    .isCloseTo(at.nodal() - expected.get("priceDeviation").asDouble(), within(1e-4));
        });
        expected.get("interiorCosts").properties().forEach(entry -> {
            AcceptedOffer accepted = cleared.offer(entry.getKey());
            // An offer accepted in part is indifferent: DOWN is paid what it costs, UP pays what it is worth.
            assertThat(accepted.offer().sign() * accepted.price())
                    .as("price of %s", entry.getKey())
                    .isCloseTo(entry.getValue().asDouble(), within(1e-2));
        });
    }

    private static void compareVcg(ClearedAuction cleared, JsonNode expected) {
        Settlement vcg = AuctionRule.VCG.settle(cleared);
        assertThat(vcg.payments()).hasSize(expected.size());
        for (Payment payment : vcg.payments()) {
            JsonNode of = expected.get(payment.participant().id());
            assertThat(payment.amount().orElseThrow())
                    .as("VCG of %s", payment.participant().id())
                    .isCloseTo(of.get("payment").asDouble(), within(1e-3));
            assertThat(payment.award().cost()).isCloseTo(of.get("offerCost").asDouble(), within(1e-3));
            if (of.get("costWithout").isNumber()) {
                double without = of.get("costWithout").asDouble();
                assertThat(cleared.without(payment.participant()).cost().orElseThrow())
                        .isCloseTo(without, within(1e-6 * Math.abs(without) + 1e-5));
            }
        }
    }

    static Auction auction(JsonNode file) {
        List<AuctionOffer> offers = new ArrayList<>();
        for (JsonNode offer : file.get("offers")) {
            offers.add(new AuctionOffer(
                    offer.get("id").asText(),
                    offer.get("owner").asText(),
                    offer.get("bus").asInt(),
                    Direction.valueOf(offer.get("direction").asText()),
                    AuctionOffer.Kind.valueOf(offer.get("kind").asText()),
                    offer.get("quantity").asDouble(),
                    offer.get("price").asDouble(),
                    offer.get("minimum").asDouble()));
        }
        JsonNode prices = file.get("parameters");
        return new Auction(
                network(file.get("network").asText()),
                AuctionObjective.valueOf(file.get("objective").asText().toUpperCase(Locale.ROOT)),
                new AuctionParameters(
                        prices.get("voll").asDouble(),
                        prices.get("spill").asDouble(),
                        prices.get("redispatch").asDouble(),
                        prices.get("energy").asDouble(),
                        prices.get("tie").asDouble()),
                offers);
    }

    private static Network network(String name) {
        Path own = ReferenceCases.folder().resolve("market/networks/" + name + ".m");
        return CaseFiles.read((Files.exists(own) ? own : ReferenceCases.path("radial/" + name + ".m")).toString());
    }

    private static Map<String, Long> byKind(List<Violation> violations, ViolationKind kind) {
        Map<String, Long> byElement = new TreeMap<>();
        violations.stream()
                .filter(violation -> violation.kind() == kind)
                .forEach(violation ->
                        byElement.put(Integer.toString(violation.element()), Math.round(violation.amount() * 1e6)));
        return byElement;
    }

    private static Map<String, Long> rounded(JsonNode amounts) {
        Map<String, Long> byElement = new TreeMap<>();
        amounts.properties()
                .forEach(entry -> byElement.put(
                        entry.getKey(), Math.round(entry.getValue().asDouble() * 1e6)));
        return byElement;
    }
}
