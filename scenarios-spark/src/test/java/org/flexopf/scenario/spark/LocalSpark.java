package org.flexopf.scenario.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** One session of this process for all tests, with two cores. */
final class LocalSpark {

    private LocalSpark() {}

    /** Begun when it is first asked for, and ended with the process. */
    static SparkSession session() {
        return quiet(SparkSession.builder().master("local[2]")).appName("tests").getOrCreate();
    }

    /** With nothing that leaves this machine, or the build's folder. */
    static SparkSession.Builder quiet(SparkSession.Builder builder) {
        String target = Path.of("target", "spark").toAbsolutePath().toString();
        return builder.config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", target)
                .config("spark.sql.warehouse.dir", target + "/warehouse")
                .config("spark.sql.shuffle.partitions", "2");
    }
}
