package org.flexopf.solver.branchandbound.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SearchProgress;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.branchandbound.internal.simplex.Basis;

/**
 * The tree of one program whose relaxation has an optimum: depth first until there is a point, then by the least bound.
 *
 * <p>A box is dropped only if it is proved to be empty or to hold nothing better than the best point; all that is left
 * counts for the bound, be it open or closed because nothing was left to branch on.
 */
final class Search {

    /** What a search ended with. */
    record Outcome(SolveStatus status, Incumbent incumbent, double bound, String message) {}

    /** Integers beyond this are not tried as a hint. */
    private static final double LARGEST_HINT = 1e9;
    /** How often a point outside the cones is cut off. */
    private static final int ROUNDS_AT_ROOT = 40;

    private static final int ROUNDS_AT_NODE = 1;
    /** By how much a point may be outside the cones, relative to their size. */
    private static final double TIGHT = 1e-7;

    private static final double LOOSE = 1e-4;

    /** How many nodes the search of a part may take, and of all nodes these searches together. */
    private static final long NODES_OF_PART = 150;

    private static final double SHARE_OF_PARTS = 0.3;
    private static final int BRANCHINGS_PER_PART = 16;

    private final int variables;
    private final int[] integers;
    private final SolverOptions options;
    private final Clock clock;
    private final Relaxations relaxations;
    private final Incumbent incumbent;
    private final Heuristics heuristics;
    private final Branching branching;
    /** Where to look for better points; null in a search of such a part. */
    private final Neighbourhoods neighbourhoods;

    private final ReducedCosts reducedCosts;
    private final OpenNodes open = new OpenNodes();
    /** Bounds of all variables that hold everywhere. */
    private Box root;
    /** The root's relaxation, whose prices fix variables whenever the best point gets better. */
    private Relaxation rootRelaxation;

    /** The least bound of nodes that nothing was left to branch on. */
    private double closedBound = Double.POSITIVE_INFINITY;

    private boolean stopped;
    private long created;
    private long branched;
    private long explored;

    private Search(
            int variables,
            int[] integers,
            SolverOptions options,
            Clock clock,
            Relaxations relaxations,
            Incumbent incumbent) {
        this.variables = variables;
        this.integers = integers;
        this.options = options;
        this.clock = clock;
        this.relaxations = relaxations;
        this.incumbent = incumbent;
        this.heuristics = new Heuristics(integers, relaxations, incumbent, clock);
        this.branching = new Branching(integers, relaxations);
        this.reducedCosts = new ReducedCosts(integers, options.integralityTolerance());
        this.neighbourhoods = new Neighbourhoods(integers);
    }

    /** A search of a part of what another searches. */
    private Search(Search whole, Box part) {
        this.variables = whole.variables;
        this.integers = whole.integers;
        this.options = whole.options;
        this.clock = whole.clock;
        this.relaxations = whole.relaxations;
        this.incumbent = whole.incumbent;
        this.heuristics = whole.heuristics;
        this.branching = whole.branching;
        this.reducedCosts = whole.reducedCosts;
        this.neighbourhoods = null;
        this.root = part;
    }

    /**
     * Searches a program, from a start or {@code null}. The time that is left is that of the clock.
     *
     * @param program what was given: points are judged by it
     * @param searched what bounds are proved of: it has the same integer points at the same cost, and may have further
     *     columns behind those of the program
     * @param relaxed what the continuous solver says of the latter without integers
     */
    static Outcome of(
            ConicProgram program,
            ConicProgram searched,
            ConvexSolver solver,
            SolverOptions options,
            Clock clock,
            SearchSettings settings,
            CheckedAnswer relaxed,
            WarmStart start) {
        int[] integers = IntStream.range(0, program.variableCount())
                .filter(program::isInteger)
                .toArray();
        int variables = searched.variableCount();
        try (Relaxations relaxations = new Relaxations(
                searched, program.hasSecondOrderCones(), integers, solver, options, clock, settings)) {
            if (relaxed.status().isOptimal()) {
                relaxations.touch(relaxed.x());
            }
            Incumbent incumbent = new Incumbent(program, variables, integers, solver, options, clock, relaxations);
            return new Search(variables, integers, options, clock, relaxations, incumbent).run(start);
        }
    }

