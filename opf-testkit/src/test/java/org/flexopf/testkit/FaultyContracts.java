package org.flexopf.testkit;

import java.time.Duration;
import java.util.Arrays;
import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/** Contract tests of solvers with one fault each, which must fail; {@link SolverContractFailsTest} runs them. */
final class FaultyContracts {

    private FaultyContracts() {
    }

    static class RightAnswers extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver();
        }
    }

    static class AllMultipliersNegated extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, answer.x(), answer.s(), times(-1, answer.y()), times(-1, answer.z()));
                }
            };
        }
    }

    static class EqualityMultipliersNegated extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, answer.x(), answer.s(), times(-1, answer.y()), answer.z());
                }
            };
        }
    }

    static class MultipliersHalved extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, answer.x(), answer.s(), times(0.5, answer.y()), times(0.5, answer.z()));
                }
            };
        }
    }

    static class SlackLeftZero extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, answer.x(), new double[answer.s().length], answer.y(), answer.z());
                }
            };
        }
    }

    static class ConstantForgotten extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    double c = program.constant();
                    return new SolverResult(answer.status(), answer.x(), answer.s(), answer.y(), answer.z(), answer.primalObjective() - c,
                            answer.dualObjective() - c, answer.iterations(), 0, 0, answer.message());
                }
            };
        }
    }

    static class PointBesideTheOptimum extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, times(1.0 + 1e-5, answer.x()), answer.s(), answer.y(), answer.z());
                }
            };
        }
    }

    static class MultipliersWithheld extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, answer.x(), answer.s(), new double[0], new double[0]);
                }
            };
        }
    }

    static class MultipliersNotDeclared extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverCapabilities capabilities() {
                    return new SolverCapabilities(true, true, false, false, true, 24);
                }
            };
        }
    }

    static class EmptyCertificates extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return answer.status().isInfeasible() ? with(answer, times(0, answer.x()), answer.s(), times(0, answer.y()), times(0, answer.z()))
                            : answer;
                }
            };
        }
    }

    static class UnscaledCertificates extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return answer.status().isInfeasible() ? with(answer, times(3, answer.x()), answer.s(), times(3, answer.y()), times(3, answer.z()))
                            : answer;
                }
            };
        }
    }

    static class UnboundedCalledInfeasible extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return answer.status() == SolveStatus.DUAL_INFEASIBLE ? answer.withStatus(SolveStatus.PRIMAL_INFEASIBLE, "") : answer;
                }
            };
        }
    }

    static class TakesWhatItDoesNotDeclare extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverCapabilities capabilities() {
                    return new SolverCapabilities(false, true, false, true, true, 24);
                }
            };
        }
    }

    static class RefusesWithoutAReason extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    if (program.hasIntegers()) {
                        throw new IllegalArgumentException("no");
                    }
                    return super.solve(program, options, start);
                }
            };
        }
    }

    static class RelaxesIntegers extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverCapabilities capabilities() {
                    return new SolverCapabilities(true, true, true, true, true, 24);
                }

                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    ConvexProgram relaxed = new ConvexProgram(program.quadratic(), program.linear(), program.constant(), program.equalityMatrix(),
                            program.equalityRhs(), program.coneMatrix(), program.coneRhs(), program.cones(), null);
                    return super.solve(relaxed, options, start);
                }
            };
        }
    }

    static class DriftsFromCallToCall extends SolverContract {
        private int calls;

        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    return with(answer, times(1.0 + 1e-15 * calls++, answer.x()), answer.s(), answer.y(), answer.z());
                }
            };
        }
    }

    static class SessionIsAnotherSolver extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverSession session() {
                    return (program, options, start) -> {
                        SolverResult answer = rightAnswer(program, options, start);
                        return with(answer, times(1.0 + 1e-12, answer.x()), answer.s(), answer.y(), answer.z());
                    };
                }
            };
        }
    }

    static class SessionKeepsItsArrays extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverSession session() {
                    SolverResult[] last = new SolverResult[1];
                    return (program, options, start) -> {
                        if (last[0] == null) {
                            last[0] = rightAnswer(program, options, start);
                        }
                        return last[0];
                    };
                }
            };
        }
    }

    static class StateSharedByThreads extends SolverContract {
        private final ConvexSolver shared = new FaultySolver() {
            private volatile ConvexProgram current;

            @Override
            public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                current = program;
                Thread.yield();
                return super.solve(current, options, start);
            }
        };

        @Override
        protected ConvexSolver solver() {
            return shared;
        }
    }

    static class BelievesItsHint extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    SolverResult answer = super.solve(program, options, start);
                    return start == null || Double.isNaN(Arrays.stream(start.x()).sum()) ? answer
                            : with(answer, start.x().clone(), answer.s(), answer.y(), answer.z());
                }
            };
        }
    }

    static class PoisonedByNaNHints extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    SolverResult answer = super.solve(program, options, start);
                    return start != null && start.x().length > 0 && Double.isNaN(start.x()[start.x().length - 1])
                            ? answer.withStatus(SolveStatus.NUMERICAL_FAILURE, "NaN") : answer;
                }
            };
        }
    }

    static class TakesHintsOfAnyLength extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    return super.solve(program, options, null);
                }
            };
        }
    }

    static class IgnoresLimits extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    return super.solve(program, options.withMaxIterations(200).withTimeLimit(Duration.ofHours(1)), start);
                }
            };
        }
    }

    static class SwallowsInterruptions extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    SolverResult answer = super.solve(program, options, start);
                    Thread.interrupted();
                    return answer;
                }
            };
        }
    }

    static class IgnoresInterruptions extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    boolean flag = Thread.interrupted();
                    SolverResult answer = super.solve(program, options, start);
                    if (flag) {
                        Thread.currentThread().interrupt();
                    }
                    return answer;
                }
            };
        }
    }

    static class ClaimsAnyTolerance extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                public SolverResult solve(ConvexProgram program, SolverOptions options, WarmStart start) {
                    return super.solve(program, options.withTolerance(1e-8), start);
                }
            };
        }
    }

    static class ThrowsOnOverflow extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    if (KktFigures.largest(program.coneRhs()) > 1e150) {
                        throw new ArithmeticException("overflow");
                    }
                    return answer;
                }
            };
        }
    }

    static class Prints extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver() {
                @Override
                SolverResult spoil(ConvexProgram program, SolverResult answer) {
                    System.out.println("Solved!");
                    return answer;
                }
            };
        }
    }

    static class AsksForTooLittle extends SolverContract {
        @Override
        protected ConvexSolver solver() {
            return new FaultySolver();
        }

        @Override
        protected double tolerance() {
            return 1e-3;
        }
    }
}
