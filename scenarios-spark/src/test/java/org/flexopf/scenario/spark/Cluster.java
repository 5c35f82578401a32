package org.flexopf.scenario.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.deploy.SparkSubmit;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/**
 * A standalone cluster of processes, as Spark's scripts start it: a master and workers of one core each, on this
 * machine and seen by it alone. Their home has Spark's own jars and nothing of ours; what is ours comes with a job.
 */
final class Cluster {

    private static final String HERE = "127.0.0.1";
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);
    /** Jars of a test's class path that Spark does not bring. */
    private static final List<String> NOT_SPARKS =
            List.of("flexopf-", "duckdb", "junit-", "assertj", "opentest4j", "apiguardian", "byte-buddy", "picocli");

    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    /** What a program has said in the end. */
    record Outcome(int code, String out, String err) {}

    Cluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        Files.createDirectories(folder.resolve("home/conf"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            if (name.endsWith(".jar") && NOT_SPARKS.stream().noneMatch(name::startsWith)) {
                Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
            }
        }
        port = freePort();
        master = start("master", java(Master.class, "--host", HERE, "--port", "" + port, "--webui-port", "0"));
        // Whatever ends this process ends the cluster too.
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        await("the master listens", () -> {
            if (!master.isAlive()) {
                throw new AssertionError("the master has ended:\n" + said("master.err"));
            }
            return isListening();
        });
        startWorker();
        startWorker();
    }

    String url() {
        return "spark://" + HERE + ":" + port;
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void startWorker() throws IOException {
        String name = "worker" + workers.size();
        workers.add(start(
                name,
                java(
                        Worker.class,
                        "--host",
                        HERE,
                        "--webui-port",
                        "0",
                        "--cores",
                        "1",
                        "--memory",
                        "1g",
                        "--work-dir",
                        folder.resolve(name).toString(),
                        url())));
    }

    /** Kills the executors of a worker, then the worker: nothing of it says goodbye. */
    void kill(int worker) {
        kill(workers.get(worker));
    }

    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** Hands a program to the cluster, as spark-submit does, and waits for its end. */
    Outcome submit(String name, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--master", url()));
        all.addAll(List.of("--conf", "spark.driver.host=" + HERE, "--conf", "spark.ui.enabled=false"));
        all.addAll(List.of("--conf", "spark.executor.memory=512m"));
        all.addAll(List.of("--class", RunStudy.class.getName(), application()));
        all.addAll(List.of(arguments));
        Process program = start(name, java(SparkSubmit.class, all.toArray(String[]::new)));
        try {
            if (!program.waitFor(PATIENCE, TimeUnit.NANOSECONDS)) {
                throw new AssertionError(name + " has not ended:\n" + said(name + ".err"));
            }
            return new Outcome(program.exitValue(), said(name + ".out"), said(name + ".err"));
        } finally {
            kill(program);
        }
    }

    /** The jar that a user hands to a cluster. */
    static String application() {
        Path jar = Path.of(System.getProperty("flexopf.spark.application", "target/flexopf-spark.jar"));
        if (!Files.exists(jar)) {
            throw new AssertionError(jar + " is not there; it is made by mvn package, before this test");
        }
        return jar.toAbsolutePath().toString();
    }

    private String said(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As this process, which was started as Spark's scripts start Java.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("--enable-native"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-cp", folder.resolve("home/jars") + File.separator + "*"));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(String name, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(variable -> variable.startsWith("SPARK_") || variable.startsWith("HADOOP_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_CONF_DIR", folder.resolve("home/conf").toString());
        builder.environment().put("SPARK_LOCAL_IP", HERE);
        // As load-spark-env.sh sets it.
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
        return builder.start();
    }

    /** Waits until something holds, four minutes at most: machines are slow at times. */
    static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in four minutes it did not come to this: " + what);
            }
            Thread.sleep(20);
        }
    }

    /** Ends all of its processes. */
    void stop() {
        workers.forEach(Cluster::kill);
        kill(master);
    }

    @Override
    public String toString() {
        return "cluster at " + url();
    }
}
