package org.flexopf.socp;

import java.util.OptionalDouble;
import org.flexopf.acopf.AcOpf;
import org.flexopf.acopf.AcSolution;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.powerflow.RecoveredPoint;

/**
 * The objective in an AC state that meets every limit: of the recovered point, or, in a meshed network, of a local
 * optimum from the relaxation's point or from a flat start. It is worked out when it is first asked for.
 */
final class UpperBound {

    private final OpfSolution solution;
    private final RecoveredPoint recovered;
    private OptionalDouble known;

    UpperBound(OpfSolution solution, RecoveredPoint recovered) {
        this.solution = solution;
        this.recovered = recovered;
    }

    synchronized OptionalDouble value() {
        if (known == null) {
            known = find();
        }
        return known;
    }

    private OptionalDouble find() {
        OpfProblem problem = solution.problem();
        if (recovered.isFeasible()) {
            return OptionalDouble.of(
                    problem.objective().at(solution.network(), recovered.point()) + recovered.slackCost());
        }
        if (solution.network().topology().isRadial() || !AcOpf.whyNot(problem).isEmpty()) {
            return OptionalDouble.empty();
        }
        AcSolution warm = AcOpf.of(problem)
                .startingFrom(solution.operatedNetwork(), solution.point())
                .solve();
        AcSolution found = warm.isOptimal() ? warm : AcOpf.of(problem).solve();
        return found.isOptimal() ? OptionalDouble.of(found.objective()) : OptionalDouble.empty();
    }
}
