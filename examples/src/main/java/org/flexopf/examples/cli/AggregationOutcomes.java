package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.aggregation.AggregationCase;
import org.flexopf.coordination.aggregation.AggregationOutcome;
import org.flexopf.coordination.aggregation.Delivery;
import org.flexopf.coordination.aggregation.DeviceRange;
import org.flexopf.coordination.aggregation.FlexibilityModel;
import org.flexopf.coordination.aggregation.MarketLayer;
import org.flexopf.coordination.aggregation.MarketLayers;
import org.flexopf.coordination.aggregation.PoolPlan;
import org.flexopf.coordination.aggregation.PooledDevice;
import org.flexopf.coordination.aggregation.PriceStep;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.report.result.TextTable;

/** What an aggregator finds out about a pool, for people and as JSON. */
record AggregationOutcomes(AggregationCase given, AggregationOutcome outcome) {

    void print(PrintWriter out) {
        Map<FlexibilityModel, Long> models = given.pool().devices().stream()
                .collect(Collectors.groupingBy(PooledDevice::model, TreeMap::new, Collectors.counting()));
        out.printf(
                Locale.ROOT,
                "%s: %d devices (%s); plan at %.2f, energy at the forecast prices included%n",
                given.name(),
                given.pool().devices().size(),
                models.entrySet().stream()
                        .map(model -> model.getValue() + " " + model.getKey().label())
                        .collect(Collectors.joining(", ")),
                outcome.plan().cost(given.pool().hours(), given.prices()));
        out.println();
        printPeriods(out);
        out.println();
        printSteps(out);
        out.println();
        printBlocks(out);
        outcome.delivery().ifPresent(delivery -> {
            out.println();
            printDelivery(delivery, out);
        });
    }

    private void printPeriods(PrintWriter out) {
        out.println("MW injected; down and up can be called whatever is called in other periods; least and most are "
                + "never exceeded");
        TextTable table = new TextTable("period", "hours", "price", "plan", "down", "up", "least", "most");
        for (int t = 0; t < given.pool().periods(); t++) {
            int place = t + 1 - given.first();
            boolean isOffered = t + 1 >= given.first() && t + 1 <= given.last();
            table.row(
                    t + 1,
                    ReserveOutcomes.short4(given.pool().hours().get(t)),
                    TextTable.number(given.prices().get(t), 2),
                    TextTable.number(outcome.plan().injection().get(t), 4),
                    isOffered
                            ? TextTable.number(
                                    outcome.box().quantity(Direction.DOWN).get(t), 4)
                            : "",
                    isOffered
                            ? TextTable.number(
                                    outcome.box().quantity(Direction.UP).get(t), 4)
                            : "",
                    isOffered ? TextTable.number(outcome.bound().least().get(place), 4) : "",
                    isOffered ? TextTable.number(outcome.bound().most().get(place), 4) : "");
        }
        table.print(out);
    }

    private MarketLayers markets(Direction direction) {
        return switch (direction) {
            case UP -> given.up();
            case DOWN -> given.down();
        };
    }

