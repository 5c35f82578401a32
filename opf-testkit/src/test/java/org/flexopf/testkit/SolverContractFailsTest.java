package org.flexopf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.flexopf.testkit.FaultyContracts.AllMultipliersNegated;
import org.flexopf.testkit.FaultyContracts.AsksForTooLittle;
import org.flexopf.testkit.FaultyContracts.BelievesItsHint;
import org.flexopf.testkit.FaultyContracts.ClaimsAnyTolerance;
import org.flexopf.testkit.FaultyContracts.ConstantForgotten;
import org.flexopf.testkit.FaultyContracts.DriftsFromCallToCall;
import org.flexopf.testkit.FaultyContracts.EmptyCertificates;
import org.flexopf.testkit.FaultyContracts.EqualityMultipliersNegated;
import org.flexopf.testkit.FaultyContracts.IgnoresInterruptions;
import org.flexopf.testkit.FaultyContracts.IgnoresLimits;
import org.flexopf.testkit.FaultyContracts.InfeasibleOnlyClaimed;
import org.flexopf.testkit.FaultyContracts.MultipliersHalved;
import org.flexopf.testkit.FaultyContracts.MultipliersNotDeclared;
import org.flexopf.testkit.FaultyContracts.MultipliersWithheld;
import org.flexopf.testkit.FaultyContracts.PointBesideTheOptimum;
import org.flexopf.testkit.FaultyContracts.PoisonedByNaNHints;
import org.flexopf.testkit.FaultyContracts.Prints;
import org.flexopf.testkit.FaultyContracts.RefusesWithoutAReason;
import org.flexopf.testkit.FaultyContracts.RelaxesIntegers;
import org.flexopf.testkit.FaultyContracts.RightAnswers;
import org.flexopf.testkit.FaultyContracts.SessionIsAnotherSolver;
import org.flexopf.testkit.FaultyContracts.SessionKeepsItsArrays;
import org.flexopf.testkit.FaultyContracts.SlackLeftZero;
import org.flexopf.testkit.FaultyContracts.StateSharedByThreads;
import org.flexopf.testkit.FaultyContracts.SwallowsInterruptions;
import org.flexopf.testkit.FaultyContracts.TakesHintsOfAnyLength;
import org.flexopf.testkit.FaultyContracts.TakesWhatItDoesNotDeclare;
import org.flexopf.testkit.FaultyContracts.ThrowsOnOverflow;
import org.flexopf.testkit.FaultyContracts.UnboundedCalledInfeasible;
import org.flexopf.testkit.FaultyContracts.UnscaledCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The contract can fail: each fault of a solver is caught by the test that is there for it. */
class SolverContractFailsTest {

    static Arguments[] faults() {
        return new Arguments[] {
            Arguments.of(AllMultipliersNegated.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(AllMultipliersNegated.class, "multipliersAreSlopesOfTheOptimalValue"),
            Arguments.of(EqualityMultipliersNegated.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(EqualityMultipliersNegated.class, "multipliersAreSlopesOfTheOptimalValue"),
            Arguments.of(MultipliersHalved.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(MultipliersHalved.class, "multipliersAreSlopesOfTheOptimalValue"),
            Arguments.of(SlackLeftZero.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(ConstantForgotten.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(PointBesideTheOptimum.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(MultipliersWithheld.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(MultipliersNotDeclared.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(EmptyCertificates.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(UnscaledCertificates.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(InfeasibleOnlyClaimed.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(UnboundedCalledInfeasible.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(TakesWhatItDoesNotDeclare.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(RefusesWithoutAReason.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(RelaxesIntegers.class, "aKnownProgramIsAnsweredOrRefused"),
            Arguments.of(DriftsFromCallToCall.class, "solvedTwiceGivesTheSameBits"),
            Arguments.of(SessionIsAnotherSolver.class, "aSessionGivesTheBitsOfSolve"),
            Arguments.of(SessionIsAnotherSolver.class, "aSessionWithNewNumbersGivesTheBitsOfSolve"),
            Arguments.of(SessionKeepsItsArrays.class, "anAnswerBelongsToTheReceiver"),
            Arguments.of(StateSharedByThreads.class, "eightThreadsShareOneSolver"),
            Arguments.of(BelievesItsHint.class, "noHintChangesTheAnswer"),
            Arguments.of(PoisonedByNaNHints.class, "noHintChangesTheAnswer"),
            Arguments.of(TakesHintsOfAnyLength.class, "aHintOfTheWrongLengthIsRefused"),
            Arguments.of(IgnoresLimits.class, "theIterationLimitHolds"),
            Arguments.of(IgnoresLimits.class, "theTimeLimitHolds"),
            Arguments.of(SwallowsInterruptions.class, "anInterruptedThreadGetsAnAnswerAndStaysInterrupted"),
            Arguments.of(IgnoresInterruptions.class, "anInterruptedThreadGetsAnAnswerAndStaysInterrupted"),
            Arguments.of(ClaimsAnyTolerance.class, "anImpossibleToleranceIsNotClaimed"),
            Arguments.of(ThrowsOnOverflow.class, "enormousNumbersLeadToAnHonestStatus"),
            Arguments.of(Prints.class, "nothingIsPrinted"),
            Arguments.of(AsksForTooLittle.class, "nameAndCapabilitiesAreStatedAndStayTheSame"),
        };
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsCaught(Class<? extends SolverContract> contract, String test) {
        TestExecutionSummary summary = run(contract, test);
        assertThat(summary.getTestsFailedCount()).as("failures of %s", test).isPositive();
        assertThat(summary.getFailures())
                .as("failures are assertions, or what the solver itself threw")
                .allMatch(failure -> failure.getException() instanceof AssertionError
                        || contract == ThrowsOnOverflow.class
                        || failure.getException() instanceof java.util.concurrent.ExecutionException);
    }

    /** Nothing fails without a fault: what the cases above show is not the wrapping. */
    @Test
    void theWrappedSolverItselfPasses() {
        for (String test : Arrays.stream(faults())
                .map(arguments -> (String) arguments.get()[1])
                .collect(Collectors.toSet())) {
            TestExecutionSummary summary = run(RightAnswers.class, test);
            assertThat(summary.getTestsSucceededCount())
                    .as("successes of %s", test)
                    .isPositive();
            assertThat(summary.getTotalFailureCount())
                    .as("failures of %s", test)
                    .isZero();
        }
    }

    private static TestExecutionSummary run(Class<? extends SolverContract> contract, String test) {
        Method method = Arrays.stream(SolverContract.class.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(test))
                .findFirst()
                .orElseThrow();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(contract, method))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        listener);
        return listener.getSummary();
    }
}
