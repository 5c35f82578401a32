package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.NodalPrices;
import org.flexopf.pricing.Power;
import org.flexopf.pricing.PriceAgreement;
import org.flexopf.pricing.Provenance;

/** Where the prices of a solution come from, as JSON: {@code "prices"}. */
final class PriceFields {

    private PriceFields() {
    }

    /** The prices of a solution, or {@code null} if its solver returns no duals. */
    static NodalPrices of(OpfSolution solution) {
        return solution.result().z().length == 0 && solution.result().y().length == 0 ? null : NodalPrices.of(solution);
    }

    /**
     * Unit, sign, period, origin, and whose prices they are.
     *
     * @param prices {@code null} if there are none
     */
    static void write(JsonGenerator json, NodalPrices prices) throws IOException {
        if (prices == null) {
            json.writeNullField("prices");
            return;
        }
        Provenance active = prices.provenance(Power.ACTIVE);
        PriceAgreement agreement = prices.agreement();
        json.writeObjectFieldStart("prices");
        json.writeStringField("unitP", active.unit());
        json.writeStringField("unitQ", prices.provenance(Power.REACTIVE).unit());
        json.writeStringField("sign", active.signConvention());
        json.writeNumberField("periodHours", active.periodHours());
        json.writeStringField("formulation", active.formulation());
        json.writeStringField("solver", active.solver());
        json.writeBooleanField("exact", agreement.agrees());
        json.writeStringField("agreement", agreement.toString());
        json.writeArrayFieldStart("caveats");
        for (String caveat : active.caveats()) {
            json.writeString(caveat);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
