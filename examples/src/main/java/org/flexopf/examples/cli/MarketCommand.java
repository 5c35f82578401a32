package org.flexopf.examples.cli;

import picocli.CommandLine.Command;

/** {@code opf market}: markets of flexibility. */
@Command(
        name = "market",
        description = "Markets of flexibility: find what has to be asked for, clear an auction, replay a stream of "
                + "orders of the continuous market, verify a journal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MarketRequestsCommand.class,
            MarketClearCommand.class,
            MarketReplayCommand.class,
            MarketVerifyCommand.class
        })
final class MarketCommand {}
