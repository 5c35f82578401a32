package org.flexopf.market;

import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.flexopf.network.Generator;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.pricing.payment.Counterfactual;
import org.flexopf.pricing.payment.Participant;
import org.flexopf.solver.SolveStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds optima without some participants from the optimum with all of them. */
final class CounterfactualSolver {

    private static final Logger LOG = LoggerFactory.getLogger(CounterfactualSolver.class);

    private final Opf opf;
    private final OpfSolution solution;
    private final OpfProblem problem;
    private final double curtailmentPrice;

    CounterfactualSolver(Opf opf, OpfSolution solution, double curtailmentPrice) {
        this.opf = opf;
        this.solution = solution;
        this.problem = solution.problem();
        this.curtailmentPrice = curtailmentPrice;
    }

    /** A worker for one thread, with a solver's memory of its own. */
    Worker worker() {
        return new Worker(solution.run().prepared().fork());
    }

    /** Belongs to one thread. */
    final class Worker {

        private final PreparedOpf prepared;

        private Worker(PreparedOpf prepared) {
            this.prepared = prepared;
        }

        Counterfactual without(Set<Participant> absent) {
            Set<Integer> leaving = absent.stream()
                    .flatMap(participant -> participant.generators().stream())
                    .collect(Collectors.toSet());
            ProgramChange change = ProgramChange.none();
            for (Generator generator : problem.network().generators()) {
                if (leaving.contains(generator.id()) && problem.network().isActive(generator)) {
                    change = change.without(generator.ref());
                }
            }
            OpfResult result = prepared.solve(change, solution.run());
            LOG.debug(
                    "without {}: {} after {} iterations",
                    leaving,
                    result.status(),
                    result.solver().iterations());
            if (result.run().isPresent()) {
                return Counterfactual.feasible(result.run().get().objective());
            }
            if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
                return pivotal(absent, leaving);
            }
            requireNotInterrupted(result.status());
            return anew(absent, leaving);
        }

        /** Without a neighbour's help: the network with the generators switched out. */
        private Counterfactual anew(Set<Participant> absent, Set<Integer> leaving) {
            OpfResult result = opf.solve(problemWithout(leaving));
            requireNotInterrupted(result.status());
            if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
                return pivotal(absent, leaving);
            }
            return Counterfactual.feasible(result.solution()
                    .orElseThrow(() -> notSolved(absent, result))
                    .objective());
        }

        private Counterfactual pivotal(Set<Participant> absent, Set<Integer> leaving) {
            if (curtailmentPrice == Double.POSITIVE_INFINITY) {
                return new Counterfactual(OptionalDouble.empty(), true);
            }
            OpfProblem hard = problemWithout(leaving);
            OpfResult result =
                    opf.solve(hard.withSoftLimits(hard.softLimits().with(SoftLimit.DEMAND, curtailmentPrice)));
            requireNotInterrupted(result.status());
            if (result.status() == SolveStatus.PRIMAL_INFEASIBLE) {
                // Not even curtailment helps, as where voltage is too high without them: no price caps the payment.
                return new Counterfactual(OptionalDouble.empty(), true);
            }
            return new Counterfactual(
                    OptionalDouble.of(result.solution()
                            .orElseThrow(() -> notSolved(absent, result))
                            .objective()),
                    true);
        }

        private OpfProblem problemWithout(Set<Integer> leaving) {
            return problem.withNetwork(problem.network().toBuilder()
                    .mapGenerators(
                            generator -> leaving.contains(generator.id()) ? generator.withInService(false) : generator)
                    .build());
        }

        private OpfNotSolvedException notSolved(Set<Participant> absent, OpfResult result) {
            return new OpfNotSolvedException(
                    result.status(),
                    "the optimum without "
                            + absent.stream().map(Participant::id).collect(Collectors.toCollection(TreeSet::new))
                            + " is not known: " + result.message());
        }

        private static void requireNotInterrupted(SolveStatus status) {
            if (status == SolveStatus.INTERRUPTED) {
                throw new CancellationException("interrupted while solving without a participant");
            }
        }
    }
}
