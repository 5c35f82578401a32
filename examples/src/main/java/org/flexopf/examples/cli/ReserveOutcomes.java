package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flexopf.coordination.reserve.IspOutcome;
import org.flexopf.coordination.reserve.ReserveOutcome;
import org.flexopf.coordination.reserve.ReserveScheme;
import org.flexopf.fleet.EvAggregator.Plan;
import org.flexopf.fleet.EvAggregator.VehiclePlan;

/**
 * What {@code opf reserve} tells of a file.
 *
 * @param markets the outcomes of each market by its name, in the order of {@link ReserveScheme}
 * @param plans the plan of each bidding problem by its name
 */
record ReserveOutcomes(Map<String, List<ReserveOutcome>> markets, Map<String, Plan> plans) {

    private static final double KWH_PER_MWH = 1000.0;

    void print(PrintWriter out) {
        markets.forEach((name, outcomes) -> {
            out.println(name);
            outcomes.forEach(outcome -> print(outcome, out));
            out.println();
        });
        plans.forEach((name, plan) -> out.printf(
                Locale.ROOT,
                "%s: profit %.6f with %.4f MWh up, %.4f MWh down and %.4f MWh day-ahead of %d vehicles%n",
                name,
                plan.profit(),
                total(plan, VehiclePlan::up),
                total(plan, VehiclePlan::down),
                total(plan, VehiclePlan::dayAhead),
                plan.vehicles().size()));
    }

    private static void print(ReserveOutcome outcome, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-15s  %.4f MWh, profit %.3f, %.4f MWh from the TSO's own units, lines loaded to %.1f %%%n",
                outcome.scheme().label(),
                outcome.volume(),
                outcome.profit(),
                outcome.reserveUnits(),
                100.0 * outcome.largestLoading());
        for (IspOutcome period : outcome.periods()) {
            out.printf(
                    Locale.ROOT,
                    "    %3d  %s %s MW: %s%s; %s%n",
                    period.period(),
                    period.direction().name().toLowerCase(Locale.ROOT),
                    short4(period.requested()),
                    named(period.activated()),
                    period.dsoCounter().isEmpty()
                            ? ""
                            : ", the DSO relieves its lines by " + named(period.dsoCounter()),
                    restricted(period));
        }
    }

    private static String named(Map<String, Double> powers) {
        return powers.isEmpty()
                ? "nothing"
                : powers.entrySet().stream()
                        .map(power -> power.getKey() + " " + short4(power.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String restricted(IspOutcome period) {
        String loading = String.format(Locale.ROOT, "loaded to %.1f %%", 100.0 * period.largestLoading());
        return switch (period.divisor()) {
            case 0 -> "no share of it passes the DSO's check, " + loading;
            case 1 -> loading;
            default -> "divided by " + period.divisor() + ", " + loading;
        };
    }

    static String short4(double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
    }

    static double total(Plan plan, Function<VehiclePlan, List<Double>> energy) {
        return plan.vehicles().stream()
                .flatMap(vehicle -> energy.apply(vehicle).stream())
                .mapToDouble(kwh -> kwh / KWH_PER_MWH)
                .sum();
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("schemes");
            for (Map.Entry<String, List<ReserveOutcome>> market : markets.entrySet()) {
                write(market.getKey(), market.getValue(), json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("bidding");
            for (Map.Entry<String, Plan> problem : plans.entrySet()) {
                write(problem.getKey(), problem.getValue(), json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(String name, List<ReserveOutcome> outcomes, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeArrayFieldStart("isps");
        for (int t = 0; t < outcomes.get(0).periods().size(); t++) {
            json.writeStartObject();
            json.writeNumberField("isp", t + 1);
            for (ReserveOutcome outcome : outcomes) {
                json.writeObjectFieldStart(outcome.scheme().label());
                write(outcome.periods().get(t), json);
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("total");
        for (ReserveOutcome outcome : outcomes) {
            json.writeObjectFieldStart(outcome.scheme().label());
            writeTotal(outcome, json);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    static void writeTotal(ReserveOutcome outcome, JsonGenerator json) throws IOException {
        json.writeNumberField("volumeMWh", outcome.volume());
        json.writeNumberField("profit", outcome.profit());
        json.writeNumberField("reserveUnitsMWh", outcome.reserveUnits());
        json.writeNumberField("maxLoading", outcome.largestLoading());
        json.writeNumberField("restrictedIsps", outcome.restricted());
    }

    private static void write(IspOutcome period, JsonGenerator json) throws IOException {
        json.writeStringField("direction", period.direction().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("requested", period.requested());
        powers(json, "unchecked", period.unchecked());
        json.writeArrayFieldStart("uncheckedOverloads");
        for (IspOutcome.Overload overload : period.uncheckedOverloads()) {
            json.writeStartArray();
            json.writeNumber(overload.from());
            json.writeNumber(overload.to());
            json.writeNumber(overload.excess());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("attempts");
        for (IspOutcome.Attempt attempt : period.attempts()) {
            json.writeStartArray();
            json.writeNumber(attempt.divisor());
            json.writeBoolean(attempt.passed());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeNumberField("divisor", period.divisor());
        powers(json, "activated", period.activated());
        json.writeNumberField("volumeMW", period.volume());
        json.writeNumberField("reserveUnitsMW", period.reserveUnits());
        powers(json, "dsoCounter", period.dsoCounter());
        json.writeNumberField("dsoCost", period.dsoCost());
        json.writeNumberField("imbalanceMW", period.imbalance());
        json.writeNumberField("maxLoading", period.largestLoading());
        powers(json, "profit", period.profit());
    }

    static void powers(JsonGenerator json, String field, Map<String, Double> powers) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Double> power : powers.entrySet()) {
            json.writeNumberField(power.getKey(), power.getValue());
        }
        json.writeEndObject();
    }

    private static void write(String name, Plan plan, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("status", "optimal");
        json.writeNumberField("profit", plan.profit());
        json.writeNumberField("totalUpMWh", total(plan, VehiclePlan::up));
        json.writeNumberField("totalDownMWh", total(plan, VehiclePlan::down));
        json.writeNumberField("totalDayAheadMWh", total(plan, VehiclePlan::dayAhead));
        energies(json, "up", plan, VehiclePlan::up);
        energies(json, "down", plan, VehiclePlan::down);
        energies(json, "dayAhead", plan, VehiclePlan::dayAhead);
        json.writeEndObject();
    }

    private static void energies(
            JsonGenerator json, String field, Plan plan, Function<VehiclePlan, List<Double>> energy)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (VehiclePlan vehicle : plan.vehicles()) {
            json.writeStartArray();
            for (double kwh : energy.apply(vehicle)) {
                json.writeNumber(kwh / KWH_PER_MWH);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
