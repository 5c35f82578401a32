package org.flexopf.examples.cli;

import picocli.CommandLine.Command;

/** {@code opf market}: the continuous market of flexibility. */
@Command(
        name = "market",
        description = "The continuous market of flexibility: replay a stream of orders, verify a journal.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MarketReplayCommand.class, MarketVerifyCommand.class})
final class MarketCommand {}
