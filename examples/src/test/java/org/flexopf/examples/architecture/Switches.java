package org.flexopf.examples.architecture;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The switches over enums of the project, and which of them have a default. */
final class Switches extends SourceScan {

    final List<String> withDefault = new ArrayList<>();
    int overOwnEnums;

    static Switches of(List<Path> files) {
        Switches found = new Switches();
        found.walk(files, true);
        return found;
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
        TypeMirror type = trees().getTypeMirror(new TreePath(getCurrentPath(), selector));
        boolean hasDefault = cases.stream().anyMatch(one -> one.getExpressions().isEmpty());
        if (type.getKind() == TypeKind.ERROR && hasDefault) {
            withDefault.add(place() + ": switch over a type that only tests of its module know");
        } else if (type instanceof DeclaredType declared && isOwnEnum(declared.asElement())) {
            overOwnEnums++;
            if (hasDefault) {
                withDefault.add(
                        place() + ": switch over " + declared.asElement().getSimpleName());
            }
        }
    }

    private static boolean isOwnEnum(Element type) {
        return type.getKind() == ElementKind.ENUM && type.toString().startsWith("org.flexopf.");
    }
}
