package org.flexopf.solver.adapter;

import org.flexopf.program.ConvexProgram;
import org.flexopf.solver.KktReport;

/** A primal point with multipliers. */
record PrimalDualPoint(double[] x, Multipliers multipliers) {

    KktReport report(ConvexProgram program) {
        return KktReport.of(program, x, multipliers.y(), multipliers.z());
    }
}
