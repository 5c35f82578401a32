package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flexopf.acopf.nlp.InteriorPointMethod;
import org.flexopf.acopf.nlp.NonlinearOptions;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * The AC optimal power flow of a network, radial or meshed, solved locally: the cheapest generation that serves all
 * demand within the limits of the network. The answer is a local optimum; only a bound from a relaxation says how far
 * it is from the global one.
 *
 * <pre>
 *   AcSolution solution = AcOpf.of(OpfProblem.of(network))
 *           .startingFrom(relaxed.operatedNetwork(), relaxed.point()).solve();
 * </pre>
 *
 * <p>Settings of taps, phase shifters and shunts that the network's controls free are decisions within their ranges;
 * they may lie between two steps. Soft limits give way at their penalties. Further kinds of device, generators that are
 * switched on and off, and objectives of others are refused by name.
 */
public final class AcOpf {

    /** A start misses no more than this at any bus, p.u. */
    private static final double BALANCED = 1e-3;

    private final OpfProblem problem;
    private final Optional<Start> start;
    private final NonlinearOptions options;

    /** A state, and the network as it is operated in it. */
    private record Start(Network operated, OperatingPoint point) {}

    private AcOpf(OpfProblem problem, Optional<Start> start, NonlinearOptions options) {
        this.problem = problem;
        this.start = start;
        this.options = Objects.requireNonNull(options, "options");
    }

    /**
     * The AC optimal power flow of a problem, from a flat start.
     *
     * @throws IllegalArgumentException if the problem asks for what it cannot express; the message says all that is
     */
    public static AcOpf of(OpfProblem problem) {
        List<String> reasons = whyNot(problem);
        if (!reasons.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", reasons));
        }
        return new AcOpf(problem, Optional.empty(), NonlinearOptions.defaults());
    }

    /** What the AC optimal power flow cannot express of a problem, each with a way out; empty if it takes it. */
    public static List<String> whyNot(OpfProblem problem) {
        Network network = problem.network();
        List<String> reasons = new ArrayList<>();
        for (Objective unknown : ObjectiveTerms.unknown(problem.objective())) {
            reasons.add("the model 'ac' does not know the objective '" + unknown.name()
                    + "'; choose cost, losses, voltage, congestion or feasibility, or the model socp");
        }
        network.furtherKinds().forEach(kind -> {
            String active = network.elements(kind).stream()
                    .filter(network::isActive)
                    .map(element -> element.label())
                    .collect(Collectors.joining(", "));
            if (!active.isEmpty()) {
                reasons.add("the model 'ac' does not know the kind of " + active
                        + "; switch it out, or choose the model socp");
            }
        });
        for (Generator generator : network.generators()) {
            boolean commits = generator.dynamics().commitment().isPresent();
            boolean ramps =
                    generator.dynamics().hasInitial() && !generator.dynamics().isFree();
            if (network.isActive(generator) && (commits || ramps)) {
                reasons.add("the model 'ac' "
                        + (commits ? "switches nothing on and off" : "knows no hour before this one") + ", and "
                        + generator.label()
                        + (commits ? " is committed" : " may only ramp from its initial power")
                        + "; give it no dynamics, or choose the model socp");
            }
        }
        return reasons;
    }

    /** The same from a state of the network; what the state does not know starts flat. */
    public AcOpf startingFrom(OperatingPoint point) {
        return startingFrom(problem.network(), point);
    }

    /**
     * The same from a state of the network at other settings of its controls, such as those that a relaxation has
     * found: a state is none of the network at its present settings.
     *
     * @param operated the network with these settings
     * @throws IllegalArgumentException if it has other elements than the network of the problem
     */
    public AcOpf startingFrom(Network operated, OperatingPoint point) {
        point.requireOf(problem.network());
        point.requireOf(operated);
        return new AcOpf(problem, Optional.of(new Start(operated, point)), options);
    }

    /** The same with other options. */
    public AcOpf withOptions(NonlinearOptions other) {
        return new AcOpf(problem, start, other);
    }

    /**
     * A state whose balances hold is a start as it is. Else its voltages mean little, as those of a relaxation do round
     * a mesh: an AC power flow of its injections has better ones, and where there is none, angles are flat.
     */
    private double[] start(AcProgram program, Network operated, OperatingPoint point) {
        double[] x = program.start(operated, point);
        if (program.maxMismatch(x) <= BALANCED) {
            return x;
        }
        RecoveredPoint recovered = RecoveredPoint.of(operated, point);
        if (recovered.isConverged()) {
            return program.start(operated, recovered.point());
        }
        double[] unknown = point.va();
        Arrays.fill(unknown, Double.NaN);
        return program.start(operated, point.toBuilder().va(unknown).build());
    }

    /** Solves. Whatever comes of it is an answer; its status says which. */
    public AcSolution solve() {
        long begin = System.nanoTime();
        AcProgram program = new AcProgram(problem);
        double[] from = start.map(state -> start(program, state.operated(), state.point()))
                .orElseGet(program::flatStart);
        NonlinearResult result = InteriorPointMethod.of(program, options).solve(from);
        return AcSolution.of(problem, program, result, (System.nanoTime() - begin) * 1e-9);
    }

    @Override
    public String toString() {
        return "AC optimal power flow of " + problem.network();
    }
}
