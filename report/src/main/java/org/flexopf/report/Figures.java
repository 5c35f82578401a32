package org.flexopf.report;

import java.util.Locale;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.report.result.PriceUnits;

/** The figures of one bus or branch in a few lines: what appears when it is pointed at. */
final class Figures {

    private final Network network;
    private final OperatingPoint point;
    private final NodalPrices prices;
    private final PriceUnits units;
    private final boolean voltagesKnown;
    private final double[] demand;

    /** Of a network with a state and prices; either may be {@code null}. */
    Figures(Network network, OperatingPoint point, NodalPrices prices) {
        this.network = network;
        this.point = point;
        this.prices = prices;
        this.units = prices == null ? null : new PriceUnits(prices.objectiveUnit());
        this.voltagesKnown = point != null && hasVoltages(point);
        this.demand = network.activeDemand();
    }

    /**
     * Whether a state has voltages and reactive power that were found: DC models set all voltages to 1 p.u. and know no
     * reactive generation.
     */
    static boolean hasVoltages(OperatingPoint point) {
        return ColourScale.of(point.vm()).isPresent()
                && ColourScale.of(point.qg()).isPresent();
    }

    String of(Bus bus) {
        int index = network.busIndex(bus.id());
        StringBuilder text = new StringBuilder(bus.label()).append(bus.name().isBlank() ? "" : " " + bus.name());
        if (bus.isIsolated()) {
            return text.append(": out of the network").toString();
        }
        if (prices != null) {
            line(text, "active price", prices.active(bus), 4, units.brief(Power.ACTIVE));
        }
        if (prices != null && (point == null || voltagesKnown)) {
            line(text, "reactive price", prices.reactive(bus), 4, units.brief(Power.REACTIVE));
        }
        if (voltagesKnown) {
            line(text, "voltage", point.vm(index), 5, "p.u.");
        }
        if (point != null) {
            line(text, "angle", point.va(index), 4, "degrees");
        }
        line(text, "demand", demand[index], 4, "MW");
        return text.toString();
    }

    String of(Branch branch) {
        int index = network.branchIndex(branch.id());
        StringBuilder text =
                new StringBuilder(branch.label()).append(branch.name().isBlank() ? "" : " " + branch.name());
        if (!network.isActive(branch)) {
            return text.append(": open").toString();
        }
        if (point != null) {
            line(text, "from " + branch.fromBus(), point.pFrom(index), 4, "MW");
            line(text, "from " + branch.fromBus(), point.qFrom(index), 4, "Mvar");
            line(text, "loading", 100.0 * point.loading(network, index), 1, "%");
            line(text, "losses", 1e3 * (point.pFrom(index) + point.pTo(index)), 3, "kW");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, double value, int digits, String unit) {
        if (Double.isFinite(value)) {
            text.append(String.format(Locale.ROOT, "\n%s: %s %s", what, Numbers.fixed(value, digits), unit));
        }
    }
}
