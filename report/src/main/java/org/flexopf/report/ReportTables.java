package org.flexopf.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.Element;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Network;
import org.flexopf.opf.DevicePower;
import org.flexopf.opf.HvdcFlow;
import org.flexopf.opf.OperatingPoint;
import org.flexopf.opf.OpfSolution;
import org.flexopf.pricing.LimitContribution;
import org.flexopf.pricing.NodalPrices;
import org.flexopf.pricing.PriceComponent;

/**
 * The tables of a report: what makes the prices, then every bus, generator, branch, DC line and control. What is not
 * known (state, prices, solution) is {@code null}.
 */
record ReportTables(Network network, OperatingPoint point, NodalPrices prices, OpfSolution solution) {

    /** A price, or a part of one, that is less would be shown as zero. */
    static final double SHOWN_PRICE = 5e-4;

    /**
     * How near to a limit a value is at it, as a share of the range between the limits (or of the limit, and of 1 at
     * least, where that has no end).
     */
    private static final double AT_LIMIT = 1e-4;

    private static final int MOST_CONTRIBUTIONS = 12;

    void draw(Markup html) {
        if (point == null) {
            return;
        }
        if (prices != null) {
            drawContributions(html);
        }
        buses().draw(html, "buses", "Buses");
        generators().draw(html, "generators", "Generators");
        branches().draw(html, "branches", "Branches");
        if (!network.hvdcLines().isEmpty()) {
            hvdcLines().draw(html, "hvdc", "DC lines");
        }
        for (ElementKind kind : network.furtherKinds()) {
            devices(kind).draw(html, "devices-" + kind.id(), kind.label() + "s");
        }
        HtmlTable controls = controls();
        if (!controls.isEmpty()) {
            controls.draw(html, "controls", "Controls");
        }
    }

    /**
     * Whether a value is at one of its limits or beyond; where both are the same there is no choice, and nothing to
     * point out.
     */
    static boolean isAtLimit(double value, double lower, double upper) {
        double range = upper - lower;
        double nearLower = AT_LIMIT * (Double.isInfinite(range) ? Math.max(1.0, Math.abs(lower)) : range);
        double nearUpper = AT_LIMIT * (Double.isInfinite(range) ? Math.max(1.0, Math.abs(upper)) : range);
        return lower < upper
                && ((Double.isFinite(lower) && value <= lower + nearLower)
                        || (Double.isFinite(upper) && value >= upper - nearUpper));
    }

    private void drawContributions(Markup html) {
        Bus dearest = network.buses().stream()
                .filter(bus -> Double.isFinite(prices.active(bus)))
                .max(Comparator.comparingDouble(prices::active))
                .orElse(null);
        if (dearest == null) {
            return;
        }
        List<LimitContribution> contributions = prices.contributions(dearest);
        if (contributions.isEmpty()) {
            return;
        }
        HtmlTable table =
                new HtmlTable().words("limit").words("part of the price").figures("per MWh");
        for (LimitContribution contribution :
                contributions.subList(0, Math.min(MOST_CONTRIBUTIONS, contributions.size()))) {
            table.row()
                    .cell(contribution.label())
                    .cell(contribution.component().name().toLowerCase(Locale.ROOT))
                    .cell(contribution.amount(), 4);
        }
        table.draw(
                html,
                "contributions",
                "Limits behind the price at " + dearest.label() + ", the dearest: "
                        + Numbers.fixed(prices.active(dearest), 4) + " per MWh");
    }

