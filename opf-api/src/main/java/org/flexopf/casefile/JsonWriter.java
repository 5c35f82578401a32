package org.flexopf.casefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CapabilityCurve;
import org.flexopf.network.FlowInterface;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.MergedNode;
import org.flexopf.network.Network;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;

/**
 * Writes a case as JSON. What has the value that holds when it is left out, infinite limits among them, is left out.
 */
final class JsonWriter {

    /** The fast writer gives the shortest digits that are read back exactly, on every JDK the same. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private final JsonGenerator json;

    private JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(JsonCase content) {
        return text(json -> new JsonWriter(json).root(content));
    }

    /** A text with an element on each line. */
    static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new OneElementPerLine());
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    /** Writes a text. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private void root(JsonCase content) throws IOException {
        Network network = content.network();
        json.writeStartObject();
        json.writeStringField("format", JsonReader.FORMAT);
        json.writeNumberField("version", JsonReader.VERSION);
        json.writeStringField("name", network.name());
        text("description", content.description());
        text("source", content.source());
        json.writeNumberField("baseMva", network.baseMva());
        list("buses", busesAsGiven(network), this::bus);
        list("branches", branchesAsGiven(network), this::branch);
        list("generators", network.generators(), this::generator);
        list("loads", network.loads(), this::load);
        list("shunts", network.shunts(), this::shunt);
        if (!network.hvdcLines().isEmpty()) {
            list("hvdcLines", network.hvdcLines(), this::hvdcLine);
        }
        for (ElementKind kind : network.furtherKinds()) {
            DeviceFormat format = formatOf(network, kind);
            list(format.list(), network.connected(kind), device -> format.write(device, JsonFields.of(json)));
        }
        if (!network.flowInterfaces().isEmpty()) {
            list("interfaces", network.flowInterfaces(), this::flowInterface);
        }
        if (!network.controls().isEmpty()) {
            list("controls", network.controls(), this::control);
        }
        json.writeEndObject();
    }

    /** With the members of merged nodes in place of what stands for them: reading may merge them again. */
    static List<Bus> busesAsGiven(Network network) {
        List<Bus> buses = new ArrayList<>();
        for (Bus bus : network.buses()) {
            List<Bus> members = network.mergedNodes().stream()
                    .filter(node -> node.bus() == bus.id())
                    .findFirst()
                    .map(MergedNode::members)
                    .orElse(List.of(bus));
            buses.addAll(members);
        }
        return buses;
    }

    /** With the branches within merged nodes, after the others. */
    static List<Branch> branchesAsGiven(Network network) {
        List<Branch> branches = new ArrayList<>(network.branches());
        network.mergedNodes().forEach(node -> branches.addAll(node.joints()));
        return branches;
    }

    private static DeviceFormat formatOf(Network network, ElementKind kind) {
        DeviceFormat format = DeviceFormats.installed().get(kind);
        if (format == null) {
            throw new IllegalArgumentException(network.name() + " has elements of the kind '" + kind
                    + "', and no format is registered for them; install the " + DeviceFormat.class.getName()
                    + " of the kind, or take the elements out of the network");
        }
        return format;
    }

    /** Writes the fields of an element. */
    private interface Fields<T> {
        void write(T element) throws IOException;
    }

    private <T> void list(String name, List<? extends T> elements, Fields<T> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            json.writeStartObject();
            fields.write(element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void bus(Bus bus) throws IOException {
        json.writeNumberField("id", bus.id());
        text("name", bus.name());
        if (bus.type() != BusType.PQ) {
            json.writeStringField("type", JsonElement.nameOf(bus.type()));
        }
        number("baseKv", bus.baseKv(), 0.0);
        json.writeNumberField("vMin", bus.vMin());
        json.writeNumberField("vMax", bus.vMax());
        number("angle", bus.angle(), 0.0);
        if (bus.zone() != 0) {
            json.writeNumberField("zone", bus.zone());
        }
    }

    private void branch(Branch branch) throws IOException {
        json.writeNumberField("id", branch.id());
        text("name", branch.name());
        json.writeNumberField("from", branch.fromBus());
        json.writeNumberField("to", branch.toBus());
        json.writeNumberField("r", branch.r());
        json.writeNumberField("x", branch.x());
        number("b", branch.b(), 0.0);
        number("ratio", branch.ratio(), 1.0);
        number("shift", branch.shift(), 0.0);
        number("rating", branch.rating(), Double.POSITIVE_INFINITY);
        number("currentLimit", branch.currentLimit(), Double.POSITIVE_INFINITY);
        number("angleMin", branch.angleMin(), -360.0);
        number("angleMax", branch.angleMax(), 360.0);
        inService(branch.inService());
    }

    private void generator(Generator generator) throws IOException {
        json.writeNumberField("id", generator.id());
        text("name", generator.name());
        json.writeNumberField("bus", generator.bus());
        number("pMin", generator.pMin(), Double.NEGATIVE_INFINITY);
        number("pMax", generator.pMax(), Double.POSITIVE_INFINITY);
        number("qMin", generator.qMin(), Double.NEGATIVE_INFINITY);
        number("qMax", generator.qMax(), Double.POSITIVE_INFINITY);
        JsonFields.of(json).cost("cost", generator.cost());
        JsonFields.of(json).cost("reactiveCost", generator.reactiveCost());
        number("p", generator.p(), 0.0);
        number("q", generator.q(), 0.0);
        number("voltageSetPoint", generator.voltageSetPoint(), 1.0);
        capability(generator.capability());
        reactiveLines(generator.reactiveLines());
        number("rampUp", generator.dynamics().rampUp(), Double.POSITIVE_INFINITY);
        number("rampDown", generator.dynamics().rampDown(), Double.POSITIVE_INFINITY);
        number("initialPower", generator.dynamics().initial(), Double.NaN);
        if (generator.dynamics().commitment().isPresent()) {
            commitment(generator.dynamics().commitment().get());
        }
        inService(generator.inService());
    }

    private void commitment(Generator.Commitment commitment) throws IOException {
        json.writeObjectFieldStart("commitment");
        number("startCost", commitment.startCost(), 0.0);
        number("stopCost", commitment.stopCost(), 0.0);
        number("minUp", commitment.minUp(), 0.0);
        number("minDown", commitment.minDown(), 0.0);
        number("startRamp", commitment.startRamp(), Double.POSITIVE_INFINITY);
        number("stopRamp", commitment.stopRamp(), Double.POSITIVE_INFINITY);
        if (commitment.initiallyOn()) {
            json.writeBooleanField("initiallyOn", true);
        }
        number("initialHours", commitment.initialHours(), 0.0);
        json.writeEndObject();
    }

    private void capability(CapabilityCurve curve) throws IOException {
        if (curve.equals(CapabilityCurve.unlimited())) {
            return;
        }
        json.writeObjectFieldStart("capability");
        json.writeStringField("shape", JsonElement.nameOf(curve.shape()));
        number("mva", curve.mva(), Double.POSITIVE_INFINITY);
        number("powerFactor", curve.powerFactor(), JsonReader.usualPowerFactor(curve.shape()));
        json.writeEndObject();
    }

    private void reactiveLines(ReactiveLines lines) throws IOException {
        if (lines.equals(ReactiveLines.none())) {
            return;
        }
        json.writeObjectFieldStart("reactiveLines");
        line("lower", lines.lower(), ReactiveLines.NO_LOWER);
        line("upper", lines.upper(), ReactiveLines.NO_UPPER);
        json.writeEndObject();
    }

    private void line(String name, ReactiveLines.Line line, ReactiveLines.Line whenLeftOut) throws IOException {
        if (!line.equals(whenLeftOut)) {
            json.writeObjectFieldStart(name);
            json.writeNumberField("slope", line.slope());
            number("atZero", line.atZero(), 0.0);
            json.writeEndObject();
        }
    }

    private void load(Load load) throws IOException {
        json.writeNumberField("id", load.id());
        text("name", load.name());
        json.writeNumberField("bus", load.bus());
        json.writeNumberField("p", load.p());
        json.writeNumberField("q", load.q());
        inService(load.inService());
    }

    private void shunt(Shunt shunt) throws IOException {
        json.writeNumberField("id", shunt.id());
        text("name", shunt.name());
        json.writeNumberField("bus", shunt.bus());
        json.writeNumberField("g", shunt.g());
        json.writeNumberField("b", shunt.b());
        inService(shunt.inService());
    }

    private void hvdcLine(HvdcLine line) throws IOException {
        json.writeNumberField("id", line.id());
        text("name", line.name());
        json.writeNumberField("from", line.fromBus());
        json.writeNumberField("to", line.toBus());
        json.writeNumberField("pMin", line.pMin());
        json.writeNumberField("pMax", line.pMax());
        number("qMinFrom", line.qMinFrom(), Double.NEGATIVE_INFINITY);
        number("qMaxFrom", line.qMaxFrom(), Double.POSITIVE_INFINITY);
        number("qMinTo", line.qMinTo(), Double.NEGATIVE_INFINITY);
        number("qMaxTo", line.qMaxTo(), Double.POSITIVE_INFINITY);
        number("lossConstant", line.lossConstant(), 0.0);
        number("lossFactor", line.lossFactor(), 0.0);
        JsonFields.of(json).cost("cost", line.cost());
        number("p", line.p(), 0.0);
        number("qFrom", line.qFrom(), 0.0);
        number("qTo", line.qTo(), 0.0);
        inService(line.inService());
    }

    private void flowInterface(FlowInterface limits) throws IOException {
        json.writeNumberField("id", limits.id());
        text("name", limits.name());
        json.writeArrayFieldStart("flows");
        for (Map.Entry<Integer, Double> flow : limits.weights().entrySet()) {
            json.writeStartObject();
            json.writeNumberField("branch", flow.getKey());
            number("weight", flow.getValue(), 1.0);
            json.writeEndObject();
        }
        json.writeEndArray();
        number("lower", limits.lower(), Double.NEGATIVE_INFINITY);
        number("upper", limits.upper(), Double.POSITIVE_INFINITY);
    }

    private void control(StepControl control) throws IOException {
        json.writeStringField("kind", JsonElement.nameOf(control.kind()));
        json.writeNumberField("element", control.element());
        json.writeNumberField("lower", control.lower());
        json.writeNumberField("upper", control.upper());
        if (!control.isContinuous()) {
            json.writeNumberField("steps", control.steps());
        }
    }

    private void text(String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
    }

    /** The comparison tells 0 from -0, so that even this survives. */
    private void number(String field, double value, double whenLeftOut) throws IOException {
        if (Double.compare(value, whenLeftOut) != 0) {
            json.writeNumberField(field, value);
        }
    }

    private void inService(boolean inService) throws IOException {
        if (!inService) {
            json.writeBooleanField("inService", false);
        }
    }

    /**
     * Starts a line for every field of the case and for every object of its lists, and writes each object, and each
     * list of anything else, on one line.
     */
    private static final class OneElementPerLine extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1L;
        private static final int BROKEN_UP = 2;

        private int depth;
        /** Whether the list of the case that is being written has objects. */
        private boolean hasObjects;

        @Override
        public void writeStartObject(JsonGenerator json) throws IOException {
            JsonStreamContext within = json.getOutputContext().getParent();
            if (depth == BROKEN_UP && within.inArray()) {
                hasObjects = true;
                newLine(json, depth, depth);
            }
            depth++;
            json.writeRaw('{');
        }

        @Override
        public void beforeObjectEntries(JsonGenerator json) throws IOException {
            newLine(json, depth, depth);
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(depth > BROKEN_UP ? ", " : ",");
            newLine(json, depth, depth);
        }

        @Override
        public void writeEndObject(JsonGenerator json, int entries) throws IOException {
            newLine(json, depth, depth - 1);
            depth--;
            json.writeRaw('}');
        }

        @Override
        public void writeStartArray(JsonGenerator json) throws IOException {
            depth++;
            hasObjects = hasObjects && depth > BROKEN_UP;
            json.writeRaw('[');
        }

        @Override
        public void beforeArrayValues(JsonGenerator json) {
            // Only objects start a line.
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(depth == BROKEN_UP && hasObjects ? "," : ", ");
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws IOException {
            if (depth == BROKEN_UP && hasObjects) {
                newLine(json, depth, depth - 1);
            }
            depth--;
            json.writeRaw(']');
        }

        private static void newLine(JsonGenerator json, int depth, int indentation) throws IOException {
            if (depth <= BROKEN_UP) {
                json.writeRaw('\n');
                for (int k = 0; k < indentation; k++) {
                    json.writeRaw("  ");
                }
            }
        }
    }
}
