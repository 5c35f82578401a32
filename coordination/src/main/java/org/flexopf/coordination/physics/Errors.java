package org.flexopf.coordination.physics;

import java.util.SplittableRandom;
import org.flexopf.coordination.Area;
import org.flexopf.coordination.Resource;
import org.flexopf.coordination.TsoDsoSystem;
import org.flexopf.network.Load;

/**
 * The errors of a period, from a seed: two normal numbers for each bus, one for what really happens and one for what is
 * seen. What is drawn does not depend on a scheme, nor on how large errors are.
 */
final class Errors {

    private final double[][] real;
    private final double[][] seen;

    /**
     * The errors.
     *
     * @param period counted from 0
     */
    Errors(TsoDsoSystem system, PhysicalScenario scenario, long seed, int period) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + period);
        int areas = system.areas().size();
        real = new double[areas][];
        seen = new double[areas][];
        for (int a = 0; a < areas; a++) {
            double[] scale = scheduled(system.areas().get(a));
            real[a] = new double[scale.length];
            seen[a] = new double[scale.length];
            for (int i = 0; i < scale.length; i++) {
                // Box and Muller: two independent numbers at a time, with the same bits everywhere.
                double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - random.nextDouble()));
                double angle = 2.0 * Math.PI * random.nextDouble();
                real[a][i] = scenario.forecastError() * scale[i] * radius * StrictMath.cos(angle);
                seen[a][i] = scenario.estimationNoise() * scale[i] * radius * StrictMath.sin(angle);
            }
        }
    }

    /** What is scheduled at each bus (by index) without signs, MW. */
    private static double[] scheduled(Area area) {
        double[] scale = new double[area.network().buses().size()];
        for (Load load : area.network().loads()) {
            scale[area.network().busIndex(load.bus())] += Math.abs(load.p());
        }
        for (Resource resource : area.resources()) {
            scale[area.network().busIndex(resource.bus())] += Math.abs(resource.p());
        }
        return scale;
    }

    /** What really happens beyond the forecast, MW by bus index, in an area by its place in the system. */
    double[] real(int area) {
        return real[area];
    }

    /** What operators see beyond the forecast. */
    double[] seen(int area) {
        return seen[area];
    }
}
