package org.flexopf.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.program.ConicProgram;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverSession;
import org.junit.jupiter.api.Test;

/** The direction of the dependencies between modules, as ARCHITECTURE.md of the project states it. */
public class ArchitectureTest {

    /**
     * Published modules; the testkit's signatures are about the test libraries, examples and benchmarks are programs.
     */
    private static final DescribedPredicate<JavaClass> PUBLISHED = DescribedPredicate.describe(
            "in a published module",
            type -> !resideInAnyPackage("org.flexopf.testkit..", "org.flexopf.examples..", "org.flexopf.benchmarks..")
                    .test(type));

    private static final DescribedPredicate<JavaClass> SOLVER_IMPLEMENTATION =
            resideInAPackage("org.flexopf.solver.*..").as("solver implementations");

    private static final DescribedPredicate<JavaClass> FORMULATION = resideInAnyPackage(
                    "org.flexopf.socp..", "org.flexopf.dcopf..", "org.flexopf.lopf..")
            .as("formulations");

    private static final DescribedPredicate<JavaClass> NETWORK_SIDE = resideInAnyPackage(
                    "org.flexopf.network..", "org.flexopf.opf..", "org.flexopf.model..", "org.flexopf.casefile..")
            .as("the network's side");

    private static final DescribedPredicate<JavaMethodCall> BUILDS_A_FORMULATION = DescribedPredicate.describe(
            "a formulation builds",
            call -> call.getTarget().getName().equals("build")
                    && call.getTargetOwner().isAssignableTo(OpfFormulation.class));

    private static final DescribedPredicate<JavaMethodCall> ASKS_A_SOLVER = DescribedPredicate.describe(
            "a solver is asked",
            call -> (call.getTargetOwner().isAssignableTo(ConvexSolver.class)
                            && Set.of("solve", "session")
                                    .contains(call.getTarget().getName()))
                    || call.getTargetOwner().isAssignableTo(SolverSession.class));

    private static final DescribedPredicate<JavaMethodCall> READS_THE_BASE = DescribedPredicate.describe(
            "the system base is read",
            call -> call.getTarget().getName().equals("baseMva")
                    && call.getTargetOwner().getPackageName().equals(PerUnit.class.getPackageName()));

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.flexopf");

    /** The rules below are about classes that are there: an empty set would satisfy each of them. */
    @Test
    void everyKindOfModuleIsSeen() {
        for (DescribedPredicate<JavaClass> kind : Set.of(
                PUBLISHED,
                SOLVER_IMPLEMENTATION,
                NETWORK_SIDE,
                FORMULATION,
                resideInAPackage("org.flexopf.pricing.nodal.."),
                resideInAPackage("org.flexopf.pricing.payment.."),
                resideInAPackage("org.flexopf.market.."),
                resideInAPackage("org.flexopf.coordination.."),
                resideInAPackage("org.flexopf.scenario.."),
                resideInAPackage("org.flexopf.exchange.auction.."),
                resideInAPackage("org.flexopf.exchange.check.."),
                resideInAPackage("org.flexopf.exchange.compare.."),
                resideInAPackage("org.flexopf.exchange.finder.."),
                resideInAPackage("org.flexopf.exchange.schedule.."),
                resideInAPackage("org.flexopf.exchange.simulation.."),
                resideInAPackage("org.flexopf.exchange.journal.."),
                resideInAPackage("org.flexopf.socp.."),
                resideInAPackage("org.flexopf.dcopf.."),
                resideInAPackage("org.flexopf.lopf.."),
                resideInAPackage("org.flexopf.program.."))) {
            assertThat(LIBRARY.that(kind))
                    .as("classes %s", kind.getDescription())
                    .isNotEmpty();
        }
    }

    @Test
    void formulationsNeverSeeSolvers() {
        noClasses()
                .that(PUBLISHED)
                .and(DescribedPredicate.not(SOLVER_IMPLEMENTATION))
                .should()
                .dependOnClassesThat(SOLVER_IMPLEMENTATION)
                .because("whoever needs a solver is handed one through org.flexopf.solver")
                .check(LIBRARY);
    }

    @Test
    void solversNeverSeeTheNetwork() {
        noClasses()
                .that(SOLVER_IMPLEMENTATION)
                .should()
                .dependOnClassesThat(NETWORK_SIDE)
                .because("a solver sees a convex program and nothing else")
                .check(LIBRARY);
        noClasses()
                .that(resideInAnyPackage("org.flexopf.program..", "org.flexopf.solver.."))
                .should()
                .dependOnClassesThat(NETWORK_SIDE)
                .because("programs and the solver SPI are below the network")
                .check(LIBRARY);
    }

