package org.flexopf.program.cbf;

import java.util.Objects;
import org.flexopf.program.ConicProgram;

/**
 * A program read from a CBF file, with the way back to the file's own terms. The variables keep the order of the file;
 * the objective is minimised, so that of a file that maximises is negated.
 *
 * @param program the program, always to be minimised
 * @param maximised whether the file maximises
 * @param version the version of the format, 1 to 4
 */
public record CbfProgram(ConicProgram program, boolean maximised, int version) {

    /** The program is required. */
    public CbfProgram {
        Objects.requireNonNull(program, "program");
    }

    /**
     * A value of the program's objective, such as its optimum or dual bound, as the file counts it.
     *
     * @param value a value of the minimised objective, constant included
     */
    public double objectiveInFile(double value) {
        return maximised ? 0.0 - value : value;
    }
}
