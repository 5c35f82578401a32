package org.flexopf.acopf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.network.Shunt;
import org.flexopf.network.StepControl;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.Slack;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.limit.SoftLimits;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.HvdcFlow;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.testkit.property.Share;
import org.junit.jupiter.api.Test;

/**
 * The first-order conditions of answers, by an evaluation that shares no line with the program: the Lagrangian in MW,
 * degrees and currency, from complex currents and the solution's own prices and multipliers, does not fall by a small
 * step of any variable either way. Where an objective has a kink that is what optimality means.
 */
class IndependentKktTest {

    /** A term of the Lagrangian changes by this share of what all of them change by, or it does not change. */
    private static final double STATIONARY = 2e-5;

    @Property(tries = 150, seed = "20261130")
    void optimaOfRandomNetworksAreStationary(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed, @ForAll @IntRange(min = 3, max = 10) int buses) {
        FeaturedNetworks.Featured drawn = FeaturedNetworks.of(seed, buses);
        SoftLimits soft = switch (seed % 4) {
            case 0 -> SoftLimits.usual();
            case 1 ->
                SoftLimits.none()
                        .with(SoftLimit.RATING, 20.0)
                        .with(SoftLimit.CURRENT, 400.0)
                        .with(SoftLimit.DEMAND, 60.0)
                        .with(SoftLimit.UPPER_VOLTAGE, 500.0)
                        .with(SoftLimit.LOWER_VOLTAGE, 500.0)
                        .with(SoftLimit.UPPER_INTERFACE, 8.0)
                        .with(SoftLimit.LOWER_INTERFACE, 8.0)
                        .with(SoftLimit.GENERATION, 15.0);
            default -> SoftLimits.none();
        };
        Objective objective = seed % 3 == 0
                ? Objective.weighted(1.0, Objective.cost())
                        .plus(25.0, Objective.losses())
                        .plus(900.0, Objective.voltageDeviation(1.01))
                        .plus(12.0, Objective.congestion(0.5))
                : Objective.cost();
        AcSolution solution = AcOpf.of(
                        OpfProblem.of(drawn.network()).withSoftLimits(soft).withObjective(objective))
                .solve();
        Share.atLeast(90.0, "an optimum", solution.isOptimal());
        if (!solution.isOptimal()) {
            return;
        }
        Share.atLeast(30.0, "several references in one island", drawn.furtherReference());
        Share.atLeast(30.0, "islands that a DC line joins", drawn.island());
        Share.atLeast(50.0, "DC lines", drawn.dcLine());
        Share.atLeast(30.0, "free settings", drawn.controls());
        Share.atLeast(10.0, "limits that give way", !solution.slacks().isEmpty());
        for (NetworkLimit limit : List.of(
                NetworkLimit.RATING_FROM,
                NetworkLimit.CURRENT_FROM,
                NetworkLimit.CURRENT_TO,
                NetworkLimit.GENERATOR_CAPABILITY,
                NetworkLimit.GENERATOR_Q_LINE_MAX,
                NetworkLimit.GENERATOR_Q_MAX,
                NetworkLimit.HVDC_P_MAX,
                NetworkLimit.VOLTAGE_MAX)) {
            Share.atLeast(
                    10.0,
                    "a price on " + limit,
                    solution.multipliers().stream().anyMatch(one -> one.limit().kind() == limit && one.value() > 1e-2));
        }
        assertKkt(solution);
    }

    @Test
    void optimumOfEverythingIsStationary() {
        assertKkt(AcOpf.of(OpfProblem.of(AcOpfTest.free(DerivativesTest.everything())))
                .solve());
    }

    /** The check itself fails where a price, a multiplier or the state is a little wrong. */
    @Test
    void whatIsNotStationaryIsSeen() {
        AcSolution solution =
                AcOpf.of(OpfProblem.of(DerivativesTest.everything())).solve();
        Lagrangian right = new Lagrangian(solution);
        assertThat(right.worst()).isLessThan(1.0);
        right.activePrice[1] *= 1.001;
        assertThat(right.worst()).isGreaterThan(5.0);
        right.activePrice[1] = solution.activePrice(1);
        right.reactivePrice[2] += 0.01;
        assertThat(right.worst()).isGreaterThan(5.0);
        right.reactivePrice[2] = solution.reactivePrice(2);
        right.x[right.vm + 2] += 1e-3;
        assertThat(right.worst()).isGreaterThan(5.0);
    }

