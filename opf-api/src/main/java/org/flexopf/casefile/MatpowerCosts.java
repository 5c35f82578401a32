package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.casefile.MatpowerTables.Row;
import org.flexopf.network.CostCurve;
import org.flexopf.network.InvalidCostException;

/** Makes cost curves of the rows of {@code gencost} and {@code dclinecost}. */
final class MatpowerCosts {

    /** The columns before the coefficients or points. */
    static final int COLUMNS = 4;

    private static final int PIECEWISE_LINEAR = 1;
    private static final int POLYNOMIAL = 2;

    private final MatpowerTables tables;

    MatpowerCosts(MatpowerTables tables) {
        this.tables = tables;
    }

    /** The cost of a row of gencost; free of cost, with a fault, where it is none. */
    CostCurve of(Row row) {
        double model = row.at(0);
        int count = row.integer(3, "number of coefficients or points");
        if (model != PIECEWISE_LINEAR && model != POLYNOMIAL) {
            row.fault(
                    "cost model " + model,
                    "there is no such model",
                    "give 1 for piecewise linear or 2 for a polynomial");
            return CostCurve.free();
        }
        int wanted = COLUMNS + count * (model == PIECEWISE_LINEAR ? 2 : 1);
        if (count == 0) {
            return CostCurve.free();
        }
        if (count > row.columns() || wanted > row.columns()) {
            row.fault(
                    row.columns() + " columns",
                    "a cost of model " + (int) model + " with " + count
                            + (model == PIECEWISE_LINEAR ? " points" : " coefficients") + " takes " + wanted,
                    "add the columns that are missing, or correct their number");
            return CostCurve.free();
        }
        try {
            return model == PIECEWISE_LINEAR ? piecewiseLinear(row, count) : polynomial(row, count);
        } catch (InvalidCostException e) {
            tables.faults().add(e.toFault(row.label()));
            return CostCurve.free();
        }
    }

    private static CostCurve piecewiseLinear(Row row, int count) {
        List<CostCurve.Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            points.add(new CostCurve.Point(row.at(COLUMNS + 2 * k), row.at(COLUMNS + 2 * k + 1)));
        }
        return CostCurve.piecewiseLinear(points);
    }

    /** Coefficients stand from the highest power down. */
    private static CostCurve polynomial(Row row, int count) {
        for (int k = 0; k < count - 3; k++) {
            if (row.at(COLUMNS + k) != 0.0) {
                throw new InvalidCostException(
                        "coefficient " + row.at(COLUMNS + k) + " of the power " + (count - 1 - k),
                        "costs are polynomials of degree 2 at most",
                        "fit a quadratic or a convex piecewise linear cost");
            }
        }
        int constant = COLUMNS + count - 1;
        return CostCurve.quadratic(
                count > 2 ? row.at(constant - 2) : 0.0, count > 1 ? row.at(constant - 1) : 0.0, row.at(constant));
    }
}
