package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import org.flexopf.acopf.nlp.NonlinearProgram;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.ProgramStructure;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.model.Unit;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.OperatingPoint;

/**
 * The AC optimal power flow of a problem in polar coordinates, per unit:
 *
 * <pre>
 *   variables     theta, v of every bus; what injects at buses; settings that are free; flows of interfaces; slacks;
 *                 currents of stiff branches
 *   equalities    flows of branches + shunt v^2 + demand - injections = 0, active and reactive, of every bus;
 *                 Ohm's law of stiff branches
 *   inequalities  (P^2 + Q^2) / 2S - S / 2 &lt;= 0 and i^2 / 2I - I / 2 &lt;= 0 at both ends, angle differences,
 *                 and those of injections and settings
 * </pre>
 *
 * <p>Flows are functions of the voltages at both ends, and those of {@linkplain StiffBranches stiff branches} functions
 * of their currents.
 *
 * <p>Written like this, a limit of power has the unit of power near its bound, and its multiplier is what one unit more
 * room saves. A bus is one group of unknowns: its voltage, what injects there, and the multipliers of its balances.
 */
final class AcProgram implements NonlinearProgram {

    /** What missing a cut costs, as a multiple of the largest entry of the objective's gradient. */
    private static final double DEAR = 100.0;

    private static final Optional<PriceComponent> NO_COMPONENT = Optional.empty();

    private final ActiveGrid grid;
    private final Slacks slacks;
    private final Transformers transformers;
    private final StiffBranches stiff;
    private final BranchFlows flows;
    private final BusDemand demand;
    private final ApparentPowerLimits ratings;
    private final Part[] parts;
    private final ProgramStructure structure;

    AcProgram(OpfProblem problem) {
        this(problem, List.of());
    }

    /** @param cuts what the state has to keep so that limits hold after outages */
    AcProgram(OpfProblem problem, List<OutageCut> cuts) {
        this(problem, cuts, StiffBranches.STIFF);
    }

    /** @param stiffBelow branches of less impedance have currents of their own, p.u. */
    AcProgram(OpfProblem problem, List<OutageCut> cuts, double stiffBelow) {
        Network network = problem.network();
        grid = new ActiveGrid(network);
        Layout layout = new Layout(grid.buses);
        slacks = new Slacks(problem, layout);
        Voltages voltages = new Voltages(grid, layout, slacks);
        // Balances have the first equalities.
        for (int row = 0; row < 2 * grid.buses; row++) {
            layout.equality(row % grid.buses);
        }
        transformers = new Transformers(grid, layout);
        stiff = new StiffBranches(grid, layout, transformers, stiffBelow);
        flows = new BranchFlows(grid, transformers, stiff);
        demand = new BusDemand(grid, layout, slacks);
        ratings = ratings(layout);
        CurrentLimits currents = new CurrentLimits(grid, layout, flows, transformers, slacks);
        AngleLimits angles = new AngleLimits(grid, layout);
        InterfaceFlows interfaces = new InterfaceFlows(grid, layout, flows, slacks);
        Generators generators = new Generators(grid, layout, slacks);
        HvdcLines lines = new HvdcLines(grid, layout);
        List<Part> all = new ArrayList<>(List.of(
                flows,
                voltages,
                transformers,
                stiff,
                demand,
                ratings,
                currents,
                angles,
                interfaces,
                generators,
                lines));
        all.addAll(new ObjectiveTerms(grid, layout, flows, generators, lines).of(problem.objective(), 1.0));
        List<OutageCuts> outages = new ArrayList<>();
        for (Optional<PriceComponent> component :
                List.of(Optional.of(PriceComponent.CONGESTION), Optional.of(PriceComponent.VOLTAGE), NO_COMPONENT)) {
            outages.add(new OutageCuts(grid, layout, flows, interfaces, generators, cuts, component));
        }
        all.addAll(outages);
        slacks.close();
        all.add(slacks);
        parts = all.toArray(Part[]::new);

        structure = layout.structure(parts);
        double dear = DEAR * gradientSize(flatStart());
        outages.forEach(part -> part.priceAt(dear));
    }

    private ApparentPowerLimits ratings(Layout layout) {
        ApparentPowerLimits limits = new ApparentPowerLimits(grid, flows, true);
        for (int k = 0; k < grid.branch.length; k++) {
            double rating = NetworkLimit.RATING_FROM.bound(grid.network, grid.branch[k]);
            if (Double.isFinite(rating)) {
                double most = grid.perUnit.power(rating);
                int excess = slacks.of(SoftLimit.RATING, grid.branch[k], grid.from[k]);
                limits.add(k, most, most, excess, layout);
            }
        }
        limits.close();
        return limits;
    }

    /** A start at a state of the network as it is operated; what the state does not know is flat. */
    double[] start(Network operated, OperatingPoint point) {
        double[] x = flat();
        for (Part part : parts) {
            part.start(point, x);
        }
        return followed(operated, x);
    }

    /** The flat start: voltages of 1 p.u. at the angle of the reference, generators at one share of their ranges. */
    double[] flatStart() {
        return followed(grid.network, flat());
    }

    private double[] flat() {
        double[] lower = structure.lower();
        double[] upper = structure.upper();
        double[] x = new double[lower.length];
        for (int i = 0; i < x.length; i++) {
            double middle = 0.5 * (lower[i] + upper[i]);
            x[i] = Double.isFinite(middle) ? middle : Math.min(Math.max(0.0, lower[i]), upper[i]);
        }
        for (Part part : parts) {
            part.flatStart(x);
        }
        return x;
    }

