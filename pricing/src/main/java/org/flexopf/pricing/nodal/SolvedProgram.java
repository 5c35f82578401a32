package org.flexopf.pricing.nodal;

import org.flexopf.model.ProgramNames;
import org.flexopf.network.Network;
import org.flexopf.opf.OpfSolution;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;

/**
 * A program with the names of its columns and rows, at its optimum.
 *
 * @param network the network that it is about
 * @param program the program
 * @param names what its columns and rows stand for
 * @param result the optimum: columns, slacks and multipliers
 */
record SolvedProgram(Network network, ConicProgram program, ProgramNames names, CheckedAnswer result) {

    static SolvedProgram of(OpfSolution solution) {
        return new SolvedProgram(
                solution.network(),
                solution.named().model().program(),
                ProgramNames.of(solution.named().model()),
                solution.named().result());
    }
}
