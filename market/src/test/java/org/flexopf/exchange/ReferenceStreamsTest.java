package org.flexopf.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.flexopf.casefile.CaseFiles;
import org.flexopf.exchange.check.NetworkCheck;
import org.flexopf.exchange.check.NetworkChecks;
import org.flexopf.exchange.check.NetworkFigures;
import org.flexopf.network.Network;
import org.flexopf.testkit.ReferenceCases;
import org.flexopf.testkit.WithReferenceCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reference stream, to the last unit: answers by an independent simulator with a power flow of its own, and by a
 * second naive reading of the rules. Only the excess (1e-6) and the state (1e-7) are compared within a tolerance.
 */
@WithReferenceCases
class ReferenceStreamsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d01_basic",
                "d02_restrictions",
                "d03_bad_input",
                "d04_lfm15_dc",
                "d05_conditional_dc",
                "d06_mesh5_dc",
                "d07_radial33_ac",
                "d08_feeder33_ac",
                "d09_feeder33_dc",
                "d10_feeder69_ac",
                "d11_quarter_hours_dc",
                "d12_plain_dc",
                "d13_plain_mesh5_dc",
                "d14_zone_ac",
                "d15_faults",
                "d16_calls_dc"
            })
    void everyAnswerIsThatOfTheReference(String stream) throws IOException {
        JsonNode expected = expected(stream);
        compare(stream, expected, expected.get("check").asText());
    }

    /** The word of the sensitivities is the word of the power flow. */
    @ParameterizedTest
    @ValueSource(strings = {"d07_radial33_ac", "d08_feeder33_ac", "d10_feeder69_ac", "d14_zone_ac"})
    void sensitivitiesGiveTheTradesOfThePowerFlow(String stream) throws IOException {
        compare(stream, expected(stream), "sensitivity");
    }

    private static JsonNode expected(String stream) throws IOException {
        Path file = ReferenceCases.path("market/streams/" + stream + ".expected.json");
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private static void compare(String stream, JsonNode expected, String checkName) {
        Network network = network(expected.get("network").asText());
        List<String> periods = new ArrayList<>();
        expected.get("periods").forEach(period -> periods.add(period.asText()));
        MarketSettings settings = MarketSettings.of(
                        periods, expected.get("minutes").asInt())
                .withLot(expected.get("lotW").asLong())
                .withOperator("dso");
        NetworkCheck check = NetworkChecks.named(checkName, network);
        ContinuousMarket market = ContinuousMarket.open(settings, network, check);
        List<Outcome> outcomes = new ArrayList<>();
        for (Command command : Streams.read(ReferenceCases.path("market/streams/" + stream + ".csv"))) {
            outcomes.add(market.apply(command));
        }
        assertThat(outcomes).hasSize(expected.get("events").asInt());
        assertThat(lines(outcomes, Outcome::trades, ReferenceStreamsTest::line))
                .containsExactlyElementsOf(lines(expected.get("trades"), ReferenceStreamsTest::trade));
        compareRejections(outcomes, expected);
        assertThat(outcomes.stream()
                        .filter(outcome -> !outcome.isAccepted())
                        .map(outcome ->
                                outcome.sequence() + " " + outcome.refusal().orElseThrow()))
                .containsExactlyElementsOf(lines(
                        expected.get("refusals"),
                        refusal -> refusal.get("seq").asText() + " "
                                + refusal.get("reason").asText()));
        assertThat(lines(outcomes, Outcome::removals, ReferenceStreamsTest::line))
                .containsExactlyElementsOf(lines(expected.get("removals"), ReferenceStreamsTest::removal));
        MarketView view = market.view();
        for (BookView book : view.books()) {
            for (Direction direction : Direction.values()) {
                assertThat(book.orders(direction).stream().map(order -> order.id() + " " + order.open()))
                        .containsExactlyElementsOf(lines(
                                expected.get("book").get(book.period()).get(direction.name()),
                                order -> order.get("id").asText() + " "
                                        + (order.has("open") ? order.get("open") : order.get("quantity")).asText()));
            }
            compareState(network, book.network(), expected.get("state").get(book.period()));
        }
        compareMoney(settings, outcomes, expected);
    }

    private static void compareMoney(MarketSettings settings, List<Outcome> outcomes, JsonNode expected) {
        Accounts accounts = Accounts.of(
                settings,
                outcomes.stream().flatMap(outcome -> outcome.trades().stream()).toList());
        assertThat(accounts.accounts().stream()
                        .map(account -> account.owner() + " " + account.pays() + " " + account.statementCents() + " "
                                + account.upWatts() + " " + account.downWatts()))
                .containsExactlyElementsOf(lines(
                        expected.get("accounts"),
                        account -> account.get("owner").asText() + " "
                                + plain(account.get("pays").asText()) + " "
                                + account.get("statementCents").asText() + " "
                                + account.get("upW").asText() + " "
                                + account.get("downW").asText()));
        assertThat(accounts.surplus().amount())
                .isEqualByComparingTo(expected.get("surplus").asText());
        assertThat(accounts.surplusWithOperator().amount())
                .isEqualByComparingTo(expected.get("surplusWithOperator").asText());
        assertThat(accounts.welfare().amount())
                .isEqualByComparingTo(expected.get("welfare").asText());
        assertThat(accounts.marketStatementCents())
                .isEqualTo(expected.get("marketStatementCents").asText());
    }

    private static String plain(String amount) {
        BigDecimal value = new BigDecimal(amount);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static void compareRejections(List<Outcome> outcomes, JsonNode expected) {
        List<String> all = lines(outcomes, Outcome::rejections, ReferenceStreamsTest::line);
        JsonNode given = expected.get("rejections");
        if (expected.has("rejectionCount")) {
            assertThat(all).hasSize(expected.get("rejectionCount").asInt());
            assertThat(digest(all)).isEqualTo(expected.get("rejectionDigest").asText());
        } else {
            assertThat(all).hasSize(given.size());
        }
        assertThat(all.subList(0, given.size()))
                .containsExactlyElementsOf(lines(given, ReferenceStreamsTest::rejection));
        List<Rejection> rejections = outcomes.stream()
                .flatMap(outcome -> outcome.rejections().stream())
                .toList();
        for (int k = 0; k < given.size(); k++) {
            JsonNode excess = given.get(k).get("excess");
            if (excess == null || excess.isNull()) {
                assertThat(rejections.get(k).excess()).isNaN();
            } else {
                assertThat(rejections.get(k).excess()).isCloseTo(excess.asDouble(), within(1e-6));
            }
        }
    }

    private static void compareState(Network network, NetworkFigures figures, JsonNode state) {
        if (state == null) {
            return;
        }
        if (state.has("vm")) {
            for (int bus = 0; bus < network.buses().size(); bus++) {
                assertThat(figures.vm()[bus]).isCloseTo(state.get("vm").get(bus).asDouble(), within(1e-7));
            }
            int inService = 0;
            for (int branch = 0; branch < network.branches().size(); branch++) {
                if (network.topology().isActive(branch)) {
                    assertThat(figures.fromMva()[branch])
                            .isCloseTo(state.get("sFromMva").get(inService++).asDouble(), within(1e-7));
                }
            }
            assertThat(inService).isEqualTo(state.get("sFromMva").size());
            compareViolations(figures.violations(), state.get("violations"));
            compareViolations(figures.openingViolations(), state.get("violationsBefore"));
        } else {
            JsonNode flows = state.get("flowMw") == null ? state : state.get("flowMw");
            flows.properties()
                    .forEach(flow -> assertThat(figures.flowMw().get(Integer.parseInt(flow.getKey())))
                            .isCloseTo(flow.getValue().asDouble(), within(1e-7)));
            assertThat(figures.flowMw()).hasSize(flows.size());
        }
    }

    private static void compareViolations(Map<String, Double> own, JsonNode given) {
        assertThat(own.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        StreamSupport.stream(((Iterable<String>) given::fieldNames).spliterator(), false)
                                .toList());
        own.forEach((name, violation) ->
                assertThat(violation).isCloseTo(given.get(name).asDouble(), within(1e-7)));
    }

    private static Network network(String name) {
        Path own = ReferenceCases.path("market/networks").resolve(name + ".m");
        return CaseFiles.read(Files.exists(own) ? own : ReferenceCases.path("radial/" + name + ".m"));
    }

    private static String digest(List<String> lines) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                sha.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<String> lines(
            List<Outcome> outcomes, Function<Outcome, List<T>> part, Function<T, String> line) {
        return outcomes.stream()
                .flatMap(outcome -> part.apply(outcome).stream())
                .map(line)
                .toList();
    }

    private static List<String> lines(JsonNode array, Function<JsonNode, String> line) {
        return StreamSupport.stream(array.spliterator(), false).map(line).toList();
    }

    private static String line(Trade trade) {
        return String.join(
                ",",
                Long.toString(trade.sequence()),
                Long.toString(trade.time()),
                trade.period(),
                trade.up(),
                trade.down(),
                Integer.toString(trade.busUp()),
                Integer.toString(trade.busDown()),
                Long.toString(trade.quantity()),
                Long.toString(trade.priceUp()),
                Long.toString(trade.priceDown()));
    }

    private static String trade(JsonNode trade) {
        return String.join(
                ",",
                trade.get("seq").asText(),
                trade.get("time").asText(),
                trade.get("period").asText(),
                trade.get("up").asText(),
                trade.get("down").asText(),
                trade.get("busUp").asText(),
                trade.get("busDown").asText(),
                trade.get("quantity").asText(),
                trade.get("priceUp").asText(),
                trade.get("priceDown").asText());
    }

    private static String line(Rejection rejection) {
        return rejection.sequence() + "," + rejection.order() + "," + rejection.resting() + "," + rejection.asked()
                + "," + rejection.feasible() + "," + rejection.element().name();
    }

    private static String rejection(JsonNode rejection) {
        return rejection.get("seq").asText() + "," + rejection.get("order").asText() + ","
                + rejection.get("resting").asText() + ","
                + rejection.get("asked").asText() + ","
                + rejection.get("feasible").asText() + ","
                + rejection.get("element").asText();
    }

    private static String line(Removal removal) {
        return removal.sequence() + "," + removal.id() + "," + removal.quantity() + "," + removal.reason() + ","
                + (removal.reason() == RemovalReason.FOK ? removal.attainable() : "");
    }

    private static String removal(JsonNode removal) {
        return removal.get("seq").asText() + "," + removal.get("id").asText() + ","
                + removal.get("quantity").asText() + ","
                + removal.get("reason").asText() + ","
                + (removal.has("attainable") ? removal.get("attainable").asText() : "");
    }
}
