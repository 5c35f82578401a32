package org.flexopf.solver.adapter;

import org.flexopf.program.ConicProgram;
import org.flexopf.solver.KktReport;

/** A primal point with multipliers. */
record PrimalDualPoint(double[] x, Multipliers multipliers) {

    KktReport report(ConicProgram program) {
        return KktReport.of(program, x, multipliers.y(), multipliers.z());
    }
}
