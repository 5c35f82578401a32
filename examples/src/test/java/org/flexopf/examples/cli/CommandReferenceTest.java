package org.flexopf.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flexopf.examples.architecture.Sources;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * What the documentation says of commands and programs is what there is. Run with {@code -Dflexopf.help.record=true},
 * the test writes docs/command-line.md anew.
 */
class CommandReferenceTest {

    private static final int WIDTH = 100;

    @Test
    void theReferenceIsTheHelpOfEveryCommand() throws IOException {
        Path file = Sources.find().project().resolve("docs/command-line.md");
        String reference = reference();
        if (Boolean.getBoolean("flexopf.help.record")) {
            Files.writeString(file, reference);
        }
        assertThat(reference).contains("## opf market replay", "--require-exact", "--resume");
        assertThat(file).as("record it anew with -Dflexopf.help.record=true").hasContent(reference);
    }

    @Test
    void everyCommandIsInOneGroupOfTheHelp() {
        List<String> grouped = CommandGroup.ALL.stream()
                .flatMap(group -> group.names().stream())
                .toList();
        assertThat(grouped)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        OpfCommand.commandLine().getSubcommands().keySet());
    }

    /** The list of commands is read at a glance: what a command is about fits on one line of a terminal. */
    @Test
    void everyCommandIsToldInOneLine() {
        for (CommandLine command : commands(OpfCommand.commandLine()).toList()) {
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(command.getCommandSpec().qualifiedName())
                    .hasSizeLessThanOrEqualTo(67)
                    .endsWith(".");
        }
    }

    @Test
    void theReadmeNamesEveryCommandAndEveryExample() throws IOException {
        Path project = Sources.find().project();
        String readme = Files.readString(project.resolve("README.md"));
        assertThat(commands(OpfCommand.commandLine())
                        .skip(1)
                        .map(command -> command.getCommandSpec().qualifiedName())
                        .toList())
                .hasSizeGreaterThan(25)
                .allMatch(name -> readme.contains("`" + name + " ") || readme.contains("`" + name + "`"));
        try (Stream<Path> programs = Files.list(project.resolve("examples/src/main/java/org/flexopf/examples"))) {
            List<String> runnable = new ArrayList<>();
            for (Path program : programs.filter(Files::isRegularFile).toList()) {
                if (Files.readString(program).contains("public static void main(")) {
                    runnable.add(program.getFileName().toString().replace(".java", ""));
                }
            }
            assertThat(runnable).hasSizeGreaterThan(15).allMatch(name -> readme.contains("`" + name + "`"));
        }
    }

    private static String reference() {
        return """
                # The command line

                What `opf COMMAND --help` prints, of every command. `-` is standard input or standard output wherever \
                a file is named. [Back to the README](../README.md).
                """
                + commands(OpfCommand.commandLine())
                        .map(command -> "\n## " + command.getCommandSpec().qualifiedName() + "\n\n```\n" + help(command)
                                + "```\n")
                        .collect(Collectors.joining());
    }

    private static String help(CommandLine command) {
        StringWriter text = new StringWriter();
        command.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        command.usage(new PrintWriter(text, true), CommandLine.Help.Ansi.OFF);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** A command and those below it; what picocli brings is its own. */
    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream()
                        .filter(below -> !(below.getCommand() instanceof CommandLine.HelpCommand))
                        .flatMap(CommandReferenceTest::commands));
    }
}
