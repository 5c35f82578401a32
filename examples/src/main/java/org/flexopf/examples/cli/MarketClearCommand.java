package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.flexopf.exchange.auction.Auction;
import org.flexopf.exchange.auction.AuctionRule;
import org.flexopf.exchange.auction.ClearedAuction;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.registry.FormulationType;
import org.flexopf.pricing.payment.Settlement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf market clear}: an auction of flexibility. */
@Command(
        name = "clear",
        description = {
            "Clear an auction of flexibility around a network's schedule.",
            "Accepted quantities, prices, payments, and violations before and after by AC power " + "flows."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:cleared",
            "2:bad input or usage",
            "3:no choice of offers, curtailment and spillage meets the limits, which is proved",
            "4:not solved",
        })
final class MarketClearCommand implements Callable<Integer> {

    /** The names of the payment rules, for help texts. */
    static final class Rules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(AuctionRule.values()).map(AuctionRule::label).iterator();
        }
    }

    @Mixin
    private CaseParameter parameter;

    @Parameters(
            index = "1",
            paramLabel = "OFFERS",
            description = "A JSON file with objective, parameters and offers (docs/market.md); - is standard input.")
    private String offers;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            defaultValue = "pay-as-clear",
            completionCandidates = Rules.class,
            description = "How owners are paid: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String rule;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = Models.DEFAULT,
            completionCandidates = Models.FormulationCandidates.class,
            description = "How the network is modelled: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write a report with pictures of offers, prices and the feeder before and after as one HTML file.")
    private String html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        parameter.files().reads("the offers", offers).writes("--html", html);
        parameter.checkFiles();
        AuctionRule paidBy = AuctionRule.of(rule);
        FormulationType type = Models.named(model);
        Network network = parameter.read();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        Auction auction = AuctionFile.read(offers, network);
        PrintWriter out = spec.commandLine().getOut();
        try {
            ClearedAuction cleared = auction.clear(Opf.of(type.create(Models.options(type, null))));
            Settlement settlement = paidBy.settle(cleared);
            if (parameter.tableWanted()) {
                new AuctionOutcome(cleared, settlement).print(out);
                out.flush();
            }
            if (parameter.json() != null) {
                CallFiles.write(parameter.json(), out, AuctionJson.text(cleared, settlement));
            }
            if (html != null) {
                CallFiles.write(html, out, AuctionReport.html(cleared, settlement));
            }
            return ExitCode.SOLVED;
        } catch (OpfNotSolvedException e) {
            spec.commandLine().getErr().println("opf: " + e.getMessage());
            if (parameter.json() != null) {
                CallFiles.write(
                        parameter.json(),
                        out,
                        AuctionJson.unsolvedText(e.status().name(), auction));
            }
            if (html != null) {
                CallFiles.write(
                        html,
                        out,
                        AuctionReport.unsolvedHtml(auction, e.status().name(), e.getMessage()));
            }
            return ExitCode.of(e.status());
        }
    }
}
