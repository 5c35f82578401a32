package org.flexopf.socp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flexopf.network.Branch;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.network.Topology;

/**
 * Conditions under which the augmented relaxation ({@link AugmentedSocp}) is exact, checked on a network before
 * anything is solved.
 *
 * <p>They prove what Nick, Cherkaoui, Le Boudec and Paolone (2018) prove under their conditions C1 to C5, and by the
 * same route: the response of the load flow to a current that is smaller than the relaxation's is bounded by a matrix
 * E, and E has to be small against the network. They are worked out afresh and are not the paper's five letter by
 * letter; the proof is in {@code docs/augmented-conditions.md}. With lines l, squared currents f, and {@code v = v0 - D
 * f}, {@code P_root = P0 + h f} the branch-flow model without its current equation:
 *
 * <ol>
 *   <li>every flow of the relaxation has a bound, so that {@code E_lk >= |d((P_l^2 + Q_l^2)/v_l) / d f_k|} exists;
 *   <li>{@code D >= 0}: voltages fall where currents rise, whatever charging and capacitors do about it;
 *   <li>{@code D E <= D / 2}: voltages rise where a current that is too large is given back;
 *   <li>{@code h E <= h / 2}: the root then supplies less active power;
 *   <li>the root's power has a positive price, and its reactive power none.
 * </ol>
 *
 * <p>Where the first three hold, every point of the augmented relaxation has an AC state of the same injections, whose
 * voltages are no lower. Where all five hold and generation cost or losses are minimised, the optimum of the augmented
 * relaxation is that AC state: the cones are tight and its objective is its AC cost. Without them it may be so all the
 * same, and the limits are kept by its load flow in any case. That no AC point outside the augmented set is cheaper, no
 * condition says.
 *
 * <p>All of this is about the network at its present settings, where the augmented relaxation holds them.
 *
 * <p>The work grows with the square of the number of buses behind one root: some milliseconds for 500, a few seconds
 * for 10,000.
 */
public final class AugmentedConditions {

    private static final String SOURCE =
            "after Nick, Cherkaoui, Le Boudec and Paolone, IEEE Transactions on Automatic Control 63(3), 2018";
    /**
     * With {@code D E <= eta D}, what later rounds take back is at most {@code eta + eta^2 + ... = eta/(1 - eta)} of
     * the first one: no more than it for eta up to one half.
     */
    private static final double LARGEST_SHARE = 0.5;

    private final Network network;
    private final Topology topology;
    private final CurrentResponse response;
    private final FlowBounds bounds;
    /** The largest entries of D E over D and of h E over h, and the lines that they are of. */
    private Share voltageShare = new Share(0.0, -1, -1);

    private Share powerShare = new Share(0.0, -1, -1);
    private Optional<String> risingVoltage = Optional.empty();

    /** A share, the current whose change causes it, and the bus where it shows. */
    private record Share(double value, int cause, int bus) {}

    private AugmentedConditions(Network network) {
        this.network = network;
        this.topology = network.topology();
        this.response = new CurrentResponse(network);
        this.bounds = new FlowBounds(network, response);
    }

    /** All five conditions, those that hold and those that do not. */
    public static List<SufficientCondition> of(Network network) {
        return new AugmentedConditions(network).check();
    }

    private List<SufficientCondition> check() {
        Optional<String> outside = outsideTheTheorem();
        Optional<String> unbounded = outside.isPresent() ? outside : bounds.compute();
        Optional<String> unstable = outside.isPresent()
                ? outside
                : response.prepare()
                        .map(bus -> "with so much charging behind it, the voltage at "
                                + network.buses().get(bus).label() + " rises with what it draws");
        Optional<String> obstacle = unbounded.or(() -> unstable);
        if (obstacle.isEmpty()) {
            columns();
        }
        Optional<String> rising = unstable.isPresent() || obstacle.isPresent() ? obstacle : risingVoltage;
        return List.of(
                condition(
                        "every flow is bounded",
                        unbounded,
                        "the largest squared current is " + number(largestCurrent()) + " p.u."),
                condition("voltages fall where currents rise", rising, "at every bus"),
                condition(
                        "voltages rise where a current is given back",
                        obstacle.or(() -> tooLarge(voltageShare)),
                        shareText(voltageShare)),
                condition(
                        "the root supplies less where a current is given back",
                        obstacle.or(() -> tooLarge(powerShare)),
                        shareText(powerShare)),
                condition(
                        "the root's power has a positive price",
                        RootPrice.whyNotPositive(network).or(this::reactivePriceAtRoot),
                        "and its reactive power has none"));
    }

    private static SufficientCondition condition(String name, Optional<String> whyNot, String why) {
        return new SufficientCondition(name, SOURCE, whyNot.isEmpty(), whyNot.orElse(why));
    }

