package org.flexopf.report.result;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flexopf.model.Unit;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.BrokenLimit;

/** The tables of the document for people. */
record TextTables(PrintWriter out, PriceUnits units) {

    /** A part of a price that is less would be printed as zero. */
    private static final double SHOWN_PRICE = 5e-4;

    private <T> void print(TextTable table, List<T> all, String what, Consumer<T> row) {
        shown(all).forEach(row);
        table.print(out, all.size(), what);
    }

    private static <T> List<T> shown(List<T> all) {
        return all.subList(0, Math.min(all.size(), TextTable.ROWS_SHOWN));
    }

    /** A table whose second column is the names, where any of the elements shown has one. */
    private static <T> TextTable named(List<T> all, Function<T, String> name, String... heads) {
        return hasNames(all, name) ? new TextTable(with("<name", heads)) : new TextTable(heads);
    }

    private static <T> boolean hasNames(List<T> all, Function<T, String> name) {
        return shown(all).stream().anyMatch(element -> !name.apply(element).isBlank());
    }

    private static String[] with(String second, String... others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.add(1, second);
        return all.toArray(String[]::new);
    }

    /** A row of a table that {@link #named} has made: with the name only where the table has names. */
    private static void row(TextTable table, String name, Object... cells) {
        List<Object> all = new ArrayList<>(Arrays.asList(cells));
        if (table.columns() > cells.length) {
            all.add(1, TextTable.shortened(name));
        }
        table.row(all.toArray());
    }

    private boolean isCost() {
        return units.objective() == Unit.CURRENCY_PER_HOUR;
    }

    private String price() {
        return isCost() ? "DLMP /MWh" : "price " + units.of(PriceUnits.ACTIVE);
    }

    void printBuses(List<BusResult> buses) {
        // A part that is zero everywhere needs no column.
        List<PriceComponent> parts = Arrays.stream(PriceComponent.values())
                .filter(part -> buses.stream()
                        .anyMatch(bus -> Math.abs(bus.active().parts().get(part)) >= SHOWN_PRICE))
                .toList();
        List<String> heads = new ArrayList<>(List.of("bus", "vm p.u.", "va deg", "load MW", price()));
        parts.forEach(part -> heads.add(part.name().toLowerCase(Locale.ROOT)));
        heads.add(isCost() ? "/Mvarh" : units.of(PriceUnits.REACTIVE));
        TextTable table = named(buses, BusResult::name, heads.toArray(String[]::new));
        print(table, buses, "buses", bus -> {
            List<Object> row = new ArrayList<>(List.of(
                    bus.id(),
                    TextTable.number(bus.vm().value(), 4),
                    TextTable.number(bus.va(), 3),
                    TextTable.number(bus.demandMw(), 3),
                    TextTable.number(bus.active().total(), 3)));
            parts.forEach(part -> row.add(TextTable.number(bus.active().parts().get(part), 3)));
            row.add(TextTable.number(bus.reactive().total(), 3));
            row(table, bus.name(), row.toArray());
        });
    }

    void printGenerators(List<GeneratorResult> generators) {
        TextTable table = named(
                generators,
                GeneratorResult::name,
                "generator",
                "bus",
                "p MW",
                "of MW",
                "q Mvar",
                "marginal /MWh",
                isCost() ? "paid /MWh" : price());
        print(
                table,
                generators,
                "generators",
                generator -> row(
                        table,
                        generator.name(),
                        generator.id(),
                        generator.bus(),
                        generator.inService() ? TextTable.number(generator.p().value(), 4) : "out",
                        TextTable.limit(generator.p().limits().max(), 3),
                        generator.inService() ? TextTable.number(generator.q().value(), 4) : "-",
                        TextTable.number(generator.marginalCost(), 3),
                        TextTable.number(generator.price(), 3)));
    }

    void printBranches(List<BranchResult> branches) {
        TextTable table =
                named(branches, BranchResult::name, "branch", "from", "to", "p MW", "q Mvar", "loss kW", "loading %");
        print(table, branches, "branches", branch -> {
            if (branch.inService()) {
                row(
                        table,
                        branch.name(),
                        branch.id(),
                        branch.from().bus(),
                        branch.to().bus(),
                        TextTable.number(branch.from().p(), 4),
                        TextTable.number(branch.from().q(), 4),
                        TextTable.number(1e3 * branch.lossMw(), 3),
                        TextTable.number(100.0 * branch.loading(), 1));
            } else {
                row(
                        table,
                        branch.name(),
                        branch.id(),
                        branch.from().bus(),
                        branch.to().bus(),
                        "out",
                        "-",
                        "-",
                        "-");
            }
        });
    }

    /** DC lines, of a network that has any. */
    void printDcLines(List<DcLineResult> lines) {
        if (lines.isEmpty()) {
            return;
        }
        TextTable table = named(
                lines,
                DcLineResult::name,
                "DC line",
                "from",
                "to",
                "p MW",
                "delivered MW",
                "loss kW",
                "q from Mvar",
                "q to Mvar",
                "cost /h");
        print(table, lines, "DC lines", line -> {
            if (line.inService()) {
                row(
                        table,
                        line.name(),
                        line.id(),
                        line.from().bus(),
                        line.to().bus(),
                        TextTable.number(line.from().p(), 4),
                        TextTable.number(line.to().p(), 4),
                        TextTable.number(1e3 * line.lossMw(), 3),
                        TextTable.number(line.from().q(), 4),
                        TextTable.number(line.to().q(), 4),
                        TextTable.number(line.cost(), 3));
            } else {
                row(table, line.name(), line.id(), line.from().bus(), line.to().bus(), "out", "-", "-", "-", "-", "-");
            }
        });
    }