    @Test
    void pricingAndMarketsKnowNoFormulation() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.flexopf.pricing..",
                        "org.flexopf.market..",
                        "org.flexopf.coordination..",
                        "org.flexopf.scenario..",
                        "org.flexopf.exchange.auction..",
                        "org.flexopf.exchange.finder..",
                        "org.flexopf.exchange.schedule..",
                        "org.flexopf.exchange.simulation..",
                        "org.flexopf.report.."))
                .should()
                .dependOnClassesThat(FORMULATION)
                .because("they are handed an Opf, whatever its formulation")
                .check(LIBRARY);
    }

    /** A market is cleared and paid at prices; no price knows of payments, and no payment rule of what clears. */
    @Test
    void pricesPaymentsAndMarketsStandOnEachOtherOneWay() {
        noClasses()
                .that(resideInAPackage("org.flexopf.pricing.nodal.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.flexopf.pricing.payment..", "org.flexopf.market.."))
                .because("prices are there before anybody is paid")
                .check(LIBRARY);
        noClasses()
                .that(resideInAPackage("org.flexopf.pricing.payment.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.flexopf.market.."))
                .because("rules are handed a Clearing, whatever cleared it")
                .check(LIBRARY);
        slices().matching("org.flexopf.(**)")
                .should()
                .beFreeOfCycles()
                .check(LIBRARY.that(resideInAnyPackage("org.flexopf.pricing..", "org.flexopf.market..")));
    }

    /**
     * A network check knows buses and watts; the market knows no file, and nothing below the programs knows the market.
     */
    @Test
    void checksMarketAndJournalStandOnEachOtherOneWay() {
        noClasses()
                .that(resideInAPackage("org.flexopf.exchange.check.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.flexopf.exchange", "org.flexopf.exchange.journal.."))
                .because("a check knows neither orders nor prices")
                .check(LIBRARY);
        noClasses()
                .that(resideInAPackage("org.flexopf.exchange.schedule.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.flexopf.exchange",
                        "org.flexopf.exchange.auction..",
                        "org.flexopf.exchange.check..",
                        "org.flexopf.exchange.finder..",
                        "org.flexopf.exchange.journal.."))
                .because("a schedule knows no market")
                .check(LIBRARY);
        noClasses()
                .that(resideInAPackage("org.flexopf.exchange"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.flexopf.exchange.auction..",
                        "org.flexopf.exchange.compare..",
                        "org.flexopf.exchange.finder..",
                        "org.flexopf.exchange.journal..",
                        "org.flexopf.exchange.simulation..",
                        "java.nio.file.."))
                .because("a market is a function of its commands")
                .check(LIBRARY);
        noClasses()
                .that(PUBLISHED)
                .and(DescribedPredicate.not(resideInAPackage("org.flexopf.exchange..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.flexopf.exchange.."))
                .because("the market is used by programs")
                .check(LIBRARY);
    }

    /** The packages of the optimal power flow from the ground up; each knows those before it in the list alone. */
    private static final List<String> FLOORS_OF_OPF = List.of(
            "family",
            "state",
            "data",
            "limit",
            "branchflow",
            "control",
            "device",
            "formulation",
            "objective",
            "problem",
            "",
            "registry");

    @Test
    void noArrowRunsBackUpInTheOptimalPowerFlow() {
        for (int k = 0; k < FLOORS_OF_OPF.size(); k++) {
            String[] above = FLOORS_OF_OPF.subList(k + 1, FLOORS_OF_OPF.size()).stream()
                    .map(ArchitectureTest::floor)
                    .toArray(String[]::new);
            assertThat(LIBRARY.that(resideInAPackage(floor(FLOORS_OF_OPF.get(k)))))
                    .as(FLOORS_OF_OPF.get(k))
                    .isNotEmpty();
            if (above.length > 0) {
                noClasses()
                        .that(resideInAPackage(floor(FLOORS_OF_OPF.get(k))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(above))
                        .because("a floor stands on those below it")
                        .check(LIBRARY);
            }
        }
        assertThat(LIBRARY.that(resideInAPackage("org.flexopf.opf..")).stream()
                        .map(JavaClass::getPackageName)
                        .distinct())
                .as("floors that the list has")
                .containsExactlyInAnyOrderElementsOf(
                        FLOORS_OF_OPF.stream().map(ArchitectureTest::floor).toList());
    }

    private static String floor(String name) {
        return name.isEmpty() ? "org.flexopf.opf" : "org.flexopf.opf." + name;
    }

    /** Packages of the whole library; what is tested with them is not part of it. */
    @Test
    void noPackagesKnowEachOther() {
        slices().matching("org.flexopf.(**)").should().beFreeOfCycles().check(LIBRARY.that(PUBLISHED));
    }

    @Test
    void theCoreKnowsNoModuleAboveIt() {
        noClasses()
                .that(resideInAnyPackage(
                        "org.flexopf.program..",
                        "org.flexopf.solver",
                        "org.flexopf.network..",
                        "org.flexopf.opf..",
                        "org.flexopf.model..",
                        "org.flexopf.casefile.."))
                .should()
                .dependOnClassesThat(FORMULATION.or(
                        resideInAnyPackage("org.flexopf.pricing..", "org.flexopf.market..", "org.flexopf.powerflow..")))
                .check(LIBRARY);
    }

    @Test
    void noThirdPartyTypeIsInAPublicSignature() {
        classes().that(PUBLISHED).should(haveOnlyOwnTypesInPublicSignatures()).check(LIBRARY);
    }

    @Test
    void nothingPublishedDependsOnDrawing() {
        DescribedPredicate<JavaClass> report = resideInAPackage("org.flexopf.report..");
        assertThat(LIBRARY.that(report)).isNotEmpty();
        noClasses()
                .that(PUBLISHED)
                .and(DescribedPredicate.not(report))
                .should()
                .dependOnClassesThat(report)
                .because("whoever computes hands figures on, and only programs draw")
                .check(LIBRARY);
    }

    @Test
    void internalPackagesAreUsedByTheirOwnModuleAlone() {
        classes().should(useInternalPackagesOnlyWhereExported()).check(LIBRARY);
    }

    /**
     * Whoever has a record cannot change what another reader finds in it. Exempt: what solvers and their adapters
     * exchange, where arrays belong to the receiver, and the two vectors that are there to be worked on.
     */
    @Test
    void recordsCopyTheArraysThatTheyTakeAndHandOut() {
        classes()
                .that(PUBLISHED)
                .and(DescribedPredicate.describe("are public records with arrays", ArchitectureTest::hasArrays))
                .and()
                .resideOutsideOfPackages("org.flexopf.solver..", "..internal..")
                .and()
                .doNotHaveSimpleName("StateVector")
                .and()
                .doNotHaveSimpleName("InjectionVector")
                .should(COPY_THEIR_ARRAYS)
                .check(LIBRARY);
    }

    private static boolean hasArrays(JavaClass type) {
        return type.isRecord()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(around -> around.getModifiers().contains(JavaModifier.PUBLIC))
                        .orElse(true)
                && arrays(type).findAny().isPresent();
    }

    private static Stream<JavaField> arrays(JavaClass record) {
        return record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isArray());
    }

    private static final ArchCondition<JavaClass> COPY_THEIR_ARRAYS = new ArchCondition<>("copy their arrays") {
        @Override
        public void check(JavaClass record, ConditionEvents events) {
            long taken = record.getConstructors().stream()
                    .mapToLong(ArchitectureTest::clones)
                    .max()
                    .orElse(0);
            long handedOut = arrays(record)
                    .filter(field -> clones(record.getMethod(field.getName())) > 0)
                    .count();
            long there = arrays(record).count();
            events.add(new SimpleConditionEvent(
                    record,
                    taken >= there && handedOut == there,
                    record.getName() + " has " + there + " arrays, copies " + taken + " that it takes and " + handedOut
                            + " that it hands out"));
        }
    };

    private static long clones(JavaCodeUnit code) {
        return code.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getName().equals("clone"))
                .count();
    }

    /** A record that copies what it takes and hands out the array itself. */
    public record HandsOut(double[] values) {
        /** Copied. */
        public HandsOut {
            values = values.clone();
        }
    }

    @Test
    void anArrayThatIsHandedOutIsSeen() {
        JavaClasses fixture = new ClassFileImporter().importClasses(HandsOut.class);
        assertThatThrownBy(() -> classes().should(COPY_THEIR_ARRAYS).check(fixture))
                .hasMessageContaining("copies 1 that it takes and 0 that it hands out");
    }

    @Test
    void theLibraryDoesNotWriteToTheConsole() {
        noClasses()
                .that(PUBLISHED)
                .should(ACCESS_STANDARD_STREAMS)
                .because("SLF4J is the only way out")
                .check(LIBRARY);
        noClasses()
                .that(PUBLISHED)
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .check(LIBRARY);
    }

    /** What is not asked through {@code BlockModel.include} is not noted there: its objections would be passed over. */
    @Test
    void formulationsBuildOnOthersThroughTheModel() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(BlockModel.class)
                .should()
                .callMethodWhere(BUILDS_A_FORMULATION)
                .because("BlockModel.include asks a formulation whether it takes the network before it builds")
                .check(LIBRARY);
    }

    /** Benchmarks time solvers, and the testkit holds them to their contract; all others read checked answers. */
    @Test
    void onlyTheCheckAsksSolvers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.flexopf.solver..", "org.flexopf.testkit..", "org.flexopf.benchmarks..")
                .should()
                .callMethodWhere(ASKS_A_SOLVER)
                .because("no solver is believed: CheckedSolver is the one place that asks one")
                .check(LIBRARY);
    }

    /** Arithmetic with the base stands in {@code PerUnit} alone; a network states it, and a writer writes it down. */
    @Test
    void onlyPerUnitCalculatesWithTheBase() {
        noClasses()
                .that(PUBLISHED)
                .and()
                .resideOutsideOfPackages("org.flexopf.network", "org.flexopf.casefile")
                .should()
                .callMethodWhere(READS_THE_BASE)
                .because("PerUnit and Unit are the only places that convert")
                .check(LIBRARY);
    }

    /** The conditions written here can fail: this class has a public method with a third-party type. */
    @Test
    void theConditionsAreNotEmpty() {
        JavaClasses self = new ClassFileImporter().importClasses(WithThirdPartyType.class);
        assertThatThrownBy(() ->
                        classes().should(haveOnlyOwnTypesInPublicSignatures()).check(self))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("JavaClasses");
        JavaClasses user = new ClassFileImporter().importClasses(UserOfInternals.class);
        assertThatThrownBy(() ->
                        classes().should(useInternalPackagesOnlyWhereExported()).check(user))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("internal");
        JavaClasses wrapper = new ClassFileImporter().importClasses(CallerOfBuild.class);
        assertThatThrownBy(() -> noClasses()
                        .should()
                        .callMethodWhere(BUILDS_A_FORMULATION)
                        .check(wrapper))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("BranchFlowSocp.build");
        JavaClasses believer = new ClassFileImporter().importClasses(BelieverOfSolvers.class);
        assertThatThrownBy(() ->
                        noClasses().should().callMethodWhere(ASKS_A_SOLVER).check(believer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ConvexSolver.solve")
                .hasMessageContaining("SolverSession.solve");
        JavaClasses calculator = new ClassFileImporter().importClasses(CalculatorWithTheBase.class);
        assertThatThrownBy(() ->
                        noClasses().should().callMethodWhere(READS_THE_BASE).check(calculator))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Network.baseMva")
                .hasMessageContaining("PerUnit.baseMva");
    }

    /** Power in per unit by hand. */
    static class CalculatorWithTheBase {
        double perUnit(Network network, double power) {
            return power / network.baseMva() + power / network.perUnit().baseMva();
        }
    }

    /** Solvers asked behind the back of the check. */
    static class BelieverOfSolvers {
        double value(ConvexSolver solver, ConicProgram program) {
            return solver.solve(program, SolverOptions.defaults()).primalObjective()
                    + solver.session()
                            .solve(program, SolverOptions.defaults(), null)
                            .primalObjective();
        }
    }

    /** A public signature that must not be. */
    public static class WithThirdPartyType {
        /** Returns what is not ours. */
        public JavaClasses classes() {
            return LIBRARY;
        }
    }

    /**
     * A use of an internal package of another module; the module of this class is not among those that it is exported
     * to.
     */
    static class UserOfInternals {
        Class<?> used() {
            return org.flexopf.internal.sparse.Elimination.class;
        }
    }

    /** A formulation that goes past the model to the one that it builds on. */
    static class CallerOfBuild {
        void build(BlockModel model) {
            new BranchFlowSocp().build(model);
        }
    }

    private static ArchCondition<JavaClass> haveOnlyOwnTypesInPublicSignatures() {
        return new ArchCondition<>("have only types of the JDK and of FlexOPF in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type) || type.getPackageName().contains(".internal")) {
                    return;
                }
                Set<JavaClass> involved = new LinkedHashSet<>(type.getAllRawInterfaces());
                involved.addAll(type.getAllRawSuperclasses());
                for (JavaMember member : type.getMembers()) {
                    if (member.getModifiers().contains(JavaModifier.PUBLIC)
                            || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                        involved.addAll(signature(member));
                    }
                }
                for (JavaClass used : involved) {
                    String name = used.getBaseComponentType().getName();
                    if (!used.getBaseComponentType().isPrimitive()
                            && !name.startsWith("java.")
                            && !name.startsWith("org.flexopf.")) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " has the third-party type " + name + " in a public signature"));
                    }
                }
            }
        };
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    private static Set<JavaClass> signature(JavaMember member) {
        Set<JavaClass> types = new LinkedHashSet<>();
        if (member instanceof JavaField field) {
            types.addAll(field.getType().getAllInvolvedRawTypes());
        } else if (member instanceof JavaCodeUnit unit) {
            types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
            unit.getParameterTypes().forEach(parameter -> types.addAll(parameter.getAllInvolvedRawTypes()));
            types.addAll(unit.getExceptionTypes());
        }
        return types;
    }

    private static ArchCondition<JavaClass> useInternalPackagesOnlyWhereExported() {
        return new ArchCondition<>("use internal packages of other modules only where these export them to their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (used.getPackageName().startsWith("org.flexopf.")
                            && used.getPackageName().contains(".internal")
                            && !Modules.mayUse(type, used)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
