package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Profile;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.opf.problem.OpfProblem;

/** The slack variables of soft limits, p.u., each with its penalty in the objective. A limit has one for both ends. */
final class Slacks implements Part {

    private final OpfProblem problem;
    private final Profile profile;
    private final Layout layout;
    private final List<Slack> slacks = new ArrayList<>();
    private int[] variable;
    private double[] price;

    private record Slack(SoftLimit limit, int element, int variable, double price) {}

    Slacks(OpfProblem problem, Layout layout) {
        this.problem = problem;
        this.profile = Profile.of(problem.network());
        this.layout = layout;
    }

    boolean isSoft(SoftLimit limit, int element) {
        return problem.softLimits().isSoft(limit, profile, element);
    }

    /** The slack of a limit, in a group; -1 if the limit is hard. */
    int of(SoftLimit limit, int element, int group) {
        if (!isSoft(limit, element)) {
            return -1;
        }
        int made = layout.variable(group, 0.0, limit.largestSlack(profile, element));
        double penalty = problem.softLimits()
                .exceeded(limit, problem.network(), element, 1.0)
                .cost();
        slacks.add(new Slack(limit, element, made, penalty));
        return made;
    }

    /** All slacks are made. */
    void close() {
        variable = slacks.stream().mapToInt(Slack::variable).toArray();
        price = slacks.stream().mapToDouble(Slack::price).toArray();
    }

    /** How much of a limit's slack is taken, p.u., by element. */
    double[] taken(SoftLimit limit, double[] x, int elements) {
        double[] taken = new double[elements];
        slacks.stream()
                .filter(slack -> slack.limit == limit)
                .forEach(slack -> taken[slack.element] = x[slack.variable]);
        return taken;
    }

    @Override
    public boolean isPenalty() {
        return true;
    }

    @Override
    public double objective(double[] x) {
        double sum = 0.0;
        for (int i = 0; i < variable.length; i++) {
            sum += price[i] * x[variable[i]];
        }
        return sum;
    }

    @Override
    public void gradient(double[] x, double[] gradient) {
        for (int i = 0; i < variable.length; i++) {
            gradient[variable[i]] += price[i];
        }
    }
}
