package org.flexopf.coordination.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Comparisons in JSON files: docs/cost-benefit.md describes them. */
public final class CostBenefitFile {

    private CostBenefitFile() {}

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @param systems finds the system of a name, a path beside the file or the name of a bundled system, as one for
     *     each period or a single one for all
     * @throws CaseFileException if it is not JSON, or the system cannot be read
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static CostBenefitCase parse(String file, String text, Function<String, List<TsoDsoSystem>> systems) {
        List<Fault> faults = new ArrayList<>();
        JsonElement json = JsonElement.parse(file, text, "a comparison", faults);
        json.pass("note");
        String name = json.text("name", file);
        List<String> named = json.isList("system") ? json.texts("system") : List.of(json.text("system"));
        PhysicalRules rules = rules(json);
        List<PhysicalScenario> scenarios = new ArrayList<>();
        for (JsonElement scenario : json.objects("scenarios")) {
            scenarios.add(new PhysicalScenario(
                    scenario.text("name"),
                    Arrays.stream(scenario.numbers("imbalance")).boxed().toList(),
                    scenario.number("forecastError", 0.0),
                    scenario.number("estimationNoise", 0.0)));
            scenario.refuseUnknownFields();
        }
        long seed = Math.round(json.number("seed", 1.0));
        json.refuseUnknownFields();
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        List<TsoDsoSystem> periods =
                named.stream().flatMap(system -> systems.apply(system).stream()).toList();
        return new CostBenefitCase(name, periods, rules, scenarios, seed);
    }

    private static PhysicalRules rules(JsonElement json) {
        PhysicalRules rules = PhysicalRules.of(prices(json)).withControls(controls(json));
        int steps = json.has("steps") ? json.integer("steps") : rules.steps();
        rules = rules.withPeriods(json.number("hours", rules.hours()), steps);
        JsonElement constants = json.object("timeConstants");
        if (constants == null) {
            return rules;
        }
        Map<String, Double> named = named(constants);
        Double others = named.remove("others");
        return rules.withTimeConstants(others == null ? 0.0 : others, named);
    }

    private static Map<String, Double> named(JsonElement numbers) {
        Map<String, Double> named = new LinkedHashMap<>();
        numbers.fields().forEach(field -> named.put(field, numbers.number(field)));
        return named;
    }

    private static PhysicalPrices prices(JsonElement json) {
        JsonElement afrr = json.requiredObject("afrr");
        PhysicalPrices prices = PhysicalPrices.of(0.0, 0.0);
        if (afrr != null) {
            prices = PhysicalPrices.of(afrr.number("priceUp"), afrr.number("priceDown"));
            if (afrr.has("capacity")) {
                prices = prices.withAfrrCapacity(afrr.number("capacity"));
            }
            afrr.refuseUnknownFields();
        }
        prices = prices.withUnwanted(json.number("unwantedPrice", 0.0));
        JsonElement technology = json.object("technology");
        if (technology != null) {
            JsonElement schemes = technology.object("perHour");
            prices = prices.withTechnology(
                    technology.number("perMessage", 0.0), schemes == null ? Map.of() : named(schemes));
            technology.refuseUnknownFields();
        }
        return prices;
    }

    private static AutomaticControls controls(JsonElement json) {
        JsonElement controls = json.object("controls");
        if (controls == null) {
            return AutomaticControls.NONE;
        }
        AutomaticControls read = new AutomaticControls(
                part(controls, "tap", tap -> new AutomaticControls.TapChanger(tap.number("step"), tap.integer("most"))),
                part(
                        controls,
                        "droop",
                        droop -> new AutomaticControls.VoltageDroop(
                                droop.number("reference", 1.0), droop.number("deadband", 0.0), droop.number("width"))),
                part(
                        controls,
                        "protection",
                        relay -> new AutomaticControls.Protection(
                                relay.number("loading"),
                                relay.number("voltageMargin"),
                                relay.number("delayMinutes", 0.0))));
        controls.refuseUnknownFields();
        return read;
    }

    private static <T> Optional<T> part(JsonElement controls, String field, Function<JsonElement, T> read) {
        JsonElement json = controls.object(field);
        if (json == null) {
            return Optional.empty();
        }
        T part = read.apply(json);
        json.refuseUnknownFields();
        return Optional.of(part);
    }
}
