package org.flexopf.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.flexopf.network.Bus;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.pricing.nodal.LimitContribution;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Power;
import org.flexopf.report.result.BranchResult;
import org.flexopf.report.result.BusResult;
import org.flexopf.report.result.CurtailedLoad;
import org.flexopf.report.result.DcLineResult;
import org.flexopf.report.result.DeviceResult;
import org.flexopf.report.result.GeneratorResult;
import org.flexopf.report.result.InterfaceResult;
import org.flexopf.report.result.LimitedValue;
import org.flexopf.report.result.PriceUnits;
import org.flexopf.report.result.StateResult;

/**
 * The tables of a report: what makes the prices, then every bus, generator, branch, DC line and control. What is not
 * known (point and state, prices, solution) is {@code null}. Figures are those of the state.
 */
record ReportTables(
        Network network,
        OperatingPoint point,
        StateResult state,
        NodalPrices prices,
        PriceUnits units,
        OpfSolution solution) {

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
        html.open("p", "class", "key")
                .text("Figures in ")
                .element("span", "red", "class", "limit")
                .text(" are at one of their limits or beyond.")
                .close()
                .line();
        buses().draw(html, "buses", "Buses");
        generators().draw(html, "generators", "Generators");
        branches().draw(html, "branches", "Branches");
        if (!network.hvdcLines().isEmpty()) {
            hvdcLines().draw(html, "hvdc", "DC lines");
        }
        if (!state.devices().isEmpty()) {
            devices().draw(html, "devices", "Devices");
        }
        if (!state.interfaces().isEmpty()) {
            interfaces().draw(html, "interfaces", "Interfaces");
        }
        if (!state.curtailed().isEmpty()) {
            curtailed().draw(html, "curtailed", "Loads that are not served in full");
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
                new HtmlTable().words("limit").words("part of the price").figures(units.brief(Power.ACTIVE));
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
                        + Numbers.fixed(prices.active(dearest), 4) + " " + units.brief(Power.ACTIVE));
    }

    private HtmlTable buses() {
        List<BusResult> buses = state.buses();
        boolean named = buses.stream().anyMatch(bus -> !bus.name().isBlank());
        boolean priced =
                buses.stream().anyMatch(bus -> Double.isFinite(bus.active().total()));
        boolean voltages = Figures.hasVoltages(point);
        boolean angles = ColourScale.of(point.va()).isPresent();
        List<PriceComponent> parts = Arrays.stream(PriceComponent.values())
                .filter(part -> buses.stream()
                        .anyMatch(bus -> Math.abs(bus.active().parts().get(part)) >= SHOWN_PRICE))
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
        if (priced) {
            table.figures("price " + units.brief(Power.ACTIVE));
            parts.forEach(part -> table.figures(part.name().toLowerCase(Locale.ROOT)));
        }
        if (priced && voltages) {
            table.figures("price " + units.brief(Power.REACTIVE));
        }
        for (BusResult bus : buses) {
            table.row().cell(String.valueOf(bus.id()));
            if (named) {
                table.cell(bus.name());
            }
            if (voltages) {
                limited(table, bus.vm(), 5);
            }
            if (angles) {
                table.cell(bus.va(), 3);
            }
            table.cell(bus.demandMw(), 4);
            if (voltages) {
                table.cell(bus.demandMvar(), 4);
            }
            if (priced) {
                table.cell(bus.active().total(), 4);
                parts.forEach(part -> table.cell(bus.active().parts().get(part), 4));
            }
            if (priced && voltages) {
                table.cell(bus.reactive().total(), 4);
            }
        }
        return table;
    }

    private HtmlTable generators() {
        boolean voltages = Figures.hasVoltages(point);
        boolean priced = state.generators().stream().anyMatch(generator -> Double.isFinite(generator.price()));
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
        if (priced) {
            table.figures("price " + units.brief(Power.ACTIVE));
        }
        for (GeneratorResult generator : state.generators()) {
            boolean active = generator.inService();
            table.row()
                    .cell(String.valueOf(generator.id()))
                    .cell(named(generator.name(), active ? "" : "(out of service)"))
                    .cell(String.valueOf(generator.bus()));
            limited(table, active ? generator.p() : unknown(generator.p()), 4);
            if (voltages) {
                limited(table, active ? generator.q() : unknown(generator.q()), 4);
            }
            table.cell(generator.marginalCost(), 4);
            if (priced) {
                table.cell(generator.price(), 4);
            }
        }
        return table;
    }

    private static LimitedValue unknown(LimitedValue value) {
        return new LimitedValue(Double.NaN, value.limits());
    }

    /** A value with its limits, which stands out at either of them. */
    private static void limited(HtmlTable table, LimitedValue value, int digits) {
        double lower = value.limits().min();
        double upper = value.limits().max();
        table.cell(Numbers.fixed(value.value(), digits), isAtLimit(value.value(), lower, upper))
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
        for (BranchResult branch : state.branches()) {
            boolean active = branch.inService();
            double loading = active ? branch.loading() : Double.NaN;
            table.row()
                    .cell(String.valueOf(branch.id()))
                    .cell(named(branch.name(), active ? "" : "(open)"))
                    .cell(String.valueOf(branch.from().bus()))
                    .cell(String.valueOf(branch.to().bus()))
                    .cell(active ? branch.from().p() : Double.NaN, 4);
            if (voltages) {
                table.cell(active ? branch.from().q() : Double.NaN, 4);
            }
            table.cell(active ? 1e3 * branch.lossMw() : Double.NaN, 3)
                    .cell(Double.isInfinite(branch.rating()) ? Double.NaN : branch.rating(), 3)
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
        for (DcLineResult line : state.dcLines()) {
            boolean active = line.inService();
            table.row()
                    .cell(String.valueOf(line.id()))
                    .cell(named(line.name(), active ? "" : "(out of service)"))
                    .cell(String.valueOf(line.from().bus()))
                    .cell(String.valueOf(line.to().bus()));
            limited(table, new LimitedValue(active ? line.from().p() : Double.NaN, line.limits()), 4);
            table.cell(active ? line.to().p() : Double.NaN, 4).cell(active ? 1e3 * line.lossMw() : Double.NaN, 3);
            if (Figures.hasVoltages(point)) {
                table.cell(active ? line.from().q() : Double.NaN, 4)
                        .cell(active ? line.to().q() : Double.NaN, 4);
            }
            table.cell(active ? line.cost() : Double.NaN, 4);
        }
        return table;
    }

    /** Devices of further kinds: what each supplies, over all of its terminals, and what that costs. */
    private HtmlTable devices() {
        HtmlTable table = new HtmlTable().words("device").figures("P MW");
        if (Figures.hasVoltages(point)) {
            table.figures("Q Mvar");
        }
        table.figures("cost per hour");
        for (DeviceResult device : state.devices()) {
            boolean active = device.inService();
            table.row()
                    .cell(device.label() + (active ? "" : " (out of service)"))
                    .cell(active ? device.p() : Double.NaN, 4);
            if (Figures.hasVoltages(point)) {
                table.cell(active ? device.q() : Double.NaN, 4);
            }
            table.cell(active ? device.cost() : Double.NaN, 4);
        }
        return table;
    }

    /** Limits on sums of flows. */
    private HtmlTable interfaces() {
        boolean priced = state.interfaces().stream().anyMatch(limited -> Double.isFinite(limited.dualUpper()));
        HtmlTable table = new HtmlTable()
                .figures("interface")
                .words("name")
                .figures("flow MW")
                .figures("at least")
                .figures("at most");
        if (priced) {
            table.figures("room below, " + units.brief(Power.ACTIVE))
                    .figures("room above, " + units.brief(Power.ACTIVE));
        }
        for (InterfaceResult limited : state.interfaces()) {
            table.row().cell(String.valueOf(limited.id())).cell(limited.name());
            limited(table, limited.flow(), 4);
            if (priced) {
                table.cell(limited.dualLower(), 4).cell(limited.dualUpper(), 4);
            }
        }
        return table;
    }

    private HtmlTable curtailed() {
        HtmlTable table = new HtmlTable()
                .figures("load")
                .figures("bus")
                .figures("demand MW")
                .figures("served MW")
                .figures("demand Mvar")
                .figures("served Mvar");
        for (CurtailedLoad load : state.curtailed()) {
            table.row()
                    .cell(String.valueOf(load.id()))
                    .cell(String.valueOf(load.bus()))
                    .cell(load.demandMw(), 4)
                    .cell(load.servedMw(), 4)
                    .cell(load.demandMvar(), 4)
                    .cell(load.servedMvar(), 4);
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
