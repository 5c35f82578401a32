package org.flexopf.network;

import java.util.List;
import java.util.function.Supplier;
import org.flexopf.model.ElementKind;
import org.flexopf.network.NetworkBuilder.Located;

/** Checks generators, loads, DC lines and devices of further kinds one by one. */
final class InjectionValidation {

    private final NetworkBuilder builder;
    private final Findings found;

    InjectionValidation(NetworkBuilder builder, Findings found) {
        this.builder = builder;
        this.found = found;
    }

    void generators() {
        IdIndex index =
                IdIndex.of(builder.generators(), entry -> entry.element().id());
        for (int i = 0; i < builder.generators().size(); i++) {
            Located<Generator> entry = builder.generators().get(i);
            Generator generator = entry.element();
            Supplier<String> element = () -> entry.label(generator.label());
            found.identity("generator", element, generator.id(), index.isRepeated(i));
            boolean known = found.knownBus(element, generator.bus());
            found.range(element, "active limits", generator.pMin(), generator.pMax(), "MW", generator.inService());
            found.range(element, "reactive limits", generator.qMin(), generator.qMax(), "Mvar", generator.inService());
            found.finite(element, "scheduled active power", generator.p());
            found.finite(element, "scheduled reactive power", generator.q());
            if (!(generator.voltageSetPoint() > 0.0) || Double.isInfinite(generator.voltageSetPoint())) {
                found.fault(
                        element,
                        "voltage set point " + generator.voltageSetPoint() + " p.u.",
                        "it is not a finite number above zero",
                        "give the magnitude it holds, 1 if it holds none");
            }
            if (generator.cost() == null || generator.reactiveCost() == null) {
                found.fault(element, "no cost", "a cost curve is missing", "give CostCurve.free() for none");
            }
            capability(element, generator.capability());
            reactiveLines(element, generator);
            found.limit(element, "upward ramp", generator.dynamics().rampUp(), "MW per hour");
            found.limit(element, "downward ramp", generator.dynamics().rampDown(), "MW per hour");
            generator.dynamics().commitment().ifPresent(unit -> commitment(element, unit));
            if (generator.dynamics().hasInitial()) {
                found.finite(
                        element, "initial active power", generator.dynamics().initial());
            }
            if (known && generator.inService() && found.bus(generator.bus()).isIsolated()) {
                found.changingNote(element, "stands at an isolated bus and cannot produce");
            }
        }
    }

    private void commitment(Supplier<String> element, Generator.Commitment unit) {
        found.finite(element, "cost of a start", unit.startCost());
        found.finite(element, "cost of a stop", unit.stopCost());
        notNegative(element, "minimum time on", unit.minUp());
        notNegative(element, "minimum time off", unit.minDown());
        notNegative(element, "time in its state before the first period", unit.initialHours());
        found.limit(element, "largest power when it starts", unit.startRamp(), "MW");
        found.limit(element, "largest power before it stops", unit.stopRamp(), "MW");
    }

    private void notNegative(Supplier<String> element, String what, double hours) {
        if (!(hours >= 0.0 && hours < Double.POSITIVE_INFINITY)) {
            found.fault(
                    element,
                    what + " of " + hours + " hours",
                    "it is a time",
                    "give a finite number of hours, zero or more");
        }
    }

    private void capability(Supplier<String> element, CapabilityCurve curve) {
        if (curve == null) {
            found.fault(element, "no capability curve", "it is missing", "give CapabilityCurve.unlimited() for none");
            return;
        }
        found.limit(element, "capability", curve.mva());
        if (!(curve.powerFactor() > 0.0 && curve.powerFactor() <= 1.0)) {
            found.fault(
                    element,
                    "power factor " + curve.powerFactor() + " of its capability",
                    "a power factor lies above 0 and up to 1",
                    "give the least power factor at full apparent power");
        }
    }

    private void reactiveLines(Supplier<String> element, Generator generator) {
        ReactiveLines lines = generator.reactiveLines();
        line(element, "lower", lines.lower(), Double.NEGATIVE_INFINITY);
        line(element, "upper", lines.upper(), Double.POSITIVE_INFINITY);
        if (generator.inService() && leavesNoRoom(lines, generator.pMin()) && leavesNoRoom(lines, generator.pMax())) {
            found.fault(
                    element,
                    "reactive lines from " + lines.lower().at(generator.pMin()) + " to "
                            + lines.upper().at(generator.pMin()) + " Mvar at " + generator.pMin() + " MW",
                    "the lower line is above the upper one at every active power",
                    "exchange or correct them");
        }
    }

    private static boolean leavesNoRoom(ReactiveLines lines, double p) {
        return lines.lower().at(p) > lines.upper().at(p);
    }