    private HtmlTable buses() {
        boolean named = network.buses().stream().anyMatch(bus -> !bus.name().isBlank());
        boolean voltages = Figures.hasVoltages(point);
        boolean angles = ColourScale.of(point.va()).isPresent();
        List<PriceComponent> parts = prices == null
                ? List.of()
                : Arrays.stream(PriceComponent.values())
                        .filter(part -> network.buses().stream()
                                .anyMatch(bus -> Math.abs(prices.components(bus).get(part)) >= SHOWN_PRICE))
                        .toList();
        HtmlTable table = new HtmlTable().figures("bus");
        if (named) {
            table.words("name");
        }
        if (voltages) {
            table.figures("voltage p.u.").figures("from").figures("to");
        }
        if (angles) {
            table.figures("angle °");
        }
        table.figures("demand MW");
        if (voltages) {
            table.figures("Mvar");
        }
        if (prices != null) {
            table.figures("price per MWh");
            parts.forEach(part -> table.figures(part.name().toLowerCase(Locale.ROOT)));
        }
        if (prices != null && voltages) {
            table.figures("price per Mvarh");
        }
        double[] active = network.activeDemand();
        double[] reactive = network.reactiveDemand();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            table.row().cell(String.valueOf(bus.id()));
            if (named) {
                table.cell(bus.name());
            }
            if (voltages) {
                double vm = point.vm(i);
                table.cell(Numbers.fixed(vm, 5), isAtLimit(vm, bus.vMin(), bus.vMax()))
                        .cell(bus.vMin(), 3)
                        .cell(bus.vMax(), 3);
            }
            if (angles) {
                table.cell(point.va(i), 3);
            }
            table.cell(active[i], 4);
            if (voltages) {
                table.cell(reactive[i], 4);
            }
            if (prices != null) {
                table.cell(prices.active(bus), 4);
                parts.forEach(part -> table.cell(prices.components(bus).get(part), 4));
            }
            if (prices != null && voltages) {
                table.cell(prices.reactive(bus), 4);
            }
        }
        return table;
    }

    private HtmlTable generators() {
        boolean voltages = Figures.hasVoltages(point);
        HtmlTable table = new HtmlTable()
                .figures("generator")
                .words("name")
                .figures("bus")
                .figures("P MW")
                .figures("from")
                .figures("to");
        if (voltages) {
            table.figures("Q Mvar").figures("from").figures("to");
        }
        table.figures("marginal cost per MWh");
        if (prices != null) {
            table.figures("price per MWh");
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            boolean active = network.isActive(generator);
            double p = point.pg(g);
            table.row()
                    .cell(String.valueOf(generator.id()))
                    .cell(named(generator.name(), active ? "" : "(out of service)"))
                    .cell(String.valueOf(generator.bus()));
            limited(table, active ? p : Double.NaN, generator.pMin(), generator.pMax());
            if (voltages) {
                limited(table, active ? point.qg(g) : Double.NaN, generator.qMin(), generator.qMax());
            }
            table.cell(active && Double.isFinite(p) ? generator.cost().marginalAt(p) : Double.NaN, 4);
            if (prices != null) {
                table.cell(active ? prices.active(network.bus(generator.bus())) : Double.NaN, 4);
            }
        }
        return table;
    }

    /** A power with its limits, which stands out at either of them. */
    private static void limited(HtmlTable table, double power, double lower, double upper) {
        table.cell(Numbers.fixed(power, 4), isAtLimit(power, lower, upper))
                .cell(lower, 3)
                .cell(upper, 3);
    }

    private static String named(String name, String remark) {
        return (name + " " + remark).strip();
    }

    private HtmlTable branches() {
        boolean voltages = Figures.hasVoltages(point);
        HtmlTable table = new HtmlTable()
                .figures("branch")
                .words("name")
                .figures("from")
                .figures("to")
                .figures("P MW");
        if (voltages) {
            table.figures("Q Mvar");
        }
        table.figures("losses kW").figures("rating MVA").figures("loading %");
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            boolean active = network.isActive(branch);
            double loading = active ? point.loading(network, b) : Double.NaN;
            table.row()
                    .cell(String.valueOf(branch.id()))
                    .cell(named(branch.name(), active ? "" : "(open)"))
                    .cell(String.valueOf(branch.fromBus()))
                    .cell(String.valueOf(branch.toBus()))
                    .cell(active ? point.pFrom(b) : Double.NaN, 4);
            if (voltages) {
                table.cell(active ? point.qFrom(b) : Double.NaN, 4);
            }
            table.cell(active ? 1e3 * (point.pFrom(b) + point.pTo(b)) : Double.NaN, 3)
                    .cell(branch.hasRating() ? branch.rating() : Double.NaN, 3)
                    .cell(Numbers.fixed(100.0 * loading, 1), LineStyle.of(loading) == LineStyle.AT_LIMIT);
        }
        return table;
    }

    private HtmlTable hvdcLines() {
        HtmlTable table = new HtmlTable()
                .figures("DC line")
                .words("name")
                .figures("from")
                .figures("to")
                .figures("P MW")
                .figures("at least")
                .figures("at most")
                .figures("delivered MW")
                .figures("losses kW");
        if (Figures.hasVoltages(point)) {
            table.figures("Q Mvar at from").figures("at to");
        }
        table.figures("cost per hour");
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            boolean active = network.isActive(line);
            HvdcFlow flow = point.hvdc(d);
            table.row()
                    .cell(String.valueOf(line.id()))
                    .cell(named(line.name(), active ? "" : "(out of service)"))
                    .cell(String.valueOf(line.fromBus()))
                    .cell(String.valueOf(line.toBus()));
            limited(table, active ? flow.p() : Double.NaN, line.pMin(), line.pMax());
            table.cell(active ? flow.delivered() : Double.NaN, 4).cell(active ? 1e3 * flow.loss() : Double.NaN, 3);
            if (Figures.hasVoltages(point)) {
                table.cell(active ? flow.qFrom() : Double.NaN, 4).cell(active ? flow.qTo() : Double.NaN, 4);
            }
            table.cell(active ? point.hvdcCost(network, d) : Double.NaN, 4);
        }
        return table;
    }

    /** Devices of a further kind: what each supplies, over all of its terminals, and what that costs. */
    private HtmlTable devices(ElementKind kind) {
        HtmlTable table = new HtmlTable().words(kind.label()).figures("P MW");
        if (Figures.hasVoltages(point)) {
            table.figures("Q Mvar");
        }
        table.figures("cost per hour");
        List<? extends Element> devices = network.elements(kind);
        for (int k = 0; k < devices.size(); k++) {
            boolean active = network.isActive(devices.get(k));
            DevicePower power = point.devices(kind).get(k);
            table.row()
                    .cell(devices.get(k).label() + (active ? "" : " (out of service)"))
                    .cell(active ? power.p() : Double.NaN, 4);
            if (Figures.hasVoltages(point)) {
                table.cell(active ? power.q() : Double.NaN, 4);
            }
            table.cell(active ? power.cost() : Double.NaN, 4);
        }
        return table;
    }

    private HtmlTable controls() {
        HtmlTable table = new HtmlTable().words("control").figures("setting").figures("in the case");
        if (solution != null) {
            solution.settings()
                    .forEach((control, setting) ->
                            table.row().cell(control.label()).cell(setting, 5).cell(network.setting(control), 5));
        }
        return table;
    }
}
