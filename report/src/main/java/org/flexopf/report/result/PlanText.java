package org.flexopf.report.result;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A plan for people at a terminal: a summary, then a line for each period and each storage. */
record PlanText(PrintWriter out, PlanDocument plan) {

    void print() {
        out.printf(
                Locale.ROOT,
                "%s, %s: %s, %d periods, %s hours%n",
                plan.caseName(),
                plan.model(),
                plan.status(),
                plan.periods().size(),
                TextTable.number(plan.hours(), 2));
        out.printf(
                Locale.ROOT,
                "  objective   %.6f (cost of all periods)%s%n",
                plan.objective(),
                Double.isNaN(plan.lowerBound())
                        ? ""
                        : String.format(Locale.ROOT, ", proved to be at least %.6f", plan.lowerBound()));
        plan.findings().forEach(finding -> out.printf(Locale.ROOT, "  %-11s %s%n", finding.label(), finding.text()));
        plan.caveats().forEach(caveat -> out.printf(Locale.ROOT, "  %-11s %s%n", "caveat", caveat));
        TextRenderer.renderNotes(plan.notes(), out);
        out.printf(
                Locale.ROOT,
                "  solver      %s, %d iterations, %.1f ms set-up, %.1f ms solve%n%n",
                plan.solver().name(),
                plan.solver().iterations(),
                1e3 * plan.solver().setupSeconds(),
                1e3 * plan.solver().solveSeconds());
        printPeriods();
        printStorages();
        printDevices();
        printBids();
        plan.settlement().ifPresent(this::printParticipants);
    }

    private void printBids() {
        if (plan.bids().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("<bid", "bus", "price /MWh", "accepted", "energy MWh");
        plan.bids().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(bid -> table.row(
                        TextTable.shortened(bid.id()),
                        bid.bus(),
                        TextTable.number(bid.price(), 3),
                        bid.choosesPower() ? (bid.isAccepted() ? "yes" : "no") : TextTable.number(bid.acceptance(), 4),
                        TextTable.number(overTime(bid.power()), 4)));
        table.print(out, plan.bids().size(), "bids");
    }

    private void printParticipants(SettlementResult settlement) {
        TextTable table =
                new TextTable("<participant", "revenue", "cost", "profit", "lost opportunity", "make-whole payment");
        settlement.participants().stream()
                .limit(TextTable.ROWS_SHOWN)
                .forEach(one -> table.row(
                        TextTable.shortened(one.id()),
                        TextTable.number(one.revenue(), 3),
                        TextTable.number(one.cost(), 3),
                        TextTable.number(one.profit(), 3),
                        TextTable.number(one.lostOpportunity(), 3),
                        TextTable.number(one.makeWhole(), 3)));
        table.print(out, settlement.participants().size(), "participants");
    }

    private void printPeriods() {
        boolean told =
                plan.periods().stream().anyMatch(period -> period.exactness().isPresent());
        boolean shed = plan.periods().stream().anyMatch(period -> period.shedMw() != 0.0);
        List<String> heads = new ArrayList<>(List.of("period", "hours", "cost", "demand MW", "generators MW"));
        if (!plan.storages().isEmpty()) {
            heads.addAll(List.of("charge MW", "discharge MW"));
        }
        if (plan.devices().stream().anyMatch(DeviceOverTime::consumes)) {
            heads.add("flexible MW");
        }
        if (plan.devices().stream().anyMatch(device -> !device.consumes())) {
            heads.add("plants MW");
        }
        if (shed) {
            heads.add("not served MW");
        }
        heads.addAll(List.of("losses MW", "lowest /MWh", "highest /MWh"));
        if (told) {
            heads.add("exact");
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        List<PeriodResult> shown = plan.periods()
                .subList(0, Math.min(TextTable.ROWS_SHOWN, plan.periods().size()));
        for (PeriodResult period : shown) {
            int t = period.number() - 1;
            List<Object> row = new ArrayList<>(List.of(
                    period.number(),
                    TextTable.number(period.hours(), 2),
                    TextTable.number(period.objective(), 3),
                    TextTable.number(period.demandMw(), 4),
                    TextTable.number(period.generationMw(), 4)));
            if (!plan.storages().isEmpty()) {
                row.add(TextTable.number(
                        plan.storages().stream()
                                .mapToDouble(storage -> storage.charge().get(t))
                                .sum(),
                        4));
                row.add(TextTable.number(
                        plan.storages().stream()
                                .mapToDouble(storage -> storage.discharge().get(t))
                                .sum(),
                        4));
            }
            if (plan.devices().stream().anyMatch(DeviceOverTime::consumes)) {
                row.add(TextTable.number(plan.consumedByDevices(t), 4));
            }
            if (plan.devices().stream().anyMatch(device -> !device.consumes())) {
                row.add(TextTable.number(plan.suppliedByDevices(t), 4));
            }
            if (shed) {
                row.add(TextTable.number(period.shedMw(), 4));
            }
            row.add(TextTable.number(period.state().lossesMw(), 4));
            row.add(TextTable.number(period.lowestPrice(), 3));
            row.add(TextTable.number(period.highestPrice(), 3));
            if (told) {
                row.add(period.exactness().map(ExactnessResult::exact).orElse(false) ? "yes" : "no");
            }
            table.row(row.toArray());
        }
        table.print(out, plan.periods().size(), "periods");
    }

    private void printStorages() {
        if (plan.storages().isEmpty()) {
            return;
        }
        TextTable table = new TextTable(
                "<storage", "bus", "charged MWh", "discharged MWh", "least MWh", "most MWh", "last MWh", "last /MWh");
        List<StorageResult> shown = plan.storages()
                .subList(0, Math.min(TextTable.ROWS_SHOWN, plan.storages().size()));
        for (StorageResult storage : shown) {
            double[] held = storage.energy().stream()
                    .mapToDouble(energy -> energy)
                    .filter(Double::isFinite)
                    .toArray();
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double energy : held) {
                least = Math.min(least, energy);
                most = Math.max(most, energy);
            }
            double[] values = storage.energyValue().stream()
                    .mapToDouble(value -> value)
                    .filter(Double::isFinite)
                    .toArray();
            table.row(
                    storage.label(),
                    storage.bus(),
                    TextTable.number(overTime(storage.charge()), 4),
                    TextTable.number(overTime(storage.discharge()), 4),
                    TextTable.number(held.length == 0 ? Double.NaN : least, 4),
                    TextTable.number(held.length == 0 ? Double.NaN : most, 4),
                    TextTable.number(held.length == 0 ? Double.NaN : held[held.length - 1], 4),
                    TextTable.number(values.length == 0 ? Double.NaN : values[values.length - 1], 3));
        }
        table.print(out, plan.storages().size(), "storages");
    }

    /** Flexible loads consume, plants supply: both count as positive. */
    private void printDevices() {
        if (plan.devices().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("<device", "<kind", "bus", "MWh", "least MW", "most MW");
        List<DeviceOverTime> shown = plan.devices()
                .subList(0, Math.min(TextTable.ROWS_SHOWN, plan.devices().size()));
        for (DeviceOverTime device : shown) {
            table.row(
                    device.label(),
                    device.kind(),
                    device.bus(),
                    TextTable.number(overTime(device.p()), 4),
                    TextTable.number(Collections.min(device.p()), 4),
                    TextTable.number(Collections.max(device.p()), 4));
        }
        table.print(out, plan.devices().size(), "devices");
    }

    private double overTime(List<Double> power) {
        double energy = 0.0;
        for (int t = 0; t < power.size(); t++) {
            energy += plan.periods().get(t).hours() * power.get(t);
        }
        return energy;
    }
}
