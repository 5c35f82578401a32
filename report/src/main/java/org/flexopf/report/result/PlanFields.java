package org.flexopf.report.result;

import static org.flexopf.report.result.Field.number;
import static org.flexopf.report.result.Field.object;
import static org.flexopf.report.result.Field.plain;
import static org.flexopf.report.result.Field.table;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.IntegerSearch;
import org.flexopf.pricing.plan.ParticipantResult;

/** The fields of a plan, in their order: docs/result-document.md tells what each means. */
final class PlanFields {

    private static final String CURRENCY = "currency";
    private static final String PER_MWH = "currency/MWh";

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
            new Field<>("energyValue", PER_MWH, StorageResult::energyValue, storage -> true, null),
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

    private static final List<Field<BidResult>> BIDS = List.of(
            plain("id", BidResult::id),
            plain("bus", BidResult::bus),
            number("price", PER_MWH, BidResult::price),
            number("acceptance", "", BidResult::acceptance).onlyIf(bid -> !bid.choosesPower()),
            new Field<>("p", "MW", BidResult::power, bid -> true, null),
            new Field<>("x", "MW", BidResult::chosen, BidResult::choosesPower, null));

    private static final List<Field<ParticipantResult>> PARTICIPANTS = List.of(
            plain("id", ParticipantResult::id),
            number("revenue", CURRENCY, ParticipantResult::revenue),
            number("cost", CURRENCY, ParticipantResult::cost),
            number("profit", CURRENCY, ParticipantResult::profit),
            number("lostOpportunity", CURRENCY, ParticipantResult::lostOpportunity),
            number("makeWhole", CURRENCY, ParticipantResult::makeWhole));

    private static final List<Field<SettlementResult>> SETTLEMENT = List.of(
            plain("rule", SettlementResult::rule),
            number("dualFunction", CURRENCY, result -> result.settlement().dualFunction()),
            number(
                    "totalLostOpportunity",
                    CURRENCY,
                    result -> result.settlement().totalLostOpportunity()),
            number("totalMakeWhole", CURRENCY, result -> result.settlement().totalMakeWhole()),
            number(
                    "demandPays",
                    CURRENCY,
                    result -> -result.settlement().demand().revenue()),
            number(
                    "congestionRent",
                    CURRENCY,
                    result -> result.settlement().network().revenue()),
            plain("paradoxicallyAccepted", result -> result.settlement().paradoxicallyAccepted()),
            plain("paradoxicallyRejected", result -> result.settlement().paradoxicallyRejected()));

    private static final List<Field<SettlementResult.HullPrice>> HULL_PRICES = List.of(
            plain("id", SettlementResult.HullPrice::id), number("lmpP", PER_MWH, SettlementResult.HullPrice::price));

    private static final List<Field<SettlementResult.HullPeriod>> HULL_PERIODS = List.of(
            plain("period", SettlementResult.HullPeriod::number),
            table("buses", HULL_PRICES, SettlementResult.HullPeriod::buses));

    private static final List<Field<SettlementResult.Hull>> HULL = List.of(
            plain("exact", SettlementResult.Hull::exact),
            number("lower", CURRENCY, SettlementResult.Hull::lower),
            number("upper", CURRENCY, SettlementResult.Hull::upper),
            number("totalLostOpportunity", CURRENCY, SettlementResult.Hull::totalLostOpportunity),
            table("periods", HULL_PERIODS, SettlementResult.Hull::periods));

    /** A plan, behind the head that all documents have. */
    private static final List<Field<WindowResult.Price>> ADVISORY_PRICES = List.of(
            plain("id", WindowResult.Price::bus), number("lmpP", PriceUnits.ACTIVE, WindowResult.Price::active));

    private static final List<Field<WindowResult.ActivePower>> ADVISORY_POWERS = List.of(
            plain("id", WindowResult.ActivePower::generator),
            plain("name", WindowResult.ActivePower::name),
            number("p", "MW", WindowResult.ActivePower::p));

