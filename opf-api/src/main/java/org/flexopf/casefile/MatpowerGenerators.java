package org.flexopf.casefile;

import org.flexopf.casefile.MatlabValue.Matrix;
import org.flexopf.casefile.MatpowerTables.Row;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.ReactiveLines;
import org.flexopf.network.ReactiveLines.Line;

/**
 * Makes generators of the rows of {@code gen}.
 *
 * <p>A row with PMIN below 0 and PMAX 0 is a dispatchable load. Where one of QMIN and QMAX is 0 and the other is not,
 * its reactive power follows its active power, {@code q = p Qlim / PMIN} (MATPOWER User's Manual, section 6.4.2). Where
 * PC1 and PC2 differ, reactive power lies between the line through (PC1, QC1MIN) and (PC2, QC2MIN) and the line through
 * (PC1, QC1MAX) and (PC2, QC2MAX) (section 6.4.3).
 */
final class MatpowerGenerators {

    /** The columns of version 2 that describe the capability curve end here. */
    private static final int CAPABILITY_COLUMNS = 16;

    private final MatpowerTables tables;
    private final CaseOptions options;
    private final NetworkBuilder builder;

    MatpowerGenerators(MatpowerTables tables, CaseOptions options, NetworkBuilder builder) {
        this.tables = tables;
        this.options = options;
        this.builder = builder;
    }

    /** @param ofVersion1 whether columns beyond the tenth are results */
    void add(Matrix table, Matrix costs, boolean ofVersion1) {
        boolean hasCurves = !ofVersion1 && table.columns() >= CAPABILITY_COLUMNS;
        MatpowerCosts curves = new MatpowerCosts(tables);
        boolean startUp = false;
        for (int row = 0; row < table.rows(); row++) {
            Row generator = tables.row("gen", table, row);
            int bus = generator.integer(0, "bus number");
            CostCurve cost = CostCurve.free();
            CostCurve reactiveCost = CostCurve.free();
            if (costs != null) {
                cost = curves.of(tables.row("gencost", costs, row));
                startUp |= costs.get(row, 1) != 0.0 || costs.get(row, 2) != 0.0;
                if (costs.rows() == 2 * table.rows()) {
                    reactiveCost = curves.of(tables.row("gencost", costs, table.rows() + row));
                }
            }
            if (Double.isNaN(generator.at(7))) {
                generator.fault(
                        "status NaN",
                        "a generator is switched in or out",
                        "give 1 for in service, 0 for out of service");
            }
            if (bus == 0) {
                tables.rowLeftOut();
                continue;
            }
            boolean inService = generator.at(7) > 0.0;
            builder.fromLine(table.line(row));
            double pMin = generator.at(9);
            double pMax = generator.at(8);
            double qMin = generator.at(4);
            double qMax = generator.at(3);
            builder.generator(Generator.of(row + 1, bus, pMin, pMax, qMin, qMax, cost)
                    .withReactiveCost(reactiveCost)
                    .withSchedule(generator.at(1), generator.at(2))
                    .withVoltageSetPoint(generator.at(5))
                    .withReactiveLines(reactiveLines(generator, hasCurves, pMin, pMax, qMin, qMax))
                    .withInService(inService));
            if (inService && isDispatchableLoad(pMin, pMax)) {
                noteReading("generator " + (row + 1) + " at bus " + bus, qMin, qMax);
            }
        }
        if (costs == null && table.rows() > 0) {
            tables.changingNote(
                    tables.label("gencost"),
                    "missing: all generators are free of cost, so that generation costs 0 whatever the dispatch");
        }
        if (startUp) {
            tables.harmlessNote(tables.label("gencost"), "start-up and shut-down costs are not used");
        }
    }

    private static boolean isDispatchableLoad(double pMin, double pMax) {
        return pMin < 0.0 && pMax == 0.0;
    }

    private ReactiveLines reactiveLines(
            Row generator, boolean hasCurve, double pMin, double pMax, double qMin, double qMax) {
        ReactiveLines curve = hasCurve ? capabilityLines(generator, pMin, pMax, qMin, qMax) : ReactiveLines.none();
        boolean oneLimit = (qMin == 0.0) != (qMax == 0.0);
        if (options.freeReactiveLoads() || !isDispatchableLoad(pMin, pMax) || !oneLimit) {
            return curve;
        }
        double ratio = (qMin + qMax) / pMin;
        if (!Double.isFinite(ratio) || Double.isInfinite(pMin)) {
            generator.fault(
                    "PMIN " + pMin + " with QMIN " + qMin + " and QMAX " + qMax,
                    "a dispatchable load keeps the power factor of its limits, and these have none",
                    "give finite limits, or read the file with dispatchable loads of free reactive power");
            return curve;
        }
        if (!curve.isNone()) {
            generator.fault(
                    "columns PC1 to QC2MAX",
                    "a dispatchable load of constant power factor has a capability curve too",
                    "set these columns to 0 and limit its active power by PMIN");
            return curve;
        }
        return ReactiveLines.constantPowerFactor(ratio);
    }

    /** The lines of columns PC1 to QC2MAX; one that the limits of P and Q imply is left out. */
    private static ReactiveLines capabilityLines(Row generator, double pMin, double pMax, double qMin, double qMax) {
        double pc1 = generator.at(10);
        double pc2 = generator.at(11);
        if (pc1 == pc2) {
            return ReactiveLines.none();
        }
        if (!(pc1 < pc2)) {
            generator.fault(
                    "PC1 " + pc1 + " and PC2 " + pc2,
                    "the points of a capability curve do not ascend",
                    "exchange them, with QC1MIN to QC2MAX, or set all six to 0 for none");
            return ReactiveLines.none();
        }
        Line lower = Line.through(pc1, generator.at(12), pc2, generator.at(14));
        Line upper = Line.through(pc1, generator.at(13), pc2, generator.at(15));
        boolean belowAnyhow = lower.at(pMin) <= qMin && lower.at(pMax) <= qMin;
        boolean aboveAnyhow = upper.at(pMin) >= qMax && upper.at(pMax) >= qMax;
        return new ReactiveLines(
                belowAnyhow ? ReactiveLines.NO_LOWER : lower, aboveAnyhow ? ReactiveLines.NO_UPPER : upper);
    }

    /** Which reading of a dispatchable load was taken, where there is more than one. */
    private void noteReading(String element, double qMin, double qMax) {
        if (qMin == 0.0 && qMax == 0.0) {
            return;
        }
        if (qMin != 0.0 && qMax != 0.0) {
            tables.changingNote(
                    element,
                    "a dispatchable load with reactive limits on both sides of zero, which have no power factor: "
                            + "P and Q are free within their limits");
        } else if (options.freeReactiveLoads()) {
            tables.changingNote(
                    element,
                    "a dispatchable load whose P and Q are free within their limits, as asked for; MATPOWER keeps its"
                            + " power factor");
        } else {
            tables.changingNote(
                    element, "a dispatchable load that keeps the power factor of its limits, as in MATPOWER");
        }
    }
}
