package org.flexopf.coordination.scheme;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.flexopf.coordination.Activations;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Feeder;
import org.flexopf.coordination.FeederState;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.Verification;
import org.flexopf.coordination.Violation;
import org.flexopf.network.Branch;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.state.OperatingPoint;

/**
 * What becomes of a proposal: AC power flow of every feeder, DC power flow of the transmission network with the
 * interface flows that result, and its closing.
 */
final class Verifier {

    /** A line that carries too much by a smaller share is not overloaded. */
    private static final double LOADING = 1e-3;

    private Verifier() {}

    static Verification verify(Bench bench, Activations activations, Map<String, Double> reactive) {
        List<FeederState> states = new ArrayList<>();
        for (Feeder feeder : bench.real.feeders()) {
            states.add(new AcFeeder(feeder).state(activations, reactive));
        }
        if (!states.stream().allMatch(FeederState::isKnown)) {
            return new Verification(states, List.of(), Double.NaN, Optional.empty());
        }
        double[] flows = states.stream().mapToDouble(FeederState::flow).toArray();
        return new Verification(
                states,
                overloads(bench, activations, flows),
                residual(bench, activations, flows),
                close(bench, activations, reactive, flows));
    }

    private static double residual(Bench bench, Activations activations, double[] flows) {
        Area area = bench.system.transmission();
        double injected =
                area.scheduledInjection() + Arrays.stream(area.imbalance()).sum();
        for (Resource resource : area.resources()) {
            injected += activations.of(resource.id()).net();
        }
        return injected - Arrays.stream(flows).sum();
    }

    /** DC power flow, in which the reference bus takes what is left over. */
    private static List<Violation> overloads(Bench bench, Activations activations, double[] flows) {
        Network base = TransmissionProgram.base(bench.system.transmission(), activations);
        int loads = base.loads().stream().mapToInt(Load::id).max().orElse(0);
        NetworkBuilder builder = base.toBuilder()
                .mapBranches(branch -> branch.withRating(Double.POSITIVE_INFINITY))
                .generator(Generator.of(
                        1,
                        FeederProgram.root(base).id(),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        0.0,
                        0.0,
                        CostCurve.free()));
        for (int k = 0; k < flows.length; k++) {
            builder.load(Load.of(loads + 1 + k, bench.system.feeders().get(k).interfaceBus(), flows[k], 0.0));
        }
        OperatingPoint point = bench.solve(
                        LinkedProblem.of(List.of(TransmissionProgram.block("flows", builder.build()))),
                        "the DC power flow of the transmission network",
                        Map::of)
                .solution()
                .point();
        List<Violation> overloads = new ArrayList<>();
        for (int b = 0; b < base.branches().size(); b++) {
            Branch branch = base.branches().get(b);
            double excess = Math.abs(point.pFrom(b)) - branch.rating();
            if (excess > LOADING * branch.rating()) {
                overloads.add(new Violation(
                        bench.system.transmission().name(),
                        "line " + branch.fromBus() + "-" + branch.toBus(),
                        excess,
                        "MW"));
            }
        }
        return overloads;
    }

    /** The operator of the transmission network clears its own offers once more, with the flows as they are. */
    private static Optional<Verification.Closing> close(
            Bench bench, Activations activations, Map<String, Double> reactive, double[] flows) {
        List<FlowTerms> terms = Arrays.stream(flows).mapToObj(FlowTerms::fixed).toList();
        try {
            TransmissionPoint point = bench.solve(
                    new TransmissionProgram(bench.system, bench.transmissionOffers(), terms), "its closing");
            Activations own = point.activations().of(bench.system.transmission().resources());
            double cost = bench.cost(bench.system.transmission(), own) + bench.reactiveCost(reactive);
            for (Feeder feeder : bench.system.feeders()) {
                cost += bench.cost(feeder.area(), activations);
            }
            return Optional.of(new Verification.Closing(cost, own));
        } catch (SchemeFailure e) {
            bench.minutes.step("Closing fails: %s", e.getMessage().replace("%", "%%"));
            return Optional.empty();
        }
    }

    /** The verification in words. */
    static String told(Verification verification) {
        StringBuilder text = new StringBuilder("By AC power flow ");
        if (verification.violations().isEmpty()) {
            text.append("no limit is broken");
        } else {
            List<String> broken = verification.violations().stream()
                    .map(violation -> String.format(
                            Locale.ROOT,
                            "%s of %s by %.4f %s",
                            violation.element(),
                            violation.network(),
                            violation.amount(),
                            violation.unit()))
                    .toList();
            text.append("these are broken: ").append(String.join(", ", broken));
        }
        // What rounds to zero has no sign.
        double left = Math.rint(1e6 * verification.residualImbalance()) / 1e6 + 0.0;
        text.append(String.format(Locale.ROOT, "; %.6f MW are left over", left));
        text.append(
                verification.closing().isPresent()
                        ? String.format(Locale.ROOT, "; closed at %.6f", verification.closedCost())
                        : "; it cannot be closed");
        return text.toString();
    }
}
