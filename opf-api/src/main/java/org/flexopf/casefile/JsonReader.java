package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.casefile.JsonTree.Node;
import org.flexopf.casefile.JsonTree.ObjectNode;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Fault;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Note;
import org.flexopf.network.Range;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;

/** Makes a case of a JSON text. What may be left out, and what that means, stands here and in {@link JsonWriter}. */
final class JsonReader {

    static final String FORMAT = "flexopf-case";
    static final int VERSION = 1;

    /** The fields of a case beside the lists of further kinds of device. */
    static final List<String> FIELDS = List.of(
            "format",
            "version",
            "name",
            "description",
            "source",
            "baseMva",
            "buses",
            "branches",
            "generators",
            "loads",
            "shunts",
            "hvdcLines",
            "interfaces",
            "controls");

    private static final double[] ONE_PERIOD = {1.0};
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    private final CaseOptions options;

    JsonReader(String file, CaseOptions options) {
        this.file = file;
        this.options = options;
    }

    JsonCase read(Node root) {
        if (!(root instanceof ObjectNode object)) {
            throw new CaseFileException(
                    file,
                    root.line(),
                    root.describe(),
                    "a case is an object",
                    "start it with { \"format\": \"" + FORMAT + "\"");
        }
        JsonElement json = new JsonElement("", object, faults);
        requireFormat(json);
        NetworkBuilder builder = Network.builder(json.text("name"), json.number("baseMva"));
        String description = json.text("description", "");
        String source = json.text("source", "");
        json.objects("buses").forEach(bus -> builder.fromLine(bus.line()).bus(bus(bus)));
        json.objects("branches")
                .forEach(branch -> builder.fromLine(branch.line()).branch(branch(branch)));
        json.objects("generators")
                .forEach(generator -> builder.fromLine(generator.line()).generator(generator(generator)));
        json.objects("loads").forEach(load -> builder.fromLine(load.line()).load(load(load)));
        json.objects("shunts").forEach(shunt -> builder.fromLine(shunt.line()).shunt(shunt(shunt)));
        json.objects("hvdcLines").forEach(line -> builder.fromLine(line.line()).hvdcLine(hvdcLine(line)));
        for (DeviceFormat format : DeviceFormats.installed().values()) {
            json.objects(format.list())
                    .forEach(device -> builder.fromLine(device.line()).device(device(format, device)));
        }
        json.objects("interfaces")
                .forEach(limits -> builder.fromLine(limits.line()).flowInterface(flowInterface(limits)));
        json.objects("controls")
                .forEach(control -> builder.fromLine(control.line()).control(control(control)));
        json.refuseUnknownFields();
        // Stand-ins for what is missing would only produce further faults, so that the network is not looked at before
        // all fields are right.
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        if (options.withoutInterfaces() && json.has("interfaces")) {
            builder.removeFlowInterfaces()
                    .note(Note.changing("interfaces", "limits on sums of flows are left out, as was asked"));
        }
        if (options.mergesZeroImpedance()) {
            builder.mergeZeroImpedance();
        }
        return new JsonCase(builder.build(), description, source);
    }

    private void requireFormat(JsonElement json) {
        String format = json.text("format");
        double version = json.number("version");
        if (!faults.isEmpty() || !format.equals(FORMAT) || version != VERSION) {
            throw new CaseFileException(
                    file,
                    json.line(),
                    faults.isEmpty()
                            ? "format \"" + format + "\", version " + version
                            : faults.get(0).element() + ": " + faults.get(0).value(),
                    "only version " + VERSION + " of the format " + FORMAT + " is read",
                    "begin the file with { \"format\": \"" + FORMAT + "\", \"version\": " + VERSION);
        }
    }

    private static Bus bus(JsonElement json) {
        Bus bus = new Bus(
                json.integer("id"),
                json.text("name", ""),
                json.choice("type", BusType.class, BusType.PQ),
                json.number("baseKv", 0.0),
                json.number("vMin"),
                json.number("vMax"),
                json.number("angle", 0.0),
                json.has("zone") ? json.integer("zone") : 0);
        json.refuseUnknownFields();
        return bus;
    }

    private static Branch branch(JsonElement json) {
        Branch branch = new Branch(
                json.integer("id"),
                json.text("name", ""),
                json.integer("from"),
                json.integer("to"),
                new Branch.Pi(json.number("r"), json.number("x"), json.number("b", 0.0)),
                new Branch.Tap(json.number("ratio", 1.0), json.number("shift", 0.0)),
                new Branch.Limits(
                        json.number("rating", INFINITY),
                        json.number("currentLimit", INFINITY),
                        new Range(json.number("angleMin", -360.0), json.number("angleMax", 360.0))),
                json.flag("inService", true));
        json.refuseUnknownFields();
        return branch;
    }

    private static Generator generator(JsonElement json) {
        Generator generator = new Generator(
                json.integer("id"),
                json.text("name", ""),
                json.integer("bus"),
                new Generator.Limits(
                        new Range(json.number("pMin", -INFINITY), json.number("pMax", INFINITY)),
                        new Range(json.number("qMin", -INFINITY), json.number("qMax", INFINITY)),
                        capability(json.object("capability")),
                        reactiveLines(json.object("reactiveLines"))),
                new Generator.Costs(json.cost("cost"), json.cost("reactiveCost")),
                new Generator.Schedule(
                        json.number("p", 0.0), json.number("q", 0.0), json.number("voltageSetPoint", 1.0)),
                new Generator.Dynamics(
                        json.number("rampUp", INFINITY),
                        json.number("rampDown", INFINITY),
                        json.number("initialPower", Double.NaN),
                        commitment(json.object("commitment"))),
                json.flag("inService", true));
        json.refuseUnknownFields();
        return generator;
    }

