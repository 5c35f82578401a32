package org.flexopf.coordination.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.HorizonCase;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Pools and questions of their aggregators in JSON files: docs/aggregation.md describes them. */
public final class AggregationFile {

    /** So many steps has a bid where the file says nothing. */
    private static final int STEPS = 10;

    private AggregationFile() {}

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @param horizons finds the devices of a name: a file in the horizon format beside this one, or a bundled one
     * @throws CaseFileException if it is not JSON, or the devices cannot be read
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static AggregationCase parse(String file, String text, Function<String, HorizonCase> horizons) {
        List<Fault> faults = new ArrayList<>();
        JsonElement json = JsonElement.parse(file, text, "an aggregation", faults);
        json.pass("note");
        String name = json.text("name", file);
        String devices = json.text("devices");
        List<Double> prices = listed(json.numbers("prices"));
        double mean = prices.stream().mapToDouble(Double::doubleValue).average().orElse(0.0);
        double energyValue = json.number("energyValue", mean);
        double margin = json.number("margin", 0.0);
        JsonElement offer = json.object("offer");
        int first = offer != null && offer.has("first") ? offer.integer("first") : 1;
        int last = offer != null && offer.has("last") ? offer.integer("last") : prices.size();
        int steps = offer != null && offer.has("steps") ? offer.integer("steps") : STEPS;
        if (offer != null) {
            offer.refuseUnknownFields();
        }
        JsonElement markets = json.object("markets");
        MarketLayers up = layers(markets, "up", faults);
        MarketLayers down = layers(markets, "down", faults);
        if (markets != null) {
            markets.refuseUnknownFields();
        }
        Optional<List<Double>> request =
                json.has("request") ? Optional.of(listed(json.numbers("request"))) : Optional.empty();
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return new AggregationCase(
                name,
                DevicePool.of(horizons.apply(devices)),
                prices,
                energyValue,
                margin,
                first,
                last,
                steps,
                up,
                down,
                request);
    }

    private static List<Double> listed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static MarketLayers layers(JsonElement markets, String direction, List<Fault> faults) {
        List<MarketLayer> layers = new ArrayList<>();
        if (markets == null) {
            return MarketLayers.of(layers);
        }
        for (JsonElement market : markets.objects(direction)) {
            String name = market.text("name");
            if (layers.stream().anyMatch(layer -> layer.name().equals(name))) {
                market.refuse("name", "another market has it", "give every market a name of its own");
            }
            double[] prices = market.numbers("prices");
            if (prices.length == 0) {
                faults.add(new Fault(market.label(), "no prices", "a market pays something", "give one price or more"));
            } else {
                layers.add(new MarketLayer(name, listed(prices)));
            }
            market.refuseUnknownFields();
        }
        double aversion = markets.number("riskAversion", 0.0);
        if (!(aversion >= 0.0 && aversion <= 1.0)) {
            markets.refuse("riskAversion", "it is a share", "give a number from 0 to 1");
            return MarketLayers.of(layers);
        }
        return MarketLayers.of(layers).withRiskAversion(aversion);
    }
}
