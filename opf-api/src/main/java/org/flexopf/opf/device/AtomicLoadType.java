package org.flexopf.opf.device;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Unit;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;
import org.flexopf.network.AtomicLoad;
import org.flexopf.network.ConnectedElement;
import org.flexopf.opf.state.DevicePower;

/**
 * Atomic loads: with y binary, 1 in the block in which one starts,
 *
 * <pre>
 *   p_t = sum of profile_j y_(t-j+1) over j,   sum of y = 1 (must run), or at most 1
 * </pre>
 *
 * The sum over all blocks is a running one. A block that is too near to the end for the profile is none to start in.
 */
public final class AtomicLoadType implements DeviceType {

    /** What it consumes. */
    public static final VariableFamily POWER = new VariableFamily("atomic-power", "power", AtomicLoad.KIND, Unit.MW);

    /** 1 in the block in which it starts. */
    public static final VariableFamily STARTS =
            new VariableFamily("atomic-starts", "whether it starts", AtomicLoad.KIND, Unit.ONE);

    /** How often it has started by the end of the block. */
    public static final VariableFamily RUNS =
            new VariableFamily("atomic-runs", "starts so far", AtomicLoad.KIND, Unit.ONE);

    private static final VariableFamily RUNS_BEFORE =
            new VariableFamily("atomic-runs-before", "starts before", AtomicLoad.KIND, Unit.ONE);

    /** What it consumes follows from when it has started; a row of the first block, or between blocks. */
    public static final ConstraintFamily POWER_LAW =
            new ConstraintFamily("atomic-power-law", "power of an atomic load", AtomicLoad.KIND, Unit.MW);

    /** It runs once, or at most once. */
    public static final ConstraintFamily RUNS_ONCE =
            new ConstraintFamily("atomic-runs-once", "one run", AtomicLoad.KIND, Unit.ONE);

    /** For the {@link java.util.ServiceLoader}. */
    public AtomicLoadType() {}

    @Override
    public ElementKind kind() {
        return AtomicLoad.KIND;
    }

    @Override
    public List<VariableFamily> quantities() {
        return List.of(STARTS);
    }

    @Override
    public boolean consumes() {
        return true;
    }

    @Override
    public List<ConstraintFamily> conditions() {
        return List.of(RUNS_ONCE);
    }

    @Override
    public Device in(BlockScope scope) {
        return new Loads(scope);
    }

    private static final class Loads extends DevicesAtBuses<AtomicLoad> {

        private final CarriedState runs;
        private final LatestBlocks<Loads> blocks = new LatestBlocks<>(this);

        Loads(BlockScope scope) {
            super(scope, AtomicLoad.KIND, AtomicLoad.class);
            this.runs = new CarriedState(scope, RUNS, RUNS_BEFORE, null);
        }

        @Override
        public void addActivePower() {
            program.variables(POWER, this::isActive);
            Variables starts =
                    program.variables(STARTS, k -> isActive(k) && device(k).mayStart());
            runs.add(this::isActive);
            for (int k : active()) {
                LinearExpression sum = runs.left(k).minus(runs.found(k, 0.0));
                if (starts.has(k)) {
                    program.integer(starts.of(k));
                    program.between(null, null, k, of(STARTS, k), 0.0, 1.0);
                    sum.minus(starts.of(k));
                }
                program.equal(null, k, sum, 0.0);
                if (scope.begins()) {
                    addPower(k, program);
                }
                if (scope.ends()) {
                    LinearExpression all = overTheBlock(runs.left(k));
                    if (device(k).mustRun() && !mayStartLater(k)) {
                        program.equal(RUNS_ONCE, k, all, 1.0 / scope.hours());
                    } else {
                        program.atMost(RUNS_ONCE, k, all, 1.0 / scope.hours());
                    }
                    forbidStart(k, scope.later().size(), program);
                }
            }
        }

        /** Whether there is a start after the window that comes to its end within the horizon. */
        private boolean mayStartLater(int k) {
            int left = scope.later().size() - device(k).profile().size();
            for (int t = 0; t <= left; t++) {
                List<? extends ConnectedElement> then =
                        scope.later().get(t).profile().devices(AtomicLoad.KIND);
                if (((AtomicLoad) then.get(k)).mayStart()) {
                    return true;
                }
            }
            return false;
        }

        /** The power of the block by the starts up to now. */
        private void addPower(int k, ProgramBuilder rows) {
            LinearExpression power = of(POWER, k);
            List<Double> profile = device(k).profile();
            List<Loads> latest = blocks.latest(profile.size());
            for (int back = 0; back < latest.size(); back++) {
                Variables starts = latest.get(back).program.existing(STARTS);
                if (starts.has(k)) {
                    power.minus(perUnit.power(profile.get(back)), starts.of(k));
                }
            }
            rows.equal(POWER_LAW, k, power, 0.0);
        }

        /** No start where fewer blocks follow than the profile needs. */
        private void forbidStart(int k, int following, ProgramBuilder rows) {
            if (program.existing(STARTS).has(k) && device(k).profile().size() - 1 > following) {
                rows.equal(null, k, of(STARTS, k), 0.0);
            }
        }

        @Override
        LinearExpression supply(int k) {
            return LinearExpression.zero().minus(of(POWER, k));
        }

        /** What a run is worth counts once, and costs of a block count in every hour of it. */
        private double valuePerHour(int k) {
            return device(k).value() / scope.hours();
        }

        @Override
        public void addCost(double weight) {
            Variables starts = program.existing(STARTS);
            for (int k : active()) {
                if (starts.has(k)) {
                    program.cost(-weight * valuePerHour(k), starts.of(k));
                }
            }
        }

        @Override
        public void follow(Device earlier, LinkRows rows) {
            Loads before = (Loads) earlier;
            runs.follow(before.runs, rows.program());
            blocks.follow(
                    before.blocks,
                    Arrays.stream(active())
                            .map(k -> device(k).profile().size())
                            .max()
                            .orElse(0));
            for (int k : active()) {
                addPower(k, rows.program());
                if (scope.ends()) {
                    List<Loads> latest = blocks.latest(device(k).profile().size());
                    for (int back = 1; back < latest.size(); back++) {
                        latest.get(back).forbidStart(k, scope.later().size() + back, rows.program());
                    }
                }
            }
        }

        @Override
        IntFunction<DevicePower> powers(ModelSolution solution) {
            double[] power = values(solution, POWER);
            double[] starts = values(solution, STARTS);
            return k -> DevicePower.of(-power[k], 0.0, device(k).mayStart() ? -valuePerHour(k) * starts[k] : 0.0);
        }
    }

    @Override
    public String toString() {
        return kind().label();
    }
}