    private Outcome run(WarmStart start) {
        if (!plantRoot(start)) {
            return end(Optional.empty());
        }
        report();
        Optional<SolveStatus> limit = limit();
        while (limit.isEmpty() && !isDone()) {
            branch(open.next(isByBound()));
            report();
            limit = limit();
        }
        return end(isDone() ? Optional.empty() : limit);
    }

    /** Bounds from rows and from trying binaries, the root's relaxation, and first points. */
    private boolean plantRoot(WarmStart start) {
        Propagation propagation = relaxations.propagation();
        root = Box.open(variables);
        if (!propagation.tighten(root) || !new Probing(propagation, integers).tighten(root)) {
            return false;
        }
        rootRelaxation = solved(root, null, Double.POSITIVE_INFINITY, ROUNDS_AT_ROOT, TIGHT);
        if (rootRelaxation.isEmpty()) {
            return false;
        }
        root = rootRelaxation.box().copy();
        if (rootRelaxation.basis() != null && isFractional(rootRelaxation)) {
            Basis basis = relaxations.strengthen(rootRelaxation);
            Relaxation stronger = solved(root, basis, Double.POSITIVE_INFINITY, ROUNDS_AT_ROOT, TIGHT);
            if (stronger.isEmpty()) {
                return false;
            }
            if (stronger.kind() == Relaxation.Kind.SOLVED && stronger.bound() > rootRelaxation.bound()) {
                rootRelaxation = stronger;
            }
        }
        incumbent.boundBy(root.copy());
        if (start != null && isInside(start.x())) {
            incumbent.offer(start.x(), rootRelaxation.basis());
        }
        Node node = keep(rootRelaxation, Double.NEGATIVE_INFINITY, 0);
        if (node != null && !isDone() && limit().isEmpty()) {
            heuristics.round(rootRelaxation);
            if (!isDone()) {
                heuristics.dive(rootRelaxation);
            }
            if (!isDone()) {
                neighbourhoods.whole(root, rootRelaxation.x()).ifPresent(part -> explore(part, rootRelaxation.basis()));
            }
            reducedCosts.tighten(root, rootRelaxation, incumbent.objective());
        }
        return true;
    }

    /** Looks for better points in a part of the tree. */
    private void explore(Box part, Basis basis) {
        if (!relaxations.areLinear() || !relaxations.propagation().tighten(part)) {
            return;
        }
        long before = clock.nodes();
        new Search(this, part).searchPart(basis, before + NODES_OF_PART);
        explored += clock.nodes() - before;
    }

    private void searchPart(Basis basis, long lastNode) {
        Relaxation top = solved(root, basis, incumbent.objective(), ROUNDS_AT_NODE, LOOSE);
        if (top.kind() != Relaxation.Kind.SOLVED) {
            return;
        }
        Node node = keep(top, Double.NEGATIVE_INFINITY, 0);
        if (node != null && !isDone()) {
            heuristics.round(top);
            heuristics.dive(top);
        }
        while (!isDone() && limit().isEmpty() && clock.nodes() < lastNode) {
            branch(open.next(isByBound()));
        }
    }

    /** Whether another part is worth a search: parts get a share of all nodes. */
    private boolean isPartDue() {
        return neighbourhoods != null
                && incumbent.exists()
                && branched % BRANCHINGS_PER_PART == 0
                && explored < NODES_OF_PART + SHARE_OF_PARTS * clock.nodes();
    }

    private boolean isFractional(Relaxation relaxation) {
        return relaxation.kind() == Relaxation.Kind.SOLVED
                && worstFraction(valuesAt(relaxation.x())) > options.integralityTolerance();
    }

    /** Whether the integers next to a hint are worth a try; a hint may be anything. */
    private boolean isInside(double[] hint) {
        for (int j : integers) {
            double value = Math.rint(hint[j]);
            if (!(value >= root.lower()[j] && value <= root.upper()[j] && Math.abs(value) <= LARGEST_HINT)) {
                return false;
            }
        }
        return true;
    }

