package org.flexopf.opf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.flexopf.model.ElasticProgram;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The search for an irreducible set of limits and demands that conflict, in an infeasible problem: a deletion filter on
 * {@linkplain ElasticProgram elastic programs}, led by their multipliers (Chinneck, Feasibility and Infeasibility in
 * Optimization, 2008). An elastic program has a solution whatever its limits, so nothing depends on how well a solver
 * proves infeasibility. All of them have one pattern, so that symbolic work is done once.
 *
 * <p>Integers are relaxed: what conflicts without them conflicts with them, but a member that only they need is not
 * found, so that a conflict of a problem with integers is not called irreducible.
 *
 * <p>Every load can be curtailed here, at its power factor; demanding that it is not is a limit like others. Limits
 * with multipliers of zero have no part in the proof, and go at once. The others are left out in batches that grow and
 * shrink, those that count least in the last proof first: if the rest is still infeasible the batch is not needed, else
 * it is halved, and a batch of one is a member. So the solves are about as many as the members times the logarithm of
 * the limits. The order depends on nothing but the numbers.
 */
final class ConflictSearch {

    private static final Logger LOG = LoggerFactory.getLogger(ConflictSearch.class);

    /**
     * Multipliers below these shares of the largest are taken for zero; the second is tried where the first takes too
     * many.
     */
    private static final double[] NEGLIGIBLE = {1e-4, 1e-7};

    private final ElasticProgram elastic;
    private final CheckedSolver solver;
    private final SolverOptions options;
    private final int maxSolves;
    private int solves;
    private boolean undecided;
    private boolean stopped;

    /** The limits kept so far, which together are infeasible, and how much each counts in the proof. */
    private BitSet core;

    private double[] weights;

    private ConflictSearch(ElasticProgram elastic, CheckedSolver solver, SolverOptions options, int maxSolves) {
        this.elastic = elastic;
        this.solver = solver;
        this.options = options;
        this.maxSolves = maxSolves;
    }

    /** Searches a block that is a problem of its own for a conflict, with at most so many solves. */
    static Conflict run(Block block, Opf opf, int maxSolves) {
        OpfProblem problem = block.applied();
        SoftLimits curtailable = problem.softLimits().withAll(SoftLimit.DEMAND, 1.0);
        FormulatedModel model = opf.withFormulation(block.formulation())
                .model(problem.withObjective(Objective.feasibility()).withSoftLimits(curtailable));
        ElasticProgram elastic = new ElasticProgram(
                model.named(),
                quantity -> quantity.equals(OpfConstraints.CURRENT_CONE) || quantity.equals(OpfConstraints.LOSS_BOUND),
                SoftLimit.DEMAND.slack(),
                load -> problem.softLimits().penalty(SoftLimit.DEMAND, problem.network(), load)
                        == Double.POSITIVE_INFINITY);
        CheckedSolver solver =
                opf.solverChoice().solverFor(model.program().relaxed()).session();
        ConflictSearch search =
                new ConflictSearch(elastic, solver, opf.solverChoice().options(), maxSolves);
        List<Limit> members = new ArrayList<>();
        search.members().stream()
                .forEach(k -> members.add(ConflictMember.of(problem.network(), model, elastic.key(k), elastic.rhs(k))));
        boolean irreducible =
                !search.undecided && !members.isEmpty() && !model.program().hasIntegers();
        return new Conflict(members, irreducible, search.solves);
    }

    private BitSet members() {
        BitSet all = new BitSet();
        all.set(0, elastic.size());
        if (!isInfeasible(all)) {
            return new BitSet();
        }
        narrowToProof();
        BitSet needed = new BitSet();
        int batch = core.cardinality() / 2;
        while (core.cardinality() > needed.cardinality()) {
            if (isSpent()) {
                undecided = true;
                break;
            }
            BitSet out = leastCounting(needed, Math.max(1, batch));
            BitSet without = (BitSet) core.clone();
            without.andNot(out);
            if (isInfeasible(without)) {
                narrowToProof();
                batch = 2 * batch;
            } else if (out.cardinality() == 1) {
                needed.or(out);
            } else {
                batch = out.cardinality() / 2;
            }
        }
        LOG.debug("{} of {} limits conflict, found in {} solves", core.cardinality(), elastic.size(), solves);
        return core;
    }

    /**
     * Whether no more solves are allowed: their number is reached, or the caller interrupted one or gave it too little
     * time.
     */
    private boolean isSpent() {
        return solves >= maxSolves || stopped;
    }

    /** The limits that count least among those not known to be needed, at most so many; the first of equals. */
    private BitSet leastCounting(BitSet needed, int count) {
        BitSet least = new BitSet();
        core.stream()
                .filter(k -> !needed.get(k))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> weights[k]).thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .forEach(least::set);
        return least;
    }

    /** Drops what the last proof has no use for, as far as the rest proves to be infeasible by itself. */
    private void narrowToProof() {
        for (double negligible : NEGLIGIBLE) {
            double largest = core.stream().mapToDouble(k -> weights[k]).max().orElse(0.0);
            BitSet counting = new BitSet();
            core.stream().filter(k -> weights[k] > negligible * largest).forEach(counting::set);
            if (counting.equals(core) || isSpent() || isInfeasible(counting)) {
                return;
            }
        }
    }

    /**
     * Whether the limits kept cannot be met together; if so they become the core. Only a lower bound of their excess
     * proves it, and so multipliers. A solver that cannot tell leaves the result short of irreducible.
     */
    private boolean isInfeasible(BitSet kept) {
        CheckedAnswer answer = solver.solve(elastic.keeping(kept), options);
        solves++;
        stopped = answer.status() == SolveStatus.INTERRUPTED || answer.status() == SolveStatus.TIME_LIMIT;
        boolean solved = answer.status() == SolveStatus.OPTIMAL || answer.status() == SolveStatus.ALMOST_OPTIMAL;
        if (solved && answer.lowerBound().orElse(0.0) > FeasibilityTolerance.PER_UNIT) {
            core = kept;
            weights = elastic.weights(answer, kept);
            return true;
        }
        undecided |= !solved || answer.objective() > 10.0 * FeasibilityTolerance.PER_UNIT;
        return false;
    }
}