    static void assertKkt(AcSolution solution) {
        assertThat(solution.isOptimal()).as(solution.verdict()).isTrue();
        Lagrangian lagrangian = new Lagrangian(solution);
        assertThat(lagrangian.worst()).as(lagrangian::describeWorst).isLessThan(1.0);
        double[] terms = lagrangian.terms();
        for (int i = 0; i < 2 * lagrangian.buses; i++) {
            assertThat(lagrangian.mismatch[i]).isCloseTo(0.0, within(1e-3));
        }
        // Without mismatches the objective is what the Lagrangian has but for the limits.
        assertThat(terms[0])
                .isCloseTo(solution.objective() - lagrangian.slackCosts(), within(1e-5 * (1.0 + Math.abs(terms[0]))));
        double largest = 1.0;
        for (LimitMultiplier one : solution.multipliers()) {
            largest = Math.max(largest, one.value());
        }
        for (LimitMultiplier one : solution.multipliers()) {
            assertThat(one.value()).as(one.toString()).isGreaterThan(-1e-6 * largest);
            double room = Math.max(0.0, lagrangian.room(one));
            assertThat(one.value() * room)
                    .as("%s with room %s", one, room)
                    .isLessThan(2e-3 * (1.0 + 1e-4 * Math.abs(solution.objective())));
        }
        for (Slack slack : solution.slacks()) {
            boolean isLinear = slack.limit() == SoftLimit.RATING
                    || slack.limit() == SoftLimit.GENERATION
                    || slack.limit() == SoftLimit.LOWER_INTERFACE
                    || slack.limit() == SoftLimit.UPPER_INTERFACE;
            if (isLinear && slack.amount() > 0.01) {
                double worth = solution.multipliers().stream()
                        .filter(one -> one.limit().element().id() == slack.id() && lagrangian.isOf(one, slack.limit()))
                        .mapToDouble(LimitMultiplier::value)
                        .sum();
                double penalty = slack.cost() / slack.amount();
                // What is spilt altogether is held by zero output as well.
                boolean isAll = slack.limit() == SoftLimit.GENERATION
                        && slack.amount() > slack.broken().limit().bound() - 0.01;
                assertThat(worth).as(slack.toString()).isBetween(penalty - 1e-2, isAll ? 1e9 : penalty + 1e-2);
            }
        }
    }

    /** The Lagrangian of a solution as a function of everything that the problem decides on. */
    private static final class Lagrangian {

        final AcSolution solution;
        final OpfProblem problem;
        final Network network;
        final int buses;
        final List<StepControl> controls;
        final double[] activePrice;
        final double[] reactivePrice;
        /** In this order: angles, magnitudes, p and q of generators, three of each DC line, settings, curtailments. */
        final double[] x;

        final int vm;
        final int pg;
        final int qg;
        final int dc;
        final int setting;
        final int curtailed;
        final double[] mismatch;
        private double[][] flow;
        private String worst = "";

        Lagrangian(AcSolution solution) {
            this.solution = solution;
            problem = solution.problem();
            network = problem.network();
            buses = network.buses().size();
            controls = new ArrayList<>(solution.settings().keySet());
            vm = buses;
            pg = 2 * buses;
            qg = pg + network.generators().size();
            dc = qg + network.generators().size();
            setting = dc + 3 * network.hvdcLines().size();
            curtailed = setting + controls.size();
            x = new double[curtailed + network.loads().size()];
            activePrice = new double[buses];
            reactivePrice = new double[buses];
            mismatch = new double[2 * buses];
            OperatingPoint point = solution.point();
            for (int i = 0; i < buses; i++) {
                x[i] = point.va(i);
                x[vm + i] = point.vm(i);
                activePrice[i] = solution.activePrice(i);
                reactivePrice[i] = solution.reactivePrice(i);
            }
            for (int g = 0; g < network.generators().size(); g++) {
                x[pg + g] = point.pg(g);
                x[qg + g] = point.qg(g);
            }
            for (int d = 0; d < network.hvdcLines().size(); d++) {
                x[dc + 3 * d] = point.hvdc(d).p();
                x[dc + 3 * d + 1] = point.hvdc(d).qFrom();
                x[dc + 3 * d + 2] = point.hvdc(d).qTo();
            }
            for (int c = 0; c < controls.size(); c++) {
                x[setting + c] = solution.settings().get(controls.get(c));
            }
            for (int d = 0; d < network.loads().size(); d++) {
                Load asked = network.loads().get(d);
                Load served = solution.network().loads().get(d);
                x[curtailed + d] = Math.abs(asked.p()) - Math.abs(served.p());
            }
        }

        private double set(StepControl.Kind kind, int element, double otherwise) {
            for (int c = 0; c < controls.size(); c++) {
                if (controls.get(c).kind() == kind && controls.get(c).element() == element) {
                    return x[setting + c];
                }
            }
            return otherwise;
        }

