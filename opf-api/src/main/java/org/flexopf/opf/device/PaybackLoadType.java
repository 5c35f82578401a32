package org.flexopf.opf.device;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.PaybackLoad;
import org.flexopf.opf.state.DevicePower;

/**
 * Loads with payback: what is reduced in a block returns in one of the n blocks after it. With the energy {@code y_ts
 * >= 0} that is reduced in t and returns in s,
 *
 * <pre>
 *   h_t rho down_t = sum of y_ts over s = t+1..t+n,   h_s up_s = sum of y_ts over t
 * </pre>
 *
 * There are such y if and only if what is owed, {@code o_t = o_(t-1) + h_t (rho down_t - up_t)}, obeys
 *
 * <pre>
 *   h_t rho down_t &lt;= o_t &lt;= sum of h_k rho down_k over k = t-n+1..t,   o_T = 0
 * </pre>
 *
 * since the periods that a reduction may return in begin and end in the order of the reductions, so that the oldest
 * debt is always the one to be paid. That takes one state in place of n variables for each block.
 */
public final class PaybackLoadType implements DeviceType {

    /** What it consumes less. */
    public static final VariableFamily DOWN =
            new VariableFamily("payback-down", "reduction of demand", PaybackLoad.KIND, Unit.MW);

    /** What it consumes more. */
    public static final VariableFamily UP =
            new VariableFamily("payback-up", "payback of demand", PaybackLoad.KIND, Unit.MW);

    /** Energy that has still to return. */
    public static final VariableFamily OWED =
            new VariableFamily("payback-owed", "energy owed", PaybackLoad.KIND, Unit.MWH);

    private static final VariableFamily OWED_BEFORE =
            new VariableFamily("payback-owed-before", "energy owed before", PaybackLoad.KIND, Unit.MWH);

    /** Least reduction. */
    public static final ConstraintFamily DOWN_MIN =
            new ConstraintFamily("payback-down-min", "least reduction of demand", PaybackLoad.KIND, Unit.MW);

    /** Largest reduction. */
    public static final ConstraintFamily DOWN_MAX =
            new ConstraintFamily("payback-down-max", "largest reduction of demand", PaybackLoad.KIND, Unit.MW);

    /** Least payback. */
    public static final ConstraintFamily UP_MIN =
            new ConstraintFamily("payback-up-min", "least payback of demand", PaybackLoad.KIND, Unit.MW);

    /** Largest payback. */
    public static final ConstraintFamily UP_MAX =
            new ConstraintFamily("payback-up-max", "largest payback of demand", PaybackLoad.KIND, Unit.MW);

    /** What is owed follows from what is reduced and what returns. */
    public static final ConstraintFamily OWED_LAW =
            new ConstraintFamily("payback-owed-law", "energy owed", PaybackLoad.KIND, Unit.MWH);

    /** What is owed at the end of a block is what the next one finds. */
    public static final ConstraintFamily OWED_CARRIED =
            new ConstraintFamily("payback-owed-carried", "energy owed on", PaybackLoad.KIND, Unit.MWH);

    /** Nothing returns in the block in which it is reduced, nor before. */
    public static final ConstraintFamily NOT_BEFORE =
            new ConstraintFamily("payback-not-before", "payback after the reduction", PaybackLoad.KIND, Unit.MWH);

    /** Everything has returned in time; a row of the first block, or between blocks. */
    public static final ConstraintFamily IN_TIME =
            new ConstraintFamily("payback-in-time", "payback in time", PaybackLoad.KIND, Unit.MWH);

    /** Nothing is owed in the end. */
    public static final ConstraintFamily OWED_END =
            new ConstraintFamily("payback-owed-end", "payback by the end", PaybackLoad.KIND, Unit.MWH);

    /** For the {@link java.util.ServiceLoader}. */
    public PaybackLoadType() {}

    @Override
    public ElementKind kind() {
        return PaybackLoad.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(DOWN, UP, OWED);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(OWED_END);
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(DOWN_MIN, UP_MIN, NOT_BEFORE);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads extends DevicesAtBuses<PaybackLoad> {

        private final CarriedState owed;
        private final LatestBlocks<Loads> blocks = new LatestBlocks<>(this);

        Loads(BlockScope scope) {
            super(scope, PaybackLoad.KIND, PaybackLoad.class);
            this.owed = new CarriedState(scope, OWED, OWED_BEFORE, OWED_CARRIED);
        }

        @Override
        public void addActivePower() {
            program.variables(DOWN, this::isActive);
            program.variables(UP, this::isActive);
            owed.add(this::isActive);
            for (int k : active()) {
                limit(DOWN, k, device(k).downMax(), DOWN_MIN, DOWN_MAX);
                limit(UP, k, device(k).upMax(), UP_MIN, UP_MAX);
                LinearExpression law =
                        owed.left(k).minus(owed.found(k, 0.0)).minus(debt(k)).plus(scope.hours(), of(UP, k));
                program.equal(OWED_LAW, k, overTheBlock(law), 0.0);
                program.atLeast(NOT_BEFORE, k, overTheBlock(owed.left(k).minus(debt(k))), 0.0);
                if (scope.begins()) {
                    program.atMost(IN_TIME, k, overTheBlock(owed.left(k).minus(debt(k))), 0.0);
                }
                if (scope.ends()) {
                    program.equal(OWED_END, k, overTheBlock(owed.left(k)), 0.0);
                }
            }
        }

        /** What has to return of what is reduced in the block, p.u. times hours. */
        private LinearExpression debt(int k) {
            return LinearExpression.zero().plus(scope.hours() * device(k).ratio(), of(DOWN, k));
        }

        @Override
        LinearExpression supply(int k) {
            return of(DOWN, k).minus(of(UP, k)).plus(-perUnit.power(device(k).baseline()));
        }

        @Override
        public void addCost(double weight) {
            for (int k : active()) {
                program.cost(perUnit.pricePerUnit(weight * device(k).cost()), of(DOWN, k));
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Loads before = (Loads) earlier;
            owed.follow(before.owed, rows.program());
            blocks.follow(
                    before.blocks,
                    Arrays.stream(active()).map(k -> device(k).within()).max().orElse(0));
            for (int k : active()) {
                LinearExpression late = owed.left(k);
                blocks.latest(device(k).within()).forEach(block -> late.minus(block.debt(k)));
                rows.program().atMost(IN_TIME, k, late, 0.0);
            }
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] down = values(solution, DOWN);
            double[] up = values(solution, UP);
            return k -> DevicePower.of(
                    down[k] - up[k] - device(k).baseline(), 0.0, device(k).cost() * down[k]);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
