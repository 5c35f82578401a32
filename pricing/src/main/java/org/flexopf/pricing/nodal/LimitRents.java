package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.model.ModelSolution;
import org.flexopf.model.ProgramNames;
import org.flexopf.network.Branch;
import org.flexopf.network.Network;
import org.flexopf.network.Topology;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.formulation.FormulatedModel;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * What each limit of the network earns: its multipliers times its room, whichever formulation wrote it.
 *
 * <p>A row {@code g'x <= h} with the multiplier z earns {@code z (h - g'x0)}, where x0 is the network without any flow:
 * no power, and voltages that follow from those of the roots by the ratios of the transformers. By duality, and since
 * the laws of a network without losses, shunts, charging and phase shifts hold at x0 too, these rents are then all that
 * the network earns.
 */
final class LimitRents {

    /** Rents below this, relative to the sum of their sizes, are a solver's rounding. */
    private static final double SMALLEST_SHARE = 1e-7;

    private final Network network;
    private final FormulatedModel model;
    private final ProgramNames names;
    /** The network without flow, by column of the program. */
    private final double[] still;

    private final Map<Key, Double> rents = new LinkedHashMap<>();

    private LimitRents(OpfSolution solution) {
        network = solution.network();
        model = solution.formulated();
        // Where the program has several blocks, this one alone: its own names, rows and multipliers.
        ModelSolution alone = solution.named();
        names = ProgramNames.of(alone.model());
        ConicProgram program = alone.model().program();
        still = withoutFlow(solution);
        add(program.coneMatrix().transpose(), program.coneRhs(), alone.result().z(), false);
        add(
                program.equalityMatrix().transpose(),
                program.equalityRhs(),
                alone.result().y(),
                true);
    }

    /** The rents that are more than rounding, the largest first. */
    static List<Rent.LimitRent> of(OpfSolution solution) {
        return new LimitRents(solution).largestFirst();
    }

    private void add(SparseMatrix byRows, double[] rhs, double[] multiplier, boolean equalities) {
        for (int row = 0; row < rhs.length; row++) {
            Optional<Key> key = equalities
                    ? names.equality(row).filter(limit -> isLimit(limit.family()))
                    : names.coneRow(row).filter(limit -> isLimit(limit.family()));
            if (key.isPresent() && multiplier[row] != 0.0) {
                double room = rhs[row];
                for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
                    room -= byRows.value(e) * still[byRows.rowIndex(e)];
                }
                rents.merge(key.get(), multiplier[row] * room, Double::sum);
            }
        }
    }

    private static boolean isLimit(Family row) {
        PriceComponent component = PriceComponent.of(row);
        return component == PriceComponent.CONGESTION || component == PriceComponent.VOLTAGE;
    }

    private double[] withoutFlow(OpfSolution solution) {
        double[] point = new double[solution.named().result().x().length];
        if (!solution.has(OpfVariables.SQUARED_VOLTAGE)) {
            return point;
        }
        double[] w = solution.values(OpfVariables.SQUARED_VOLTAGE);
        double[] tapped = solution.has(OpfVariables.TAPPED_VOLTAGE)
                ? solution.values(OpfVariables.TAPPED_VOLTAGE)
                : new double[0];
        double[] squaredRatio = new double[network.branches().size()];
        for (int b = 0; b < squaredRatio.length; b++) {
            Branch branch = network.branches().get(b);
            boolean free = tapped.length > 0 && !Double.isNaN(tapped[b]);
            squaredRatio[b] = free ? w[network.topology().from(b)] / tapped[b] : branch.ratio() * branch.ratio();
        }
        double[] voltage = voltages(w, squaredRatio);
        for (int column = 0; column < point.length; column++) {
            Key key = names.column(column).orElse(null);
            if (key != null && key.family().equals(OpfVariables.SQUARED_VOLTAGE)) {
                point[column] = voltage[key.element()];
            } else if (key != null && key.family().equals(OpfVariables.TAPPED_VOLTAGE)) {
                point[column] = voltage[network.topology().from(key.element())] / squaredRatio[key.element()];
            }
        }
        return point;
    }

    private double[] voltages(double[] w, double[] squaredRatio) {
        Topology topology = network.topology();
        double[] voltage = w.clone();
        for (int bus : topology.fromRootsOutwards()) {
            int branch = topology.parentBranch(bus);
            if (branch >= 0) {
                double parent = voltage[topology.parentBus(bus)];
                voltage[bus] =
                        topology.to(branch) == bus ? parent / squaredRatio[branch] : parent * squaredRatio[branch];
            }
        }
        return voltage;
    }

    private List<Rent.LimitRent> largestFirst() {
        double size = rents.values().stream().mapToDouble(Math::abs).sum();
        List<Rent.LimitRent> kept = new ArrayList<>();
        rents.forEach((limit, rent) -> {
            if (Math.abs(rent) > SMALLEST_SHARE * (1.0 + size)) {
                kept.add(new Rent.LimitRent(limit, model.label(limit), rent));
            }
        });
        kept.sort(Comparator.comparingDouble(limit -> -Math.abs(limit.rent())));
        return List.copyOf(kept);
    }
}
