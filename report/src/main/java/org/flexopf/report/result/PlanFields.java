package org.flexopf.report.result;

import static org.flexopf.report.result.Field.number;
import static org.flexopf.report.result.Field.object;
import static org.flexopf.report.result.Field.plain;
import static org.flexopf.report.result.Field.table;

import java.util.List;

/** The fields of a plan, in their order: docs/result-document.md tells what each means. */
final class PlanFields {

    private static final String CURRENCY = "currency";

    private static final List<Field<BusResult>> BUSES = List.of(
            plain("id", BusResult::id),
            number("vm", "p.u.", bus -> bus.vm().value()),
            number("va", "degrees", BusResult::va),
            number("lmpP", PriceUnits.ACTIVE, bus -> bus.active().total()),
            number("lmpQ", PriceUnits.REACTIVE, bus -> bus.reactive().total()));

    /** A generator, and whether it is on; {@code null} if it is not switched on and off. */
    private record Unit(GeneratorResult generator, Boolean on) {}

    private static final List<Field<Unit>> GENERATORS = List.of(
            plain("id", unit -> unit.generator().id()),
            plain("name", unit -> unit.generator().name()),
            plain("bus", unit -> unit.generator().bus()),
            number("p", "MW", unit -> unit.generator().p().value()),
            number("q", "Mvar", unit -> unit.generator().q().value()),
            Field.<Unit>plain("on", Unit::on).onlyIf(unit -> unit.on() != null));

    private static final List<Field<PeriodResult>> PERIODS = List.of(
            plain("period", PeriodResult::number),
            number("hours", "h", PeriodResult::hours),
            number("objective", CURRENCY, PeriodResult::objective),
            Field.<PeriodResult>plain(
                            "exact", period -> period.exactness().get().exact())
                    .onlyIf(period -> period.exactness().isPresent()),
            table("buses", BUSES, period -> period.state().buses()),
            table("generators", GENERATORS, PlanFields::units),
            table("branches", Rows.BRANCHES, period -> period.state().branches()),
            table(
                    "dcLines",
                    Rows.DC_LINES,
                    period -> period.state().dcLines().isEmpty()
                            ? null
                            : period.state().dcLines()),
            table(
                    "devices",
                    Rows.DEVICES,
                    period -> period.state().devices().isEmpty()
                            ? null
                            : period.state().devices()),
            table(
                    "interfaces",
                    Rows.INTERFACES,
                    period -> period.state().interfaces().isEmpty()
                            ? null
                            : period.state().interfaces()),
            table("slacks", Rows.SLACKS, period -> period.slacks().orElse(null)),
            table(
                    "curtailedLoads",
                    Rows.CURTAILED,
                    period -> period.state().curtailed().isEmpty()
                            ? null
                            : period.state().curtailed()),
            number("lossesMw", "MW", period -> period.state().lossesMw()),
            Field.<PeriodResult, ExactnessResult>object(
                            "exactness",
                            Fields.EXACTNESS,
                            period -> period.exactness().orElse(null))
                    .onlyIf(period -> period.exactness().isPresent()));

    private static final List<Field<StorageResult>> STORAGES = List.of(
            plain("id", StorageResult::id),
            plain("name", StorageResult::name),
            plain("bus", StorageResult::bus),
            new Field<>("charge", "MW", StorageResult::charge, storage -> true, null),
            new Field<>("discharge", "MW", StorageResult::discharge, storage -> true, null),
            new Field<>("energy", "MWh", StorageResult::energy, storage -> true, null),
            new Field<>("energyValue", "currency/MWh", StorageResult::energyValue, storage -> true, null),
            plain("wasted", StorageResult::wasted));

    private static final List<Field<DeviceOverTime.Quantity>> QUANTITIES = List.of(
            plain("quantity", DeviceOverTime.Quantity::name),
            plain("unit", DeviceOverTime.Quantity::unit),
            plain("values", DeviceOverTime.Quantity::values));

    private static final List<Field<DeviceOverTime>> DEVICES = List.of(
            plain("kind", DeviceOverTime::kind),
            plain("id", DeviceOverTime::id),
            plain("name", DeviceOverTime::name),
            plain("bus", DeviceOverTime::bus),
            plain("consumes", DeviceOverTime::consumes),
            new Field<>("p", "MW", DeviceOverTime::p, device -> true, null),
            table("quantities", QUANTITIES, DeviceOverTime::quantities));

    /** A plan, behind the head that all documents have. */
    static final List<Field<PlanDocument>> PLAN = List.of(
            plain("model", PlanDocument::model),
            plain("status", PlanDocument::status),
            solved(number("objective", CURRENCY, PlanDocument::objective)),
            solved(number("bound", CURRENCY, PlanDocument::bound)),
            solved(number("lowerBound", CURRENCY, PlanDocument::lowerBound)),
            solved(plain("objectiveUnit", plan -> CURRENCY)),
            solved(plain("caveats", PlanDocument::caveats)),
            solved(table("periods", PERIODS, PlanDocument::periods)),
            solved(table("storages", STORAGES, PlanDocument::storages)),
            solved(table("devices", DEVICES, PlanDocument::devices)),
            Field.<PlanDocument>plain("message", plan -> plan.message().orElse(null))
                    .onlyIf(plan -> plan.message().isPresent()),
            object("solver", Fields.SOLVER, PlanDocument::solver));

    private PlanFields() {}

    private static List<Unit> units(PeriodResult period) {
        return period.state().generators().stream()
                .map(generator -> new Unit(generator, period.on().get(generator.id())))
                .toList();
    }

    private static Field<PlanDocument> solved(Field<PlanDocument> field) {
        return field.onlyIf(PlanDocument::isSolved);
    }
}
