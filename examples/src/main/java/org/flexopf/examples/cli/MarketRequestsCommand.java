package org.flexopf.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.flexopf.exchange.finder.FinderReport;
import org.flexopf.exchange.finder.FinderSettings;
import org.flexopf.exchange.finder.PriceTerms;
import org.flexopf.exchange.finder.RequestFinder;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.registry.FormulationType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code opf market requests}: what flexibility an operator has to ask for. */
@Command(
        name = "requests",
        description = {
            "Find the flexibility that an operator has to ask for.",
            "Violations foreseen in a forecast, the smallest requests that remove them, zones where "
                    + "a MW helps as well, and what is at risk."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every cell has its requests, or a proof that none within the bounds help",
            "2:bad input or usage",
            "4:for some cell neither was found",
        })
final class MarketRequestsCommand implements Callable<Integer> {

    @Mixin
    private CaseParameter parameter;

    @Parameters(
            index = "1",
            paramLabel = "SCHEDULE",
            description = "A CSV file with demand and generation by scenario, period and bus (docs/market.md); - is "
                    + "standard input.")
    private String schedule;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "0.8",
            description = "A bus is in the zone of a violation if a MW there relieves it by at least this share of the "
                    + "best (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(
            names = "--risk",
            paramLabel = "LEVEL",
            defaultValue = "0.8",
            description = "The level of quantile and CVaR (default: ${DEFAULT-VALUE}).")
    private double risk;

    @Option(
            names = "--up-limit",
            paramLabel = "MW",
            defaultValue = "0.5",
            description = "The most by which the load of a bus may be asked to rise (default: ${DEFAULT-VALUE}).")
    private double upLimit;

    @Option(
            names = "--slack",
            paramLabel = "WEIGHT",
            description = "Let violations be left over: a MVA, or a tenth of a p.u., weighs as much as WEIGHT MW "
                    + "requested. Without it nothing may be left over.")
    private Double slack;

    @Option(
            names = "--voll",
            paramLabel = "PRICE",
            description = "Tell up to which price a request is worth paying: value of lost load, per MWh.")
    private Double voll;

    @Option(
            names = "--reinforcement",
            paramLabel = "MONEY",
            description =
                    "With --voll: the yearly cost of reinforcing the network instead (default: that is no choice).")
    private Double reinforcement;

    @Option(
            names = "--occasions",
            paramLabel = "N",
            defaultValue = "365",
            description = "With --reinforcement: how often a year a period like these occurs (default: "
                    + "${DEFAULT-VALUE}).")
    private double occasions;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "With --reinforcement: the length of every period (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Write a report with pictures of the feeder in its worst cell, before and after as one HTML file.")
    private String html;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        parameter.files().reads("the schedules", schedule).writes("--html", html);
        parameter.checkFiles();
        if (voll == null && reinforcement != null) {
            throw new BadInputException("--reinforcement " + reinforcement
                    + " says what a request is worth at most only beside --voll; give the value of lost load as well");
        }
        FinderSettings settings =
                FinderSettings.defaults().withShare(share).withRiskLevel(risk).withUpLimit(upLimit);
        FormulationType type = Models.named(Models.DEFAULT);
        RequestFinder finder = RequestFinder.of(Opf.of(type.create(Models.options(type, null))))
                .withSettings(slack == null ? settings : settings.withSlack(slack));
        if (voll != null) {
            finder = finder.withPriceTerms(new PriceTerms(
                    voll, reinforcement == null ? Double.POSITIVE_INFINITY : reinforcement, occasions, minutes / 60.0));
        }
        Network network = parameter.read();
        parameter.tell(network.notes(), spec.commandLine().getErr());
        FinderReport report = finder.find(ForecastFile.read(schedule, network));
        RequestsOutcome outcome = new RequestsOutcome(report);
        PrintWriter out = spec.commandLine().getOut();
        if (parameter.tableWanted()) {
            outcome.print(out);
            out.flush();
        }
        if (parameter.json() != null) {
            CallFiles.write(parameter.json(), out, outcome.json());
        }
        if (html != null) {
            CallFiles.write(html, out, RequestsReport.html(report));
        }
        return report.isComplete() ? ExitCode.SOLVED : ExitCode.NOT_SOLVED;
    }
}
