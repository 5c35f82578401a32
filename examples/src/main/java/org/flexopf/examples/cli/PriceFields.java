package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PriceComponents;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.PriceAgreement;
import org.flexopf.pricing.nodal.Provenance;

/** Where the prices of a solution come from, as JSON: {@code "prices"}. */
final class PriceFields {

    private PriceFields() {}

    /** The prices of a solution, or {@code null} if its solver returns no duals. */
    static NodalPrices of(OpfSolution solution) {
        return solution.result().hasDuals() ? NodalPrices.of(solution) : null;
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
        PriceAgreement agreement = prices.agreement();
        write(json, prices.provenance(Power.ACTIVE), agreement.agrees(), agreement.toString());
    }

    /**
     * The same for prices that are not those of a formulation.
     *
     * @param exact whether they are those of the AC network
     * @param agreement why, or why not
     */
    static void write(JsonGenerator json, Provenance active, boolean exact, String agreement) throws IOException {
        json.writeObjectFieldStart("prices");
        json.writeStringField("unitP", active.unit());
        json.writeStringField("unitQ", Power.REACTIVE.priceUnit());
        json.writeStringField("sign", active.signConvention());
        json.writeNumberField("periodHours", active.periodHours());
        json.writeStringField("formulation", active.formulation());
        json.writeStringField("solver", active.solver());
        json.writeBooleanField("exact", exact);
        json.writeStringField("agreement", agreement);
        json.writeArrayFieldStart("caveats");
        for (String caveat : active.caveats()) {
            json.writeString(caveat);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A price and what it is made of; null where there is none. */
    static void writeComponents(JsonGenerator json, String field, PriceComponents components) throws IOException {
        json.writeObjectFieldStart(field);
        JsonOutput.number(json, "energy", components.energy());
        JsonOutput.number(json, "losses", components.losses());
        JsonOutput.number(json, "congestion", components.congestion());
        JsonOutput.number(json, "voltage", components.voltage());
        JsonOutput.number(json, "other", components.other());
        json.writeEndObject();
    }
}
