package org.flexopf.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.WarmStart;

/** Points to start from, from perfect to absurd; none may change an answer. */
final class Hints {

    private Hints() {}

    /** Hints by name, for a program and an answer to it. */
    static Map<String, WarmStart> of(ConicProgram program, SolverResult answer) {
        Map<String, WarmStart> hints = new LinkedHashMap<>();
        if (answer.y().length == program.equalityCount() && answer.z().length == program.coneRowCount()) {
            hints.put("the answer itself", WarmStart.from(answer));
        }
        hints.put("the answer's point", WarmStart.primal(answer.x()));
        hints.put("a random pair", random(program, 7, 1.0));
        hints.put("a random point", WarmStart.primal(random(program, 8, 1.0).x()));
        hints.put("a distant pair", random(program, 9, 1e8));
        hints.put("a distant point", WarmStart.primal(random(program, 10, 1e8).x()));
        hints.put("zeros", uniform(program, 0.0));
        hints.put("NaN throughout", uniform(program, Double.NaN));
        hints.put("infinity throughout", uniform(program, Double.POSITIVE_INFINITY));
        hints.put("the largest number throughout", uniform(program, Double.MAX_VALUE));
        WarmStart poisoned = random(program, 11, 1.0);
        if (poisoned.x().length > 0) {
            poisoned.x()[poisoned.x().length - 1] = Double.NaN;
        }
        hints.put("a single NaN in the point", poisoned);
        WarmStart poisonedMultipliers = random(program, 12, 1.0);
        if (poisonedMultipliers.z().length > 0) {
            poisonedMultipliers.z()[0] = Double.NaN;
        }
        hints.put("a single NaN in the multipliers", poisonedMultipliers);
        return hints;
    }

    /** Normal numbers times a size, which satisfy nothing. */
    static WarmStart random(ConicProgram program, long seed, double size) {
        Random random = new Random(seed);
        return new WarmStart(
                vector(random, program.variableCount(), size),
                vector(random, program.equalityCount(), size),
                vector(random, program.coneRowCount(), size));
    }

    private static WarmStart uniform(ConicProgram program, double value) {
        WarmStart start = random(program, 0, 1.0);
        Arrays.fill(start.x(), value);
        Arrays.fill(start.y(), value);
        Arrays.fill(start.z(), value);
        return start;
    }

    private static double[] vector(Random random, int length, double size) {
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = size * random.nextGaussian();
        }
        return vector;
    }
}