    private double[] followed(Network operated, double[] x) {
        for (Part part : parts) {
            part.settle(operated, x);
        }
        for (Part part : parts) {
            part.follow(x);
        }
        return x;
    }

    @Override
    public ProgramStructure structure() {
        return structure;
    }

    @Override
    public double objective(double[] x) {
        flows.moveTo(x);
        double sum = 0.0;
        for (Part part : parts) {
            sum += part.objective(x);
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        flows.moveTo(x);
        Arrays.fill(gradient, 0.0);
        for (Part part : parts) {
            part.gradient(x, gradient);
        }
    }

    /** Penalties do not count: they only matter where something gives way. */
    @Override
    public double gradientSize(double[] x) {
        flows.moveTo(x);
        double[] gradient = new double[x.length];
        for (Part part : parts) {
            if (!part.isPenalty()) {
                part.gradient(x, gradient);
            }
        }
        double largest = 0.0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, structure.isHeld(i) ? 0.0 : Math.abs(gradient[i]));
        }
        return largest;
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        flows.moveTo(x);
        Arrays.fill(g, 0.0);
        Arrays.fill(h, 0.0);
        for (Part part : parts) {
            part.constraints(x, g, h);
        }
    }

    @Override
    public void jacobians(double[] x, double[] g, double[] h) {
        flows.moveTo(x);
        int inEqualities = 0;
        int inInequalities = 0;
        for (Part part : parts) {
            inEqualities = part.equalityValues(x, g, inEqualities);
            inInequalities = part.inequalityValues(x, h, inInequalities);
        }
    }

    @Override
    public void hessian(double[] x, double weight, double[] y, double[] z, double[] entries) {
        flows.moveTo(x);
        for (Part part : parts) {
            part.weigh(weight, y, z);
        }
        int next = 0;
        for (Part part : parts) {
            next = part.hessianValues(x, weight, y, z, entries, next);
        }
    }

    /** The state that the variables describe. */
    OperatingPoint point(double[] x) {
        flows.moveTo(x);
        OperatingPoint.Builder point = OperatingPoint.of(grid.network);
        for (Part part : parts) {
            part.write(x, point);
        }
        return point.build();
    }

    /** The settings of all controls in service. */
    Map<StepControl, Double> settings(double[] x) {
        Map<StepControl, Double> settings = new LinkedHashMap<>(transformers.settings(x));
        settings.putAll(demand.settings(x));
        return settings;
    }

    /** What is curtailed of each load, p.u., by index. */
    double[] curtailed(double[] x) {
        return slacks.taken(SoftLimit.DEMAND, x, grid.network.loads().size());
    }

    /** What the variables leave of each bus's balance, MW (0) or Mvar (1), by index; isolated buses have 0. */
    double[] mismatch(double[] x, int part) {
        double[] g = new double[structure.equalities()];
        constraints(x, g, new double[structure.inequalities()]);
        return ofBalances(g, part, grid.perUnit.physicalPower(1.0));
    }

    /** The largest mismatch of a balance, or of a voltage along a stiff branch, p.u. */
    double maxMismatch(double[] x) {
        double[] g = new double[structure.equalities()];
        constraints(x, g, new double[structure.inequalities()]);
        double largest = stiff.missingVoltage(g);
        for (int row = 0; row < 2 * grid.buses; row++) {
            largest = Math.max(largest, Math.abs(g[row]));
        }
        return largest;
    }

    /** The current that Ohm's law of each stiff branch leaves, p.u., by index; others have 0. */
    double[] missingCurrents(double[] x) {
        double[] g = new double[structure.equalities()];
        constraints(x, g, new double[structure.inequalities()]);
        return stiff.missingCurrents(g);
    }

    /** The prices of active (0) or reactive (1) demand by bus index; isolated buses have NaN. */
    double[] prices(NonlinearResult result, int part) {
        double[] prices = ofBalances(result.equalityMultipliers(), part, grid.perUnit.pricePerMwh(1.0));
        for (int i = 0; i < prices.length; i++) {
            prices[i] = grid.place[i] < 0 ? Double.NaN : prices[i];
        }
        return prices;
    }

    private double[] ofBalances(double[] rows, int part, double factor) {
        double[] values = new double[grid.place.length];
        for (int k = 0; k < grid.buses; k++) {
            values[grid.bus[k]] = factor * rows[part * grid.buses + k];
        }
        return values;
    }

    /** What one unit more room of every limit saves, in currency per hour and unit of the limit. */
    List<LimitMultiplier> multipliers(NonlinearResult result) {
        LimitWorth worth = new LimitWorth(grid.network);
        for (Part part : parts) {
            part.multipliers(result, worth);
        }
        return worth.list();
    }

    /** The states of the network at a point, and the laws that they follow. */
    PriceLaws laws(double[] x) {
        PriceLaws laws = new PriceLaws();
        for (Part part : parts) {
            part.laws(x, laws);
        }
        return laws;
    }

    /** Every entry of the inequalities, with the part that it is of. */
    void forEachInequalityEntry(ObjIntConsumer<Part> action) {
        int next = 0;
        for (Part part : parts) {
            Triplets.Builder entries = new Triplets.Builder();
            part.inequalityEntries(entries);
            int count = entries.build().count();
            for (int k = 0; k < count; k++) {
                action.accept(part, next++);
            }
        }
    }

    /** An amount of a limit in the units of the program: per unit, and radians for angles. */
    static double inItsUnits(Network network, Unit unit, double physical) {
        return unit == Unit.DEGREE
                ? Math.toRadians(physical)
                : physical / network.perUnit().step(unit);
    }

    /** What the prices of a result are made of. */
    AcPriceSplit split(NonlinearResult result) {
        return new AcPriceSplit(grid, this, result);
    }
}
