package org.flexopf.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flexopf.network.Network;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverUser;
import org.junit.jupiter.api.Test;

/** How things are configured, and that whatever a user is given can be printed: as CONTRIBUTING.md says it. */
public class ConventionsTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.flexopf");

    private static final DescribedPredicate<JavaClass> OFFERED = DescribedPredicate.describe(
            "are offered to users",
            type -> isVisible(type)
                    && Stream.of("testkit", "examples", "benchmarks")
                            .noneMatch(module -> type.getPackageName().startsWith("org.flexopf." + module))
                    && !type.getPackageName().contains(".internal"));

    private static final DescribedPredicate<JavaClass> CONFIGURED = DescribedPredicate.describe(
            "are configured", type -> changes(type).findAny().isPresent());

    @Test
    void whatIsConfiguredIsMadeOfWhatItNeedsAndChangedByWithMethods() {
        assertThat(LIBRARY.that(OFFERED.and(CONFIGURED)))
                .as("types with settings")
                .hasSizeGreaterThan(20);
        classes()
                .that(OFFERED)
                .and(CONFIGURED)
                .and()
                .resideOutsideOfPackage("org.flexopf.program..")
                .should(BE_CONFIGURED_ONE_WAY)
                .check(LIBRARY);
        // The model of a program is what is handed to solvers, and chooses none.
        classes()
                .that(OFFERED)
                .and()
                .resideOutsideOfPackage("org.flexopf.model..")
                .should(TAKE_A_SOLVER_ONE_WAY)
                .check(LIBRARY);
    }

    @Test
    void whoeverSolvesIsConfiguredAlike() {
        assertThat(LIBRARY
                        .that(DescribedPredicate.describe(
                                "solve programs", type -> type.isAssignableTo(SolverUser.class) && !type.isInterface()))
                        .stream()
                        .map(JavaClass::getSimpleName))
                .contains("Opf", "AcSearch", "LazyPtdfOpf", "LossIteration", "SecurityConstrainedDcOpf")
                .contains("SuccessiveLinearOpf", "SensitivityOpf");
    }

    @Test
    void whateverAUserIsGivenCanBePrinted() {
        classes().that(OFFERED).should(PRINT_WHAT_THEY_ARE).check(LIBRARY);
    }

    /** The conditions can fail. */
    @Test
    void anotherWayIsSeen() {
        JavaClasses others = new ClassFileImporter().importClasses(Otherwise.class, Silent.class, Numbers.class);
        assertThatThrownBy(() -> classes().should(BE_CONFIGURED_ONE_WAY).check(others))
                .hasMessageContaining("Otherwise has a public constructor with parameters")
                .hasMessageContaining("create() makes one")
                .hasMessageContaining("withTolerance gives void");
        assertThatThrownBy(() -> classes().should(TAKE_A_SOLVER_ONE_WAY).check(others))
                .hasMessageContaining("Otherwise.solve takes a SolverChoice")
                .hasMessageContaining("Otherwise.withSolver is not that of SolverUser");
        assertThatThrownBy(() -> classes().should(PRINT_WHAT_THEY_ARE).check(others))
                .hasMessageContaining("Silent prints its hash code")
                .hasMessageContaining("Numbers prints the hash codes of its arrays");
    }

    /** Configured in all the other ways. */
    public static final class Otherwise {
        /** By a constructor. */
        public Otherwise(SolverOptions options) {
            assertThat(options).isNotNull();
        }

        /** By another name for {@code of}. */
        public static Otherwise create() {
            return new Otherwise(SolverOptions.defaults());
        }

        /** By changing it. */
        public void withTolerance(double tolerance) {
            assertThat(tolerance).isPositive();
        }

        /** By hand. */
        public Otherwise withSolver(ConvexSolver solver) {
            return solver == null ? this : create();
        }

        /** By a parameter. */
        public Network solve(Network network, SolverChoice choice) {
            return choice == null ? null : network;
        }

        @Override
        public String toString() {
            return "otherwise";
        }
    }

    /** Prints nothing that one could read. */
    public static final class Silent {
        /** Something to ask for. */
        public int value() {
            return 1;
        }
    }

    /** A record prints its arrays by their hash codes. */
    public record Numbers(double[] values) {
        /** Copied. */
        public Numbers {
            values = values.clone();
        }
    }

    private static final ArchCondition<JavaClass> BE_CONFIGURED_ONE_WAY =
            new ArchCondition<>("be made by of(...) or a constructor without parameters, and changed by with methods") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.isRecord()) {
                        type.getConstructors().stream()
                                .filter(made -> made.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(made -> !made.getRawParameterTypes().isEmpty())
                                .forEach(made -> events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " has a public constructor with parameters")));
                    }
                    for (JavaMethod method : type.getMethods()) {
                        if (isPublic(method)
                                && method.getModifiers().contains(JavaModifier.STATIC)
                                && Set.of("create", "make", "newInstance", "getInstance")
                                        .contains(method.getName())) {
                            events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + "." + method.getName() + "() makes one, and not of(...)"));
                        }
                    }
                    changes(type)
                            .filter(change -> !change.getRawReturnType().isAssignableFrom(type.getName())
                                    && !type.isAssignableFrom(
                                            change.getRawReturnType().getName()))
                            .forEach(change -> events.add(SimpleConditionEvent.violated(
                                    type,
                                    type.getName() + "." + change.getName() + " gives "
                                            + change.getRawReturnType().getSimpleName() + " and no changed copy")));
                }
            };

    private static final ArchCondition<JavaClass> TAKE_A_SOLVER_ONE_WAY =
            new ArchCondition<>("take solvers and their options by the methods of SolverUser") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (type.getPackageName().startsWith(ConvexSolver.class.getPackageName())) {
                        return;
                    }
                    boolean user = type.isAssignableTo(SolverUser.class);
                    for (JavaCodeUnit code : type.getCodeUnits()) {
                        if (!isPublic(code) || type.isRecord()) {
                            continue;
                        }
                        boolean byUser = Set.of("withSolver", "withOptions").contains(code.getName());
                        for (JavaClass taken : code.getRawParameterTypes()) {
                            if (List.of(SolverChoice.class, ConvexSolver.class, SolverOptions.class).stream()
                                    .anyMatch(taken::isEquivalentTo)) {
                                if (!byUser) {
                                    events.add(SimpleConditionEvent.violated(
                                            type,
                                            type.getName() + "." + code.getName() + " takes a "
                                                    + taken.getSimpleName()));
                                } else if (!user) {
                                    events.add(SimpleConditionEvent.violated(
                                            type,
                                            type.getName() + "." + code.getName() + " is not that of SolverUser"));
                                }
                            }
                        }
                    }
                }
            };

    private static final ArchCondition<JavaClass> PRINT_WHAT_THEY_ARE = new ArchCondition<>("print what they are") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (type.isInterface() || type.isEnum() || type.isAssignableTo(Throwable.class) || isUtility(type)) {
                return;
            }
            boolean own = Stream.iterate(type, step -> step.getRawSuperclass().orElse(null))
                    .takeWhile(step -> step != null && !step.isEquivalentTo(Object.class))
                    .flatMap(step -> step.getMethods().stream())
                    .anyMatch(method -> method.getName().equals("toString")
                            && method.getRawParameterTypes().isEmpty());
            if (!own) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " prints its hash code"));
            }
            boolean arrays = type.isRecord()
                    && type.getFields().stream()
                            .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC)
                                    && field.getRawType().isArray());
            if (arrays && printsAsTheCompilerMakesIt(type)) {
                events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " prints the hash codes of its arrays"));
            }
        }
    };

    /** Methods that the compiler adds to a record stand, for it, where the record begins. */
    private static boolean printsAsTheCompilerMakesIt(JavaClass record) {
        int made = record.getConstructors().stream()
                .mapToInt(constructor -> constructor.getSourceCodeLocation().getLineNumber())
                .min()
                .orElseThrow();
        return record.getMethod("toString").getSourceCodeLocation().getLineNumber() <= made;
    }

    /** Nobody has one: there are static methods alone. */
    private static boolean isUtility(JavaClass type) {
        return type.getMethods().stream()
                .filter(ConventionsTest::isPublic)
                .allMatch(method -> method.getModifiers().contains(JavaModifier.STATIC));
    }

    /** Public methods {@code withSomething}, but those that the compiler adds. */
    private static Stream<JavaMethod> changes(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getName().matches("with[A-Z].*")
                        && isPublic(method)
                        && !type.isInterface()
                        && !method.getModifiers().contains(JavaModifier.BRIDGE));
    }

    private static boolean isPublic(JavaCodeUnit code) {
        return code.getModifiers().contains(JavaModifier.PUBLIC)
                && !code.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ConventionsTest::isVisible).orElse(true);
    }
}
