package org.flexopf.examples.cli;

import picocli.CommandLine.Command;

/** {@code opf market}: markets of flexibility. */
@Command(
        name = "market",
        description = {
            "Markets of flexibility, from requests to settlement.",
            "Find what has to be asked for, clear an auction, replay a stream of orders of the "
                    + "continuous market, hold it against an auction, simulate strategic providers, verify a "
                    + "journal."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MarketRequestsCommand.class,
            MarketClearCommand.class,
            MarketReplayCommand.class,
            MarketCompareCommand.class,
            MarketSimulateCommand.class,
            MarketVerifyCommand.class
        })
final class MarketCommand {}