        /** P and Q at the from end and at the to end, MW and Mvar, by complex currents. */
        private double[] flows(Branch branch) {
            int f = network.busIndex(branch.fromBus());
            int t = network.busIndex(branch.toBus());
            double ratio = set(StepControl.Kind.TAP_RATIO, branch.id(), branch.ratio());
            double shift = Math.toRadians(set(StepControl.Kind.PHASE_SHIFT, branch.id(), branch.shift()));
            // Behind the ideal transformer.
            double[] behind = polar(x[vm + f] / ratio, Math.toRadians(x[f]) - shift);
            double[] end = polar(x[vm + t], Math.toRadians(x[t]));
            double z2 = branch.r() * branch.r() + branch.x() * branch.x();
            double[] y = {branch.r() / z2, -branch.x() / z2};
            double[] through = times(y, minus(behind, end));
            double[] shuntFrom = times(new double[] {0.0, 0.5 * branch.b()}, behind);
            double[] shuntTo = times(new double[] {0.0, 0.5 * branch.b()}, end);
            double[] from = times(behind, conjugate(minus(through, times(new double[] {-1.0, 0.0}, shuntFrom))));
            double[] to = times(end, conjugate(minus(shuntTo, through)));
            double base = network.baseMva();
            return new double[] {base * from[0], base * from[1], base * to[0], base * to[1]};
        }

        private static double[] polar(double magnitude, double angle) {
            return new double[] {magnitude * Math.cos(angle), magnitude * Math.sin(angle)};
        }

        private static double[] times(double[] a, double[] b) {
            return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
        }

        private static double[] minus(double[] a, double[] b) {
            return new double[] {a[0] - b[0], a[1] - b[1]};
        }

        private static double[] conjugate(double[] a) {
            return new double[] {a[0], -a[1]};
        }

        /** The objective, what balances miss at their prices, and what limits use at their multipliers. */
        double[] terms() {
            Arrays.fill(mismatch, 0.0);
            flow = new double[network.branches().size()][4];
            for (Branch branch : network.branches()) {
                if (network.topology().isActive(network.index(branch))) {
                    double[] here = flows(branch);
                    flow[network.index(branch)] = here;
                    mismatch[network.busIndex(branch.fromBus())] += here[0];
                    mismatch[buses + network.busIndex(branch.fromBus())] += here[1];
                    mismatch[network.busIndex(branch.toBus())] += here[2];
                    mismatch[buses + network.busIndex(branch.toBus())] += here[3];
                }
            }
            double penalty = 0.0;
            for (Load load : network.loads()) {
                int d = network.index(load);
                double share = load.p() == 0.0 ? 1.0 : 1.0 - x[curtailed + d] / Math.abs(load.p());
                mismatch[network.busIndex(load.bus())] += share * load.p();
                mismatch[buses + network.busIndex(load.bus())] += share * load.q();
                if (isCurtailable(d)) {
                    penalty += x[curtailed + d]
                            * problem.softLimits()
                                    .exceeded(SoftLimit.DEMAND, network, d, 1.0 / network.baseMva())
                                    .cost();
                }
            }
            for (Shunt shunt : network.shunts()) {
                int i = network.busIndex(shunt.bus());
                double b = set(StepControl.Kind.SHUNT_SUSCEPTANCE, shunt.id(), shunt.b());
                mismatch[i] += shunt.g() * x[vm + i] * x[vm + i];
                mismatch[buses + i] -= b * x[vm + i] * x[vm + i];
            }
            for (Generator generator : network.generators()) {
                mismatch[network.busIndex(generator.bus())] -= x[pg + network.index(generator)];
                mismatch[buses + network.busIndex(generator.bus())] -= x[qg + network.index(generator)];
            }
            for (int d = 0; d < network.hvdcLines().size(); d++) {
                HvdcLine line = network.hvdcLines().get(d);
                double drawn = x[dc + 3 * d];
                mismatch[network.busIndex(line.fromBus())] += drawn;
                mismatch[network.busIndex(line.toBus())] -= drawn - line.lossConstant() - line.lossFactor() * drawn;
                mismatch[buses + network.busIndex(line.fromBus())] -= x[dc + 3 * d + 1];
                mismatch[buses + network.busIndex(line.toBus())] -= x[dc + 3 * d + 2];
            }
            double[] terms =
                    new double[1 + 1 + 2 * buses + solution.multipliers().size()];
            terms[0] = problem.objective().at(network, point());
            terms[1] = penalty;
            for (int i = 0; i < buses; i++) {
                terms[2 + i] = activePrice[i] * mismatch[i];
                terms[2 + buses + i] = reactivePrice[i] * mismatch[buses + i];
            }
            int next = 2 + 2 * buses;
            for (LimitMultiplier one : solution.multipliers()) {
                terms[next++] = one.value() * used(one);
            }
            return terms;
        }

