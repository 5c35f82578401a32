package org.flexopf.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What poms and the README say of artifacts and versions is the same everywhere. */
class BuildFilesTest {

    private static final List<String> NOT_IN_THE_BOM = List.of("bom", "property-kit", "examples", "benchmarks");
    private static final Pattern OURS =
            Pattern.compile("<groupId>org\\.flexopf</groupId>\\s*<artifactId>([\\w-]+)</artifactId>");

    @Test
    void artifactsAreCalledAfterTheirFolders() {
        Path project = Sources.find().project();
        List<String> modules = all("<module>([^<]+)</module>", read(project, "pom.xml"));
        assertThat(modules).as("modules").hasSizeGreaterThan(15).contains("bom", "solvers/interior-point");
        for (String module : modules) {
            String pom = read(project, module + "/pom.xml");
            String own = pom.replaceAll("(?s)<parent>.*?</parent>", "");
            assertThat(all("<artifactId>([^<]+)</artifactId>", own).get(0))
                    .as(module)
                    .isEqualTo("flexopf-" + last(module));
            assertThat(own).as(module).contains("<name>", "<description>");
            assertThat(pom).as(module).contains("<version>" + version(project) + "</version>");
        }
    }

    @Test
    void theBomHasWhateverIsPublished() {
        Path project = Sources.find().project();
        TreeSet<String> published = new TreeSet<>();
        all("<module>([^<]+)</module>", read(project, "pom.xml")).stream()
                .map(BuildFilesTest::last)
                .filter(module -> !NOT_IN_THE_BOM.contains(module))
                .forEach(module -> published.add("flexopf-" + module));
        String bom = read(project, "bom/pom.xml");
        String listed = bom.substring(bom.indexOf("<dependencyManagement>"));
        assertThat(new TreeSet<>(all(OURS.pattern(), listed))).isEqualTo(published);
    }

    /** The BOM has no parent, so that its plugins have versions of their own. */
    @Test
    void theBomAndTheParentAgree() {
        Path project = Sources.find().project();
        String parent = read(project, "pom.xml");
        String bom = read(project, "bom/pom.xml");
        Matcher plugin = Pattern.compile("<artifactId>(?:maven-)?([\\w-]+?)(?:-maven)?-plugin</artifactId>"
                        + "<version>([^<]+)</version>")
                .matcher(bom);
        int seen = 0;
        while (plugin.find()) {
            assertThat(parent)
                    .contains("<" + plugin.group(1) + "-plugin.version>" + plugin.group(2) + "</" + plugin.group(1)
                            + "-plugin.version>");
            seen++;
        }
        assertThat(seen).as("plugins of the BOM").isEqualTo(5);
        for (String element : List.of("url", "licenses", "developers", "inceptionYear")) {
            assertThat(element(bom, element)).as(element).isEqualTo(element(parent, element));
        }
        assertThat(element(bom, "connection")).isEqualTo(element(parent, "connection"));
    }

    @Test
    void theReadmeNamesArtifactsThatExist() {
        Path project = Sources.find().project();
        String readme = read(project, "README.md");
        String bom = read(project, "bom/pom.xml");
        List<String> named = all(OURS.pattern(), readme);
        assertThat(named).contains("flexopf-bom", "flexopf-socp-relaxation");
        assertThat(named).allMatch(artifact -> bom.contains("<artifactId>" + artifact + "</artifactId>"));
        assertThat(readme).contains("<version>" + version(project) + "</version>");
        for (String module : all("<module>([^<]+)</module>", read(project, "pom.xml"))) {
            assertThat(readme).as("the README's table of modules").contains("`" + module + "`");
        }
        for (String name : all("`(org\\.flexopf\\.[\\w.]+)` \\|", readme)) {
            assertThat(Sources.find().modules().stream()
                            .map(module -> module.resolve("src/main/java/module-info.java"))
                            .filter(file -> file.toFile().exists())
                            .map(Sources::read))
                    .as("modules called %s", name)
                    .anyMatch(source -> source.contains("module " + name + " {"));
        }
    }

    /** What nobody links to nobody reads, and a link to nothing misleads. */
    @Test
    void everyDocumentIsLinkedAndEveryLinkLeadsSomewhere() throws IOException {
        Path project = Sources.find().project();
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(project.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        assertThat(documents).hasSizeGreaterThan(30);
        for (String file : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            documents.add(project.resolve(file));
        }
        TreeSet<Path> linked = new TreeSet<>();
        for (Path document : documents) {
            for (String link : all("\\]\\(([^):#]+)(?:#[^)]*)?\\)", Sources.read(document))) {
                Path target = document.resolveSibling(link).normalize();
                assertThat(target).as("linked from %s", document.getFileName()).exists();
                if (!target.equals(document)) {
                    linked.add(target);
                }
            }
        }
        documents.removeIf(document -> !document.getParent().endsWith("docs"));
        assertThat(linked).containsAll(documents);
    }

    private static String version(Path project) {
        return all("<version>([^<]+)</version>", read(project, "pom.xml")).get(0);
    }

    private static String element(String pom, String name) {
        return Stream.of(pom.split("<" + name + ">", 2)[1].split("</" + name + ">", 2)[0])
                .map(text -> text.replaceAll("\\s+", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String last(String module) {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    private static String read(Path project, String file) {
        return Sources.read(project.resolve(file));
    }

    private static List<String> all(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
