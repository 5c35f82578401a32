package org.flexopf.opf.device;

import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.network.ShiftableLoad;
import org.flexopf.opf.state.DevicePower;

/**
 * Shiftable loads: they consume {@code b + up - down}, and {@code m = m_before + h (up - down)}, the energy moved up so
 * far in a window, is zero before its first period and after its last. The window's sum is this running sum, so that
 * rows stay short.
 */
public final class ShiftableLoadType implements DeviceType {

    /** What it consumes more. */
    public static final VariableFamily UP =
            new VariableFamily("shiftable-up", "increase of demand", ShiftableLoad.KIND, Unit.MW);

    /** What it consumes less. */
    public static final VariableFamily DOWN =
            new VariableFamily("shiftable-down", "decrease of demand", ShiftableLoad.KIND, Unit.MW);

    /** Energy consumed too much so far in the window, negative where too little. */
    public static final VariableFamily MOVED =
            new VariableFamily("shiftable-moved", "energy moved so far", ShiftableLoad.KIND, Unit.MWH);

    private static final VariableFamily MOVED_BEFORE =
            new VariableFamily("shiftable-moved-before", "energy moved before", ShiftableLoad.KIND, Unit.MWH);

    /** Least increase. */
    public static final ConstraintFamily UP_MIN =
            new ConstraintFamily("shiftable-up-min", "least increase of demand", ShiftableLoad.KIND, Unit.MW);

    /** Largest increase. */
    public static final ConstraintFamily UP_MAX =
            new ConstraintFamily("shiftable-up-max", "largest increase of demand", ShiftableLoad.KIND, Unit.MW);

    /** Least decrease. */
    public static final ConstraintFamily DOWN_MIN =
            new ConstraintFamily("shiftable-down-min", "least decrease of demand", ShiftableLoad.KIND, Unit.MW);

    /** Largest decrease. */
    public static final ConstraintFamily DOWN_MAX =
            new ConstraintFamily("shiftable-down-max", "largest decrease of demand", ShiftableLoad.KIND, Unit.MW);

    /** What has moved follows from what moves. */
    public static final ConstraintFamily MOVED_LAW =
            new ConstraintFamily("shiftable-moved-law", "energy moved", ShiftableLoad.KIND, Unit.MWH);

    /** What has moved by the end of a block is what the next one of the window finds. */
    public static final ConstraintFamily MOVED_CARRIED =
            new ConstraintFamily("shiftable-moved-carried", "energy moved on", ShiftableLoad.KIND, Unit.MWH);

    /** Over a window nothing has moved; a row between blocks, or of the last block. */
    public static final ConstraintFamily WINDOW_END =
            new ConstraintFamily("shiftable-window-end", "energy of a window", ShiftableLoad.KIND, Unit.MWH);

    /** For the {@link java.util.ServiceLoader}. */
    public ShiftableLoadType() {}

    @Override
    public ElementKind kind() {
        return ShiftableLoad.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(UP, DOWN, MOVED);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(WINDOW_END);
    }

    @Override
    public List<ConstraintFamily> laws() {
        return List.of(UP_MIN, DOWN_MIN);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads extends DevicesAtBuses<ShiftableLoad> {

        Loads(BlockScope scope) {
            super(scope, ShiftableLoad.KIND, ShiftableLoad.class);
        }

        private boolean moves(int k) {
            return isActive(k) && device(k).moves();
        }

        @Override
        public void addActivePower() {
            program.variables(UP, this::moves);
            program.variables(DOWN, this::moves);
            program.variables(MOVED, this::moves);
            // Whether the window goes on is known when the block before is seen.
            program.variables(MOVED_BEFORE, k -> moves(k) && !scope.begins());
            for (int k : active()) {
                if (!moves(k)) {
                    continue;
                }
                limit(UP, k, device(k).upMax(), UP_MIN, UP_MAX);
                limit(DOWN, k, device(k).downMax(), DOWN_MIN, DOWN_MAX);
                LinearExpression moved = of(MOVED, k).plus(-scope.hours(), net(k));
                if (!scope.begins()) {
                    moved.minus(of(MOVED_BEFORE, k));
                }
                program.equal(MOVED_LAW, k, overTheBlock(moved), 0.0);
                if (scope.ends()) {
                    end(k);
                }
            }
        }

        /** Nothing has moved at the end of its window; where that is later, it can still be moved back until then. */
        private void end(int k) {
            double up = 0.0;
            double down = 0.0;
            for (Span.Later later : scope.later()) {
                ShiftableLoad then = (ShiftableLoad)
                        later.profile().devices(ShiftableLoad.KIND).get(k);
                if (then.window() != device(k).window()) {
                    break;
                }
                up += later.hours() * perUnit.power(then.upMax());
                down += later.hours() * perUnit.power(then.downMax());
            }
            LinearExpression moved = overTheBlock(of(MOVED, k));
            if (up == 0.0 && down == 0.0) {
                program.equal(WINDOW_END, k, moved, 0.0);
            } else {
                program.between(null, null, k, moved, -up / scope.hours(), down / scope.hours());
            }
        }

        private LinearExpression net(int k) {
            return of(UP, k).minus(of(DOWN, k));
        }

        @Override
        LinearExpression supply(int k) {
            LinearExpression supply =
                    LinearExpression.of(-perUnit.power(device(k).baseline()));
            return moves(k) ? supply.minus(net(k)) : supply;
        }

        @Override
        public void addCost(double weight) {
            for (int k : active()) {
                if (moves(k)) {
                    program.cost(perUnit.pricePerUnit(weight * device(k).cost()), of(DOWN, k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Loads before = (Loads) earlier;
            for (int k : active()) {
                boolean goesOn = before.moves(k)
                        && before.device(k).window() == device(k).window();
                if (before.moves(k) && !goesOn) {
                    rows.program().equal(WINDOW_END, k, before.of(MOVED, k), 0.0);
                }
                if (moves(k)) {
                    LinearExpression found = LinearExpression.zero().minus(of(MOVED_BEFORE, k));
                    rows.program().equal(MOVED_CARRIED, k, goesOn ? found.plus(before.of(MOVED, k)) : found, 0.0);
                }
            }
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] up = values(solution, UP);
            double[] down = values(solution, DOWN);
            return k -> moves(k)
                    ? DevicePower.of(
                            down[k] - up[k] - device(k).baseline(),
                            0.0,
                            device(k).cost() * down[k])
                    : DevicePower.of(-device(k).baseline(), 0.0, 0.0);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
