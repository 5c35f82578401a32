package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.region.AnnualSummary;
import org.flexopf.coordination.region.InterfaceStudy;
import org.flexopf.coordination.region.IntervalCurves;
import org.flexopf.coordination.region.Light;
import org.flexopf.coordination.region.PriceCurve;
import org.flexopf.coordination.region.PricePoint;
import org.flexopf.opf.limit.BrokenLimit;

/**
 * What {@code opf curves} tells of feeders.
 *
 * @param curves the curves of all intervals by the feeder's name
 */
record CurvesOutcome(Map<String, List<IntervalCurves>> curves) {

    void print(PrintWriter out) {
        curves.forEach((name, intervals) -> print(name, intervals, out));
    }

    String json() {
        return JsonOutput.text(this::write);
    }

    private static void print(String name, List<IntervalCurves> intervals, PrintWriter out) {
        out.println(name);
        out.println("interval  direction  potential MW  feasible MW     cost/h  support/h  lights");
        out.println("--------  ---------  ------------  -----------  ---------  ---------  ------");
        for (int t = 0; t < intervals.size(); t++) {
            for (Direction direction : Direction.values()) {
                PriceCurve each = intervals.get(t).curve(direction);
                StringBuilder lights = new StringBuilder();
                each.points()
                        .forEach(point -> lights.append(point.light().label().charAt(0)));
                out.printf(
                        Locale.ROOT,
                        "%8d  %-9s  %12.4f  %11.4f  %9.3f  %9.3f  %s%n",
                        t + 1,
                        direction.name().toLowerCase(Locale.ROOT),
                        each.potential(),
                        each.feasible().map(PricePoint::quantity).orElse(0.0),
                        each.feasible().map(PricePoint::cost).orElse(0.0),
                        each.feasible()
                                .map(point -> point.state().supportCost())
                                .orElse(0.0),
                        lights);
            }
        }
        for (Direction direction : Direction.values()) {
            AnnualSummary year = InterfaceStudy.summary(direction, intervals);
            out.printf(
                    Locale.ROOT,
                    "a year %s: %.2f of %.2f MWh feasible, at %.4f per MWh, with reactive support %.4f%n",
                    direction.name().toLowerCase(Locale.ROOT),
                    year.feasible(),
                    year.potential(),
                    year.unitCost(),
                    year.unitCostWithSupport());
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Map.Entry<String, List<IntervalCurves>> feeder : curves.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", feeder.getKey());
            json.writeArrayFieldStart("intervals");
            for (int t = 0; t < feeder.getValue().size(); t++) {
                json.writeStartObject();
                json.writeNumberField("t", t + 1);
                for (Direction direction : Direction.values()) {
                    json.writeObjectFieldStart(direction.name().toLowerCase(Locale.ROOT));
                    write(json, feeder.getValue().get(t).curve(direction));
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("summary");
            for (Direction direction : Direction.values()) {
                json.writeObjectFieldStart(direction.name().toLowerCase(Locale.ROOT));
                write(json, InterfaceStudy.summary(direction, feeder.getValue()));
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PriceCurve curve) throws IOException {
        json.writeNumberField("potentialMW", curve.potential());
        json.writeArrayFieldStart("points");
        for (PricePoint point : curve.points()) {
            json.writeStartObject();
            json.writeNumberField("step", point.step());
            json.writeNumberField("deltaMW", point.quantity());
            json.writeNumberField("bidCost", point.cost());
            JsonOutput.number(json, "interfaceP", point.state().p());
            json.writeStringField("light", point.light().label());
            json.writeArrayFieldStart("violations");
            for (BrokenLimit broken : point.state().violations()) {
                json.writeStartArray();
                json.writeString(broken.limit().element().kind().id().equals("bus") ? "v" : "s");
                json.writeNumber(broken.limit().element().id());
                json.writeNumber(broken.value());
                json.writeEndArray();
            }
            json.writeEndArray();
            if (point.light() == Light.ORANGE) {
                json.writeNumberField("supportCost", point.state().supportCost());
                json.writeNumberField("supportMvar", point.state().support());
            }
            if (point.light() == Light.RED) {
                json.writeBooleanField("certified", point.state().isCertified());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, AnnualSummary year) throws IOException {
        json.writeNumberField("marketPotentialMWh", year.potential());
        json.writeNumberField("feasibleMWh", year.feasible());
        json.writeNumberField("cost", year.cost());
        json.writeNumberField("supportMvarh", year.support());
        json.writeNumberField("supportCost", year.supportCost());
        JsonOutput.number(json, "unitCost", year.unitCost());
        JsonOutput.number(json, "unitCostWithSupport", year.unitCostWithSupport());
        json.writeObjectFieldStart("lights");
        for (Map.Entry<Light, Integer> light : year.lights().entrySet()) {
            json.writeNumberField(light.getKey().label(), light.getValue());
        }
        json.writeEndObject();
    }
}
