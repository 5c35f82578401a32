package org.flexopf.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.flexopf.casefile.MatpowerCase;
import org.flexopf.network.Generator;
import org.flexopf.network.Network;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.PowerFlowResult;
import org.flexopf.powerflow.Sensitivities;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of a power flow: on random feeders of so many buses (the automatic choice sweeps), and on networks of pglib-opf
 * (Newton's method) whose schedule is scaled to the demand. The system property {@code flexopf.cases} names the folder
 * of the latter.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PowerFlowBenchmark {

    /** A number of buses, or the name of a pglib-opf network. */
    @Param({"1000", "10000", "100000", "case1354_pegase", "case2869_pegase", "case9591_goc"})
    public String network;

    private Network solved;
    private PowerFlow prepared;
    private BusSchedule schedule;
    private PowerFlowResult result;

    /** Reads or draws the network. */
    @Setup
    public void network() {
        solved = network.startsWith("case")
                ? pglib(network)
                : Feeders.standard(Integer.parseInt(network), 1L).network(1.0);
        prepared = PowerFlow.prepare(solved);
        schedule = BusSchedule.of(solved);
        result = again();
        if (!result.converged()) {
            throw new IllegalStateException(network + ": " + result.reason());
        }
        System.out.println(network + ": " + result.method() + ", " + result.iterations()
                + " iterations, largest mismatch " + result.maxMismatchMw() + " MW");
    }

    /** All of it, from the network to the result. */
    @Benchmark
    public PowerFlowResult first() {
        return PowerFlow.solve(solved);
    }

    /** One of many schedules on a prepared network. */
    @Benchmark
    public PowerFlowResult again() {
        return prepared.solve(schedule, PowerFlowOptions.defaults());
    }

    /** Factoring the Jacobian of the result, and the derivatives of the losses by all injections. */
    @Benchmark
    public Object lossSensitivities() {
        return Sensitivities.at(prepared, result).ofActiveLosses();
    }

    private static Network pglib(String name) {
        Network file = MatpowerCase.read(
                        Path.of(System.getProperty("flexopf.cases"), "pglib", "typ", "pglib_opf_" + name + ".m"))
                .network();
        double demand = Arrays.stream(file.activeDemand()).sum();
        double scheduled = file.generators().stream()
                .filter(file::isActive)
                .mapToDouble(Generator::p)
                .sum();
        double factor = 1.02 * demand / scheduled;
        return file.toBuilder()
                .mapGenerators(generator -> generator.withSchedule(factor * generator.p(), generator.q()))
                .build();
    }
}
