package org.flexopf.examples.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Types and members that are visible outside their package, but for what they override, and which lack a comment. */
final class PublicMembers extends SourceScan {

    private static final Set<Modifier> VISIBLE = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

    final List<String> withoutComment = new ArrayList<>();
    int seen;

    static PublicMembers of(List<Path> files) {
        PublicMembers found = new PublicMembers();
        found.walk(files, false);
        return found;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
        return see(tree.getModifiers()) ? super.visitClass(tree, null) : null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
        see(tree.getModifiers());
        return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
        see(tree.getModifiers());
        return null;
    }

    /** Takes note of the member that is visited, and tells whether it is visible. */
    private boolean see(ModifiersTree modifiers) {
        boolean inInterface = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
        boolean visible = !Collections.disjoint(modifiers.getFlags(), VISIBLE)
                || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        boolean inherits = modifiers.getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        if (visible && !inherits) {
            seen++;
            if (trees().getDocComment(getCurrentPath()) == null) {
                withoutComment.add(place());
            }
        }
        return visible;
    }
}
