package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.flexopf.coordination.Direction;
import org.flexopf.coordination.region.AnnualSummary;
import org.flexopf.coordination.region.FlexibleFeeder;
import org.flexopf.coordination.region.FlexibleFeederFile;
import org.flexopf.coordination.region.InterfaceStudy;
import org.flexopf.coordination.region.IntervalCurves;
import org.flexopf.coordination.region.Light;
import org.flexopf.coordination.region.PriceCurve;
import org.flexopf.coordination.region.PricePoint;
import org.flexopf.examples.Lights;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.report.LightChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf curves}: price-quantity curves of a feeder's interface. */
@Command(
        name = "curves",
        description = {
            "Draw up the price-quantity curves of a feeder's interface.",
            "Over typical intervals: what is offered, what the feeder bears as it is (green), with "
                    + "reactive support (orange) or not at all (red), and a year of it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CurvesCommand implements Callable<Integer> {

    @Mixin
    private StudyFile study;

    @Option(
            names = "--steps",
            paramLabel = "NUMBER",
            defaultValue = "8",
            description = "How many steps a curve has (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draw the year of the first feeder as a heat map (to standard output for -).")
    private String svg;

    @Option(
            names = "--curve",
            paramLabel = "INTERVAL:DIRECTION",
            description = "With --svg: draw one curve instead, such as 4:up.")
    private String curve;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallFiles files = study.files().writes("--svg", svg);
        files.check();
        if (curve != null && svg == null) {
            throw new BadInputException("--curve says what --svg draws; give --svg FILE too");
        }
        Map<String, FlexibleFeeder> feeders =
                FlexibleFeederFile.parse(study.name(), study.text("the feeders", "docs/interface-curves.md"));
        Map<String, List<IntervalCurves>> curves = new LinkedHashMap<>();
        feeders.forEach((name, feeder) -> curves.put(
                name, InterfaceStudy.of(feeder, Lights.of()).withSteps(steps).curves()));
        PrintWriter out = spec.commandLine().getOut();
        if (!files.takeStandardOutput()) {
            curves.forEach((name, intervals) -> print(name, intervals, out));
            out.flush();
        }
        study.write(out, () -> JsonOutput.text(writer -> write(writer, curves)));
        if (svg != null) {
            CallFiles.write(svg, out, picture(curves));
        }
        return ExitCode.SOLVED;
    }

    private String picture(Map<String, List<IntervalCurves>> curves) {
        Map.Entry<String, List<IntervalCurves>> first =
                curves.entrySet().iterator().next();
        List<LightChart.Curve> drawn = new ArrayList<>();
        int chosen = -1;
        for (Direction direction : Direction.values()) {
            for (int t = 0; t < first.getValue().size(); t++) {
                String label = (t + 1) + ":" + direction.name().toLowerCase(Locale.ROOT);
                PriceCurve each = first.getValue().get(t).curve(direction);
                if (label.equals(curve)) {
                    chosen = each.points().isEmpty() ? -1 : drawn.size();
                }
                if (!each.points().isEmpty()) {
                    drawn.add(new LightChart.Curve(
                            label,
                            each.points().stream().map(CurvesCommand::drawn).toList()));
                }
            }
        }
        if (curve != null && chosen < 0) {
            throw new BadInputException("there is no curve '" + curve + "' with points; choose one of "
                    + String.join(
                            ", ", drawn.stream().map(LightChart.Curve::label).toList()));
        }
        LightChart chart = LightChart.of(first.getKey(), drawn);
        return curve == null ? chart.heatMap() : chart.curve(chosen);
    }

    private static LightChart.Point drawn(PricePoint point) {
        return new LightChart.Point(
                point.quantity(),
                point.cost() + point.state().supportCost(),
                switch (point.light()) {
                    case GREEN -> LightChart.Light.GREEN;
                    case ORANGE -> LightChart.Light.ORANGE;
                    case RED -> LightChart.Light.RED;
                });
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

    private static void write(JsonGenerator json, Map<String, List<IntervalCurves>> curves) throws IOException {
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
