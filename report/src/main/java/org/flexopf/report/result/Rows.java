package org.flexopf.report.result;

import static org.flexopf.report.result.Field.number;
import static org.flexopf.report.result.Field.object;
import static org.flexopf.report.result.Field.plain;

import java.util.List;
import java.util.Locale;
import org.flexopf.network.Note;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.family.PriceComponents;
import org.flexopf.opf.limit.BrokenLimit;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.Slack;

/** The fields of what a document lists: elements, limits, settings. */
final class Rows {

    private static final String PER_HOUR = "currency/h";

    /** How the input was read. */
    static final List<Field<Note>> NOTES = List.of(plain("element", Note::element), plain("remark", Note::remark));

    /** Generators. */
    static final List<Field<GeneratorResult>> GENERATORS = List.of(
            plain("id", GeneratorResult::id),
            plain("bus", GeneratorResult::bus),
            number("p", "MW", generator -> generator.p().value()),
            number("q", "Mvar", generator -> generator.q().value()));

    /** Branches. */
    static final List<Field<BranchResult>> BRANCHES = List.of(
            plain("id", BranchResult::id),
            plain("from", branch -> branch.from().bus()),
            plain("to", branch -> branch.to().bus()),
            number("pFrom", "MW", branch -> branch.from().p()),
            number("qFrom", "Mvar", branch -> branch.from().q()),
            number("pTo", "MW", branch -> branch.to().p()),
            number("qTo", "Mvar", branch -> branch.to().q()),
            number("loading", "1", BranchResult::loading));

    /** DC lines. */
    static final List<Field<DcLineResult>> DC_LINES = List.of(
            plain("id", DcLineResult::id),
            plain("from", line -> line.from().bus()),
            plain("to", line -> line.to().bus()),
            number("pFrom", "MW", line -> line.from().p()),
            number("pTo", "MW", line -> line.to().p()),
            number("lossMw", "MW", DcLineResult::lossMw),
            number("cost", PER_HOUR, DcLineResult::cost));

    /** Loads that are not served in full. */
    static final List<Field<CurtailedLoad>> CURTAILED = List.of(
            plain("id", CurtailedLoad::id),
            plain("bus", CurtailedLoad::bus),
            number("demandMw", "MW", CurtailedLoad::demandMw),
            number("servedMw", "MW", CurtailedLoad::servedMw),
            number("demandMvar", "Mvar", CurtailedLoad::demandMvar),
            number("servedMvar", "Mvar", CurtailedLoad::servedMvar));

    /** Limits on sums of flows. */
    static final List<Field<InterfaceResult>> INTERFACES = List.of(
            plain("id", InterfaceResult::id),
            plain("name", InterfaceResult::name),
            number("flowMw", "MW", limited -> limited.flow().value()),
            number("lowerMw", "MW", limited -> limited.flow().limits().min()),
            number("upperMw", "MW", limited -> limited.flow().limits().max()),
            number("dualLower", PriceUnits.ACTIVE, InterfaceResult::dualLower),
            number("dualUpper", PriceUnits.ACTIVE, InterfaceResult::dualUpper));

    /** Devices of further kinds. */
    static final List<Field<DeviceResult>> DEVICES = List.of(
            plain("kind", device -> device.kind().id()),
            plain("id", DeviceResult::id),
            number("p", "MW", DeviceResult::p),
            number("q", "Mvar", DeviceResult::q),
            number("cost", PER_HOUR, DeviceResult::cost));

    /** Buses. */
    static final List<Field<BusResult>> BUSES = List.of(
            plain("id", BusResult::id),
            number("vm", "p.u.", bus -> bus.vm().value()),
            number("va", "degrees", BusResult::va),
            number("lmpP", PriceUnits.ACTIVE, bus -> bus.active().total()),
            number("lmpQ", PriceUnits.REACTIVE, bus -> bus.reactive().total()),
            object(
                    "lmpPComponents",
                    components(PriceUnits.ACTIVE),
                    bus -> bus.active().parts()),
            object(
                    "lmpQComponents",
                    components(PriceUnits.REACTIVE),
                    bus -> bus.reactive().parts()));

    /** Controls that were free. */
    static final List<Field<RoundedControls.Setting>> CONTROLS = List.of(
            plain(
                    "kind",
                    setting -> setting.control()
                            .kind()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')),
            plain("element", setting -> setting.control().element()),
            number("free", "ratio, degrees or Mvar", RoundedControls.Setting::relaxed),
            number("setting", "ratio, degrees or Mvar", RoundedControls.Setting::rounded));

    /** Conditions for exactness. */
    static final List<Field<ConditionResult>> CONDITIONS = List.of(
            plain("name", ConditionResult::name),
            plain("source", ConditionResult::source),
            plain("holds", ConditionResult::holds),
            plain("reason", ConditionResult::reason));

    /** Kinds of limits that are soft. */
    static final List<Field<SoftLimitResult>> SOFT_LIMITS = List.of(
            plain("limit", soft -> soft.limit().label()),
            plain("exceeded", SoftLimitResult::exceeded),
            number("amount", "unit", SoftLimitResult::amount),
            plain("unit", soft -> soft.limit().unit().symbol()),
            number("cost", PER_HOUR, SoftLimitResult::cost));

    /** Soft limits that give way. */
    static final List<Field<Slack>> SLACKS = List.of(
            plain("limit", slack -> slack.limit().label()),
            plain("element", Slack::label),
            number("amount", "unit", Slack::amount),
            plain("unit", slack -> slack.limit().unit().symbol()),
            number("cost", PER_HOUR, Slack::cost));

    /** What cannot be met together. */
    static final List<Field<Limit>> CONFLICTS = List.of(
            plain("limit", limit -> limit.kind().label()),
            plain("element", Limit::label),
            number("value", "unit", Limit::bound),
            plain("unit", limit -> limit.kind().unit().symbol()));

    /** Limits that a state breaks. */
    static final List<Field<BrokenLimit>> BROKEN = List.of(
            plain("limit", broken -> broken.limit().kind().label()),
            plain("element", broken -> broken.limit().label()),
            number("value", "unit", BrokenLimit::value),
            number("bound", "unit", broken -> broken.limit().bound()),
            number("amount", "unit", BrokenLimit::excess),
            plain("unit", broken -> broken.limit().kind().unit().symbol()));

    /** What limits are worth. */
    static final List<Field<LimitPrice>> LIMIT_PRICES = List.of(
            plain("limit", one -> one.limit().kind().label()),
            plain("element", one -> one.limit().label()),
            number("bound", "unit", one -> one.limit().bound()),
            number("price", PriceUnits.OBJECTIVE + " per unit", LimitPrice::price),
            plain("unit", one -> one.limit().kind().unit().symbol()));

    /** Buses of a power flow. */
    static final List<Field<PowerFlowDocument.Injection>> INJECTIONS = List.of(
            plain("id", PowerFlowDocument.Injection::id),
            number("vm", "p.u.", PowerFlowDocument.Injection::vm),
            number("va", "degrees", PowerFlowDocument.Injection::va));

    private Rows() {}

    private static List<Field<PriceComponents>> components(String unit) {
        return List.of(
                number("energy", unit, PriceComponents::energy),
                number("losses", unit, PriceComponents::losses),
                number("congestion", unit, PriceComponents::congestion),
                number("voltage", unit, PriceComponents::voltage),
                number("other", unit, PriceComponents::other));
    }
}
