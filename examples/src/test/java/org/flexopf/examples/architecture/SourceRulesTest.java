package org.flexopf.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** House rules that are about sources, so that neither the formatter nor the classes tell whether they are kept. */
class SourceRulesTest {

    /** The class of jqwik, and none whose name ends so. */
    private static final Pattern COLLECTS = Pattern.compile("\\b(Statistics|Assume)\\.");

    private static final Pattern PROPERTY = Pattern.compile("@Property\\b(?:\\(([^)]*)\\))?");

    private static final int LONGEST_LINE = 120;
    private static final Set<String> UNPUBLISHED = Set.of("examples", "benchmarks");

    /** The formatter breaks code, but neither strings nor preformatted blocks of Javadoc. */
    @Test
    void noLineIsLongerThanTheFormatterMakesThem() {
        Sources sources = Sources.find();
        List<String> tooLong = new ArrayList<>();
        int lines = 0;
        for (Path module : sources.modules()) {
            for (Path file : Sources.javaFiles(module.resolve("src"))) {
                List<String> text = Sources.read(file).lines().toList();
                lines += text.size();
                for (int i = 0; i < text.size(); i++) {
                    if (text.get(i).length() > LONGEST_LINE) {
                        tooLong.add(sources.project().relativize(file) + ":" + (i + 1));
                    }
                }
            }
        }
        assertThat(lines).as("lines looked at").isGreaterThan(10_000);
        assertThat(tooLong).as("lines above %d characters", LONGEST_LINE).isEmpty();
    }

    /**
     * Buses that were merged are one node with several numbers, so that places are compared and numbers are not. Who
     * writes numbers down is free to look at them.
     */
    @Test
    void whereSomethingStandsIsAskedByPlace() {
        Sources sources = Sources.find();
        Pattern compared =
                Pattern.compile("\\.(bus|fromBus|toBus)\\(\\)\\s*[!=]=|[!=]=\\s*\\w+\\.(bus|fromBus|toBus)\\(\\)");
        assertThat(compared.matcher("generator.bus() == bus.id()").find()).isTrue();
        assertThat(compared.matcher("id != line\n.toBus() ").find()).isFalse();
        assertThat(compared.matcher("id != line.toBus() ").find()).isTrue();
        List<String> found = new ArrayList<>();
        for (Path module : sources.modules()) {
            for (Path file : Sources.javaFiles(module.resolve("src/main"))) {
                String path = sources.project().relativize(file).toString().replace('\\', '/');
                if (!path.matches(".*/org/flexopf/(network|casefile|report/result)/.*")
                        && compared.matcher(Sources.read(file)).find()) {
                    found.add(path);
                }
            }
        }
        assertThat(found)
                .as("files that compare numbers of buses; compare network.busIndex of them")
                .isEmpty();
    }

    /**
     * A switch over an enum of the project lists its cases, so that the compiler finds every place that a new constant
     * concerns. Constants of other libraries are theirs to add, and may have a default. (Java 17 has no switch over
     * sealed interfaces.)
     */
    @Test
    void noSwitchOverAnOwnEnumHasADefault() {
        Sources sources = Sources.find();
        Switches found = Switches.of(sources.modules().stream()
                .flatMap(module -> Sources.javaFiles(module.resolve("src")).stream())
                .filter(file -> Sources.read(file).contains("switch ("))
                .toList());
        assertThat(found.overOwnEnums).as("switches over enums of the project").isGreaterThan(20);
        assertThat(found.withDefault)
                .as("switches with a default over enums of the project; list the cases instead")
                .isEmpty();
    }

