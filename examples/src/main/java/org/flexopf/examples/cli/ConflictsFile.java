package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.flexopf.coordination.conflict.FlexibilityDay;
import org.flexopf.coordination.conflict.FlexibleAsset;
import org.flexopf.coordination.conflict.SupplyArea;
import org.flexopf.network.InvalidNetworkException;

/** Days of flexibility from a JSON file (docs/coordination.md): one day, or an array of them. All faults are told. */
final class ConflictsFile {

    private ConflictsFile() {}

    /** @throws BadInputException if the file cannot be read, or holds no such days */
    static List<FlexibilityDay> read(String name) {
        InputFile file = new InputFile(name, "the days of flexibility", "JSON", "docs/coordination.md");
        JsonNode root = file.json();
        List<FlexibilityDay> days = new ArrayList<>();
        for (JsonFields json : JsonFields.each(file, root, "day")) {
            FlexibilityDay day = day(json, file);
            if (day != null) {
                days.add(day);
            }
        }
        file.requireNoFaults();
        return days;
    }

    private static FlexibilityDay day(JsonFields json, InputFile file) {
        json.ignoring("unit", "sign", "note", "about");
        String name = json.text("name", json.where());
        double valueDso = json.number("valueDso");
        double valueTso = json.number("valueTso");
        List<Double> request = json.numbers("tsoRequest");
        List<SupplyArea> areas =
                json.objects("areas", "area").stream().map(ConflictsFile::area).toList();
        List<FlexibleAsset> assets =
                json.objects("assets", "asset").stream().map(ConflictsFile::asset).toList();
        json.refuseOthers();
        if (!json.isSound()) {
            return null;
        }
        try {
            return new FlexibilityDay(name, valueDso, valueTso, request, areas, assets);
        } catch (InvalidNetworkException e) {
            e.faults().forEach(fault -> file.fault(json.where() + ", " + fault));
            return null;
        }
    }

    private static SupplyArea area(JsonFields json) {
        int id = json.whole("id");
        double limit = json.number("transformerMW", Double.POSITIVE_INFINITY);
        List<Double> demand = json.numbers("demand");
        json.refuseOthers();
        return new SupplyArea(id, limit, demand);
    }

    private static FlexibleAsset asset(JsonFields json) {
        String id = json.text("id");
        int area = json.whole("area");
        List<Double> up = json.numbers("up");
        List<Double> down = json.numbers("down");
        double priceUp = json.number("priceUp");
        double priceDown = json.number("priceDown");
        boolean exclusive = json.flag("exclusive", true);
        json.refuseOthers();
        return new FlexibleAsset(id, area, up, down, priceUp, priceDown, exclusive);
    }
}
