package org.flexopf.testkit;

import java.time.Duration;
import java.util.Arrays;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** Contract tests of solvers with one fault each, which must fail; {@link SolverContractFailsTest} runs them. */
final class FaultyContracts {

    private FaultyContracts() {}

    static class RightAnswers extends Faulty {}

    static class AllMultipliersNegated extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, answer.x(), answer.s(), times(-1, answer.y()), times(-1, answer.z()));
        }
    }

    static class EqualityMultipliersNegated extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, answer.x(), answer.s(), times(-1, answer.y()), answer.z());
        }
    }

    static class MultipliersHalved extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, answer.x(), answer.s(), times(0.5, answer.y()), times(0.5, answer.z()));
        }
    }

    static class SlackLeftZero extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, answer.x(), new double[answer.s().length], answer.y(), answer.z());
        }
    }

    static class ConstantForgotten extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            double c = program.constant();
            return answer.toBuilder()
                    .primalObjective(answer.primalObjective() - c)
                    .dualObjective(answer.dualObjective() - c)
                    .build();
        }
    }

    static class PointBesideTheOptimum extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, times(1.0 + 1e-5, answer.x()), answer.s(), answer.y(), answer.z());
        }
    }

    static class MultipliersWithheld extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, answer.x(), answer.s(), new double[0], new double[0]);
        }
    }

    static class MultipliersNotDeclared extends Faulty {
        @Override
        SolverCapabilities capabilities() {
            return new SolverCapabilities(true, true, false, false, true, 24);
        }
    }

    static class EmptyCertificates extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return answer.status().isInfeasible()
                    ? with(answer, times(0, answer.x()), answer.s(), times(0, answer.y()), times(0, answer.z()))
                    : answer;
        }
    }

    static class UnscaledCertificates extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return answer.status().isInfeasible()
                    ? with(answer, times(3, answer.x()), answer.s(), times(3, answer.y()), times(3, answer.z()))
                    : answer;
        }
    }

    static class InfeasibleOnlyClaimed extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return answer.status() == SolveStatus.PRIMAL_INFEASIBLE
                    ? withStatus(answer, SolveStatus.CLAIMED_PRIMAL_INFEASIBLE)
                    : answer;
        }
    }

    static class UnboundedCalledInfeasible extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return answer.status() == SolveStatus.DUAL_INFEASIBLE
                    ? withStatus(answer, SolveStatus.PRIMAL_INFEASIBLE)
                    : answer;
        }
    }

    static class TakesWhatItDoesNotDeclare extends Faulty {
        @Override
        SolverCapabilities capabilities() {
            return new SolverCapabilities(false, true, false, true, true, 24);
        }
    }

    static class RefusesWithoutAReason extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            if (program.hasIntegers()) {
                throw new IllegalArgumentException("no");
            }
            return super.solve(program, options, start);
        }
    }

    static class RelaxesIntegers extends Faulty {
        @Override
        SolverCapabilities capabilities() {
            return new SolverCapabilities(true, true, true, true, true, 24);
        }

        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            ConicProgram relaxed = ConicProgram.continuous(
                    program.quadratic(),
                    program.linear(),
                    program.constant(),
                    program.equalityMatrix(),
                    program.equalityRhs(),
                    program.coneMatrix(),
                    program.coneRhs(),
                    program.cones());
            return super.solve(relaxed, options, start);
        }
    }

    static class DriftsFromCallToCall extends Faulty {
        private int calls;

        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            return with(answer, times(1.0 + 1e-15 * calls++, answer.x()), answer.s(), answer.y(), answer.z());
        }
    }

    static class SessionIsAnotherSolver extends Faulty {
        @Override
        SolverSession session() {
            return (program, options, start) -> {
                SolverResult answer = rightAnswer(program, options, start);
                return with(answer, times(1.0 + 1e-12, answer.x()), answer.s(), answer.y(), answer.z());
            };
        }
    }

    static class SessionKeepsItsArrays extends Faulty {
        @Override
        SolverSession session() {
            SolverResult[] last = new SolverResult[1];
            return (program, options, start) -> {
                if (last[0] == null) {
                    last[0] = rightAnswer(program, options, start);
                }
                return last[0];
            };
        }
    }

    static class StateSharedByThreads extends Faulty {
        private volatile ConicProgram current;

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // The fault needs threads that get in each other's way.
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            current = program;
            Thread.yield();
            return super.solve(current, options, start);
        }
    }

    static class BelievesItsHint extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult answer = super.solve(program, options, start);
            return start == null || Double.isNaN(Arrays.stream(start.x()).sum())
                    ? answer
                    : with(answer, start.x().clone(), answer.s(), answer.y(), answer.z());
        }
    }

    static class PoisonedByNaNHints extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult answer = super.solve(program, options, start);
            return start != null && start.x().length > 0 && Double.isNaN(start.x()[start.x().length - 1])
                    ? withStatus(answer, SolveStatus.NUMERICAL_FAILURE)
                    : answer;
        }
    }

    static class TakesHintsOfAnyLength extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            return super.solve(program, options, null);
        }
    }

    static class IgnoresLimits extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            return super.solve(program, options.withMaxIterations(200).withTimeLimit(Duration.ofHours(1)), start);
        }
    }

    static class SwallowsInterruptions extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            SolverResult answer = super.solve(program, options, start);
            Thread.interrupted();
            return answer;
        }
    }

    static class IgnoresInterruptions extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            boolean flag = Thread.interrupted();
            SolverResult answer = super.solve(program, options, start);
            if (flag) {
                Thread.currentThread().interrupt();
            }
            return answer;
        }
    }

    static class ClaimsAnyTolerance extends Faulty {
        @Override
        SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
            return super.solve(program, options.withTolerance(1e-8), start);
        }
    }

    static class ThrowsOnOverflow extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            if (KktFigures.largest(program.coneRhs()) > 1e150) {
                throw new ArithmeticException("overflow");
            }
            return answer;
        }
    }

    static class Prints extends Faulty {
        @Override
        SolverResult spoil(ConicProgram program, SolverResult answer) {
            System.out.println("Solved!");
            return answer;
        }
    }

    static class AsksForTooLittle extends Faulty {
        @Override
        protected double tolerance() {
            return 1e-3;
        }
    }
}