    private static Optional<Generator.Commitment> commitment(JsonElement json) {
        if (json == null) {
            return Optional.empty();
        }
        Generator.Commitment commitment = new Generator.Commitment(
                json.number("startCost", 0.0),
                json.number("stopCost", 0.0),
                json.number("minUp", 0.0),
                json.number("minDown", 0.0),
                json.number("startRamp", INFINITY),
                json.number("stopRamp", INFINITY),
                json.flag("initiallyOn", false),
                json.number("initialHours", 0.0));
        json.refuseUnknownFields();
        return Optional.of(commitment);
    }

    private static CapabilityCurve capability(JsonElement json) {
        if (json == null) {
            return CapabilityCurve.unlimited();
        }
        CapabilityCurve.Shape shape = json.choice("shape", CapabilityCurve.Shape.class, null);
        CapabilityCurve curve = new CapabilityCurve(
                shape, json.number("mva", INFINITY), json.number("powerFactor", usualPowerFactor(shape)));
        json.refuseUnknownFields();
        return curve;
    }

    private static ReactiveLines reactiveLines(JsonElement json) {
        if (json == null) {
            return ReactiveLines.none();
        }
        ReactiveLines lines = new ReactiveLines(
                line(json.object("lower"), ReactiveLines.NO_LOWER), line(json.object("upper"), ReactiveLines.NO_UPPER));
        json.refuseUnknownFields();
        return lines;
    }

    private static ReactiveLines.Line line(JsonElement json, ReactiveLines.Line otherwise) {
        if (json == null) {
            return otherwise;
        }
        ReactiveLines.Line line = new ReactiveLines.Line(json.number("slope"), json.number("atZero", 0.0));
        json.refuseUnknownFields();
        return line;
    }

    /** The power factor of a shape where it is left out. */
    static double usualPowerFactor(CapabilityCurve.Shape shape) {
        return switch (shape) {
            case SEMICIRCLE -> CapabilityCurve.semicircle(1.0).powerFactor();
            case LIMITED_SEMICIRCLE -> CapabilityCurve.LIMITED_SEMICIRCLE_POWER_FACTOR;
            case RECTANGLE -> CapabilityCurve.RECTANGLE_POWER_FACTOR;
        };
    }

    private static Load load(JsonElement json) {
        Load load = new Load(
                json.integer("id"),
                json.text("name", ""),
                json.integer("bus"),
                json.number("p"),
                json.number("q"),
                json.flag("inService", true));
        json.refuseUnknownFields();
        return load;
    }

    private static Shunt shunt(JsonElement json) {
        Shunt shunt = new Shunt(
                json.integer("id"),
                json.text("name", ""),
                json.integer("bus"),
                json.number("g"),
                json.number("b"),
                json.flag("inService", true));
        json.refuseUnknownFields();
        return shunt;
    }

    private static HvdcLine hvdcLine(JsonElement json) {
        HvdcLine line = new HvdcLine(
                json.integer("id"),
                json.text("name", ""),
                json.integer("from"),
                json.integer("to"),
                new HvdcLine.Limits(
                        new Range(json.number("pMin"), json.number("pMax")),
                        new Range(json.number("qMinFrom", -INFINITY), json.number("qMaxFrom", INFINITY)),
                        new Range(json.number("qMinTo", -INFINITY), json.number("qMaxTo", INFINITY))),
                new HvdcLine.Losses(json.number("lossConstant", 0.0), json.number("lossFactor", 0.0)),
                json.cost("cost"),
                new HvdcLine.Schedule(json.number("p", 0.0), json.number("qFrom", 0.0), json.number("qTo", 0.0)),
                json.flag("inService", true));
        json.refuseUnknownFields();
        return line;
    }

    private static FlowInterface flowInterface(JsonElement json) {
        Map<Integer, Double> weights = new LinkedHashMap<>();
        for (JsonElement flow : json.objects("flows")) {
            weights.merge(flow.integer("branch"), flow.number("weight", 1.0), Double::sum);
            flow.refuseUnknownFields();
        }
        FlowInterface limits = new FlowInterface(
                json.integer("id"),
                json.text("name", ""),
                weights,
                new Range(json.number("lower", -INFINITY), json.number("upper", INFINITY)));
        json.refuseUnknownFields();
        return limits;
    }

    private ConnectedElement device(DeviceFormat format, JsonElement json) {
        DeviceElement fields = new DeviceElement(json, ONE_PERIOD, faults);
        ConnectedElement device = format.read(fields);
        fields.refuseUnknownFields();
        if (!device.kind().equals(format.kind())) {
            throw new IllegalStateException(format.getClass().getName() + " reads the kind '"
                    + format.kind().id() + "' and gave an element of the kind '"
                    + device.kind().id() + "'");
        }
        return device;
    }

    private static StepControl control(JsonElement json) {
        StepControl control = new StepControl(
                json.choice("kind", StepControl.Kind.class, null),
                json.integer("element"),
                json.number("lower"),
                json.number("upper"),
                json.has("steps") ? json.integer("steps") : 0);
        json.refuseUnknownFields();
        return control;
    }
}
