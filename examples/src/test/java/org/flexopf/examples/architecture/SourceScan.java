package org.flexopf.examples.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A walk through the compiler's trees of source files. */
abstract class SourceScan extends TreePathScanner<Void, Void> {

    /**
     * The files may lack helpers of their module's tests, or libraries that are not on the class path here: the
     * compiler goes on after errors, and stops once it knows types.
     */
    private static final List<String> OPTIONS =
            List.of("-proc:none", "--should-stop=ifError=ATTR", "--should-stop=ifNoError=ATTR");

    private DocTrees trees;
    private CompilationUnitTree unit;

    /** Walks through files; with the types of expressions, which takes seconds, or without. */
    final void walk(List<Path> files, boolean withTypes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, diagnostic -> {}, OPTIONS, null, manager.getJavaFileObjectsFromPaths(files));
            trees = DocTrees.instance(task);
            Iterable<? extends CompilationUnitTree> units = task.parse();
            if (withTypes) {
                task.analyze();
            }
            for (CompilationUnitTree tree : units) {
                unit = tree;
                scan(tree, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final DocTrees trees() {
        return trees;
    }

    /** File and line of the tree that is visited. */
    final String place() {
        long at = trees.getSourcePositions()
                .getStartPosition(unit, getCurrentPath().getLeaf());
        return Path.of(unit.getSourceFile().toUri()) + ":" + unit.getLineMap().getLineNumber(at);
    }
}