    private void printSteps(PrintWriter out) {
        out.println("Price-quantity bids; prices are what the operator pays per MWh; the least price to sell at is "
                + "the cost and, where the step may still be sold later, a premium");
        List<String> names = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (MarketLayer layer : markets(direction).layers()) {
                if (!names.contains(layer.name())) {
                    names.add(layer.name());
                }
            }
        }
        List<String> heads = new ArrayList<>(List.of("period", "<direction", "MW", "cost"));
        heads.addAll(names);
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (PriceStep step : steps()) {
            List<Object> cells = new ArrayList<>(List.of(
                    step.period(),
                    step.direction().name().toLowerCase(Locale.ROOT),
                    TextTable.number(step.quantity(), 4),
                    TextTable.number(step.price(), 2)));
            List<MarketLayer> layers = markets(step.direction()).layers();
            List<Double> prices = markets(step.direction()).prices(step.price());
            for (String name : names) {
                String cell = "";
                for (int l = 0; l < layers.size(); l++) {
                    cell = layers.get(l).name().equals(name) ? TextTable.number(prices.get(l), 2) : cell;
                }
                cells.add(cell);
            }
            table.row(cells.toArray());
        }
        table.print(out);
    }

    private List<PriceStep> steps() {
        List<PriceStep> steps = new ArrayList<>();
        for (int t = given.first(); t <= given.last(); t++) {
            for (Direction direction : Direction.values()) {
                steps.addAll(outcome.box().steps(t, direction, given.mostSteps()));
            }
        }
        return steps;
    }

    private void printBlocks(PrintWriter out) {
        out.println("Whole plans instead, of which "
                + (outcome.alternatives().isMixable() ? "ratios that add up to 1 at most" : "one at most")
                + " can be called: change of every period, MW, and what it costs the devices more");
        List<String> heads = new ArrayList<>(List.of("plan"));
        for (int t = 1; t <= given.pool().periods(); t++) {
            heads.add(String.valueOf(t));
        }
        heads.add("cost");
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (int k = 0; k < outcome.alternatives().plans().size(); k++) {
            List<Object> cells = new ArrayList<>(List.of(k + 1));
            for (double mw : outcome.alternatives().plans().get(k).above(outcome.plan())) {
                cells.add(Math.abs(mw) < 5e-5 ? "" : TextTable.number(mw, 4));
            }
            cells.add(TextTable.number(outcome.alternatives().extraCost(k), 2));
            table.row(cells.toArray());
        }
        table.print(out);
    }

    private void printDelivery(Delivery delivery, PrintWriter out) {
        out.println(
                delivery.isKept()
                        ? "What is called is delivered. Change of every device, MW:"
                        : "What is called is not delivered in full. Change of every device, MW:");
        List<String> heads = new ArrayList<>(List.of("<device"));
        for (int t = 1; t <= given.pool().periods(); t++) {
            heads.add(String.valueOf(t));
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        table.row(row("called", given.request().orElseThrow()));
        for (String device : delivery.plan().devices().keySet()) {
            List<Double> change = new ArrayList<>();
            for (int t = 0; t < given.pool().periods(); t++) {
                change.add(delivery.plan().of(device).get(t)
                        - outcome.plan().of(device).get(t));
            }
            if (change.stream().anyMatch(mw -> Math.abs(mw) >= 5e-5)) {
                table.row(row(device, change));
            }
        }
        if (!delivery.isKept()) {
            table.row(row("shortfall", delivery.shortfall()));
            table.row(row("surplus", delivery.surplus()));
        }
        table.print(out);
        double extra = delivery.plan().ownCost() - outcome.plan().ownCost();
        out.printf(
                Locale.ROOT,
                extra < 0.0
                        ? "It costs the devices %.2f less: what the plan held back is used.%n"
                        : "It costs the devices %.2f more.%n",
                Math.abs(extra));
    }

    private static Object[] row(String name, List<Double> series) {
        List<Object> cells = new ArrayList<>(List.of(name));
        series.forEach(mw -> cells.add(Math.abs(mw) < 5e-5 ? "" : TextTable.number(mw, 4)));
        return cells.toArray();
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeStringField("name", given.name());
            json.writeArrayFieldStart("devices");
            for (PooledDevice device : given.pool().devices()) {
                json.writeStartObject();
                json.writeStringField("name", device.name());
                json.writeStringField("model", device.model().label());
                numbers(json, "plan", outcome.plan().of(device.name()));
                for (DeviceRange range : outcome.box().ranges()) {
                    if (range.device().equals(device.name())) {
                        numbers(json, "down", range.down());
                        numbers(json, "up", range.up());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            write("plan", outcome.plan(), json);
            json.writeObjectFieldStart("inner");
            numbers(json, "down", outcome.box().quantity(Direction.DOWN));
            numbers(json, "up", outcome.box().quantity(Direction.UP));
            json.writeEndObject();
            json.writeObjectFieldStart("outer");
            json.writeNumberField("first", outcome.bound().first());
            numbers(json, "least", outcome.bound().least());
            numbers(json, "most", outcome.bound().most());
            numbers(json, "leastEnergy", outcome.bound().leastEnergy());
            numbers(json, "mostEnergy", outcome.bound().mostEnergy());
            json.writeEndObject();
            json.writeArrayFieldStart("steps");
            for (PriceStep step : steps()) {
                json.writeStartObject();
                json.writeNumberField("period", step.period());
                json.writeStringField("direction", step.direction().name().toLowerCase(Locale.ROOT));
                json.writeNumberField("quantity", step.quantity());
                json.writeNumberField("cost", step.price());
                json.writeObjectFieldStart("prices");
                List<MarketLayer> layers = markets(step.direction()).layers();
                for (int l = 0; l < layers.size(); l++) {
                    json.writeNumberField(
                            layers.get(l).name(),
                            markets(step.direction()).prices(step.price()).get(l));
                }
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            writeBids("bids", outcome.box().bids(given.mostSteps()), json);
            writeBids("exclusiveBids", outcome.alternatives().bids(1), json);
            json.writeArrayFieldStart("resources");
            for (int t = given.first(); t <= given.last(); t++) {
                writeResources(t, json);
            }
            json.writeEndArray();
            if (outcome.delivery().isPresent()) {
                Delivery delivery = outcome.delivery().get();
                json.writeObjectFieldStart("delivery");
                json.writeBooleanField("kept", delivery.isKept());
                numbers(json, "shortfall", delivery.shortfall());
                numbers(json, "surplus", delivery.surplus());
                json.writeObjectFieldStart("devices");
                for (Map.Entry<String, List<Double>> device :
                        delivery.plan().devices().entrySet()) {
                    numbers(json, device.getKey(), device.getValue());
                }
                json.writeEndObject();
                json.writeNumberField("ownCost", delivery.plan().ownCost());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void write(String field, PoolPlan plan, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        numbers(json, "injection", plan.injection());
        json.writeNumberField("ownCost", plan.ownCost());
        json.writeEndObject();
    }

    /** The steps of a period with the fields of resources in the format of systems. */
    private void writeResources(int period, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("period", period);
        json.writeArrayFieldStart("resources");
        for (Resource resource : outcome.box().resources(period, given.pool().bus(), given.mostSteps())) {
            json.writeStartObject();
            json.writeStringField("id", resource.id());
            json.writeNumberField("bus", resource.bus());
            json.writeNumberField("p0", resource.p());
            json.writeNumberField("q0", resource.q());
            json.writeNumberField("up", resource.up().quantity());
            json.writeNumberField("dn", resource.down().quantity());
            json.writeNumberField("cUp", resource.up().price());
            json.writeNumberField("cDn", resource.down().price());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Bids and their links with the fields of the horizon format. */
    private static void writeBids(String field, List<Bid> bids, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeArrayFieldStart("bids");
        for (Bid bid : bids) {
            Bid.Block block = (Bid.Block) bid.offer();
            json.writeStartObject();
            json.writeStringField("id", bid.name());
            json.writeNumberField("bus", bid.bus());
            json.writeStringField(
                    "kind", block.quantity().stream().filter(mw -> mw != 0.0).count() > 1 ? "block" : "step");
            numbers(json, "quantity_mw", block.quantity());
            json.writeNumberField("price_per_mwh", block.price());
            json.writeNumberField("min_ratio", block.minRatio());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("links");
        List<String> exclusive = new ArrayList<>();
        boolean isOneOf = false;
        for (Bid bid : bids) {
            for (BidLink link : bid.links()) {
                if (link instanceof BidLink.Exclusive group) {
                    exclusive.add(bid.name());
                    isOneOf = group.rule() == BidLink.ExclusiveRule.ONE_OF;
                } else if (link instanceof BidLink.Loop loop) {
                    json.writeStartObject();
                    json.writeStringField("type", "loop");
                    texts(json, List.of(bid.name(), named(bids, loop.other())));
                    json.writeEndObject();
                }
            }
        }
        if (exclusive.size() > 1) {
            json.writeStartObject();
            json.writeStringField("type", "exclusive");
            texts(json, exclusive);
            json.writeStringField("rule", isOneOf ? "one_of" : "sum_of_ratios");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String named(List<Bid> bids, int id) {
        return bids.stream()
                .filter(bid -> bid.id() == id)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static void texts(JsonGenerator json, List<String> names) throws IOException {
        json.writeArrayFieldStart("bids");
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void numbers(JsonGenerator json, String field, List<Double> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (double value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
