package org.flexopf.coordination.conflict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flexopf.casefile.CaseFileException;
import org.flexopf.casefile.JsonElement;
import org.flexopf.network.Fault;
import org.flexopf.network.InvalidNetworkException;

/** Days of flexibility as JSON: docs/conflicts.md describes the fields. */
public final class FlexibilityDayFile {

    private FlexibilityDayFile() {}

    /**
     * The days that a text holds: one, or a list of them.
     *
     * @param file what messages call the text
     * @throws CaseFileException if the text is no JSON
     * @throws InvalidNetworkException if what it says makes no sense, with all faults
     */
    public static List<FlexibilityDay> parse(String file, String text) {
        List<Fault> faults = new ArrayList<>();
        List<FlexibilityDay> days = new ArrayList<>();
        for (JsonElement json : JsonElement.parseEach(file, text, "a day of flexibility", faults)) {
            day(json, faults, days);
        }
        if (!faults.isEmpty()) {
            throw new InvalidNetworkException(file, faults);
        }
        return days;
    }

    private static void day(JsonElement json, List<Fault> faults, List<FlexibilityDay> days) {
        int before = faults.size();
        for (String remark : List.of("unit", "sign", "note")) {
            json.pass(remark);
        }
        String name = json.text("name", "day");
        if (days.stream().anyMatch(day -> day.name().equals(name))) {
            json.refuse("name", "another day has it", "give every day a name of its own");
        }
        double valueDso = json.number("valueDso");
        double valueTso = json.number("valueTso");
        List<Double> request = series(json, "tsoRequest");
        List<SupplyArea> areas =
                json.objects("areas").stream().map(FlexibilityDayFile::area).toList();
        List<FlexibleAsset> assets =
                json.objects("assets").stream().map(FlexibilityDayFile::asset).toList();
        json.refuseUnknownFields();
        if (faults.size() > before) {
            return;
        }
        try {
            days.add(new FlexibilityDay(name, valueDso, valueTso, request, areas, assets));
        } catch (InvalidNetworkException e) {
            e.faults().stream()
                    .map(fault -> new Fault(name + ", " + fault.element(), fault.value(), fault.cause(), fault.fix()))
                    .forEach(faults::add);
        }
    }

    private static SupplyArea area(JsonElement json) {
        SupplyArea area = new SupplyArea(
                json.integer("id"), json.number("transformerMW", Double.POSITIVE_INFINITY), series(json, "demand"));
        json.refuseUnknownFields();
        return area;
    }

    private static FlexibleAsset asset(JsonElement json) {
        FlexibleAsset asset = new FlexibleAsset(
                json.text("id"),
                json.integer("area"),
                series(json, "up"),
                series(json, "down"),
                json.number("priceUp"),
                json.number("priceDown"),
                json.flag("exclusive", true));
        json.refuseUnknownFields();
        return asset;
    }

    private static List<Double> series(JsonElement json, String field) {
        return Arrays.stream(json.numbers(field)).boxed().toList();
    }
}
