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
        int count = row.at(3) == 0.0 && model == POLYNOMIAL ? 0 : row.integer(3, "number of coefficients or points");
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

    private CostCurve piecewiseLinear(Row row, int count) {
        List<CostCurve.Point> points = new ArrayList<>();
        CostCurve.Point rounding =
                new CostCurve.Point(rounding(row, COLUMNS, count), rounding(row, COLUMNS + 1, count));
        for (int k = 0; k < count; k++) {
            int column = COLUMNS + 2 * k;
            points.add(new CostCurve.Point(row.at(column), row.at(column + 1)));
        }
        CostCurve.PiecewiseLinear curve = CostCurve.PiecewiseLinear.rounded(points, rounding);
        if (curve.points().size() < count) {
            tables.changingNote(
                    row.label(),
                    "its slopes fall by no more than the last decimals of its points explain: taken for "
                            + curve.pieces() + " straight pieces, not " + (count - 1));
        }
        return curve;
    }

    /**
     * How far the powers of a row, or its costs, may be off: half a unit of the last decimal. Files leave out zeros at
     * the end of a number, so that the number with the most decimals tells.
     */
    private static double rounding(Row row, int first, int count) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            double rounding = row.rounding(first + 2 * k);
            least = rounding > 0.0 ? Math.min(least, rounding) : least;
        }
        return least == Double.POSITIVE_INFINITY ? 0.0 : least;
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
