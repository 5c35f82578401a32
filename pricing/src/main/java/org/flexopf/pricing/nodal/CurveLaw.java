package org.flexopf.pricing.nodal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.model.Key;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.CheckedAnswer;

/**
 * The law of a current or a loss that a cone or tangents keep above its curve: it follows the curve at the margin. The
 * law is the combination of these rows in the proportion of their multipliers; where they have none, as in an inexact
 * relaxation, the normal of the cone, or the tangent that is nearest.
 */
final class CurveLaw {

    /** Multipliers that are at most this much off the normal of their cone (as a sine) are taken for parallel to it. */
    private static final double PARALLEL = 1e-3;

    private final CheckedAnswer result;
    private final NetworkState state;
    private final SparseMatrix byRows;
    private final Map<Integer, Double> direction = new HashMap<>();

    CurveLaw(CheckedAnswer result, NetworkState state, SparseMatrix byRows) {
        this.result = result;
        this.state = state;
        this.byRows = byRows;
    }

    /** Neighbouring rows: a cone, or one inequality. */
    record Block(int first, int size) {}

    /** Adds the law of one curve; what its rows do beyond the law is a source. */
    void addTo(NetworkLaws laws, PriceSources sources, Key name, List<Block> blocks) {
        if (blocks.size() == 1 && blocks.get(0).size() > 1) {
            combineCone(blocks.get(0), sources, name);
        } else {
            combineTangents(blocks);
        }
        int[] at =
                direction.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        if (at.length > 0) {
            double[] values = new double[at.length];
            for (int k = 0; k < at.length; k++) {
                values[k] = direction.get(at[k]);
            }
            laws.add(new LawTerms(at, values));
        }
    }

    private void combineCone(Block cone, PriceSources sources, Key name) {
        double[] normal = new double[cone.size()];
        double alongNormal = 0.0;
        double normalSquare = 0.0;
        double dualSquare = 0.0;
        for (int k = 0; k < normal.length; k++) {
            double multiplier = result.z()[cone.first() + k];
            normal[k] = (k == 0 ? 1.0 : -1.0) * result.s()[cone.first() + k];
            alongNormal += normal[k] * multiplier;
            normalSquare += normal[k] * normal[k];
            dualSquare += multiplier * multiplier;
        }
        boolean parallel = alongNormal * alongNormal >= (1.0 - PARALLEL * PARALLEL) * normalSquare * dualSquare
                && dualSquare > 0.0;
        for (int k = 0; k < normal.length; k++) {
            int row = cone.first() + k;
            double multiplier = result.z()[row];
            add(row, parallel ? multiplier / Math.sqrt(dualSquare) : normal[k] / Math.sqrt(normalSquare));
            if (!parallel) {
                // What is not along the normal is no law but the formulation's own affair.
                sources.add(Optional.of(name), byRows, row, multiplier - alongNormal * normal[k] / normalSquare);
            }
        }
    }

    private void combineTangents(List<Block> tangents) {
        double sum = tangents.stream()
                .mapToDouble(tangent -> result.z()[tangent.first()])
                .sum();
        int tightest = tangents.stream()
                .min(Comparator.comparingDouble(tangent -> result.s()[tangent.first()]))
                .orElseThrow()
                .first();
        for (Block tangent : tangents) {
            int row = tangent.first();
            add(row, sum > 0.0 ? result.z()[row] / sum : row == tightest ? 1.0 : 0.0);
        }
    }

    private void add(int row, double factor) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            int at = state.number(byRows.rowIndex(e));
            if (at >= 0) {
                direction.merge(at, factor * byRows.value(e), Double::sum);
            }
        }
    }
}
