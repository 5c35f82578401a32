package org.flexopf.lopf;

import java.util.Objects;
import java.util.function.Function;
import org.flexopf.model.DiskShape;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfResult;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.problem.OpfProblem;

/**
 * What it costs to write round line limits as polygons: the optimum with polygons around the circles lies below the
 * true one, the optimum with polygons inside above it, so that the two bracket it without anyone solving a cone.
 * Ratings are exceeded by {@link DiskShape#largestError()} at most in the one, and that share of them is left unused at
 * most in the other.
 *
 * @param sides number of sides
 * @param around the optimal power flow with polygons around the circles: optimistic
 * @param inside the optimal power flow with polygons inside the circles: safe
 */
public record PolygonBracket(int sides, OpfResult around, OpfResult inside) {

    /** Both results are required. */
    public PolygonBracket {
        Objects.requireNonNull(around, "around");
        Objects.requireNonNull(inside, "inside");
    }

    /** The bracket of a problem in LinDistFlow, with the installed solver. */
    public static PolygonBracket of(OpfProblem problem, int sides) {
        LinDistFlow formulation = new LinDistFlow();
        return of(problem, sides, formulation::withLineLimits, Opf.of(formulation));
    }

    /**
     * The bracket of a problem in a formulation that takes a shape of line limits, with solver and options of a given
     * optimal power flow.
     */
    public static PolygonBracket of(
            OpfProblem problem, int sides, Function<DiskShape, OpfFormulation> formulation, Opf settings) {
        return new PolygonBracket(
                sides,
                settings.withFormulation(formulation.apply(DiskShape.around(sides)))
                        .solve(problem),
                settings.withFormulation(formulation.apply(DiskShape.inside(sides)))
                        .solve(problem));
    }

    /** The true optimum is not below this, currency per hour: the optimum around; NaN if even that has no solution. */
    public double lower() {
        return around.map(solution -> solution.objective()).orElse(Double.NaN);
    }

    /** The true optimum is not above this, currency per hour: the optimum inside; infinite if that has no solution. */
    public double upper() {
        return inside.map(solution -> solution.objective()).orElse(Double.POSITIVE_INFINITY);
    }

    /** By how much a line may be loaded beyond its rating in the one, relative to the rating. */
    public double largestOverload() {
        return DiskShape.around(sides).largestError();
    }

    /** How much of a rating may be left unused in the other, relative to the rating. */
    public double largestUnused() {
        return DiskShape.inside(sides).largestError();
    }
}
