package org.flexopf.opf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElasticProgram;
import org.flexopf.model.Model;
import org.flexopf.model.NamedBlock;
import org.flexopf.network.Network;
import org.flexopf.opf.device.DeviceType;
import org.flexopf.opf.device.DeviceTypes;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.opf.limit.FeasibilityTolerance;
import org.flexopf.opf.limit.Limit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.LinkedProblem;
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
 * <p>What is left out are limits of the network, each with all rows that follow from it: those that state it, and those
 * that a formulation adds on its strength. So a conflict names what people can change, and is irreducible in that.
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

    /** The limits of the network, and for each limit of the elastic program those that it stands for. */
    private final List<Limit> limits;

    private final int[][] limitsOfRow;
    private final CheckedSolver solver;
    private final SolverOptions options;
    private final int maxSolves;
    private int solves;
    private boolean undecided;
    private boolean stopped;

    /** The limits kept so far, which together are infeasible, and how much each counts in the proof. */
    private BitSet core;

    private double[] weights;

    private ConflictSearch(
            ElasticProgram elastic,
            List<List<Limit>> limitsOfRow,
            CheckedSolver solver,
            SolverOptions options,
            int maxSolves) {
        this.elastic = elastic;
        Map<Limit, Integer> places = new LinkedHashMap<>();
        this.limitsOfRow = new int[limitsOfRow.size()][];
        for (int row = 0; row < this.limitsOfRow.length; row++) {
            this.limitsOfRow[row] = limitsOfRow.get(row).stream()
                    .mapToInt(limit -> places.computeIfAbsent(limit, first -> places.size()))
                    .toArray();
        }
        this.limits = List.copyOf(places.keySet());
        this.solver = solver;
        this.options = options;
        this.maxSolves = maxSolves;
    }

    /** Searches a problem for a conflict, with at most so many solves. */
    static Conflict run(LinkedProblem asked, Opf opf, int maxSolves) {
        List<FormulatedModel> models = elastic(asked).formulated();
        Model model = models.get(0).named();
        Map<NamedBlock, Integer> places = new HashMap<>();
        for (int k = 0; k < models.size(); k++) {
            places.put(model.blocks().get(models.get(k).place()), k);
        }
        List<DeviceType> types = asked.blocks().stream()
                .map(block -> block.problem().network())
                .distinct()
                .flatMap(network -> DeviceTypes.further(network).stream())
                .toList();
        Set<ConstraintFamily> conditions =
                types.stream().flatMap(type -> type.conditions().stream()).collect(Collectors.toSet());
        Set<ConstraintFamily> laws =
                types.stream().flatMap(type -> type.laws().stream()).collect(Collectors.toCollection(HashSet::new));
        laws.add(OpfConstraints.CURRENT_CONE);
        laws.add(OpfConstraints.LOSS_BOUND);
        ElasticProgram elastic = new ElasticProgram(
                model, laws::contains, conditions::contains, SoftLimit.DEMAND.slack(), (block, load) -> {
                    OpfProblem problem = asked.blocks().get(places.get(block)).problem();
                    return problem.softLimits().penalty(SoftLimit.DEMAND, problem.network(), load)
                            == Double.POSITIVE_INFINITY;
                });
        CheckedSolver solver =
                opf.solverChoice().solverFor(model.program().relaxed()).session();
        List<Network> networks =
                asked.blocks().stream().map(block -> block.applied().network()).toList();
        List<List<Limit>> limitsOfRow = new ArrayList<>();
        for (int k = 0; k < elastic.size(); k++) {
            Integer place = places.get(elastic.block(k));
            limitsOfRow.add(
                    place == null
                            ? List.of(ConflictMember.ofLink(
                                    networks.get(0), elastic.block(k).label(), elastic.key(k), elastic.rhs(k)))
                            : ConflictMember.of(
                                    networks.get(place),
                                    asked.blocks().size() == 1
                                            ? ""
                                            : asked.blocks().get(place).label(),
                                    models.get(place),
                                    elastic.key(k),
                                    elastic.rhs(k)));
        }
        ConflictSearch search = new ConflictSearch(
                elastic, limitsOfRow, solver, opf.solverChoice().options(), maxSolves);
        List<Limit> members =
                search.members().stream().mapToObj(search.limits::get).toList();
        boolean irreducible =
                !search.undecided && !members.isEmpty() && !model.program().hasIntegers();
        return new Conflict(members, irreducible, search.solves);
    }

    /** The same blocks without costs, where every demand may be curtailed. */
    private static LinkedProblem elastic(LinkedProblem asked) {
        List<Block> blocks = asked.blocks().stream()
                .map(block -> new Block(
                        block.label(),
                        block.problem()
                                .withObjective(Objective.feasibility())
                                .withSoftLimits(block.problem().softLimits().withAll(SoftLimit.DEMAND, 1.0)),
                        block.formulation(),
                        block.profile(),
                        block.hours(),
                        block.weight()))
                .toList();
        return new LinkedProblem(blocks, asked.links(), asked.surroundings());
    }

    private BitSet members() {
        BitSet all = new BitSet();
        all.set(0, limits.size());
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
        LOG.debug("{} of {} limits conflict, found in {} solves", core.cardinality(), limits.size(), solves);
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

    /** The rows that hold while some limits are kept: those that follow from these alone. */
    private BitSet rows(BitSet kept) {
        BitSet rows = new BitSet();
        for (int row = 0; row < limitsOfRow.length; row++) {
            if (Arrays.stream(limitsOfRow[row]).allMatch(kept::get)) {
                rows.set(row);
            }
        }
        return rows;
    }

    /** A row counts in full for every limit that it follows from, since it goes with each of them. */
    private double[] weights(double[] ofRows) {
        double[] ofLimits = new double[limits.size()];
        for (int row = 0; row < limitsOfRow.length; row++) {
            for (int limit : limitsOfRow[row]) {
                ofLimits[limit] += ofRows[row];
            }
        }
        return ofLimits;
    }

    /**
     * Whether the limits kept cannot be met together; if so they become the core. Only a lower bound of their excess
     * proves it, and so multipliers. A solver that cannot tell leaves the result short of irreducible.
     */
    private boolean isInfeasible(BitSet kept) {
        BitSet rows = rows(kept);
        CheckedAnswer answer = solver.solve(elastic.keeping(rows), options);
        solves++;
        stopped = answer.status() == SolveStatus.INTERRUPTED || answer.status() == SolveStatus.TIME_LIMIT;
        boolean solved = answer.status() == SolveStatus.OPTIMAL || answer.status() == SolveStatus.ALMOST_OPTIMAL;
        if (solved && answer.lowerBound().orElse(0.0) > FeasibilityTolerance.PER_UNIT) {
            core = kept;
            weights = weights(elastic.weights(answer, rows));
            return true;
        }
        undecided |= !solved || answer.objective() > 10.0 * FeasibilityTolerance.PER_UNIT;
        return false;
    }
}
