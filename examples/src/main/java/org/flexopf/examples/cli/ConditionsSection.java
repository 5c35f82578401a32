package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.flexopf.socp.SufficientCondition;

/** The published conditions for exactness, with the reason why each holds or does not. */
record ConditionsSection(List<SufficientCondition> conditions) implements ReportSection {

    @Override
    public List<Finding> findings() {
        return conditions.stream()
                .map(condition -> new Finding("condition", condition.toString()))
                .toList();
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("conditions");
        for (SufficientCondition condition : conditions) {
            json.writeStartObject();
            json.writeStringField("name", condition.name());
            json.writeStringField("source", condition.source());
            json.writeBooleanField("holds", condition.holds());
            json.writeStringField("reason", condition.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
