package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flexopf.coordination.dlfm.DlfmCase;
import org.flexopf.coordination.dlfm.DlfmOutcome;
import org.flexopf.coordination.dlfm.LineOverload;
import org.flexopf.coordination.dlfm.Regulation;
import org.flexopf.coordination.dlfm.Slack;
import org.flexopf.coordination.dlfm.Stage;

/** What {@code opf dlfm} tells. Where there is one period, figures stand alone; else there is a list of them. */
record SixMarketsOutcome(DlfmCase data, DlfmOutcome outcome) {

    private static final String[] TRADED = {
        "", "energy", "TSO reserve", "energy", "DSO reserve", "TSO balancing", "DSO balancing"
    };

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s, architecture %s, %s%n",
                data,
                outcome.architecture(),
                outcome.variant().label());
        for (Stage stage : outcome.stages()) {
            out.printf(Locale.ROOT, "  %-20s  cost %12.4f%n", name(stage), stage.cost());
            for (Slack slack : stage.slacks()) {
                out.printf(
                        Locale.ROOT,
                        "    %s: %.4f MW in %s%s, period %d%n",
                        slack.kind().label(),
                        slack.power(),
                        slack.area(),
                        slack.isOfWholeArea() ? "" : ", bus " + slack.bus(),
                        slack.period());
            }
        }
        for (LineOverload overload : outcome.overloads()) {
            out.printf(
                    Locale.ROOT,
                    "  line %d of %s carries %.4f MW more than it may in period %d%n",
                    overload.branch(),
                    overload.area(),
                    overload.excess(),
                    overload.period());
        }
        out.printf(
                Locale.ROOT,
                "  energy %.4f, reserve %.4f, balancing %.4f: total %.4f%n",
                cost(Stage.Kind.ENERGY),
                cost(Stage.Kind.RESERVE),
                cost(Stage.Kind.BALANCING),
                total());
    }

    static String name(Stage stage) {
        if (stage.market() == 0) {
            return "both: " + stage.kind().name().toLowerCase(Locale.ROOT);
        }
        return "#" + stage.market() + " " + TRADED[stage.market()];
    }

    double cost(Stage.Kind kind) {
        return outcome.cost(kind, data);
    }

    double total() {
        return cost(Stage.Kind.ENERGY) + cost(Stage.Kind.RESERVE) + cost(Stage.Kind.BALANCING);
    }

    String json() {
        return JsonOutput.text(this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", data.name());
        json.writeStringField("architecture", outcome.architecture().name());
        json.writeStringField("variant", outcome.variant().label());
        json.writeStringField("status", "ok");
        json.writeNumberField("energyCost", cost(Stage.Kind.ENERGY));
        json.writeNumberField("reserveCost", cost(Stage.Kind.RESERVE));
        json.writeNumberField("balancingCost", cost(Stage.Kind.BALANCING));
        json.writeNumberField("total", total());
        json.writeObjectFieldStart("stages");
        json.writeObjectFieldStart("energy");
        figures(json, "F", outcome.flow());
        figures(json, "gen", outcome.generation());
        json.writeObjectFieldStart("shed");
        for (Slack slack : slacks(Stage.Kind.ENERGY)) {
            json.writeNumberField(
                    slack.area() + ":" + slack.bus() + (data.periods() == 1 ? "" : ":" + slack.period()),
                    slack.kind() == Slack.Kind.SHED ? slack.power() : -slack.power());
        }
        json.writeEndObject();
        json.writeNumberField("cost", cost(Stage.Kind.ENERGY));
        json.writeEndObject();
        if (outcome.stages().stream().anyMatch(stage -> stage.kind() == Stage.Kind.RESERVE)) {
            json.writeObjectFieldStart("reserve");
            json.writeNumberField("cost", cost(Stage.Kind.RESERVE));
            regulation(json, "R", outcome.reserve());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("balancing");
        for (int market : new int[] {0, 5, 6}) {
            Optional<Stage> stage = outcome.stages().stream()
                    .filter(held -> held.kind() == Stage.Kind.BALANCING && held.market() == market)
                    .findFirst();
            if (stage.isPresent()) {
                if (market > 0) {
                    json.writeObjectFieldStart("market" + market);
                }
                balancing(json, stage.get());
                if (market > 0) {
                    json.writeEndObject();
                }
            }
        }
        json.writeEndObject();
        json.writeEndObject();
        slacks(json);
        json.writeEndObject();
    }

    private List<Slack> slacks(Stage.Kind kind) {
        return outcome.stages().stream()
                .filter(stage -> stage.kind() == kind)
                .flatMap(stage -> stage.slacks().stream())
                .toList();
    }

    private void balancing(JsonGenerator json, Stage stage) throws IOException {
        regulation(json, "act", outcome.activations().get(stage.market()));
        json.writeNumberField("cost", stage.cost());
        json.writeNumberField("slackMW", stage.missing());
        if (!stage.price().isEmpty()) {
            figures(
                    json,
                    "price",
                    stage.price().entrySet().stream()
                            .collect(Collectors.toMap(
                                    price -> String.valueOf(price.getKey()),
                                    Map.Entry::getValue,
                                    (first, second) -> first,
                                    LinkedHashMap::new)));
        }
        if (stage.market() == 6) {
            figures(json, "interfaceDeviation", outcome.deviation().get(stage.market()));
        }
        if (stage.market() == 0) {
            json.writeObjectFieldStart("F");
            for (Map.Entry<String, List<Double>> feeder : outcome.flow().entrySet()) {
                List<Double> off = outcome.deviation().get(0).get(feeder.getKey());
                series(
                        json,
                        feeder.getKey(),
                        IntStream.range(0, data.periods())
                                .mapToObj(t -> feeder.getValue().get(t) + off.get(t))
                                .toList());
            }
            json.writeEndObject();
        }
    }

    private void figures(JsonGenerator json, String field, Map<String, List<Double>> figures) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, List<Double>> series : figures.entrySet()) {
            series(json, series.getKey(), series.getValue());
        }
        json.writeEndObject();
    }

    private void series(JsonGenerator json, String field, List<Double> series) throws IOException {
        if (data.periods() == 1) {
            json.writeNumberField(field, series.get(0));
            return;
        }
        json.writeArrayFieldStart(field);
        for (double figure : series) {
            json.writeNumber(figure);
        }
        json.writeEndArray();
    }

    private void regulation(JsonGenerator json, String field, Map<String, List<Regulation>> figures)
            throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, List<Regulation>> unit : figures.entrySet()) {
            json.writeArrayFieldStart(unit.getKey());
            for (Regulation regulation : unit.getValue()) {
                if (data.periods() > 1) {
                    json.writeStartArray();
                }
                json.writeNumber(regulation.up());
                json.writeNumber(regulation.down());
                if (data.periods() > 1) {
                    json.writeEndArray();
                }
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void slacks(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("slacks");
        for (Slack slack : outcome.slacks()) {
            json.writeStartObject();
            json.writeStringField("kind", slack.kind().name());
            json.writeNumberField("market", slack.market());
            json.writeStringField("area", slack.area());
            json.writeNumberField("bus", slack.bus());
            json.writeNumberField("period", slack.period());
            json.writeNumberField("mw", slack.power());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("overloads");
        for (LineOverload overload : outcome.overloads()) {
            json.writeStartObject();
            json.writeStringField("area", overload.area());
            json.writeNumberField("branch", overload.branch());
            json.writeNumberField("period", overload.period());
            json.writeNumberField("mw", overload.excess());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
