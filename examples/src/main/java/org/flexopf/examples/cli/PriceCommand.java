package org.flexopf.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.flexopf.market.Market;
import org.flexopf.market.OpfClearing;
import org.flexopf.network.Network;
import org.flexopf.network.Note;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.opf.registry.Formulations;
import org.flexopf.opf.registry.Trait;
import org.flexopf.pricing.nodal.NodalPrices;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.pricing.payment.Payment;
import org.flexopf.pricing.payment.PaymentRule;
import org.flexopf.pricing.payment.Settlement;
import org.flexopf.report.result.ExactnessResult;
import org.flexopf.report.result.JsonRenderer;
import org.flexopf.report.result.PriceOrigin;
import org.flexopf.report.result.TextRenderer;
import org.flexopf.report.result.TextTable;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.solver.Solvers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code opf price}: who is paid what for the cheapest operation of a case. */
@Command(
        name = "price",
        description = "Clear a market of offers on a case and pay it by a rule.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PriceCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            required = true,
            description = "vcg, pay-as-clear, pay-as-bid, uniform or core-selecting.")
    private String rule;

    @Option(
            names = "--offers",
            paramLabel = "FILE",
            description =
                    "Offers, CSV or JSON (docs/offers.md; - is standard input), beside the case's generators, which "
                            + "are then the operator's own. By default every generator outside the root bus is a "
                            + "participant.")
    private String offers;

    @Option(
            names = "--curtailment-price",
            paramLabel = "PRICE",
            description = "Value of lost load per MWh, which caps what participants are paid whom the "
                    + "network cannot do without; by default they have no VCG payment.")
    private Double curtailmentPrice;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = Models.DEFAULT,
            completionCandidates = Models.FormulationCandidates.class,
            description = "An installed formulation (see 'opf models'): ${COMPLETION-CANDIDATES} "
                    + "(default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--susceptance",
            paramLabel = "NAME",
            description = "In DC models: reciprocal-x or series-admittance (default: reciprocal-x).")
    private String susceptance;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            description = "Which installed solver to use; by default the first that suits.")
    private String solver;

    @Option(
            names = "--require-exact",
            description = "For scripts: end with exit code 5 unless the answer is exact, which means a global AC "
                    + "optimum: an AC power flow meets every limit at the dispatch, and a relaxation proves that "
                    + "nothing costs less.")
    private boolean requireExact;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PaymentRule chosenRule = RuleChoice.named(rule);
        parameter.files().reads("--offers", offers);
        parameter.checkFiles();
        if (model.equals(Models.SENSITIVITIES)) {
            throw new BadInputException("--model " + model + " clears no market, since it is a sequence of programs; "
                    + "choose one of " + Formulations.names(Formulations.installed()));
        }
        FormulationType type = Models.named(model);
        Opf opf = Opf.of(type.create(Models.options(type, susceptance)));
        Network network = parameter.read();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        Market market = offers == null ? Market.ofGenerators(network) : Market.of(network, OffersFile.read(offers));
        OpfClearing cleared;
        Settlement settlement;
        try {
            cleared = OpfClearing.of(solver == null ? opf : opf.withSolver(Solvers.named(solver)), market);
            cleared = curtailmentPrice == null ? cleared : cleared.withCurtailmentPrice(curtailmentPrice);
            settlement = chosenRule.settle(cleared);
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            network.answerNotes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
            return ExitCode.of(e.status());
        }
        PrintWriter out = spec.commandLine().getOut();
        ExactnessResult exactness =
                type.has(Trait.BRANCH_FLOW) ? SolveDocument.exactness(ExactnessReport.of(cleared.solution())) : null;
        if (parameter.tableWanted()) {
            print(out, cleared, settlement, exactness);
        }
        if (parameter.json() != null) {
            OpfClearing told = cleared;
            CallFiles.write(parameter.json(), out, JsonOutput.text(json -> write(json, told, settlement, exactness)));
        }
        return requireExact
                ? ExactnessCheck.exitCode(
                        ExactnessCheck.whyNot(
                                cleared.solution(), cleared.solverChoice().options()),
                        spec.commandLine().getErr())
                : ExitCode.SOLVED;
    }

    private void print(PrintWriter out, OpfClearing cleared, Settlement settlement, ExactnessResult exactness) {
        out.printf(
                Locale.ROOT,
                "%s, %s: cleared at a cost of %s per hour, paid by %s%n",
                cleared.market().network().name(),
                model,
                TextTable.number(cleared.cost(), 6),
                settlement.rule());
        out.printf(Locale.ROOT, "  outlay      %s%n", amount(settlement.outlay()));
        out.printf(Locale.ROOT, "  surplus     %s (demand pays nodal prices)%n", amount(settlement.surplus()));
        if (exactness != null) {
            out.printf(Locale.ROOT, "  exactness   %s%n", exactness.verdict());
        }
        for (String caveat : settlement.caveats()) {
            out.printf(Locale.ROOT, "  note        %s%n", caveat);
        }
        TextRenderer.renderNotes(cleared.market().network().answerNotes(), out);
        out.println();
        TextTable table = new TextTable("<participant", "<buses", "MW", "cost", "payment", "profit", "<");
        List<Payment> payments = settlement.payments();
        for (Payment payment : payments.subList(0, Math.min(payments.size(), TextTable.ROWS_SHOWN))) {
            table.row(
                    payment.participant().id(),
                    payment.award().buses().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                    TextTable.number(payment.award().quantity(), 4),
                    TextTable.number(payment.award().cost(), 4),
                    TextTable.number(payment.amount().orElse(Double.NaN), 4),
                    TextTable.number(payment.profit().orElse(Double.NaN), 4),
                    payment.pivotal() ? "pivotal: the network cannot do without" : "");
        }
        table.print(out, payments.size(), "participants");
        settlement.rent().ifPresent(rent -> print(out, rent));
        out.flush();
    }

    private static void print(PrintWriter out, Rent rent) {
        out.printf(
                Locale.ROOT,
                "The network earns %.4f per hour at nodal prices, of which marginal losses %.4f%n",
                rent.total(),
                rent.losses());
        for (Rent.LimitRent limit :
                rent.limits().subList(0, Math.min(rent.limits().size(), TextTable.ROWS_SHOWN))) {
            out.printf(
                    Locale.ROOT,
                    "  %10.4f  %s of %s%n",
                    limit.rent(),
                    limit.limit().family(),
                    limit.label());
        }
    }

    private static String amount(OptionalDouble amount) {
        return amount.isPresent()
                ? TextTable.number(amount.getAsDouble(), 6) + " per hour"
                : "not known, since a payment is missing";
    }

    private static void write(JsonGenerator json, OpfClearing cleared, Settlement settlement, ExactnessResult exactness)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("case", cleared.market().network().name());
        json.writeStringField("rule", settlement.rule());
        JsonOutput.number(json, "cost", cleared.cost());
        json.writeArrayFieldStart("participants");
        for (Payment payment : settlement.payments()) {
            json.writeStartObject();
            json.writeStringField("id", payment.participant().id());
            json.writeArrayFieldStart("buses");
            for (int bus : payment.award().buses()) {
                json.writeNumber(bus);
            }
            json.writeEndArray();
            JsonOutput.number(json, "quantity", payment.award().quantity());
            JsonOutput.number(json, "cost", payment.award().cost());
            JsonOutput.number(json, "payment", payment.amount().orElse(Double.NaN));
            JsonOutput.number(json, "profit", payment.profit().orElse(Double.NaN));
            json.writeBooleanField("pivotal", payment.pivotal());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("operator");
        JsonOutput.number(json, "outlay", settlement.outlay().orElse(Double.NaN));
        JsonOutput.number(json, "surplus", settlement.surplus().orElse(Double.NaN));
        json.writeEndObject();
        json.writeArrayFieldStart("caveats");
        for (String caveat : settlement.caveats()) {
            json.writeString(caveat);
        }
        json.writeEndArray();
        OpfSolution solution = cleared.solution();
        json.writeArrayFieldStart("notes");
        for (Note note : cleared.market().network().answerNotes()) {
            json.writeStartObject();
            json.writeStringField("element", note.element());
            json.writeStringField("remark", note.remark());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("exactness");
        json.writeRawValue(exactness == null ? "null" : JsonRenderer.render(exactness));
        json.writeFieldName("prices");
        json.writeRawValue(
                solution.result().hasDuals() ? JsonRenderer.render(PriceOrigin.of(NodalPrices.of(solution))) : "null");
        json.writeEndObject();
    }
}