    private Optional<SolveStatus> limit() {
        return clock.reached().or(() -> stopped ? Optional.of(SolveStatus.TIME_LIMIT) : Optional.empty());
    }

    private boolean isDone() {
        if (open.count() == 0) {
            return true;
        }
        return incumbent.exists()
                && incumbent.objective() - bound() <= options.largestIntegerGap(incumbent.objective());
    }

    /** In a part, points are what is looked for; else they are, until there is one. */
    private boolean isByBound() {
        return neighbourhoods != null && incumbent.exists();
    }

    /** What no integer point undercuts: the least bound of all that is not excluded. */
    private double bound() {
        return Math.min(Math.min(closedBound, incumbent.objective()), open.bound());
    }

    private void branch(Node node) {
        if (node.bound() >= incumbent.objective()) {
            return;
        }
        Box box = boxOf(node);
        if (box == null) {
            return;
        }
        Optional<Node> refined = relaxations.areWhole() ? Optional.of(node) : refined(node, box);
        if (refined.isEmpty()) {
            return;
        }
        branch(refined.get(), box);
    }

    private void branch(Node node, Box box) {
        Optional<Branching.Choice> choice = branching.choose(node, box, incumbent.objective(), neighbourhoods != null);
        if (choice.isEmpty()) {
            // All integers have values: the program at these is the last word.
            closedBound = Math.min(closedBound, Math.max(node.bound(), incumbent.offer(box.lower(), node.basis())));
            return;
        }
        branched++;
        List<Relaxation> children = choice.get().children();
        if (children.stream().anyMatch(child -> child.kind() == Relaxation.Kind.STOPPED)) {
            // What was not solved says nothing; the node stays as it was.
            stopped = true;
            open.add(node, true);
            return;
        }
        double before = incumbent.objective();
        for (Relaxation child : children) {
            if (!child.isEmpty()) {
                Node kept = keep(child, node.bound(), node.depth() + 1);
                if (kept != null && heuristics.isDue(branched)) {
                    heuristics.round(child);
                }
            }
        }
        if (heuristics.isDiveDue(branched) && !children.get(children.size() - 1).isEmpty()) {
            heuristics.dive(children.get(children.size() - 1));
        }
        if (isPartDue() && !children.get(children.size() - 1).isEmpty()) {
            Relaxation child = children.get(children.size() - 1);
            neighbourhoods.agreeing(root, child.x(), incumbent.x()).ifPresent(part -> explore(part, child.basis()));
        }
        if (incumbent.objective() < before && neighbourhoods != null) {
            reducedCosts.tighten(root, rootRelaxation, incumbent.objective());
        }
    }

    /**
     * A node solved again with all planes found since, and with those that its own points ask for; empty if nothing
     * better is in it.
     */
    private Optional<Node> refined(Node node, Box box) {
        boolean whole = worstFraction(node.values()) <= options.integralityTolerance();
        Relaxation again = solved(
                box,
                node.basis(),
                incumbent.objective(),
                whole ? ROUNDS_AT_ROOT : ROUNDS_AT_NODE,
                whole ? TIGHT : LOOSE);
        if (again.isEmpty()) {
            return Optional.empty();
        }
        System.arraycopy(again.box().lower(), 0, box.lower(), 0, variables);
        System.arraycopy(again.box().upper(), 0, box.upper(), 0, variables);
        double bound = Math.max(node.bound(), again.bound());
        if (bound >= incumbent.objective()) {
            return Optional.empty();
        }
        double[] values = valuesAt(again.x());
        if (worstFraction(values) <= options.integralityTolerance()) {
            incumbent.offer(again.x(), again.basis());
        }
        return Optional.of(new Node(node.id(), node.depth(), node.box(), bound, values, again.basis()));
    }

    /** A box solved until its point is one of the program, integers apart, or for so many rounds. */
    private Relaxation solved(Box box, Basis from, double cutOff, int rounds, double tolerance) {
        Relaxation at = relaxations
                .solve(List.of(box.copy()), new int[] {-1}, from, cutOff)
                .get(0);
        for (int round = 0;
                round < rounds
                        && at.kind() == Relaxation.Kind.SOLVED
                        && at.basis() != null
                        && at.bound() < cutOff
                        && relaxations.cutOff(at.x(), tolerance);
                round++) {
            at = relaxations
                    .solve(List.of(at.box().copy()), new int[] {-1}, at.basis(), cutOff)
                    .get(0);
        }
        return at;
    }

