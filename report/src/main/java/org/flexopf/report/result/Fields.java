package org.flexopf.report.result;

import static org.flexopf.report.result.Field.number;
import static org.flexopf.report.result.Field.object;
import static org.flexopf.report.result.Field.plain;
import static org.flexopf.report.result.Field.table;

import java.util.List;
import java.util.Locale;
import org.flexopf.opf.Conflict;
import org.flexopf.opf.RoundedControls;
import org.flexopf.opf.RunKpis;
import org.flexopf.opf.SolverRun;
import org.flexopf.powerflow.LinearModelError;

/** The fields of the result document, in their order: docs/result-document.md tells what each means. */
final class Fields {

    private static final String PER_HOUR = "currency/h";

    /** Whether a relaxation is exact. */
    static final List<Field<ExactnessResult>> EXACTNESS = List.of(
            plain("exact", ExactnessResult::exact),
            number("phantomLossMw", "MW", ExactnessResult::phantomLossMw),
            number("maxResidual", "p.u.^2", ExactnessResult::maxResidual),
            plain("branches", ExactnessResult::branches));

    private static final List<Field<RecoveredResult>> RECOVERED = List.of(
            plain("feasible", RecoveredResult::feasible),
            number("cost", PER_HOUR, RecoveredResult::cost),
            Field.<RecoveredResult>plain(
                            "method", point -> point.search().get().method().orElse(null))
                    .onlyIf(point -> point.search().isPresent()),
            Field.<RecoveredResult>number(
                            "gap", "1", point -> point.search().get().gap())
                    .onlyIf(point -> point.search().isPresent()),
            number("maxVoltageViolation", "p.u.", RecoveredResult::maxVoltageViolation),
            number("maxLoadingViolation", "1", RecoveredResult::maxLoadingViolation),
            number("maxMismatchMw", "MW", RecoveredResult::maxMismatchMw),
            table("broken", Rows.BROKEN, RecoveredResult::broken),
            table(
                    "generators",
                    Rows.GENERATORS,
                    point -> point.search()
                            .map(RecoveredResult.Search::generators)
                            .orElse(null)));

    private static final List<Field<RunKpis>> KPIS = List.of(
            number("tightness", "p.u.^2", kpis -> kpis.tightness().orElse(Double.NaN)),
            plain("exact", kpis -> kpis.exact().orElse(null)),
            number("gap", "1", kpis -> kpis.gap().orElse(Double.NaN)),
            number("runSeconds", "s", RunKpis::runSeconds),
            plain("iterations", RunKpis::iterations),
            number("socialWelfare", PER_HOUR, RunKpis::socialWelfare),
            number("curtailmentMw", "MW", RunKpis::curtailment),
            number("lossesMw", "MW", RunKpis::losses));

    private static final List<Field<ConfirmedPrice>> CONFIRMATIONS = List.of(
            plain("bus", price -> price.confirmation().bus()),
            plain("power", price -> price.confirmation().power().name().toLowerCase(Locale.ROOT)),
            number("price", PriceUnits.EITHER, price -> price.confirmation().price()),
            number("step", "MW or Mvar", price -> price.confirmation().step()),
            number(
                    "slopeForLess",
                    PriceUnits.EITHER,
                    price -> price.confirmation().slopeForLess()),
            number(
                    "slopeForMore",
                    PriceUnits.EITHER,
                    price -> price.confirmation().slopeForMore()),
            plain("confirmed", ConfirmedPrice::confirmed));

    private static final List<Field<LinearModelError>> MODEL_ERROR = List.of(
            plain("converged", LinearModelError::isConverged),
            Field.<LinearModelError>plain("reason", LinearModelError::reason).onlyIf(error -> !error.isConverged()),
            number("maxVoltageError", "p.u.", error -> known(error, error.maxVoltageError())),
            plain("voltageErrorBus", error -> error.isConverged() ? error.voltageErrorBus() : null),
            number("maxFlowError", "flowErrorUnit", error -> known(error, error.maxFlowError())),
            plain("flowErrorUnit", error -> error.flowUnit().symbol()),
            plain(
                    "flowErrorBranch",
                    error -> error.isConverged() && error.flowErrorBranch().isPresent()
                            ? error.flowErrorBranch().getAsInt()
                            : null),
            number("lossesMissedMw", "MW", error -> known(error, error.lossesMissed())));

    /** Where prices come from. */
    static final List<Field<PriceOrigin>> PRICES = List.of(
            plain("unitP", prices -> prices.active().unit()),
            plain("unitQ", PriceOrigin::reactiveUnit),
            plain("sign", prices -> prices.active().signConvention()),
            number("periodHours", "h", prices -> prices.active().periodHours()),
            plain("formulation", prices -> prices.active().formulation()),
            plain("solver", prices -> prices.active().solver()),
            plain("exact", PriceOrigin::exact),
            plain("agreement", PriceOrigin::agreement),
            plain("caveats", prices -> prices.active().caveats()));