    private void line(Supplier<String> element, String which, ReactiveLines.Line line, double noLimit) {
        boolean isNone = line.atZero() == noLimit && line.slope() == 0.0;
        if (!isNone && !(Double.isFinite(line.slope()) && line.isLimit())) {
            found.fault(
                    element,
                    which + " reactive line of slope " + line.slope() + " and " + line.atZero() + " Mvar at 0 MW",
                    "a number is not finite",
                    "give finite numbers, or no line for no limit");
        }
    }

    void loads() {
        IdIndex index = IdIndex.of(builder.loads(), entry -> entry.element().id());
        for (int i = 0; i < builder.loads().size(); i++) {
            Located<Load> entry = builder.loads().get(i);
            Load load = entry.element();
            Supplier<String> element = () -> entry.label(load.label());
            found.identity("load", element, load.id(), index.isRepeated(i));
            boolean known = found.knownBus(element, load.bus());
            found.finite(element, "active demand", load.p());
            found.finite(element, "reactive demand", load.q());
            if (known && load.inService() && found.bus(load.bus()).isIsolated()) {
                found.changingNote(element, "stands at an isolated bus and is not served");
            }
        }
    }

    void hvdcLines() {
        IdIndex index = IdIndex.of(builder.hvdcLines(), entry -> entry.element().id());
        for (int i = 0; i < builder.hvdcLines().size(); i++) {
            Located<HvdcLine> entry = builder.hvdcLines().get(i);
            HvdcLine line = entry.element();
            Supplier<String> element = () -> entry.label(line.label());
            found.identity("DC line", element, line.id(), index.isRepeated(i));
            found.knownBus(element, line.fromBus());
            found.knownBus(element, line.toBus());
            if (line.fromBus() == line.toBus()) {
                found.fault(
                        element,
                        "both ends at bus " + line.fromBus(),
                        "a DC line joins two buses",
                        "correct one of the ends");
            }
            found.finite(element, "least active power", line.pMin());
            found.finite(element, "largest active power", line.pMax());
            found.ordered(element, "active limits", line.pMin(), line.pMax(), "MW", line.inService());
            found.range(
                    element,
                    "reactive limits at the from end",
                    line.qMinFrom(),
                    line.qMaxFrom(),
                    "Mvar",
                    line.inService());
            found.range(
                    element, "reactive limits at the to end", line.qMinTo(), line.qMaxTo(), "Mvar", line.inService());
            found.finite(element, "constant loss", line.lossConstant());
            found.finite(element, "loss factor", line.lossFactor());
            found.finite(element, "scheduled active power", line.p());
            found.finite(element, "scheduled reactive power at the from end", line.qFrom());
            found.finite(element, "scheduled reactive power at the to end", line.qTo());
            if (line.lossFactor() >= 1.0) {
                found.fault(
                        element,
                        "loss factor " + line.lossFactor(),
                        "nothing would arrive",
                        "give the loss in MW per MW, below 1");
            }
            if (line.cost() == null) {
                found.fault(element, "no cost", "a cost curve is missing", "give CostCurve.free() for none");
            }
            double leastLoss = Math.min(line.loss(line.pMin()), line.loss(line.pMax()));
            if (line.inService() && leastLoss < 0.0) {
                found.changingNote(
                        element,
                        "its loss is " + leastLoss
                                + " MW at one end of its active limits, so it gains power "
                                + "there; the loss is linear in the power, "
                                + "whichever way it flows");
            }
        }
    }

    /** Devices of a further kind: what the network knows of them, and what they say of themselves. */
    void devices(ElementKind kind, List<Located<ConnectedElement>> entries) {
        IdIndex index = IdIndex.of(entries, entry -> entry.element().id());
        List<ConnectedElement> all = entries.stream().map(Located::element).toList();
        for (int i = 0; i < entries.size(); i++) {
            Located<ConnectedElement> entry = entries.get(i);
            ConnectedElement device = entry.element();
            Supplier<String> element = () -> entry.label(device.label());
            found.identity(kind.label(), element, device.id(), index.isRepeated(i));
            if (device.terminals() < 1) {
                found.fault(
                        element,
                        device.terminals() + " terminals",
                        "a device is connected to a bus at least",
                        "give the bus that it stands at");
            }
            boolean isolated = false;
            for (int t = 0; t < device.terminals(); t++) {
                isolated |= found.knownBus(element, device.terminal(t))
                        && found.bus(device.terminal(t)).isIsolated();
            }
            device.faults().forEach(fault -> found.fault(element, fault.value(), fault.cause(), fault.fix()));
            device.faultsAmong(all).forEach(fault -> found.fault(element, fault.value(), fault.cause(), fault.fix()));
            if (isolated && device.inService()) {
                found.changingNote(element, "stands at an isolated bus and takes no part");
            }
        }
    }
}
