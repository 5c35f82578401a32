package org.flexopf.model;

import java.util.List;
import java.util.function.Predicate;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;

/**
 * Which numbers of a program follow from parameters, and how: all that is written again where the parameters are other
 * ones. What else the program is made of stays, as long as the parameters meet the conditions that it was written
 * under.
 */
final class ProgramData {

    /** Whether parameters leave the pattern as it is: a limit that is there, two limits that leave room between. */
    private final List<Predicate<double[]>> conditions;

    private final DatumPlaces quadratic;
    private final DatumPlaces linear;
    private final Datum constant;
    private final DatumPlaces equalityMatrix;
    private final DatumPlaces equalityRhs;
    private final DatumPlaces coneMatrix;
    private final DatumPlaces coneRhs;

    ProgramData(
            List<Predicate<double[]>> conditions,
            DatumPlaces quadratic,
            DatumPlaces linear,
            Datum constant,
            DatumPlaces equalityMatrix,
            DatumPlaces equalityRhs,
            DatumPlaces coneMatrix,
            DatumPlaces coneRhs) {
        this.conditions = List.copyOf(conditions);
        this.quadratic = quadratic;
        this.linear = linear;
        this.constant = constant;
        this.equalityMatrix = equalityMatrix;
        this.equalityRhs = equalityRhs;
        this.coneMatrix = coneMatrix;
        this.coneRhs = coneRhs;
    }

    /** Whether the program has the same pattern where the parameters are these. */
    boolean fits(double[] parameters) {
        for (int k = 0; k < conditions.size(); k++) {
            if (!conditions.get(k).test(parameters)) {
                return false;
            }
        }
        return true;
    }

    /** The program where the parameters are these. */
    ConicProgram at(double[] parameters, ConicProgram program) {
        double[] q = program.linear();
        linear.write(parameters, q);
        double[] b = program.equalityRhs();
        equalityRhs.write(parameters, b);
        double[] h = program.coneRhs();
        coneRhs.write(parameters, h);
        double c = constant.at(parameters);
        ConicProgram given = program.withRightHandSides(b, h);
        given = quadratic.size() == 0
                ? given.withLinear(q, c)
                : given.withObjective(at(parameters, quadratic, program.quadratic()), q, c);
        if (equalityMatrix.size() > 0) {
            given = given.withEqualityMatrix(at(parameters, equalityMatrix, program.equalityMatrix()));
        }
        if (coneMatrix.size() > 0) {
            given = given.withConeMatrix(at(parameters, coneMatrix, program.coneMatrix()));
        }
        return given;
    }

    private static SparseMatrix at(double[] parameters, DatumPlaces entries, SparseMatrix matrix) {
        double[] values = new double[matrix.entryCount()];
        matrix.copyValues(values);
        entries.write(parameters, values);
        return matrix.withValues(values);
    }
}
