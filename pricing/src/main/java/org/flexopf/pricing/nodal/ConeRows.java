package org.flexopf.pricing.nodal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.program.Cone;
import org.flexopf.program.SparseMatrix;

/** Which inequalities and cones of a program are laws of the network, and which are sources. */
final class ConeRows {

    private final SolvedProgram solved;
    private final NetworkState state;
    private final SparseMatrix byRows;

    ConeRows(SolvedProgram solved, NetworkState state) {
        this.solved = solved;
        this.state = state;
        this.byRows = solved.program().coneMatrix().transpose();
    }

    /**
     * Rows that keep a current or a loss above its curve make up a law together; limits that bind are sources. The
     * limits of a setting are neither.
     */
    void addTo(NetworkLaws laws, PriceSources sources) {
        double[] multiplier = solved.result().z();
        Map<Key, List<CurveLaw.Block>> curves = new LinkedHashMap<>();
        int row = 0;
        for (Cone cone : solved.program().cones()) {
            int size = cone instanceof Cone.SecondOrder ? cone.dimension() : 1;
            for (int end = row + cone.dimension(); row < end; row += size) {
                Optional<Key> name = solved.names().coneRow(row);
                if (name.filter(key -> isCurve(key.family())).isPresent()) {
                    curves.computeIfAbsent(name.get(), key -> new ArrayList<>()).add(new CurveLaw.Block(row, size));
                } else if (!SettingLaws.isLimit(name)) {
                    for (int k = row; k < row + size; k++) {
                        if (multiplier[k] != 0.0) {
                            sources.add(name, byRows, k, multiplier[k]);
                        }
                    }
                }
            }
        }
        curves.forEach(
                (name, blocks) -> new CurveLaw(solved.result(), state, byRows).addTo(laws, sources, name, blocks));
    }

    private static boolean isCurve(Family row) {
        return row.equals(OpfConstraints.CURRENT_CONE) || row.equals(OpfConstraints.LOSS_BOUND);
    }
}
