package org.flexopf.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.flexopf.model.Model;
import org.flexopf.network.Network;
import org.flexopf.opf.Opf;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;
import org.flexopf.solver.interiorpoint.InteriorPointSolver;
import org.flexopf.testkit.PglibBaseline;

/**
 * Makes the table of docs/interior-point-linear-algebra.md: whole solves by one and by two threads and, where the
 * property {@code flexopf.before} names the class folders or jars of an older build of the modules {@code
 * interior-point} and {@code conic-api}, by the solver of that build. The solvers take turns in one process, so that
 * whatever else the machine does falls on all of them; the lower quartile of the times counts. A solve in a session
 * leaves out the set-up, which has a column of its own.
 */
public final class LinearAlgebra {

    private static final double SECONDS_PER_ROW = 20.0;
    private static final int FEWEST_ROUNDS = 8;
    private static final int SET_UPS = 7;

    private LinearAlgebra() {}

    /**
     * Replaces the table in a document by that of this run; without arguments the table is only printed.
     *
     * @param arguments the document, the commit that is measured, and the number of buses of the largest feeder (200,000
     *     unless told)
     */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        int largest = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200_000;
        ConvexSolver before = before();
        MeasuredTable table = new MeasuredTable();
        table.add("| program | start | iterations before, now | before, ms | one thread, ms | two threads, ms "
                + "| before / one | before / two | one / two | set-up before, now, ms |");
        table.add("|---|---|---|---|---|---|---|---|---|---|");
        for (int buses : new int[] {33, 1000, 5000, 50_000, 200_000}) {
            if (buses <= largest) {
                Network network = Feeders.standard(buses, 1).network();
                Model model = Opf.of(new BranchFlowSocp())
                        .model(OpfProblem.of(network))
                        .named();
                String name = String.format(Locale.ROOT, "radial, %,d buses", buses);
                table.add(row(name, "hint", model, model.start().orElse(null), before));
                if (buses <= 5000) {
                    table.add(row(name, "none", model, null, before));
                }
            }
        }
        for (String name : new String[] {"118_ieee", "793_goc", "1354_pegase", "2869_pegase", "4661_sdet", "9591_goc"}) {
            for (PglibBaseline baseline : PglibBaseline.all()) {
                if (baseline.name().equals("pglib_opf_case" + name)) {
                    Model model = Opf.of(BranchFlowSocp.assumingAnglesWithin(60.0))
                            .model(OpfProblem.of(baseline.network()))
                            .named();
                    table.add(row("pglib " + name, "none", model, null, before));
                }
            }
        }
        table.addProvenance(arguments.length > 1 ? arguments[1] : "unknown");
        if (arguments.length > 0) {
            table.writeTo(Path.of(arguments[0]));
        }
    }

    /** The solver of the older build; null if none is named. */
    private static ConvexSolver before() throws MalformedURLException, ReflectiveOperationException {
        String path = System.getProperty("flexopf.before", "");
        if (path.isEmpty()) {
            return null;
        }
        List<URL> places = new ArrayList<>();
        for (String place : path.split(File.pathSeparator)) {
            places.add(Path.of(place).toUri().toURL());
        }
        return (ConvexSolver) new OlderBuild(places.toArray(URL[]::new))
                .loadClass(InteriorPointSolver.class.getName())
                .getConstructor()
                .newInstance();
    }

    /** Takes the solver and its sparse kit from an older build, and all else from this one. */
    private static final class OlderBuild extends URLClassLoader {

        OlderBuild(URL[] places) {
            super(places, LinearAlgebra.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.flexopf.solver.interiorpoint.")
                    && !name.startsWith("org.flexopf.internal.sparse.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    private static String row(String name, String start, Model model, WarmStart hint, ConvexSolver before) {
        ConvexSolver now = new InteriorPointSolver();
        SolverOptions one = SolverOptions.defaults().withThreads(1);
        SolverOptions two = SolverOptions.defaults().withThreads(2);
        SolverSession sessionBefore = before == null ? null : before.session();
        SolverSession session = now.session();
        List<Double> timesBefore = new ArrayList<>();
        List<Double> timesOne = new ArrayList<>();
        List<Double> timesTwo = new ArrayList<>();
        int iterationsBefore = 0;
        int iterations = 0;
        long end = System.nanoTime() + (long) (SECONDS_PER_ROW * 1e9);
        while (timesOne.size() < FEWEST_ROUNDS || System.nanoTime() < end) {
            if (before != null) {
                SolverResult result = optimal(sessionBefore.solve(model.program(), one, hint));
                timesBefore.add(1e3 * result.solveSeconds());
                iterationsBefore = result.iterations();
            }
            SolverResult alone = optimal(session.solve(model.program(), one, hint));
            SolverResult together = optimal(session.solve(model.program(), two, hint));
            if (!Arrays.equals(alone.x(), together.x()) || !Arrays.equals(alone.z(), together.z())) {
                throw new IllegalStateException(name + " has other bits with two threads");
            }
            timesOne.add(1e3 * alone.solveSeconds());
            timesTwo.add(1e3 * together.solveSeconds());
            iterations = alone.iterations();
        }
        double timeBefore = before == null ? Double.NaN : lowerQuartile(timesBefore);
        double timeOne = lowerQuartile(timesOne);
        double timeTwo = lowerQuartile(timesTwo);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s, %d | %s | %.2f | %.2f | %s | %s | %.2f | %s, %.1f |",
                name,
                start,
                before == null ? "-" : Integer.toString(iterationsBefore),
                iterations,
                number(timeBefore),
                timeOne,
                timeTwo,
                number(timeBefore / timeOne),
                number(timeBefore / timeTwo),
                timeOne / timeTwo,
                before == null ? "-" : number(setUp(before, model)),
                setUp(now, model));
    }

    private static SolverResult optimal(SolverResult result) {
        if (result.status() != SolveStatus.OPTIMAL) {
            throw new IllegalStateException(result.status() + ": " + result.message());
        }
        return result;
    }

    private static double setUp(ConvexSolver solver, Model model) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < SET_UPS; round++) {
            SolverOptions none = SolverOptions.defaults().withMaxIterations(0);
            times.add(1e3 * solver.solve(model.program(), none, null).setupSeconds());
        }
        return lowerQuartile(times);
    }

    /** The lower quartile of the later two thirds: the others have warmed the compiler up. */
    private static double lowerQuartile(List<Double> times) {
        List<Double> late = new ArrayList<>(times.subList(times.size() / 3, times.size()));
        late.sort(null);
        return late.get(late.size() / 4);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
