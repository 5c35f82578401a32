package org.flexopf.opf.limit;

import java.util.EnumSet;
import java.util.Set;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.Parameter;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.Variable;
import org.flexopf.network.Network;
import org.flexopf.opf.data.ProfileData;

/**
 * The slack variables of the soft limits of one period: each is made, bounded and charged when its limit is first met.
 */
public final class SlackVariables {

    /**
     * Where a slack starts if the formulation suggests a start, p.u.: off its bound, so that an interior-point method
     * is not held up by it.
     */
    private static final double START = 1e-2;

    private final SoftLimits limits;
    private final Network network;
    private final ProfileData data;
    private final ProgramBuilder program;
    private final Set<SoftLimit> soft = EnumSet.noneOf(SoftLimit.class);

    /** No slack is made yet. */
    public SlackVariables(SoftLimits limits, Network network, ProfileData data, ProgramBuilder program) {
        this.limits = limits;
        this.network = network;
        this.data = data;
        this.program = program;
        for (SoftLimit limit : SoftLimit.values()) {
            if (limits.has(limit)) {
                soft.add(limit);
            }
        }
    }

    /** Whether the limit of an element may be exceeded. */
    public boolean isSoft(SoftLimit limit, int element) {
        return soft.contains(limit) && data.fact(profile -> limits.isSoft(limit, profile, element));
    }

    /** The slack of a limit; zero if it is hard. */
    public LinearExpression of(SoftLimit limit, int element) {
        if (!isSoft(limit, element)) {
            return LinearExpression.zero();
        }
        if (program.has(limit.slack()) && program.existing(limit.slack()).has(element)) {
            return LinearExpression.of(program.existing(limit.slack()).of(element));
        }
        Parameter largest = data.number(profile -> limit.largestSlack(profile, element));
        Parameter start = data.number(profile -> Math.min(START, 0.5 * limit.largestSlack(profile, element)));
        Variable slack = program.variable(limit.slack(), element, start);
        program.atLeast(null, element, LinearExpression.of(slack), 0.0);
        program.between(
                null, null, element, LinearExpression.of(slack), Parameter.fixed(Double.NEGATIVE_INFINITY), largest);
        program.cost(limits.penalty(limit, network, element) * limit.amountPerSlack(network, element), slack);
        return LinearExpression.of(slack);
    }

    @Override
    public String toString() {
        return "slack of " + soft;
    }
}