    /** One column of D, h and E after another, and of D E and h E from the column of E. */
    private void columns() {
        int n = network.buses().size();
        double[] one = new double[n];
        double[] e = new double[n];
        double[] fall = new double[n];
        double[] supplied = new double[n];
        for (int k : response.order) {
            if (response.parent[k] < 0) {
                continue;
            }
            one[k] = 1.0;
            response.to(one);
            one[k] = 0.0;
            for (int l : response.order) {
                fall[l] = response.fall[l];
                supplied[l] = response.parent[l] < 0 ? response.drawP[l] : 0.0;
                if (fall[l] < 0.0 && risingVoltage.isEmpty()) {
                    risingVoltage = Optional.of("the voltage at "
                            + network.buses().get(l).label() + " rises with the current through " + line(k));
                }
                e[l] = response.parent[l] < 0 ? 0.0 : largestChange(l);
            }
            response.to(e);
            for (int i : response.order) {
                voltageShare = larger(voltageShare, response.fall[i], fall[i], k, i);
                if (response.parent[i] < 0) {
                    powerShare = larger(powerShare, response.drawP[i], supplied[i], k, i);
                }
            }
        }
    }

    /** Largest change of {@code (P^2 + Q^2)/v} on a line with the response at hand. */
    private double largestChange(int l) {
        double v = response.tapUp[l] * Math.abs(response.fall[response.parent[l]]);
        return (2.0 * bounds.p[l] * Math.abs(response.p[l])
                        + 2.0 * bounds.q[l] * Math.abs(response.q[l])
                        + bounds.f[l] * v)
                / bounds.vUp[l];
    }

    private static Share larger(Share share, double part, double whole, int cause, int bus) {
        double value = part == 0.0 ? 0.0 : whole > 0.0 ? Math.abs(part) / whole : Double.POSITIVE_INFINITY;
        return value > share.value() ? new Share(value, cause, bus) : share;
    }

    private Optional<String> tooLarge(Share share) {
        return share.value() <= LARGEST_SHARE ? Optional.empty() : Optional.of("it fails: " + shareText(share));
    }

    private String shareText(Share share) {
        if (share.cause() < 0) {
            return "nothing is taken back";
        }
        if (Double.isInfinite(share.value())) {
            return "a change on " + line(share.cause()) + " gives nothing at "
                    + network.buses().get(share.bus()).label() + " that could be taken back";
        }
        return String.format(
                Locale.ROOT,
                "at worst a share of %s is taken back, at %s after a change on %s; one half is allowed",
                number(share.value()),
                network.buses().get(share.bus()).label(),
                line(share.cause()));
    }

    private String line(int bus) {
        return network.branches().get(topology.parentBranch(bus)).label();
    }

    private double largestCurrent() {
        double largest = 0.0;
        for (double f : bounds.f) {
            largest = Math.max(largest, f);
        }
        return largest;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }

    /** Why the theorem does not speak about this network, if it does not. */
    private Optional<String> outsideTheTheorem() {
        Optional<String> notFormulated = new AugmentedSocp().whyNot(network);
        if (notFormulated.isPresent()) {
            return notFormulated;
        }
        for (Branch branch : network.branches()) {
            if (network.isActive(branch) && branch.hasAngleLimits()) {
                return Optional.of(branch.label() + " has an angle limit");
            }
            if (network.isActive(branch) && branch.r() == 0.0 && branch.x() == 0.0) {
                return Optional.of(branch.label() + " has no impedance");
            }
        }
        if (!network.flowInterfaces().isEmpty()) {
            return Optional.of(network.flowInterfaces().get(0).label() + " limits flows");
        }
        for (Shunt shunt : network.shunts()) {
            if (network.isActive(shunt) && (shunt.g() != 0.0 || shunt.b() < 0.0)) {
                return Optional.of(shunt.label() + " draws more where the voltage is higher");
            }
        }
        return OtherInjections.in(network).or(this::jointLimitAtRoot);
    }

    /** Less draw at the root has to be within what its generators can do, whichever of the powers falls. */
    private Optional<String> jointLimitAtRoot() {
        for (Generator generator : network.generators()) {
            boolean atRoot =
                    network.isActive(generator) && topology.parentBranch(network.busIndex(generator.bus())) < 0;
            if (atRoot
                    && !(generator.capability().isUnlimited()
                            && generator.reactiveLines().isNone())) {
                return Optional.of(
                        generator.label() + ", at the root, has limits on active and reactive power together");
            }
        }
        return Optional.empty();
    }

    /** A price on the root's reactive power, of either sign, may pay for a loss. */
    private Optional<String> reactivePriceAtRoot() {
        for (Generator generator : network.generators()) {
            boolean atRoot =
                    network.isActive(generator) && topology.parentBranch(network.busIndex(generator.bus())) < 0;
            if (atRoot
                    && (generator.reactiveCost().marginalAt(generator.qMin()) != 0.0
                            || generator.reactiveCost().marginalAt(generator.qMax()) != 0.0)) {
                return Optional.of(generator.label() + ", at the root, has a price on reactive power");
            }
        }
        return Optional.empty();
    }
}
