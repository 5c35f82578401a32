package org.flexopf.fleet;

import org.flexopf.fleet.EvAggregator.Retail;
import org.flexopf.fleet.EvAggregator.Vehicle;
import org.flexopf.fleet.EvAggregator.VehiclePlan;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Model;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.Range;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverChoice;

/**
 * The integer program of one vehicle of an aggregator, in kWh and in currency per MWh.
 *
 * <p>Of buying day-ahead and selling downward service the program has the cheaper one alone ({@link ServiceCosts}), and
 * with it one integer less for each period; neither its optimum nor that of its relaxation changes.
 */
final class VehicleProgram {

    private static final VariableFamily CHARGE = family("ev-charge");
    private static final VariableFamily UP = family("ev-up");
    private static final VariableFamily CHARGES = family("ev-charges");
    private static final VariableFamily DISCHARGES = family("ev-discharges");
    private static final VariableFamily ENERGY = family("ev-energy");
    private static final double KWH_PER_MWH = 1000.0;

    private final EvAggregator aggregator;
    private final Vehicle vehicle;
    private final ServiceCosts costs;
    private final boolean isInteger;
    private final int periods;

    VehicleProgram(EvAggregator aggregator, Vehicle vehicle, Retail retail, boolean isInteger) {
        this.aggregator = aggregator;
        this.vehicle = vehicle;
        this.costs = new ServiceCosts(aggregator.prices(), retail);
        this.isInteger = isInteger;
        this.periods = aggregator.periods();
    }

    private static VariableFamily family(String id) {
        return new VariableFamily(id, id, ElementKind.OWN, Unit.ONE);
    }

    private Model model() {
        ProgramBuilder program = new ProgramBuilder(kind -> periods);
        Variables charge = program.variables(CHARGE, t -> vehicle.isAtHome(t + 1));
        Variables up = program.variables(UP, t -> vehicle.isAtHome(t + 1));
        Variables charges = program.variables(CHARGES, t -> vehicle.isAtHome(t + 1));
        Variables discharges = program.variables(DISCHARGES, t -> vehicle.isAtHome(t + 1));
        Variables energy = program.variables(ENERGY);
        for (int t = 0; t < periods; t++) {
            LinearExpression law = LinearExpression.of(energy.of(t));
            if (t > 0) {
                law.minus(energy.of(t - 1));
            } else {
                law.plus(-vehicle.energy().max());
            }
            if (vehicle.isAtHome(t + 1)) {
                law.minus(vehicle.chargeEfficiency(), charge.of(t)).plus(1.0 / vehicle.dischargeEfficiency(), up.of(t));
                limit(program, charge.of(t), charges.of(t), vehicle.charge());
                limit(program, up.of(t), discharges.of(t), vehicle.discharge());
                program.atMost(null, 0, LinearExpression.of(charges.of(t)).plus(discharges.of(t)), 1.0);
                program.cost(costs.charge(t), charge.of(t));
                program.cost(costs.up(t), up.of(t));
            } else {
                law.plus(vehicle.trip() / vehicle.periodsAway());
            }
            program.equal(null, 0, law, 0.0);
            boolean isFull = t + 1 == vehicle.departure() || t + 1 == periods;
            program.between(
                    null,
                    null,
                    0,
                    LinearExpression.of(energy.of(t)),
                    isFull ? vehicle.energy().max() : vehicle.energy().min(),
                    vehicle.energy().max());
        }
        return program.build();
    }

    /** {@code Pmin h b <= energy <= Pmax h b}, b binary. */
    private void limit(ProgramBuilder program, Variable energy, Variable does, Range power) {
        double h = aggregator.hours();
        if (isInteger) {
            program.integer(does);
        }
        program.between(null, null, 0, LinearExpression.of(does), 0.0, 1.0);
        program.atLeast(null, 0, LinearExpression.of(energy).minus(power.min() * h, does), 0.0);
        program.atMost(null, 0, LinearExpression.of(energy).minus(power.max() * h, does), 0.0);
    }

    VehiclePlan plan(SolverChoice choice) {
        Model model = model();
        CheckedAnswer answer = choice.solverFor(model.program()).solve(model.program(), choice.options());
        if (answer.status() != SolveStatus.OPTIMAL) {
            throw new IllegalStateException("there is no plan for vehicle '" + vehicle.name() + "': " + answer.status()
                    + (answer.message().isEmpty() ? "" : ", " + answer.message())
                    + "; see whether it can be full again by departure and by the end");
        }
        ModelSolution solution = model.solution(answer);
        double[] charge = solution.values(CHARGE, periods);
        double[] up = solution.values(UP, periods);
        double[] energy = solution.values(ENERGY, periods);
        double bound = answer.lowerBound().orElse(answer.claimedBound().orElse(Double.NEGATIVE_INFINITY));
        for (int t = 0; t < periods; t++) {
            if (!vehicle.isAtHome(t + 1)) {
                charge[t] = 0.0;
                up[t] = 0.0;
            }
        }
        return costs.plan(vehicle, -answer.objective() / KWH_PER_MWH, -bound / KWH_PER_MWH, charge, up, energy);
    }
}
