package org.flexopf.opf.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.Variable;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ChargingFleet;
import org.flexopf.network.Network;
import org.flexopf.network.Profile;
import org.flexopf.opf.state.DevicePower;

/**
 * Charging fleets: with {@code x_t = h p_t}, what is consumed in a block of the window,
 *
 * <pre>
 *   0 &lt;= x_t &lt;= most_1,   sum of the k largest x_t &lt;= most_k,   sum of all x_t = total
 * </pre>
 *
 * The sum of the k largest is at most b if and only if there is a level l with {@code k l + sum of max(0, x_t - l) <=
 * b}. Levels and sums are handed on from block to block, so that rows stay short.
 */
public final class ChargingFleetType implements DeviceType {

    /** What the fleet consumes. */
    public static final VariableFamily POWER =
            new VariableFamily("charging-fleet-power", "charging power", ChargingFleet.KIND, Unit.MW);

    /** What it has consumed by the end of the block. */
    public static final VariableFamily CHARGED =
            new VariableFamily("charging-fleet-charged", "energy charged so far", ChargingFleet.KIND, Unit.MWH);

    /** It consumes nothing below zero. */
    public static final ConstraintFamily POWER_MIN =
            new ConstraintFamily("charging-fleet-power-min", "least charging power", ChargingFleet.KIND, Unit.MW);

    /** The most in one block. */
    public static final ConstraintFamily POWER_MAX =
            new ConstraintFamily("charging-fleet-power-max", "largest charging power", ChargingFleet.KIND, Unit.MW);

    /** Over the window it consumes what it needs; a row between blocks, or of the last block. */
    public static final ConstraintFamily TOTAL =
            new ConstraintFamily("charging-fleet-total", "energy of a charging fleet", ChargingFleet.KIND, Unit.MWH);

    /** For the {@link java.util.ServiceLoader}. */
    public ChargingFleetType() {}

    @Override
    public ElementKind kind() {
        return ChargingFleet.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(CHARGED);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<String> whyNotRolling(Network network, List<Profile> profiles, int[] ends, int periods) {
        List<String> reasons = new ArrayList<>();
        for (int k = 0; k < network.elements(ChargingFleet.KIND).size(); k++) {
            for (int end : ends) {
                if (isConnected(profiles.get(end - 1), k) && isConnected(profiles.get(end), k)) {
                    reasons.add(network.elements(ChargingFleet.KIND).get(k).label()
                            + " charges before and after the end of a window that ends with period " + end
                            + ", and what it may consume later depends on all that it consumed; give its vehicles one "
                            + "by one, or windows that do not end while it charges");
                    break;
                }
            }
        }
        return reasons;
    }

    private static boolean isConnected(Profile profile, int k) {
        return ((ChargingFleet) profile.devices(ChargingFleet.KIND).get(k)).isConnected();
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(TOTAL);
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(POWER_MIN);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Fleets(scope);
    }

    /**
     * The sum of the k largest of a window up to a block.
     *
     * @param level what the largest are counted from
     * @param sum what lies above it so far
     */
    private record LargestSum(Variable level, Variable sum) {}

    private static final class Fleets extends DevicesAtBuses<ChargingFleet> {

        /** The sums of 2 to all but one periods, of each fleet that is connected. */
        private final LargestSum[][] sums;

        Fleets(BlockScope scope) {
            super(scope, ChargingFleet.KIND, ChargingFleet.class);
            this.sums =
                    new LargestSum[scope.network().elements(ChargingFleet.KIND).size()][0];
        }

        private boolean isConnected(int k) {
            return isActive(k) && device(k).isConnected();
        }

        @Override
        public void addActivePower() {
            program.variables(POWER, this::isConnected);
            program.variables(CHARGED, this::isConnected);
            for (int k : active()) {
                if (!isConnected(k)) {
                    continue;
                }
                program.between(POWER_MIN, POWER_MAX, k, of(POWER, k), 0.0, most(k, 1) / scope.hours());
                sums[k] = new LargestSum[Math.max(0, device(k).most().size() - 2)];
                for (int j = 0; j < sums[k].length; j++) {
                    sums[k][j] = new LargestSum(program.variable(), program.variable());
                }
                if (scope.begins()) {
                    addSums(k, null, program, 1.0 / scope.hours());
                }
                if (scope.ends()) {
                    end(k, program, 1.0 / scope.hours());
                }
            }
        }

        /** The most in any so many periods, p.u. times hours. */
        private double most(int k, int count) {
            return perUnit.power(device(k).most().get(count - 1));
        }

        /**
         * What has been consumed up to the block, and by how much that exceeds the levels.
         *
         * @param before the block before if it is one of the window, else null
         * @param scale what rows of energy are multiplied by
         */
        private void addSums(int k, Fleets before, ProgramBuilder rows, double scale) {
            LinearExpression charged = of(CHARGED, k).plus(-scope.hours(), of(POWER, k));
            if (before != null) {
                charged.minus(before.of(CHARGED, k));
            }
            rows.equal(null, k, LinearExpression.zero().plus(scale, charged), 0.0);
            for (int j = 0; j < sums[k].length; j++) {
                // What lies above the level in this block: not less than zero, nor than what is consumed above it.
                LinearExpression above = LinearExpression.of(sums[k][j].sum());
                if (before != null) {
                    above.minus(before.sums[k][j].sum());
                    LinearExpression same =
                            LinearExpression.of(sums[k][j].level()).minus(before.sums[k][j].level());
                    rows.equal(null, k, LinearExpression.zero().plus(scale, same), 0.0);
                }
                LinearExpression overLevel = LinearExpression.zero()
                        .plus(above)
                        .plus(-scope.hours(), of(POWER, k))
                        .plus(sums[k][j].level());
                rows.atLeast(null, k, LinearExpression.zero().plus(scale, above), 0.0);
                rows.atLeast(null, k, LinearExpression.zero().plus(scale, overLevel), 0.0);
            }
        }

        /** What holds at the end of the window, which is the end of this block. */
        private void end(int k, ProgramBuilder rows, double scale) {
            rows.equal(
                    TOTAL,
                    k,
                    LinearExpression.zero().plus(scale, of(CHARGED, k)),
                    scale * perUnit.power(device(k).total()));
            for (int j = 0; j < sums[k].length; j++) {
                int count = j + 2;
                LinearExpression largest = LinearExpression.of(sums[k][j].sum()).plus(count, sums[k][j].level());
                rows.atMost(null, k, LinearExpression.zero().plus(scale, largest), scale * most(k, count));
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Fleets before = (Fleets) earlier;
            for (int k : active()) {
                if (before.isConnected(k) && !isConnected(k)) {
                    before.end(k, rows.program(), 1.0);
                }
                if (isConnected(k)) {
                    addSums(k, before.isConnected(k) ? before : null, rows.program(), 1.0);
                }
            }
        }

        @Override
        LinearExpression supply(int k) {
            return isConnected(k) ? LinearExpression.zero().minus(of(POWER, k)) : LinearExpression.zero();
        }

        @Override
        public void addCost(double weight) {
            // They cost what their power costs.
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] power = values(solution, POWER);
            return k -> DevicePower.of(isConnected(k) ? -power[k] : 0.0, 0.0, 0.0);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
