package org.flexopf.testkit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.testkit.ProgramShape.Difficulty;

/**
 * Random programs as jqwik arbitraries. Most are small, some have up to 300 variables; a failing one shrinks towards
 * few variables and rows, and its name holds the shape and the seed that make it again.
 */
public final class ProgramArbitraries {

    private static final int LARGEST = 300;

    private ProgramArbitraries() {}

    /** Programs with a known optimal pair that a solver with these capabilities takes. */
    public static Arbitrary<KnownProgram> optima(SolverCapabilities capabilities, Difficulty... difficulties) {
        return Combinators.combine(shapes(capabilities, 0, difficulties), seeds())
                .as(RandomPrograms::optimal);
    }

    /** Programs without a feasible point that a solver with these capabilities takes. */
    public static Arbitrary<KnownProgram> primalInfeasible(
            SolverCapabilities capabilities, Difficulty... difficulties) {
        return Combinators.combine(shapes(capabilities, 1, difficulties), seeds())
                .as(RandomPrograms::primalInfeasible);
    }

    /** Programs without a lower bound that a solver with these capabilities takes. */
    public static Arbitrary<KnownProgram> dualInfeasible(SolverCapabilities capabilities, Difficulty... difficulties) {
        return Combinators.combine(shapes(capabilities, 0, difficulties), seeds())
                .as(RandomPrograms::dualInfeasible);
    }

    /**
     * Shapes that a solver with these capabilities takes, with at least so many inequalities; a quarter of them spread
     * over two decades of units.
     */
    public static Arbitrary<ProgramShape> shapes(
            SolverCapabilities capabilities, int fewestInequalities, Difficulty... difficulties) {
        Arbitrary<Integer> variables = Arbitraries.frequencyOf(
                Tuple.of(12, sizes(1, 8, capabilities)),
                Tuple.of(6, sizes(9, 40, capabilities)),
                Tuple.of(1, sizes(41, LARGEST, capabilities)));
        Arbitrary<Double> share = Arbitraries.doubles().between(0.0, 1.0);
        return variables.flatMap(n -> Combinators.combine(
                        share, share, share, share, Arbitraries.of(difficulties), Arbitraries.of(0, 0, 0, 1))
                .as((equal, unequal, conic, square, difficulty, decades) -> new ProgramShape(
                        n,
                        (int) (0.7 * equal * n),
                        Math.max(fewestInequalities, (int) Math.round(2.0 * unequal * n)),
                        capabilities.secondOrderCones() ? (int) Math.round(0.5 * conic * n) : 0,
                        capabilities.quadraticObjective() && square > 0.5
                                ? (int) Math.round((2.0 * square - 1.0) * n)
                                : 0,
                        difficulty,
                        decades)));
    }

    private static Arbitrary<Integer> sizes(int smallest, int largest, SolverCapabilities capabilities) {
        int limit = Math.max(1, capabilities.maxVariables());
        return Arbitraries.integers().between(Math.min(smallest, limit), Math.min(largest, limit));
    }

    private static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }
}
