package org.flexopf.socp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flexopf.model.Model;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.BusType;
import org.flexopf.network.CostCurve;
import org.flexopf.network.Generator;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;

/**
 * A random meshed network along with an AC point of it, computed from the voltages by the admittances of the branches.
 */
final class AcPoint {

    final Network network;
    final double[] vm;
    final double[] va;

    private AcPoint(Network network, double[] vm, double[] va) {
        this.network = network;
        this.vm = vm;
        this.va = va;
    }

    /** Limits as tight as the point allows where {@code tight}, so that it lies on their boundary. */
    static AcPoint random(long seed, int buses, boolean tight) {
        Random random = new Random(seed);
        double[] vm = new double[buses];
        double[] va = new double[buses];
        var builder = Network.builder("random " + seed, 100.0);
        for (int i = 0; i < buses; i++) {
            vm[i] = 0.9 + 0.2 * random.nextDouble();
            va[i] = i == 0 ? 0.0 : 0.6 * (random.nextDouble() - 0.5);
            double below = tight && random.nextBoolean() ? 0.0 : 0.1 * random.nextDouble();
            double above = tight && random.nextBoolean() ? 0.0 : 0.1 * random.nextDouble();
            builder.bus(new Bus(
                    i + 1, "", i == 0 ? BusType.REFERENCE : BusType.PQ, 0.0, vm[i] - below, vm[i] + above, 0.0));
            double unlimited = Double.POSITIVE_INFINITY;
            builder.generator(
                    Generator.of(i + 1, i + 1, -unlimited, unlimited, -unlimited, unlimited, CostCurve.free()));
            builder.load(Load.of(i + 1, i + 1, 100.0 * random.nextDouble(), 50.0 * (random.nextDouble() - 0.3)));
            builder.shunt(Shunt.of(i + 1, i + 1, random.nextDouble(), 10.0 * (random.nextDouble() - 0.5)));
        }
        List<Branch> branches = new ArrayList<>();
        for (int i = 1; i < buses; i++) {
            branches.add(branch(random, branches.size() + 1, random.nextInt(i), i, va, tight));
        }
        for (int k = 0; k < buses; k++) {
            int i = random.nextInt(buses);
            int j = random.nextInt(buses);
            if (i != j) {
                branches.add(branch(random, branches.size() + 1, i, j, va, tight));
            }
            Branch twin = branches.get(random.nextInt(branches.size()));
            branches.add(branch(random, branches.size() + 1, twin.toBus() - 1, twin.fromBus() - 1, va, tight));
        }
        branches.forEach(builder::branch);
        return new AcPoint(builder.build(), vm, va);
    }

    private static Branch branch(Random random, int id, int i, int j, double[] va, boolean tight) {
        double difference = Math.toDegrees(va[i] - va[j]);
        double below = tight && random.nextBoolean() ? 0.0 : 40.0 * random.nextDouble();
        double above = tight && random.nextBoolean() ? 0.0 : 40.0 * random.nextDouble();
        double x = random.nextInt(10) == 0 ? -0.01 : 0.01 + 0.2 * random.nextDouble();
        double r = random.nextInt(4) == 0 ? 0.0 : random.nextInt(10) == 0 ? -0.01 : 0.1 * random.nextDouble();
        Branch branch = Branch.line(id, i + 1, j + 1, r, x).withCharging(0.1 * random.nextDouble());
        if (random.nextInt(3) == 0) {
            branch = branch.withTap(0.9 + 0.2 * random.nextDouble(), 20.0 * (random.nextDouble() - 0.5));
        }
        return random.nextInt(4) == 0 ? branch : branch.withAngleLimits(difference - below, difference + above);
    }

    /** This point as the program's x: voltages, flows and currents, and the generation that balances every bus. */
    double[] inProgram(Model model) {
        int n = model.program().variableCount();
        double[] x = new double[n];
        int buses = vm.length;
        double[] p = new double[buses];
        double[] q = new double[buses];
        for (int i = 0; i < buses; i++) {
            double w = vm[i] * vm[i];
            p[i] = network.loads().get(i).p() / 100.0 + network.shunts().get(i).g() / 100.0 * w;
            q[i] = network.loads().get(i).q() / 100.0 - network.shunts().get(i).b() / 100.0 * w;
            x[model.column(OpfVariables.SQUARED_VOLTAGE, i)] = w;
        }
        int count = network.branches().size();
        for (int b = 0; b < count; b++) {
            Branch branch = network.branches().get(b);
            int i = branch.fromBus() - 1;
            int j = branch.toBus() - 1;
            double vFrom = vm[i] / branch.ratio();
            double aFrom = va[i] - Math.toRadians(branch.shift());
            double fr = vFrom * Math.cos(aFrom);
            double fi = vFrom * Math.sin(aFrom);
            double tr = vm[j] * Math.cos(va[j]);
            double ti = vm[j] * Math.sin(va[j]);
            double z2 = branch.r() * branch.r() + branch.x() * branch.x();
            double ir = ((fr - tr) * branch.r() + (fi - ti) * branch.x()) / z2;
            double ii = ((fi - ti) * branch.r() - (fr - tr) * branch.x()) / z2;
            double ps = fr * ir + fi * ii;
            double qs = fi * ir - fr * ii;
            x[model.column(OpfVariables.SERIES_P, b)] = ps;
            x[model.column(OpfVariables.SERIES_Q, b)] = qs;
            x[model.column(OpfVariables.SQUARED_CURRENT, b)] = ir * ir + ii * ii;
            p[i] += ps;
            q[i] += qs - 0.5 * branch.b() * vFrom * vFrom;
            p[j] -= tr * ir + ti * ii;
            q[j] -= ti * ir - tr * ii + 0.5 * branch.b() * vm[j] * vm[j];
        }
        for (int i = 0; i < buses; i++) {
            x[model.column(OpfVariables.GENERATOR_P, i)] = p[i];
            x[model.column(OpfVariables.GENERATOR_Q, i)] = q[i];
        }
        return x;
    }

    /** How far a point violates the rows of a program: the largest residual of an equality, or shortage of a cone. */
    static double violation(ConicProgram program, double[] x) {
        double[] equality = program.equalityRhs();
        program.equalityMatrix().multiplyAdd(-1.0, x, equality);
        double worst = 0.0;
        for (double residual : equality) {
            worst = Math.max(worst, Math.abs(residual));
        }
        double[] s = program.coneRhs();
        program.coneMatrix().multiplyAdd(-1.0, x, s);
        int row = 0;
        for (Cone cone : program.cones()) {
            if (cone instanceof Cone.Nonnegative) {
                for (int k = 0; k < cone.dimension(); k++) {
                    worst = Math.max(worst, -s[row + k]);
                }
            } else {
                double norm = 0.0;
                for (int k = 1; k < cone.dimension(); k++) {
                    norm = Math.hypot(norm, s[row + k]);
                }
                worst = Math.max(worst, norm - s[row]);
            }
            row += cone.dimension();
        }
        return worst;
    }
}