        private boolean isCurtailable(int load) {
            return problem.softLimits().isSoft(SoftLimit.DEMAND, Profile.of(network), load);
        }

        private OperatingPoint point() {
            List<HvdcFlow> lines = new ArrayList<>();
            for (int d = 0; d < network.hvdcLines().size(); d++) {
                lines.add(HvdcFlow.of(network.hvdcLines().get(d), x[dc + 3 * d], x[dc + 3 * d + 1], x[dc + 3 * d + 2]));
            }
            return OperatingPoint.of(network)
                    .va(Arrays.copyOfRange(x, 0, buses))
                    .vm(Arrays.copyOfRange(x, vm, vm + buses))
                    .pg(Arrays.copyOfRange(x, pg, qg))
                    .qg(Arrays.copyOfRange(x, qg, dc))
                    .pFrom(column(0))
                    .qFrom(column(1))
                    .pTo(column(2))
                    .qTo(column(3))
                    .hvdc(lines)
                    .build();
        }

        private double[] column(int k) {
            return Arrays.stream(flow).mapToDouble(one -> one[k]).toArray();
        }

        /** What a state uses of a limit, larger being worse, in the limit's unit; slopes are those at its bound. */
        private double used(LimitMultiplier one) {
            NetworkLimit kind = (NetworkLimit) one.limit().kind();
            int e = network.index(one.limit().element());
            double bound = one.limit().bound();
            return switch (kind) {
                case VOLTAGE_MAX -> 0.5 * x[vm + e] * x[vm + e] / bound;
                case VOLTAGE_MIN -> -0.5 * x[vm + e] * x[vm + e] / bound;
                case RATING_FROM -> Math.hypot(flow[e][0], flow[e][1]);
                case RATING_TO -> Math.hypot(flow[e][2], flow[e][3]);
                case CURRENT_FROM -> 0.5 * squared(e, 0, network.topology().from(e)) / bound;
                case CURRENT_TO -> 0.5 * squared(e, 2, network.topology().to(e)) / bound;
                case ANGLE_MAX ->
                    x[network.topology().from(e)] - x[network.topology().to(e)];
                case ANGLE_MIN ->
                    x[network.topology().to(e)] - x[network.topology().from(e)];
                case INTERFACE_MAX -> interfaceFlow(e);
                case INTERFACE_MIN -> -interfaceFlow(e);
                case GENERATOR_P_MAX -> x[pg + e];
                case GENERATOR_P_MIN -> -x[pg + e];
                case GENERATOR_Q_MAX -> x[qg + e];
                case GENERATOR_Q_MIN -> -x[qg + e];
                case GENERATOR_Q_LINE_MAX ->
                    x[qg + e]
                            - network.generators()
                                            .get(e)
                                            .reactiveLines()
                                            .upper()
                                            .slope()
                                    * x[pg + e];
                case GENERATOR_Q_LINE_MIN ->
                    network.generators().get(e).reactiveLines().lower().slope() * x[pg + e] - x[qg + e];
                case GENERATOR_CAPABILITY -> Math.hypot(x[pg + e], x[qg + e]);
                case HVDC_P_MAX -> x[dc + 3 * e];
                case HVDC_P_MIN -> -x[dc + 3 * e];
                case HVDC_Q_FROM_MAX -> x[dc + 3 * e + 1];
                case HVDC_Q_FROM_MIN -> -x[dc + 3 * e + 1];
                case HVDC_Q_TO_MAX -> x[dc + 3 * e + 2];
                case HVDC_Q_TO_MIN -> -x[dc + 3 * e + 2];
                case TAP_RATIO_MAX -> set(StepControl.Kind.TAP_RATIO, id(one), Double.NaN);
                case TAP_RATIO_MIN -> -set(StepControl.Kind.TAP_RATIO, id(one), Double.NaN);
                case PHASE_SHIFT_MAX -> set(StepControl.Kind.PHASE_SHIFT, id(one), Double.NaN);
                case PHASE_SHIFT_MIN -> -set(StepControl.Kind.PHASE_SHIFT, id(one), Double.NaN);
                case SHUNT_Q_MAX -> set(StepControl.Kind.SHUNT_SUSCEPTANCE, id(one), Double.NaN);
                case SHUNT_Q_MIN -> -set(StepControl.Kind.SHUNT_SUSCEPTANCE, id(one), Double.NaN);
                case RATING, CURRENT, DEMAND -> throw new AssertionError(one);
            };
        }