    void printDevices(List<DeviceResult> devices) {
        if (devices.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("device", "p MW", "q Mvar", "cost /h");
        print(table, devices, "devices", device -> {
            if (device.inService()) {
                table.row(
                        device.label(),
                        TextTable.number(device.p(), 4),
                        TextTable.number(device.q(), 4),
                        TextTable.number(device.cost(), 3));
            } else {
                table.row(device.label(), "out", "-", "-");
            }
        });
    }

    /** Limits on sums of flows, if there are any; what more room is worth, where there are prices. */
    void printInterfaces(List<InterfaceResult> interfaces) {
        if (interfaces.isEmpty()) {
            return;
        }
        String worth = isCost() ? "/MWh" : units.of(PriceUnits.ACTIVE);
        TextTable table = named(
                interfaces,
                InterfaceResult::name,
                "interface",
                "flow MW",
                "least MW",
                "room " + worth,
                "most MW",
                "room " + worth);
        print(
                table,
                interfaces,
                "interfaces",
                limited -> row(
                        table,
                        limited.name(),
                        limited.id(),
                        TextTable.number(limited.flow().value(), 4),
                        TextTable.limit(limited.flow().limits().min(), 3),
                        TextTable.number(limited.dualLower(), 3),
                        TextTable.limit(limited.flow().limits().max(), 3),
                        TextTable.number(limited.dualUpper(), 3)));
    }

    /** Loads that are not served in full, if there are any. */
    void printCurtailed(List<CurtailedLoad> loads) {
        if (loads.isEmpty()) {
            return;
        }
        TextTable table =
                new TextTable("curtailed load", "bus", "demand MW", "served MW", "demand Mvar", "served Mvar");
        print(
                table,
                loads,
                "curtailed loads",
                load -> table.row(
                        load.id(),
                        load.bus(),
                        TextTable.number(load.demandMw(), 4),
                        TextTable.number(load.servedMw(), 4),
                        TextTable.number(load.demandMvar(), 4),
                        TextTable.number(load.servedMvar(), 4)));
    }

    void printInjections(List<PowerFlowDocument.Injection> buses) {
        TextTable table = named(
                buses, PowerFlowDocument.Injection::name, "bus", "vm p.u.", "va deg", "injected MW", "injected Mvar");
        print(
                table,
                buses,
                "buses",
                bus -> row(
                        table,
                        bus.name(),
                        bus.id(),
                        TextTable.number(bus.vm(), 4),
                        TextTable.number(bus.va(), 3),
                        TextTable.number(bus.p(), 4),
                        TextTable.number(bus.q(), 4)));
    }

    /** The limits after outages that count, those exceeded most first, then by price. */
    void printLimits(SecurityReport security) {
        if (security.limits().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("branch", "after outage of", isCost() ? "price /MWh" : price(), "overload MW");
        print(
                table,
                security.limits().stream()
                        .sorted(Comparator.comparingDouble(SecurityReport.Limit::overloadMw)
                                .thenComparingDouble(SecurityReport.Limit::price)
                                .reversed())
                        .toList(),
                "limits after outages",
                limit -> table.row(
                        limit.branch(),
                        limit.outage(),
                        TextTable.number(limit.price(), 3),
                        TextTable.number(limit.overloadMw(), 3)));
    }

    /** The limits that are broken after outages, the worst first, and what outages cut off. */
    void printOutages(OutagesResult outages) {
        printBroken(outages.states());
        if (outages.splitting().isEmpty()) {
            return;
        }
        TextTable table =
                new TextTable("outage of", "buses", "demand MW", "generation MW", "limits broken in the rest");
        print(
                table,
                outages.splitting(),
                "what outages cut off",
                outage -> table.row(
                        outage.left().branch(),
                        outage.cutOff().size(),
                        TextTable.number(outage.demandMw(), 3),
                        TextTable.number(outage.generationMw(), 3),
                        outage.left().converged() ? outage.left().broken().size() : "no state"));
    }

    /** The limits that are worth something, the dearest first. */
    void printLimitPrices(List<LimitPrice> prices) {
        TextTable table = new TextTable("<limit", "<element", "bound", "<unit", "worth per unit");
        if (!prices.isEmpty()) {
            print(
                    table,
                    prices,
                    "limits that are worth something",
                    one -> table.row(
                            one.limit().kind().label(),
                            one.limit().label(),
                            TextTable.number(one.limit().bound(), 4),
                            one.limit().kind().unit().symbol(),
                            TextTable.number(one.price(), 3)));
        }
    }

    private void printBroken(List<OutageResult> outages) {
        record Row(int outage, BrokenLimit broken) {}
        List<Row> rows = outages.stream()
                .flatMap(state -> state.broken().stream().map(broken -> new Row(state.branch(), broken)))
                .sorted(Comparator.comparing(Row::broken, BrokenLimit.WORST_FIRST))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("outage of", "<limit", "<element", "value", "bound", "<unit");
        print(
                table,
                rows,
                "limits broken after outages",
                row -> table.row(
                        row.outage(),
                        row.broken().limit().kind().label(),
                        row.broken().limit().label(),
                        TextTable.number(row.broken().value(), 4),
                        TextTable.number(row.broken().limit().bound(), 4),
                        row.broken().limit().kind().unit().symbol()));
    }

    void printActions(List<ActionResult> actions) {
        TextTable table = new TextTable("<resource", "p MW", "change MW", "q Mvar", "change Mvar", "cost");
        print(
                table,
                actions,
                "resources",
                action -> table.row(
                        action.resource(),
                        TextTable.number(action.p(), 4),
                        TextTable.number(action.changeMw(), 4),
                        TextTable.number(action.q(), 4),
                        TextTable.number(action.changeMvar(), 4),
                        TextTable.number(action.cost(), 3)));
    }
}
