package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.flexopf.powerflow.LinearModelError;

/** What an AC power flow says of a linear model, as JSON. */
final class ModelErrorFields {

    private ModelErrorFields() {}

    /** The field {@code modelError}: its figures are null if the power flow did not converge. */
    static void write(JsonGenerator json, LinearModelError error) throws IOException {
        json.writeObjectFieldStart("modelError");
        json.writeBooleanField("converged", error.isConverged());
        if (!error.isConverged()) {
            json.writeStringField("reason", error.reason());
        }
        figure(json, error, "maxVoltageError", error.maxVoltageError());
        element(json, error, "voltageErrorBus", error.voltageErrorBus());
        figure(json, error, "maxFlowError", error.maxFlowError());
        json.writeStringField("flowErrorUnit", error.flowUnit().symbol());
        element(json, error, "flowErrorBranch", error.flowErrorBranch());
        figure(json, error, "lossesMissedMw", error.lossesMissed());
        json.writeEndObject();
    }

    private static void figure(JsonGenerator json, LinearModelError error, String field, double value)
            throws IOException {
        JsonOutput.number(json, field, error.isConverged() ? value : Double.NaN);
    }

    private static void element(JsonGenerator json, LinearModelError error, String field, int id) throws IOException {
        if (error.isConverged()) {
            json.writeNumberField(field, id);
        } else {
            json.writeNullField(field);
        }
    }
}