        private static int id(LimitMultiplier one) {
            return one.limit().element().id();
        }

        private double squared(int branch, int end, int bus) {
            double mva = Math.hypot(flow[branch][end], flow[branch][end + 1]) / x[vm + bus];
            return mva * mva;
        }

        private double interfaceFlow(int e) {
            return network.flowInterfaces().get(e).weights().entrySet().stream()
                    .mapToDouble(term -> {
                        double[] here = flow[network.branchIndex(term.getKey())];
                        return 0.5 * term.getValue() * (here[0] - here[2]);
                    })
                    .sum();
        }

        /** What is left of a limit, in its unit; negative where a soft one is exceeded. */
        double room(LimitMultiplier one) {
            NetworkLimit kind = (NetworkLimit) one.limit().kind();
            double bound = one.limit().bound();
            double used = used(one);
            return switch (kind) {
                case VOLTAGE_MAX -> bound - Math.sqrt(2.0 * used * bound);
                case VOLTAGE_MIN -> Math.sqrt(-2.0 * used * bound) - bound;
                case CURRENT_FROM, CURRENT_TO -> bound - Math.sqrt(2.0 * used * bound);
                default -> kind.name().endsWith("_MIN") ? -used - bound : bound - used;
            };
        }

        boolean isOf(LimitMultiplier one, SoftLimit soft) {
            return switch (soft) {
                case RATING ->
                    one.limit().kind() == NetworkLimit.RATING_FROM
                            || one.limit().kind() == NetworkLimit.RATING_TO;
                case CURRENT ->
                    one.limit().kind() == NetworkLimit.CURRENT_FROM
                            || one.limit().kind() == NetworkLimit.CURRENT_TO;
                case LOWER_VOLTAGE, UPPER_VOLTAGE, LOWER_INTERFACE, UPPER_INTERFACE, GENERATION, DEMAND ->
                    one.limit().kind() == soft.kind();
            };
        }

        double slackCosts() {
            return solution.slacks().stream().mapToDouble(Slack::cost).sum();
        }

        /** The largest fall of the Lagrangian by a step of one variable, as a share of what is allowed. */
        double worst() {
            double[] here = terms();
            double largest = 0.0;
            for (int i = 0; i < x.length; i++) {
                if (isHeld(i)) {
                    continue;
                }
                double step = step(i);
                double[] fall = new double[2];
                double[] size = new double[2];
                for (int side = 0; side < 2; side++) {
                    double kept = x[i];
                    x[i] += side == 0 ? step : -step;
                    double[] there = terms();
                    x[i] = kept;
                    for (int t = 0; t < here.length; t++) {
                        double change = Double.isNaN(there[t]) ? 0.0 : there[t] - here[t];
                        fall[side] -= change;
                        size[side] += Math.abs(change);
                    }
                    double allowed = STATIONARY * (size[side] + 20.0 * step);
                    if (!isOneSided(i, side) && fall[side] / allowed > largest) {
                        largest = fall[side] / allowed;
                        worst = "variable " + i + " of [va 0, vm " + vm + ", pg " + pg + ", qg " + qg + ", dc " + dc
                                + ", settings " + setting + ", curtailed " + curtailed + "] at " + x[i] + ", side "
                                + side + ": falls by " + fall[side] + " of " + size[side];
                    }
                }
            }
            return largest;
        }

        String describeWorst() {
            return worst;
        }

        private double step(int i) {
            if (i < vm) {
                return 1e-4;
            }
            boolean isRatio =
                    i >= setting && i < curtailed && controls.get(i - setting).kind() == StepControl.Kind.TAP_RATIO;
            return i < pg || isRatio ? 1e-6 : 1e-3;
        }

        /** Curtailment has bounds without multipliers: it does not go beyond them. */
        private boolean isOneSided(int i, int side) {
            if (i < curtailed) {
                return false;
            }
            double all = Math.abs(network.loads().get(i - curtailed).p());
            return side == 0 ? x[i] > all - 1e-2 : x[i] < 1e-2;
        }

        private boolean isHeld(int i) {
            if (i < 2 * buses) {
                Bus bus = network.buses().get(i % buses);
                return bus.type() == BusType.ISOLATED || (i < buses && bus.isReference());
            }
            if (i >= setting && i < curtailed) {
                StepControl control = controls.get(i - setting);
                return control.lower() == control.upper();
            }
            return i >= curtailed && !isCurtailable(i - curtailed);
        }
    }
}