    private double[] valuesAt(double[] x) {
        return IntStream.of(integers).mapToDouble(j -> x[j]).toArray();
    }

    private static double worstFraction(double[] values) {
        double worst = 0.0;
        for (double value : values) {
            worst = Math.max(worst, Math.abs(value - Math.rint(value)));
        }
        return worst;
    }

    /** Keeps a solved box as a node, unless nothing better can be in it; null then. */
    private Node keep(Relaxation relaxation, double parentBound, int depth) {
        double bound = Math.max(parentBound, relaxation.bound());
        if (bound >= incumbent.objective()) {
            return null;
        }
        int k = integers.length;
        reducedCosts.tighten(relaxation.box(), relaxation, incumbent.objective());
        double[] box = new double[2 * k];
        double[] values = valuesAt(relaxation.x());
        for (int i = 0; i < k; i++) {
            box[i] = relaxation.box().lower()[integers[i]];
            box[k + i] = relaxation.box().upper()[integers[i]];
        }
        if (worstFraction(values) <= options.integralityTolerance()) {
            incumbent.offer(relaxation.x(), relaxation.basis());
        }
        Node node = new Node(created++, depth, box, bound, values, relaxation.basis());
        open.add(node, isByBound());
        return node;
    }

    /** The bounds of a node, with what has been found to hold everywhere since; null if nothing is left of it. */
    private Box boxOf(Node node) {
        Box box = root.copy();
        int k = integers.length;
        for (int i = 0; i < k; i++) {
            int j = integers[i];
            box.lower()[j] = Math.max(box.lower()[j], node.box()[i]);
            box.upper()[j] = Math.min(box.upper()[j], node.box()[k + i]);
            if (box.lower()[j] > box.upper()[j]) {
                return null;
            }
        }
        return relaxations.propagation().tighten(box) ? box : null;
    }

    private void report() {
        double objective = incumbent.exists() ? incumbent.objective() : Double.NaN;
        options.search()
                .progress()
                .accept(new SearchProgress(clock.nodes(), open.count(), objective, bound(), clock.seconds()));
    }

    private Outcome end(Optional<SolveStatus> limit) {
        double bound = bound();
        String effort = clock.nodes() + " continuous programs, " + open.count() + " nodes open";
        if (limit.isPresent()) {
            String point = incumbent.exists() ? "with a point" : "without a point";
            return new Outcome(
                    limit.get(), incumbent, bound, reason(limit.get()) + " was reached " + point + "; " + effort);
        }
        if (incumbent.exists()) {
            boolean solved = incumbent.objective() - bound <= options.largestIntegerGap(incumbent.objective());
            return solved
                    ? new Outcome(SolveStatus.OPTIMAL, incumbent, bound, "solved to integers; " + effort)
                    : new Outcome(
                            SolveStatus.ALMOST_OPTIMAL,
                            incumbent,
                            bound,
                            "nodes without an answer leave a gap, and nothing is left to branch on; " + effort);
        }
        return closedBound < Double.POSITIVE_INFINITY
                ? new Outcome(
                        SolveStatus.NUMERICAL_FAILURE,
                        incumbent,
                        bound,
                        "nodes without an answer are all that is left, and nothing to branch on; " + effort)
                : new Outcome(
                        SolveStatus.CLAIMED_PRIMAL_INFEASIBLE,
                        incumbent,
                        Double.NaN,
                        "no integer point satisfies the constraints: every box was shown to be empty; " + effort);
    }

    private String reason(SolveStatus limit) {
        if (limit == SolveStatus.INTERRUPTED) {
            return "an interruption";
        }
        return limit == SolveStatus.ITERATION_LIMIT
                ? "the limit of " + options.search().maxNodes() + " nodes"
                : "the time limit of " + options.timeLimit();
    }
}
