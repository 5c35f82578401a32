package org.flexopf.examples.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Commands that belong together, as the help of {@code opf} lists them.
 *
 * @param heading what they are about
 * @param names the names of the commands, in their order
 */
record CommandGroup(String heading, List<String> names) {

    /** All commands, by what a user is about to do. */
    static final List<CommandGroup> ALL = List.of(
            new CommandGroup("Networks", List.of("solve", "powerflow", "plan", "scenarios")),
            new CommandGroup("Feeders and fleets", List.of("capability", "interface", "curves", "aggregate")),
            new CommandGroup("Markets", List.of("price", "market")),
            new CommandGroup(
                    "Transmission and distribution",
                    List.of("coordinate", "benefit", "dlfm", "conflicts", "reserve", "synthesize")),
            new CommandGroup("What there is", List.of("cases", "models", "solvers", "conic", "help")));

    /** The list of commands in groups, each with the first line of its description. */
    static String listed(Help help) {
        Map<String, Help> commands = help.subcommands();
        int name = commands.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
        return ALL.stream()
                .map(group -> group.heading + ":" + System.lineSeparator() + group.table(help, name))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String table(Help help, int name) {
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(name, 2, Column.Overflow.SPAN),
                new Column(width - name, 0, Column.Overflow.WRAP));
        for (String command : names) {
            table.addRowValues(command, firstLine(help.subcommands().get(command)));
        }
        return table.toString();
    }

    /** The header of a command, or else the first line of its description, as picocli takes it too. */
    private static String firstLine(Help command) {
        UsageMessageSpec usage = command.commandSpec().usageMessage();
        return usage.header().length > 0 ? usage.header()[0] : usage.description()[0];
    }
}