    private static final List<Field<WindowResult.Advice>> ADVISORY = List.of(
            plain("period", WindowResult.Advice::period),
            table("buses", ADVISORY_PRICES, WindowResult.Advice::prices),
            table("generators", ADVISORY_POWERS, WindowResult.Advice::powers));

    private static final List<Field<WindowResult>> WINDOWS = List.of(
            plain("first", WindowResult::first),
            plain("firm", WindowResult::firm),
            plain("last", WindowResult::last),
            plain("status", WindowResult::status),
            table("advisory", ADVISORY, WindowResult::advisory));

    static final List<Field<PlanDocument>> PLAN = List.of(
            plain("model", PlanDocument::model),
            plain("status", PlanDocument::status),
            solved(number("objective", CURRENCY, PlanDocument::objective)),
            number("bound", CURRENCY, PlanDocument::bound)
                    .onlyIf((PlanDocument plan) ->
                            plan.isSolved() || plan.search().isPresent()),
            number(
                            "gap",
                            CURRENCY,
                            (PlanDocument plan) -> plan.search()
                                    .map(IntegerSearch::gap)
                                    .orElse(OptionalDouble.empty())
                                    .orElse(Double.NaN))
                    .onlyIf((PlanDocument plan) -> plan.search().isPresent()),
            Field.<PlanDocument>plain("nodes", plan -> (int)
                            Math.min(Integer.MAX_VALUE, plan.search().get().nodes()))
                    .onlyIf((PlanDocument plan) -> plan.search().isPresent()),
            solved(number("lowerBound", CURRENCY, PlanDocument::lowerBound)),
            solved(plain("objectiveUnit", plan -> CURRENCY)),
            solved(plain("caveats", PlanDocument::caveats)),
            solved(table("periods", PERIODS, PlanDocument::periods)),
            solved(table("storages", STORAGES, PlanDocument::storages)),
            solved(table("devices", DEVICES, PlanDocument::devices)),
            table("bids", BIDS, plan -> plan.bids().isEmpty() ? null : plan.bids()),
            table(
                    "participants",
                    PARTICIPANTS,
                    plan -> plan.settlement()
                            .map(SettlementResult::participants)
                            .orElse(null)),
            object(
                            "settlement",
                            SETTLEMENT,
                            (PlanDocument plan) -> plan.settlement().orElse(null))
                    .onlyIf(plan -> plan.settlement().isPresent()),
            object("convexHull", HULL, (PlanDocument plan) -> hull(plan).orElse(null))
                    .onlyIf(plan -> hull(plan).isPresent()),
            number(
                            "lpRelaxation",
                            CURRENCY,
                            (PlanDocument plan) -> plan.settlement()
                                    .map(SettlementResult::relaxation)
                                    .orElse(Double.NaN))
                    .onlyIf(plan -> plan.settlement()
                            .filter(result -> Double.isFinite(result.relaxation()))
                            .isPresent()),
            table("windows", WINDOWS, (PlanDocument plan) -> plan.windows().isEmpty() ? null : plan.windows()),
            table(
                    "conflicts",
                    Rows.CONFLICTS,
                    (PlanDocument plan) ->
                            plan.conflict().map(Conflict::members).orElse(null)),
            Field.<PlanDocument>plain("message", plan -> plan.message().orElse(null))
                    .onlyIf(plan -> plan.message().isPresent()),
            object("solver", Fields.SOLVER, PlanDocument::solver));

    private PlanFields() {}

    private static Optional<SettlementResult.Hull> hull(PlanDocument plan) {
        return plan.settlement().flatMap(SettlementResult::hull);
    }

    private static List<Unit> units(PeriodResult period) {
        return period.state().generators().stream()
                .map(generator -> new Unit(generator, period.on().get(generator.id())))
                .toList();
    }

    private static Field<PlanDocument> solved(Field<PlanDocument> field) {
        return field.onlyIf(PlanDocument::isSolved);
    }
}
