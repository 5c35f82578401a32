package org.flexopf.socp;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.formulation.BlockModel;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.limit.LimitOf;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The augmented relaxation for radial feeders of Nick, Cherkaoui, Le Boudec and Paolone, "An exact convex formulation
 * of the optimal power flow in radial distribution networks including transverse components", IEEE Transactions on
 * Automatic Control 63(3), 2018.
 *
 * <p>To the plain relaxation ({@link BranchFlowSocp}) it adds two further load flows on the same withdrawals and moves
 * the limits onto them: <em>hat</em>, a lossless lower bound of the flows with an upper bound {@code vbar} of the
 * squared voltages, and <em>bar</em>, an upper bound of the flows with an upper bound {@code fbar} of the squared
 * currents. Per line l from its upstream bus up(l) into bus l, with b half of its charging, S^t where it is entered and
 * S^b where it is left:
 *
 * <pre>
 *   Shat^b = s + sum Shat_m^t           Shat^t = Shat^b - j (vbar_up + vbar_l) b
 *   vbar_l = vbar_up - 2 Re(z* (Shat^t + j vbar_up b)),   vbar = v at the root
 *   Sbar^b = s + sum Sbar_m^t           Sbar^t = Sbar^b + z fbar - j (v_up + v_l) b
 *   fbar v_l  &gt;= max(|Phat^b|, |Pbar^b|)^2 + max(|Qhat^b - vbar_l b|, |Qbar^b - v_l b|)^2
 *   fbar v_up &gt;= max(|Phat^t|, |Pbar^t|)^2 + max(|Qhat^t + vbar_up b|, |Qbar^t + v_up b|)^2
 *   P^t &lt;= Pbar^t,  Q^t &lt;= Qbar^t,  vmin &lt;= v,  vbar &lt;= vmax,  line and root limits on hat and bar
 * </pre>
 *
 * <p>With a transformer, v stands for {@code v / tau^2} at its end in every row of the line but the limits. A shunt
 * draws its power at the bound of v that is safe.
 *
 * <p>Settings of the network's {@linkplain Network#controls() controls} are held where they are. The bounds are proved
 * for given ratios: with {@code w'} free between {@code w / tau^2} of two ratios, v and vbar behind a transformer may
 * each take another ratio, and no one setting need meet both. Whoever wants other settings settles them first, such as
 * at those that {@link BranchFlowSocp} finds; {@link AcSearch} does so.
 *
 * <p><strong>Guaranteed</strong>: an AC load flow on the dispatch meets every voltage and line limit; the true flows
 * lie between hat and bar and the true squared voltages between v and vbar. Root limits are kept as well, through
 * further rows on hat and bar.
 *
 * <p><strong>Not guaranteed</strong>: optimality (the limits are tightened, so the answer may be dearer than the AC
 * optimum, and dearer than an exact plain relaxation); a non-empty set where the AC problem has one; that the objective
 * is the cost, where the price at the root is not positive. What this formulation yields as an upper bound of the AC
 * optimum is therefore the cost of the {@linkplain org.flexopf.powerflow.RecoveredPoint recovered point}, never its
 * objective. {@link AugmentedConditions} tells on which networks the two are proved to be equal; the
 * {@linkplain org.flexopf.opf.OpfSolution#caveats caveats} repeat it with every solution.
 */
public final class AugmentedSocp implements OpfFormulation {

    /** Upper bound of the squared voltage. */
    public static final VariableFamily UPPER_SQUARED_VOLTAGE = new VariableFamily(
            "upper-squared-voltage", "upper bound of squared voltage", Bus.KIND, Unit.PER_UNIT_SQUARED);
    /** Lower bound of the active flow out of a line into its downstream bus. */
    public static final VariableFamily LOWER_P =
            new VariableFamily("lower-p", "lower bound of active flow", Branch.KIND, Unit.MW);
    /** Lower bound of the reactive flow out of a line into its downstream bus. */
    public static final VariableFamily LOWER_Q =
            new VariableFamily("lower-q", "lower bound of reactive flow", Branch.KIND, Unit.MVAR);
    /** Upper bound of the active flow out of a line into its downstream bus. */
    public static final VariableFamily UPPER_P =
            new VariableFamily("upper-p", "upper bound of active flow", Branch.KIND, Unit.MW);
    /** Upper bound of the reactive flow out of a line into its downstream bus. */
    public static final VariableFamily UPPER_Q =
            new VariableFamily("upper-q", "upper bound of reactive flow", Branch.KIND, Unit.MVAR);
    /** Upper bound of the squared current. */
    public static final VariableFamily UPPER_SQUARED_CURRENT = new VariableFamily(
            "upper-squared-current", "upper bound of squared current", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** The upper voltage limit on the upper bound of the squared voltage. */
    public static final ConstraintFamily SAFE_VOLTAGE_MAX =
            new ConstraintFamily("safe-voltage-max", "safe upper voltage limit", Bus.KIND, Unit.PER_UNIT_SQUARED);
    /** The line limit on the bounds of the flow at the upstream end. */
    public static final ConstraintFamily SAFE_LIMIT_UPSTREAM =
            new ConstraintFamily("safe-limit-upstream", "safe line limit at the upstream end", Branch.KIND, Unit.MVA);
    /** The line limit on the bounds of the flow at the downstream end. */
    public static final ConstraintFamily SAFE_LIMIT_DOWNSTREAM = new ConstraintFamily(
            "safe-limit-downstream", "safe line limit at the downstream end", Branch.KIND, Unit.MVA);
    /** The current limit on the bounds of the flow at the upstream end. */
    public static final ConstraintFamily SAFE_CURRENT_UPSTREAM = new ConstraintFamily(
            "safe-current-upstream", "safe current limit at the upstream end", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** The current limit on the bounds of the flow at the downstream end. */
    public static final ConstraintFamily SAFE_CURRENT_DOWNSTREAM = new ConstraintFamily(
            "safe-current-downstream", "safe current limit at the downstream end", Branch.KIND, Unit.PER_UNIT_SQUARED);
    /** The least active generation at a root, on the lower bound of what its lines draw. */
    public static final ConstraintFamily SAFE_ROOT_P_MIN =
            new ConstraintFamily("safe-root-p-min", "safe least active power of a root", Bus.KIND, Unit.MW);
    /** The largest active generation at a root, on the upper bound of what its lines draw. */
    public static final ConstraintFamily SAFE_ROOT_P_MAX =
            new ConstraintFamily("safe-root-p-max", "safe largest active power of a root", Bus.KIND, Unit.MW);
    /** The least reactive generation at a root, on the lower bound of what its lines draw. */
    public static final ConstraintFamily SAFE_ROOT_Q_MIN =
            new ConstraintFamily("safe-root-q-min", "safe least reactive power of a root", Bus.KIND, Unit.MVAR);
    /** The largest reactive generation at a root, on the upper bound of what its lines draw. */
    public static final ConstraintFamily SAFE_ROOT_Q_MAX =
            new ConstraintFamily("safe-root-q-max", "safe largest reactive power of a root", Bus.KIND, Unit.MVAR);

    private static final VariableFamily LARGEST_P_DOWNSTREAM =
            new VariableFamily("largest-p-downstream", "largest |P| downstream", Branch.KIND, Unit.MW);
    private static final VariableFamily LARGEST_P_UPSTREAM =
            new VariableFamily("largest-p-upstream", "largest |P| upstream", Branch.KIND, Unit.MW);
    private static final VariableFamily LARGEST_SERIES_Q_DOWNSTREAM = new VariableFamily(
            "largest-series-q-downstream", "largest |Q| in the series impedance downstream", Branch.KIND, Unit.MVAR);
    private static final VariableFamily LARGEST_SERIES_Q_UPSTREAM = new VariableFamily(
            "largest-series-q-upstream", "largest |Q| in the series impedance upstream", Branch.KIND, Unit.MVAR);
    private static final VariableFamily LARGEST_Q_DOWNSTREAM =
            new VariableFamily("largest-q-downstream", "largest |Q| downstream", Branch.KIND, Unit.MVAR);
    private static final VariableFamily LARGEST_Q_UPSTREAM =
            new VariableFamily("largest-q-upstream", "largest |Q| upstream", Branch.KIND, Unit.MVAR);

    private final BranchFlowSocp plain = new BranchFlowSocp().holdingSettings();

    /** The augmented relaxation with the angle limits that the network states. */
    public AugmentedSocp() {
        // There is nothing to set; the constructor is here for its Javadoc.
    }

    @Override
    public String name() {
        return "socp-augmented";
    }

    @Override
    public Optional<String> whyNot(Network network) {
        Topology topology = network.topology();
        if (!topology.isRadial()) {
            return Optional.of("it is meshed: " + topology.chords().length
                    + " branches close cycles, and the augmented relaxation is for radial networks");
        }
        for (int i = 0; i < network.buses().size(); i++) {
            if (network.buses().get(i).isReference() && topology.parentBranch(i) >= 0) {
                return Optional.of(network.buses().get(i).label()
                        + " is a second reference in its island, and the augmented relaxation has one root in each");
            }
        }
        for (Branch branch : network.branches()) {
            if (network.isActive(branch) && (branch.r() < 0.0 || branch.x() < 0.0 || branch.b() < 0.0)) {
                return Optional.of(branch.label() + " has a negative resistance, reactance or charging, for which "
                        + "the bounds of the augmented relaxation do not hold");
            }
        }
        for (ElementKind kind : network.furtherKinds()) {
            for (ConnectedElement device : network.connected(kind)) {
                for (int t = 0; t < device.terminals() && network.isActive(device); t++) {
                    if (topology.parentBranch(network.busIndex(device.terminal(t))) < 0) {
                        return Optional.of(device.label() + " is connected to a root, and what a root can supply is "
                                + "known of generators only");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** It tightens limits, so its optimum bounds nothing from below. */
    @Override
    public boolean isRelaxation() {
        return false;
    }

    @Override
    public void build(BlockModel model) {
        model.include(plain);
        model.caveat("the limits are tighter than the AC ones: an AC point may be cheaper, or "
                + "exist where there is no solution");
        model.caveat("the objective is not the AC cost unless an exactness report confirms it or the conditions for "
                + "that hold; an upper bound of the AC optimum is the cost of the recovered point");
        ProgramBuilder program = model.program();
        Topology topology = model.topology();
        Variables v = program.existing(OpfVariables.SQUARED_VOLTAGE);
        Variables vBar = program.variables(UPPER_SQUARED_VOLTAGE, model::isActiveBus);
        AugmentedBounds bounds = new AugmentedBounds(
                v,
                vBar,
                program.variables(LOWER_P, topology::isActive),
                program.variables(LOWER_Q, topology::isActive),
                program.variables(UPPER_P, topology::isActive),
                program.variables(UPPER_Q, topology::isActive),
                program.variables(UPPER_SQUARED_CURRENT, topology::isActive));
        AugmentedLine[] lines = new AugmentedLine[v.size()];
        for (int i : topology.fromRootsOutwards()) {
            if (topology.parentBranch(i) >= 0) {
                lines[i] = AugmentedLine.into(model, i, bounds);
            }
        }
        LargestFlows largest = LargestFlows.addTo(model);
        nameOrigins(model);
        for (int i : topology.fromRootsOutwards()) {
            AugmentedDraw draw = AugmentedDraw.at(model, i, bounds, lines);
            if (lines[i] == null) {
                program.equal(null, i, LinearExpression.of(vBar.of(i)).minus(v.of(i)), 0.0);
                rootLimits(model, i, draw);
            } else {
                loadFlows(program, lines[i], draw);
                squaredCurrent(program, lines[i], largest);
                lineLimits(model, lines[i], largest);
                double vMax = model.network().buses().get(i).vMax();
                program.atMost(
                        SAFE_VOLTAGE_MAX,
                        i,
                        LinearExpression.of(vBar.of(i)).minus(model.slack(SoftLimit.UPPER_VOLTAGE, i)),
                        vMax * vMax);
            }
        }
    }

    /** A safe limit is a limit of the network on bounds of the flow. */
    private static void nameOrigins(BlockModel model) {
        Network network = model.network();
        model.follows(SAFE_VOLTAGE_MAX, bus -> List.of(new LimitOf(NetworkLimit.VOLTAGE_MAX, bus)));
        model.follows(SAFE_LIMIT_UPSTREAM, branch -> List.of(new LimitOf(NetworkLimit.RATING, branch)));
        model.follows(SAFE_LIMIT_DOWNSTREAM, branch -> List.of(new LimitOf(NetworkLimit.RATING, branch)));
        model.follows(SAFE_CURRENT_UPSTREAM, branch -> List.of(new LimitOf(NetworkLimit.CURRENT, branch)));
        model.follows(SAFE_CURRENT_DOWNSTREAM, branch -> List.of(new LimitOf(NetworkLimit.CURRENT, branch)));
        model.follows(SAFE_ROOT_P_MIN, root -> ofGenerators(NetworkLimit.GENERATOR_P_MIN, network, root));
        model.follows(SAFE_ROOT_P_MAX, root -> ofGenerators(NetworkLimit.GENERATOR_P_MAX, network, root));
        model.follows(SAFE_ROOT_Q_MIN, root -> ofGenerators(NetworkLimit.GENERATOR_Q_MIN, network, root));
        model.follows(SAFE_ROOT_Q_MAX, root -> ofGenerators(NetworkLimit.GENERATOR_Q_MAX, network, root));
    }

    /** A limit of every generator that takes part at a bus. */
    private static List<LimitOf> ofGenerators(NetworkLimit limit, Network network, int bus) {
        return IntStream.range(0, network.generators().size())
                .filter(g -> network.busIndex(network.generators().get(g).bus()) == bus
                        && network.isActive(network.generators().get(g)))
                .mapToObj(g -> new LimitOf(limit, g))
                .toList();
    }

    /** Shat^b = s + sum Shat^t, Sbar^b = s + sum Sbar^t, vbar along the line, and S^t below Sbar^t. */
    private static void loadFlows(ProgramBuilder program, AugmentedLine line, AugmentedDraw draw) {
        program.equal(null, line.branch(), LinearExpression.of(line.pHatDown()).minus(draw.pHat()), 0.0);
        program.equal(null, line.branch(), LinearExpression.of(line.qHatDown()).minus(draw.qHat()), 0.0);
        program.equal(null, line.branch(), LinearExpression.of(line.pBarDown()).minus(draw.pBar()), 0.0);
        program.equal(null, line.branch(), LinearExpression.of(line.qBarDown()).minus(draw.qBar()), 0.0);
        // vbar_l = vbar_up - 2 Re(z* (Shat^t + j vbar_up b)) = vbar_up - 2 (r Phat^t + x (Qhat^t + vbar_up b))
        program.equal(
                null,
                line.branch(),
                LinearExpression.zero()
                        .plus(line.vBarUp())
                        .minus(line.vBarLow())
                        .plus(-2.0 * line.r(), line.pHatUp())
                        .plus(-2.0 * line.x(), line.seriesQHatUp()),
                0.0);
        program.atMost(
                null, line.branch(), LinearExpression.zero().plus(line.pUp()).minus(line.pBarUp()), 0.0);
        program.atMost(
                null, line.branch(), LinearExpression.zero().plus(line.qUp()).minus(line.qBarUp()), 0.0);
    }

    /** fbar v >= max |P|^2 + max |Q|^2 in the series impedance, at both of its ends. */
    private static void squaredCurrent(ProgramBuilder program, AugmentedLine line, LargestFlows largest) {
        Variable pDown = largest.pDownstream.of(line.branch());
        Variable pUp = largest.pUpstream.of(line.branch());
        Variable qDown = largest.seriesQDownstream.of(line.branch());
        Variable qUp = largest.seriesQUpstream.of(line.branch());
        bound(program, pDown, LinearExpression.of(line.pHatDown()), LinearExpression.of(line.pBarDown()));
        bound(program, pUp, line.pHatUp(), line.pBarUp());
        bound(program, qDown, line.seriesQHatDown(), line.seriesQBarDown());
        bound(program, qUp, line.seriesQHatUp(), line.seriesQBarUp());
        program.rotatedCone(
                null,
                line.branch(),
                LinearExpression.of(line.fBar()),
                line.vLow(),
                LinearExpression.of(pDown),
                LinearExpression.of(qDown));
        program.rotatedCone(
                null,
                line.branch(),
                LinearExpression.of(line.fBar()),
                line.vUp(),
                LinearExpression.of(pUp),
                LinearExpression.of(qUp));
    }

    /**
     * max |P|^2 + max |Q|^2 at the terminals against the rating squared, and against the current limit squared times v.
     */
    private static void lineLimits(BlockModel model, AugmentedLine line, LargestFlows largest) {
        Branch branch = model.network().branches().get(line.branch());
        if (!branch.hasRating() && !branch.hasCurrentLimit()) {
            return;
        }
        ProgramBuilder program = model.program();
        LinearExpression pDown = LinearExpression.of(largest.pDownstream.of(line.branch()));
        LinearExpression pUp = LinearExpression.of(largest.pUpstream.of(line.branch()));
        Variable qDownVariable = largest.qDownstream(line.branch(), branch);
        Variable qUpVariable = largest.qUpstream(line.branch(), branch);
        if (branch.b() != 0.0) {
            bound(program, qDownVariable, LinearExpression.of(line.qHatDown()), LinearExpression.of(line.qBarDown()));
            bound(program, qUpVariable, line.qHatUp(), line.qBarUp());
        }
        LinearExpression qDown = LinearExpression.of(qDownVariable);
        LinearExpression qUp = LinearExpression.of(qUpVariable);
        if (branch.hasRating()) {
            double rating = model.perUnit().power(branch.rating());
            LinearExpression limit =
                    model.slack(SoftLimit.RATING, line.branch()).plus(rating);
            program.cone(SAFE_LIMIT_UPSTREAM, line.branch(), limit, pUp, qUp);
            program.cone(SAFE_LIMIT_DOWNSTREAM, line.branch(), limit, pDown, qDown);
        }
        if (branch.hasCurrentLimit()) {
            double square = model.perUnit().power(branch.currentLimit())
                    * model.perUnit().power(branch.currentLimit());
            LinearExpression limit =
                    model.slack(SoftLimit.CURRENT, line.branch()).plus(square);
            program.rotatedCone(
                    SAFE_CURRENT_UPSTREAM, line.branch(), limit, LinearExpression.of(line.terminalVUp()), pUp, qUp);
            program.rotatedCone(
                    SAFE_CURRENT_DOWNSTREAM,
                    line.branch(),
                    limit,
                    LinearExpression.of(line.terminalVLow()),
                    pDown,
                    qDown);
        }
    }

    /** What the root's generators must supply lies between hat and bar; both must lie within what they can. */
    private static void rootLimits(BlockModel model, int root, AugmentedDraw draw) {
        double pMin = 0.0;
        double pMax = 0.0;
        double qMin = 0.0;
        double qMax = 0.0;
        LinearExpression spilt = LinearExpression.zero();
        List<Generator> generators = model.network().generators();
        for (int g = 0; g < generators.size(); g++) {
            Generator generator = generators.get(g);
            if (model.network().busIndex(generator.bus()) == root
                    && model.network().isActive(generator)) {
                spilt.plus(model.slack(SoftLimit.GENERATION, g));
                pMin += model.perUnit().power(generator.pMin());
                pMax += model.perUnit().power(generator.pMax());
                qMin += model.perUnit().power(generator.qMin());
                qMax += model.perUnit().power(generator.qMax());
            }
        }
        limit(
                model.program(),
                SAFE_ROOT_P_MIN,
                SAFE_ROOT_P_MAX,
                root,
                spilt.plus(draw.pHat()),
                draw.pBar(),
                pMin,
                pMax);
        limit(model.program(), SAFE_ROOT_Q_MIN, SAFE_ROOT_Q_MAX, root, draw.qHat(), draw.qBar(), qMin, qMax);
    }

    private static void limit(
            ProgramBuilder program,
            ConstraintFamily lowerLimit,
            ConstraintFamily upperLimit,
            int bus,
            LinearExpression hat,
            LinearExpression bar,
            double lower,
            double upper) {
        if (lower > Double.NEGATIVE_INFINITY) {
            program.atLeast(lowerLimit, bus, hat, lower);
        }
        if (upper < Double.POSITIVE_INFINITY) {
            program.atMost(upperLimit, bus, bar, upper);
        }
    }

    /** largest >= |hat| and largest >= |bar|. */
    private static void bound(ProgramBuilder program, Variable largest, LinearExpression hat, LinearExpression bar) {
        for (LinearExpression flow : new LinearExpression[] {hat, bar}) {
            program.atLeast(null, 0, LinearExpression.of(largest).minus(flow), 0.0);
            program.atLeast(null, 0, LinearExpression.of(largest).plus(flow), 0.0);
        }
    }

    @Override
    public OperatingPoint operatingPoint(Network network, ModelSolution solution) {
        return plain.operatingPoint(network, solution);
    }

    /** One variable per line for each maximum of absolute values. */
    private record LargestFlows(
            Variables pDownstream,
            Variables pUpstream,
            Variables seriesQDownstream,
            Variables seriesQUpstream,
            Variables qDownstream,
            Variables qUpstream) {

        static LargestFlows addTo(BlockModel model) {
            ProgramBuilder program = model.program();
            Topology topology = model.topology();
            List<Branch> branches = model.network().branches();
            IntPredicate limitedWithCharging = b -> topology.isActive(b)
                    && branches.get(b).b() != 0.0
                    && (branches.get(b).hasRating() || branches.get(b).hasCurrentLimit());
            return new LargestFlows(
                    program.variables(LARGEST_P_DOWNSTREAM, topology::isActive),
                    program.variables(LARGEST_P_UPSTREAM, topology::isActive),
                    program.variables(LARGEST_SERIES_Q_DOWNSTREAM, topology::isActive),
                    program.variables(LARGEST_SERIES_Q_UPSTREAM, topology::isActive),
                    program.variables(LARGEST_Q_DOWNSTREAM, limitedWithCharging),
                    program.variables(LARGEST_Q_UPSTREAM, limitedWithCharging));
        }

        /** Without charging the flow at a terminal is the flow in the series impedance. */
        Variable qDownstream(int index, Branch branch) {
            return branch.b() == 0.0 ? seriesQDownstream.of(index) : qDownstream.of(index);
        }

        Variable qUpstream(int index, Branch branch) {
            return branch.b() == 0.0 ? seriesQUpstream.of(index) : qUpstream.of(index);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
