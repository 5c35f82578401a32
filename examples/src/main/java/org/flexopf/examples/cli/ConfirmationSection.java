package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.pricing.nodal.PriceConfirmation;

/** What {@code --confirm-price} found: the prices of a bus beside the slopes of the cost. */
record ConfirmationSection(List<PriceConfirmation> confirmations) implements ReportSection {

    /**
     * By how much demand is changed, as a share of all demand: enough to show beside a solver's rounding of the cost.
     */
    private static final double STEP = 1e-4;
    /** What a confirmed price may be off its slopes by: relative, and absolute in currency per MWh (or Mvarh). */
    private static final double TOLERANCE = 1e-3;

    /**
     * Solves again with a little more and a little less demand at a bus, active, and reactive if there are prices for
     * it.
     */
    static ConfirmationSection of(NodalPrices prices, Network network, int busId, boolean withReactive) {
        Bus bus;
        try {
            bus = network.bus(busId);
        } catch (NoSuchElementException e) {
            throw new BadInputException("--confirm-price: " + e.getMessage());
        }
        if (bus.isIsolated()) {
            throw new BadInputException(
                    "--confirm-price: " + bus.label() + " is isolated, so that power has no price there");
        }
        double demand = Arrays.stream(network.activeDemand()).map(Math::abs).sum();
        double step = STEP * (demand > 0.0 ? demand : network.baseMva());
        List<Power> powers = withReactive ? List.of(Power.values()) : List.of(Power.ACTIVE);
        return new ConfirmationSection(
                powers.stream().map(power -> prices.confirm(power, bus, step)).toList());
    }

    private static boolean isConfirmed(PriceConfirmation confirmation) {
        return confirmation.isConfirmed(TOLERANCE, TOLERANCE);
    }

    @Override
    public List<Finding> findings() {
        return confirmations.stream()
                .map(confirmation ->
                        new Finding(isConfirmed(confirmation) ? "confirmed" : "UNCONFIRMED", confirmation.toString()))
                .toList();
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("priceConfirmations");
        for (PriceConfirmation confirmation : confirmations) {
            json.writeStartObject();
            json.writeNumberField("bus", confirmation.bus());
            json.writeStringField("power", confirmation.power().name().toLowerCase(Locale.ROOT));
            JsonOutput.number(json, "price", confirmation.price());
            JsonOutput.number(json, "step", confirmation.step());
            JsonOutput.number(json, "slopeForLess", confirmation.slopeForLess());
            JsonOutput.number(json, "slopeForMore", confirmation.slopeForMore());
            json.writeBooleanField("confirmed", isConfirmed(confirmation));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
