package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.StepControl;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.limit.NetworkLimit;

/**
 * Tap changers and phase shifters as decisions. Behind the ideal transformer of a branch stands a voltage of its own,
 * of magnitude {@code u = v / ratio} where the ratio is free, and of angle {@code a = theta - shift} where the shift
 * is; the rest of the branch is one without a transformer, so that the ranges of settings are linear:
 *
 * <pre>
 *   lower u &lt;= v &lt;= upper u,    lower &lt;= theta - a &lt;= upper
 * </pre>
 */
final class Transformers implements Part {

    private final ActiveGrid grid;
    /** By place of the branch: its variables behind the transformer, or those of its from bus. */
    private final int[] magnitude;

    private final int[] angle;
    private final StepControl[] ratioOf;
    private final StepControl[] shiftOf;
    private final List<Setting> settings = new ArrayList<>();

    /** A free setting: front and back variables, and the first of its two rows. */
    private record Setting(StepControl control, int branch, int front, int back, int row) {

        boolean isRatio() {
            return control.kind() == StepControl.Kind.TAP_RATIO;
        }

        /** The range, radians for shifts. */
        double lower() {
            return isRatio() ? control.lower() : Math.toRadians(control.lower());
        }

        double upper() {
            return isRatio() ? control.upper() : Math.toRadians(control.upper());
        }

        double at(double[] x) {
            return isRatio() ? x[front] / x[back] : Math.toDegrees(x[front] - x[back]);
        }
    }

    Transformers(ActiveGrid grid, Layout layout) {
        this.grid = grid;
        int branches = grid.branch.length;
        magnitude = new int[branches];
        angle = new int[branches];
        ratioOf = new StepControl[branches];
        shiftOf = new StepControl[branches];
        for (int k = 0; k < branches; k++) {
            magnitude[k] = grid.magnitude(grid.from[k]);
            angle[k] = grid.from[k];
        }
        for (StepControl control : grid.network.controls()) {
            if (control.kind().isAtBranch() && grid.network.isActive(control)) {
                free(control, grid.placeOfBranch[grid.network.branchIndex(control.element())], layout);
            }
        }
    }

    private void free(StepControl control, int k, Layout layout) {
        boolean ratio = control.kind() == StepControl.Kind.TAP_RATIO;
        (ratio ? ratioOf : shiftOf)[k] = control;
        if (control.lower() == control.upper()) {
            return;
        }
        int group = grid.from[k];
        int front = ratio ? grid.magnitude(group) : group;
        int back = layout.variable(group, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        (ratio ? magnitude : angle)[k] = back;
        int row = layout.inequality();
        layout.inequality();
        settings.add(new Setting(control, k, front, back, row));
    }

    /** The variable of the magnitude behind the transformer of a branch (by place). */
    int magnitude(int k) {
        return magnitude[k];
    }

    /** The variable of the angle behind the transformer of a branch (by place). */
    int angle(int k) {
        return angle[k];
    }

    boolean hasFreeRatio(int k) {
        return ratioOf[k] != null && ratioOf[k].lower() < ratioOf[k].upper();
    }

    /** The rest of a branch (by place): with the settings that are held, and none where they are free. */
    Branch rest(int k) {
        Branch branch = grid.network.branches().get(grid.branch[k]);
        double ratio = ratioOf[k] == null ? branch.ratio() : hasFreeRatio(k) ? 1.0 : ratioOf[k].lower();
        boolean freeShift = shiftOf[k] != null && shiftOf[k].lower() < shiftOf[k].upper();
        double shift = shiftOf[k] == null ? branch.shift() : freeShift ? 0.0 : shiftOf[k].lower();
        return branch.withTap(ratio, shift);
    }

    /** The settings of all tap changers and phase shifters in service. */
    Map<StepControl, Double> settings(double[] x) {
        Map<StepControl, Double> values = new LinkedHashMap<>();
        for (int k = 0; k < ratioOf.length; k++) {
            for (StepControl control : new StepControl[] {ratioOf[k], shiftOf[k]}) {
                if (control != null) {
                    values.put(control, control.lower());
                }
            }
        }
        settings.forEach(setting -> values.put(
                setting.control, Math.max(setting.control.lower(), Math.min(setting.control.upper(), setting.at(x)))));
        return values;
    }

    /** The settings of the network, or what is nearest to them in their ranges. */
    @Override
    public void settle(Network operated, double[] x) {
        for (Setting setting : settings) {
            Branch branch = operated.branches().get(grid.branch[setting.branch]);
            double present = setting.isRatio() ? branch.ratio() : Math.toRadians(branch.shift());
            double within = Math.max(setting.lower(), Math.min(setting.upper(), present));
            x[setting.back] = setting.isRatio() ? x[setting.front] / within : x[setting.front] - within;
        }
    }

    @Override
    public void inequalityEntries(Triplets.Builder entries) {
        for (Setting setting : settings) {
            for (int side = 0; side < 2; side++) {
                entries.add(setting.row + side, setting.front);
                entries.add(setting.row + side, setting.back);
            }
        }
    }

    @Override
    public void constraints(double[] x, double[] g, double[] h) {
        for (int i = 0; i < settings.size(); i++) {
            Setting setting = settings.get(i);
            double front = x[setting.front];
            double back = x[setting.back];
            if (setting.isRatio()) {
                h[setting.row] = front - setting.upper() * back;
                h[setting.row + 1] = setting.lower() * back - front;
            } else {
                h[setting.row] = front - back - setting.upper();
                h[setting.row + 1] = setting.lower() - front + back;
            }
        }
    }

    @Override
    public int inequalityValues(double[] x, double[] h, int at) {
        int next = at;
        for (int i = 0; i < settings.size(); i++) {
            Setting setting = settings.get(i);
            h[next++] = 1.0;
            h[next++] = setting.isRatio() ? -setting.upper() : -1.0;
            h[next++] = -1.0;
            h[next++] = setting.isRatio() ? setting.lower() : 1.0;
        }
        return next;
    }

    @Override
    public void multipliers(NonlinearResult result, LimitWorth worth) {
        for (Setting setting : settings) {
            int index = grid.branch[setting.branch];
            double above = result.inequalityMultiplier(setting.row);
            double below = result.inequalityMultiplier(setting.row + 1);
            if (setting.isRatio()) {
                double back = result.x(setting.back);
                worth.add(NetworkLimit.TAP_RATIO_MAX, index, above * back);
                worth.add(NetworkLimit.TAP_RATIO_MIN, index, below * back);
            } else {
                worth.angle(NetworkLimit.PHASE_SHIFT_MAX, index, above);
                worth.angle(NetworkLimit.PHASE_SHIFT_MIN, index, below);
            }
        }
    }

    @Override
    public void laws(double[] x, PriceLaws laws) {
        for (Setting setting : settings) {
            laws.state(setting.back, PriceComponent.OTHER);
            laws.setting(setting.front, setting.back, setting.isRatio() ? setting.at(x) : 1.0);
        }
    }
}
