package org.flexopf.report;

import java.util.EnumSet;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.opf.state.OperatingPoint;

/** How much of its limits every branch uses, or else of the largest power of all: colours and widths of lines. */
final class BranchUse {

    private final Network network;
    private final OperatingPoint point;
    private final boolean limitsKnown;
    private final double largestFlow;

    /** With {@code null} for a state that is not known. */
    BranchUse(Network network, OperatingPoint point) {
        this.network = network;
        this.point = point;
        this.limitsKnown =
                network.branches().stream().anyMatch(branch -> branch.hasRating() || branch.hasCurrentLimit());
        this.largestFlow = largestFlow();
    }

    private double largestFlow() {
        double largest = 0.0;
        for (int b = 0; point != null && b < network.branches().size(); b++) {
            double flow = flow(b);
            largest = Double.isFinite(flow) ? Math.max(largest, flow) : largest;
        }
        return largest;
    }

    /** The larger apparent power of both ends, MVA; active power where reactive power is unknown. */
    private double flow(int branch) {
        double flow = point.apparentPower(branch);
        return Double.isNaN(flow) ? Math.max(Math.abs(point.pFrom(branch)), Math.abs(point.pTo(branch))) : flow;
    }

    LineStyle style(int branch) {
        return point == null ? LineStyle.UNKNOWN : LineStyle.of(point.loading(network, branch));
    }

    /** The width of a line, pixels. */
    double width(int branch) {
        if (point == null) {
            return LineStyle.width(Double.NaN);
        }
        return LineStyle.width(
                limitsKnown ? point.loading(network, branch) : largestFlow > 0.0 ? flow(branch) / largestFlow : 0.0);
    }

    /** How most branches of a large network are drawn. */
    LineStyle common() {
        return limitsKnown || point == null ? LineStyle.LIGHT : LineStyle.UNLIMITED;
    }

    /** How much of its limits a branch uses; nothing where it has none. */
    String brief(int branch) {
        double loading = point == null ? Double.NaN : point.loading(network, branch);
        Branch data = network.branches().get(branch);
        return Double.isNaN(loading)
                ? ""
                : data.fromBus() + "-" + data.toBus() + ": " + Numbers.fixed(100.0 * loading, 1) + " %";
    }

    void describe(FeederLegend legend) {
        if (point != null && limitsKnown) {
            EnumSet<LineStyle> used = EnumSet.noneOf(LineStyle.class);
            for (int b = 0; b < network.branches().size(); b++) {
                if (network.topology().isActive(b)) {
                    used.add(style(b));
                }
            }
            used.forEach(style -> legend.line(style.colour(), style.typicalWidth(), "", style.label()));
        } else if (point != null && largestFlow > 0.0) {
            legend.line(
                    LineStyle.UNLIMITED.colour(),
                    LineStyle.width(1.0),
                    "",
                    Numbers.fixed(largestFlow, 1 + Numbers.digits(largestFlow, largestFlow))
                            + " MVA (no ratings, width by power)");
        }
    }
}
