package org.flexopf.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** House rules that are about sources, so that neither the formatter nor the classes tell whether they are kept. */
class SourceRulesTest {

    private static final int LONGEST_LINE = 120;

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

    /** What the compiler tells about switches; it is handed their files alone, and has the classes of the others. */
    private static final class Switches {

        private final List<String> withDefault = new ArrayList<>();
        private int overOwnEnums;

        private static Switches of(List<Path> files) {
            Switches found = new Switches();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager manager =
                    compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
                // Helpers of tests, and the libraries of benchmarks, are not there: types are found in spite of errors.
                List<String> options =
                        List.of("-proc:none", "--should-stop=ifError=ATTR", "--should-stop=ifNoError=ATTR");
                JavacTask task = (JavacTask) compiler.getTask(
                        null, manager, diagnostic -> {}, options, null, manager.getJavaFileObjectsFromPaths(files));
                Iterable<? extends CompilationUnitTree> trees = task.parse();
                task.analyze();
                for (CompilationUnitTree tree : trees) {
                    found.new Scanner(Trees.instance(task), tree).scan(tree, null);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return found;
        }

        private final class Scanner extends TreePathScanner<Void, Void> {

            private final Trees trees;
            private final CompilationUnitTree unit;

            private Scanner(Trees trees, CompilationUnitTree unit) {
                this.trees = trees;
                this.unit = unit;
            }

            @Override
            public Void visitSwitch(SwitchTree tree, Void nothing) {
                see(tree.getExpression(), tree.getCases());
                return super.visitSwitch(tree, null);
            }

            @Override
            public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
                see(tree.getExpression(), tree.getCases());
                return super.visitSwitchExpression(tree, null);
            }

            private void see(ExpressionTree selector, List<? extends CaseTree> cases) {
                TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
                boolean hasDefault =
                        cases.stream().anyMatch(one -> one.getExpressions().isEmpty());
                if (type.getKind() == TypeKind.ERROR && hasDefault) {
                    withDefault.add(place() + ": switch over a type that only tests of its module know");
                } else if (type instanceof DeclaredType declared && isOwnEnum(declared.asElement())) {
                    overOwnEnums++;
                    if (hasDefault) {
                        withDefault.add(place() + ": switch over "
                                + declared.asElement().getSimpleName());
                    }
                }
            }

            private static boolean isOwnEnum(Element type) {
                return type.getKind() == ElementKind.ENUM && type.toString().startsWith("org.flexopf.");
            }

            private String place() {
                long at = trees.getSourcePositions()
                        .getStartPosition(unit, getCurrentPath().getLeaf());
                return Path.of(unit.getSourceFile().toUri()) + ":"
                        + unit.getLineMap().getLineNumber(at);
            }
        }
    }
}
