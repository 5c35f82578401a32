package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.flexopf.coordination.conflict.Compensation;
import org.flexopf.coordination.conflict.ConflictKind;
import org.flexopf.coordination.conflict.Detection;
import org.flexopf.coordination.conflict.FlexibilityDay;
import org.flexopf.coordination.conflict.Remuneration;
import org.flexopf.coordination.conflict.Resolution;
import org.flexopf.coordination.conflict.ResolvedUnit;
import org.flexopf.report.result.TextTable;

/** What {@code opf conflicts} tells of days of flexibility. */
record ConflictsOutcome(List<FlexibilityDay> days, List<List<ResolvedUnit>> resolved) {

    void print(PrintWriter out) {
        for (int k = 0; k < days.size(); k++) {
            if (k > 0) {
                out.println();
            }
            print(days.get(k), resolved.get(k), out);
        }
    }

    private static void print(FlexibilityDay day, List<ResolvedUnit> units, PrintWriter out) {
        out.println(day);
        for (ResolvedUnit unit : units) {
            Detection detection = unit.detection();
            String labels = detection.kinds().stream().map(ConflictKind::label).collect(Collectors.joining(", "));
            out.printf(Locale.ROOT, "time unit %d: %s%n", detection.unit(), labels.isEmpty() ? "no conflict" : labels);
            for (int k = 0; k < detection.sentences().size(); k++) {
                out.printf(
                        Locale.ROOT,
                        "  (%s) %s%n",
                        detection.kinds().get(k).label(),
                        detection.sentences().get(k));
            }
            detection
                    .dsoShortfall()
                    .forEach((area, mw) -> out.printf(
                            Locale.ROOT, "  area %d stays overloaded by %s MW: no asset is left%n", area, short3(mw)));
            unit.remuneration().ifPresent(paid -> print(paid, out));
            unit.compensation().ifPresent(made -> print(made, out));
            if (!detection.kinds().isEmpty() || !detection.dsoShortfall().isEmpty()) {
                unit.resolutions().forEach(resolution -> print(resolution, out));
            }
        }
    }

    private static void print(Remuneration paid, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %s MW serve both: paid once, DSO and TSO pay %s each; paid twice, %s each%n",
                short3(paid.overlap()),
                money(paid.once().dso()),
                money(paid.twice().dso()));
    }

    private static void print(Compensation made, PrintWriter out) {
        if (made.made() == 0.0) {
            out.printf(
                    Locale.ROOT,
                    "  nothing that is safe makes up for the %s MW beyond the TSO's wish%n",
                    short3(made.needed()));
            return;
        }
        out.printf(
                Locale.ROOT,
                "  %s of %s MW beyond the TSO's wish are made up for at %s, paid by %s%n",
                short3(made.made()),
                short3(made.needed()),
                money(made.cost()),
                switch (made.payer()) {
                    case DSO ->
                        made.byArea().entrySet().stream()
                                .map(area -> "the DSO of area " + area.getKey() + ": " + money(area.getValue()))
                                .collect(Collectors.joining(", "));
                    case BRP -> "the balance responsible party";
                });
    }

    private static void print(Resolution resolution, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "  %-9s  cost %8s  overload %6s MW  system error %7s MW  %s%n",
                resolution.policy().label(),
                money(resolution.cost()),
                short3(resolution.unmetDso()),
                short3(resolution.systemError()),
                resolution.activations().entrySet().stream()
                        .map(ConflictsOutcome::activation)
                        .collect(Collectors.joining(", ")));
    }

    static String activation(Map.Entry<String, Resolution.Activation> asset) {
        Resolution.Activation activation = asset.getValue();
        String up = activation.up() > 0.0 ? " up " + short3(activation.up()) : "";
        String down = activation.down() > 0.0 ? " down " + short3(activation.down()) : "";
        return asset.getKey() + up + down;
    }

    static String short3(double value) {
        return TextTable.number(value, 3).replaceAll("\\.?0+$", "");
    }

    static String money(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    String json() {
        return JsonOutput.text(json -> {
            json.writeStartArray();
            for (int k = 0; k < days.size(); k++) {
                json.writeStartObject();
                json.writeStringField("name", days.get(k).name());
                json.writeArrayFieldStart("units");
                for (ResolvedUnit unit : resolved.get(k)) {
                    write(unit, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(ResolvedUnit unit, JsonGenerator json) throws IOException {
        Detection detection = unit.detection();
        json.writeStartObject();
        json.writeNumberField("timeUnit", detection.unit());
        json.writeArrayFieldStart("conflicts");
        for (ConflictKind kind : detection.kinds()) {
            json.writeString(kind.label());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("sentences");
        for (String sentence : detection.sentences()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        amounts(json, "dsoAllocation", detection.dsoAllocation());
        amounts(json, "dsoShortfall", detection.dsoShortfall());
        json.writeNumberField("overlapMW", detection.overlap());
        json.writeNumberField("excessMW", detection.excess());
        json.writeNumberField("restMW", detection.rest());
        json.writeObjectFieldStart("resolution");
        for (Resolution resolution : unit.resolutions()) {
            json.writeObjectFieldStart(resolution.policy().name());
            write(resolution, json);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeFieldName("remuneration");
        if (unit.remuneration().isPresent()) {
            write(unit.remuneration().get(), json);
        } else {
            json.writeNull();
        }
        json.writeFieldName("compensation");
        if (unit.compensation().isPresent()) {
            write(unit.compensation().get(), json);
        } else {
            json.writeNull();
        }
        json.writeEndObject();
    }

    private static void write(Resolution resolution, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("activations");
        for (Map.Entry<String, Resolution.Activation> asset :
                resolution.activations().entrySet()) {
            json.writeArrayFieldStart(asset.getKey());
            json.writeNumber(asset.getValue().up());
            json.writeNumber(asset.getValue().down());
            json.writeEndArray();
        }
        json.writeEndObject();
        amounts(json, "overloadMW", resolution.overload());
        json.writeNumberField("systemErrorMW", resolution.systemError());
        json.writeNumberField("cost", resolution.cost());
        json.writeNumberField("unmetDsoMW", resolution.unmetDso());
        json.writeNumberField("unmetTsoMW", resolution.unmetTso());
    }

    private static void write(Remuneration paid, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("overlapMW", paid.overlap());
        write("once", paid.once(), json);
        write("twice", paid.twice(), json);
        json.writeEndObject();
    }

    private static void write(String field, Remuneration.Payments payments, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("aggregator", payments.aggregator());
        json.writeNumberField("dso", payments.dso());
        json.writeNumberField("tso", payments.tso());
        json.writeEndObject();
    }

    private static void write(Compensation made, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("neededMW", made.needed());
        json.writeNumberField("madeMW", made.made());
        json.writeNumberField("cost", made.cost());
        json.writeStringField("payer", made.payer().name());
        amounts(json, "byArea", made.byArea());
        json.writeEndObject();
    }

    private static void amounts(JsonGenerator json, String field, Map<?, Double> amounts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<?, Double> amount : amounts.entrySet()) {
            json.writeNumberField(String.valueOf(amount.getKey()), amount.getValue());
        }
        json.writeEndObject();
    }
}