    private static final List<Field<OutageResult>> OUTAGE = List.of(
            plain("branch", OutageResult::branch),
            plain("converged", OutageResult::converged),
            table("broken", Rows.BROKEN, OutageResult::broken));

    private static final List<Field<OutagesResult.Splitting>> SPLITTING = List.of(
            plain("branch", outage -> outage.left().branch()),
            plain("cutOff", OutagesResult.Splitting::cutOff),
            number("demandMw", "MW", OutagesResult.Splitting::demandMw),
            number("generationMw", "MW", OutagesResult.Splitting::generationMw),
            plain("converged", outage -> outage.left().converged()),
            table("broken", Rows.BROKEN, outage -> outage.left().broken()));

    private static final List<Field<SecurityReport>> SECURITY = List.of(
            plain("secure", SecurityReport::secure),
            plain("securedOutages", SecurityReport::securedOutages),
            plain("rounds", SecurityReport::rounds),
            plain("cuts", SecurityReport::cuts),
            plain("islandingOutages", SecurityReport::islandingOutages),
            table(
                    "limits",
                    List.<Field<SecurityReport.Limit>>of(
                            plain("branch", SecurityReport.Limit::branch),
                            plain("outage", SecurityReport.Limit::outage),
                            number("price", PriceUnits.ACTIVE, SecurityReport.Limit::price),
                            number("overloadMw", "MW", SecurityReport.Limit::overloadMw)),
                    SecurityReport::limits),
            table(
                    "corrections",
                    List.<Field<SecurityReport.Correction>>of(
                            plain("outage", SecurityReport.Correction::outage),
                            table(
                                    "moves",
                                    List.<Field<SecurityReport.Move>>of(
                                            plain("generator", SecurityReport.Move::generator),
                                            number("mw", "MW", SecurityReport.Move::mw)),
                                    SecurityReport.Correction::moves)),
                    SecurityReport::corrections));

    /** Which solver answered. */
    static final List<Field<SolverRun>> SOLVER = List.of(
            plain("name", SolverRun::name),
            plain("iterations", SolverRun::iterations),
            number("setupSeconds", "s", SolverRun::setupSeconds),
            number("solveSeconds", "s", SolverRun::solveSeconds));

    private static final List<Field<ResultDocument>> HEAD = List.of(
            plain("schema", document -> ResultDocument.SCHEMA),
            plain("version", document -> ResultDocument.VERSION),
            plain("case", ResultDocument::caseName),
            table("notes", Rows.NOTES, document -> document.notes().isEmpty() ? null : document.notes()));