    @Test
    void aDefaultIsSeenInBothFormsOfASwitch(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Sample.java");
        Files.writeString(file, """
                package org.flexopf.sample;

                import org.flexopf.solver.SolveStatus;
                import java.util.concurrent.TimeUnit;

                class Sample {
                    enum Own { A, B }

                    int expression(SolveStatus status) {
                        return switch (status) {
                            case OPTIMAL -> 1;
                            default -> 2;
                        };
                    }

                    void statement(Own own) {
                        switch (own) {
                            case A:
                                break;
                            default:
                                throw new IllegalStateException();
                        }
                    }

                    int listed(Own own) {
                        return switch (own) {
                            case A -> 1;
                            case B -> 2;
                        };
                    }

                    int notOurs(TimeUnit unit, String text, int number) {
                        return switch (unit) {
                            case DAYS -> switch (text) {
                                case "" -> 1;
                                default -> 2;
                            };
                            default -> switch (number) {
                                case 0 -> 3;
                                default -> 4;
                            };
                        };
                    }
                }
                """);

        Switches found = Switches.of(List.of(file));

        assertThat(found.overOwnEnums).isEqualTo(3);
        assertThat(found.withDefault)
                .containsExactly(file + ":10: switch over SolveStatus", file + ":17: switch over Own");
    }

    /**
     * A comment says what a member is for, what it is measured in and what it throws, in sentences rather than tags.
     */
    @Test
    void whateverIsPublicHasAComment() {
        Sources sources = Sources.find();
        PublicMembers found = PublicMembers.of(sources.modules().stream()
                .filter(module -> !UNPUBLISHED.contains(module.getFileName().toString()))
                .flatMap(module -> Sources.javaFiles(module.resolve("src/main/java")).stream())
                .filter(file -> !file.toString().contains("internal"))
                .toList());
        assertThat(found.seen).as("public types and members").isGreaterThan(1000);
        assertThat(found.withoutComment).as("public without a comment").isEmpty();
    }

    /** A property has the same tries on every day; at night the kit draws fresh ones. */
    @Test
    void propertiesNameTheirSeeds() {
        List<String> without = new ArrayList<>();
        int seen = 0;
        for (Path module : Sources.find().modules()) {
            for (Path file : Sources.javaFiles(module.resolve("src"))) {
                if (file.endsWith("SourceRulesTest.java")) {
                    continue;
                }
                Matcher property = PROPERTY.matcher(Sources.read(file));
                while (property.find()) {
                    seen++;
                    if (property.group(1) == null || !property.group(1).contains("seed = ")) {
                        without.add(file.getFileName() + ": " + property.group());
                    }
                }
            }
        }
        assertThat(without).isEmpty();
        assertThat(seen).isGreaterThan(150);
    }

    /**
     * A property that collects statistics, or leaves tries out, proves nothing unless it asks for a share of them. The
     * kit's {@code Share} does both at once, so that nothing else needs either; the contract of solvers is published
     * without the kit.
     */
    @Test
    void propertiesAskForTheSharesThatTheyCollect() {
        Sources sources = Sources.find();
        List<String> files = sources.modules().stream()
                .flatMap(module -> Sources.javaFiles(module.resolve("src")).stream())
                .filter(file -> !file.endsWith("SourceRulesTest.java"))
                .filter(file -> COLLECTS.matcher(Sources.read(file)).find())
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(files).containsExactlyInAnyOrder("Share.java", "SolverProperties.java");
    }

    @Test
    void aMissingCommentIsSeen(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("Sample.java");
        Files.writeString(file, """
                /** A type. */
                public class Sample {
                    public static final int BARE = 1;
                    private int hidden;
                    public int bare() { return hidden; }
                    void packagePrivate() {}
                    @Override public String toString() { return ""; }
                    /** A method. */
                    protected void commented() {}
                    public interface Nested { void bareToo(); private void hidden() {} }
                    static class Hidden { public void unseen() {} }
                    /** A record. */
                    public record Pair(int left, int right) {}
                    /** An enum. */
                    public enum Own { /** A constant. */ A, B }
                }
                """);

        PublicMembers found = PublicMembers.of(List.of(file));

        assertThat(found.withoutComment)
                .containsExactly(file + ":3", file + ":5", file + ":10", file + ":10", file + ":15");
    }
}