    private static final List<Field<OpfDocument>> OPF = List.of(
            plain("model", OpfDocument::model),
            plain("status", OpfDocument::status),
            Field.<OpfDocument>plain("outcome", document -> document.outcome().orElse(null))
                    .onlyIf(document -> document.outcome().isPresent()),
            solved(number(
                    "objective",
                    PriceUnits.OBJECTIVE,
                    document -> document.objective().map(ObjectiveResult::value).orElse(Double.NaN))),
            solved(number(
                    "lowerBound",
                    PriceUnits.OBJECTIVE,
                    document -> document.objective()
                            .map(ObjectiveResult::lowerBound)
                            .orElse(Double.NaN))),
            solved(plain(
                    "objectiveUnit",
                    document -> document.objective()
                            .map(objective -> objective.unit().symbol())
                            .orElse(null))),
            solved(object(
                    "exactness", EXACTNESS, document -> document.exactness().orElse(null))),
            solved(object(
                    "recovered", RECOVERED, document -> document.recovered().orElse(null))),
            table(
                    "controls",
                    Rows.CONTROLS,
                    document ->
                            document.controls().map(RoundedControls::settings).orElse(null)),
            table(
                    "conditions",
                    Rows.CONDITIONS,
                    document -> document.conditions().orElse(null)),
            Field.<OpfDocument, RunKpis>object(
                            "kpis", KPIS, document -> document.kpis().orElse(null))
                    .onlyIf(document -> document.kpis().isPresent()),
            table(
                    "priceConfirmations",
                    CONFIRMATIONS,
                    document -> document.confirmedPrices().orElse(null)),
            Field.<OpfDocument, LinearModelError>object(
                            "modelError",
                            MODEL_ERROR,
                            document -> document.modelError().orElse(null))
                    .onlyIf(document -> document.modelError().isPresent()),
            table(
                    "softLimits",
                    Rows.SOFT_LIMITS,
                    document -> document.softLimits().orElse(null)),
            table("slacks", Rows.SLACKS, document -> document.slacks().orElse(null)),
            table(
                    "buses",
                    Rows.BUSES,
                    document -> document.state().map(StateResult::buses).orElse(null)),
            table(
                    "generators",
                    Rows.GENERATORS,
                    document -> document.state().map(StateResult::generators).orElse(null)),
            table(
                    "branches",
                    Rows.BRANCHES,
                    document -> document.state().map(StateResult::branches).orElse(null)),
            solved(number(
                    "lossesMw", "MW", document -> document.state().orElseThrow().lossesMw())),
            table(
                    "dcLines",
                    Rows.DC_LINES,
                    document -> document.state()
                            .map(StateResult::dcLines)
                            .filter(lines -> !lines.isEmpty())
                            .orElse(null)),
            table(
                    "devices",
                    Rows.DEVICES,
                    document -> document.state()
                            .map(StateResult::devices)
                            .filter(devices -> !devices.isEmpty())
                            .orElse(null)),
            table(
                    "curtailedLoads",
                    Rows.CURTAILED,
                    document -> document.state()
                            .map(StateResult::curtailed)
                            .filter(loads -> !loads.isEmpty())
                            .orElse(null)),
            table(
                    "interfaces",
                    Rows.INTERFACES,
                    document -> document.state()
                            .map(StateResult::interfaces)
                            .filter(interfaces -> !interfaces.isEmpty())
                            .orElse(null)),
            solved(object("prices", PRICES, document -> document.priceOrigin().orElse(null))),
            Field.<OpfDocument>plain(
                            "priceReference",
                            document -> document.priceReference().orElse(null))
                    .onlyIf(document -> document.priceReference().isPresent()),
            Field.<OpfDocument>plain("message", document -> document.message().orElse(null))
                    .onlyIf(document -> document.state().isEmpty()),
            table(
                    "conflicts",
                    Rows.CONFLICTS,
                    document -> document.conflict().map(Conflict::members).orElse(null)),
            Field.<OpfDocument, SecurityReport>object(
                            "security",
                            SECURITY,
                            document -> document.security().orElse(null))
                    .onlyIf(document -> document.security().isPresent()),
            table(
                    "limitPrices",
                    Rows.LIMIT_PRICES,
                    document -> document.limitPrices().orElse(null)),
            table(
                    "outages",
                    OUTAGE,
                    document -> document.outages().map(OutagesResult::states).orElse(null)),
            Field.<OpfDocument>plain(
                            "outagesScreenedOut",
                            document -> document.outages()
                                    .map(OutagesResult::screenedOut)
                                    .orElse(null))
                    .onlyIf(document -> document.outages().isPresent()),
            table(
                    "splittingOutages",
                    SPLITTING,
                    document -> document.outages().map(OutagesResult::splitting).orElse(null)),
            object("solver", SOLVER, OpfDocument::solver));

    private static final List<Field<PowerFlowDocument>> POWER_FLOW = List.of(
            plain("converged", document -> document.result().converged()),
            plain("method", document -> document.result().method().name().toLowerCase(Locale.ROOT)),
            plain("iterations", document -> document.result().iterations()),
            number("lossMw", "MW", document -> known(document, document.result().lossMw())),
            number(
                    "lossMvar",
                    "Mvar",
                    document -> known(document, document.result().lossMvar())),
            number(
                    "minVm",
                    "p.u.",
                    document -> known(document, document.result().minVm())),
            plain(
                    "minVmBus",
                    document ->
                            document.result().converged() ? document.result().minVmBus() : null),
            number("maxMismatchMw", "MW", document -> document.result().maxMismatchMw()),
            table("buses", Rows.INJECTIONS, PowerFlowDocument::buses),
            number(
                    "lossesMw",
                    "MW",
                    document -> known(document, document.state().lossesMw())),
            table(
                    "dcLines",
                    Rows.DC_LINES,
                    document -> document.result().converged()
                                    && !document.state().dcLines().isEmpty()
                            ? document.state().dcLines()
                            : null),
            table(
                    "interfaces",
                    Rows.INTERFACES,
                    document -> document.result().converged()
                                    && !document.state().interfaces().isEmpty()
                            ? document.state().interfaces()
                            : null),
            table(
                    "devices",
                    Rows.DEVICES,
                    document -> document.result().converged()
                                    && !document.state().devices().isEmpty()
                            ? document.state().devices()
                            : null));

    private Fields() {}

    /** Shows a visitor a whole document. */
    static void visit(ResultDocument document, Field.Visitor visitor) {
        Field.visit(HEAD, document, visitor);
        if (document instanceof OpfDocument opf) {
            Field.visit(OPF, opf, visitor);
        } else if (document instanceof PowerFlowDocument flow) {
            Field.visit(POWER_FLOW, flow, visitor);
        } else if (document instanceof PlanDocument plan) {
            Field.visit(PlanFields.PLAN, plan, visitor);
        }
    }

    private static Field<OpfDocument> solved(Field<OpfDocument> field) {
        return field.onlyIf(document -> document.state().isPresent());
    }

    private static double known(LinearModelError error, double value) {
        return error.isConverged() ? value : Double.NaN;
    }

    private static double known(PowerFlowDocument document, double value) {
        return document.result().converged() ? value : Double.NaN;
    }
}
