package io.framecount.bench.rivals.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this process, tuned for a topic that is read from its beginning. */
final class FlinkSettings {
  private static final int CORES = 2;

  private FlinkSettings() {}

  static StreamExecutionEnvironment local(FrameQuery query) throws IOException {
    Configuration configuration = Configuration.fromMap(common());
    configuration.addAll(
        Configuration.fromMap(
            query == FrameQuery.EXACT ? streaming() : Map.of("execution.runtime-mode", "BATCH")));
    return StreamExecutionEnvironment.createLocalEnvironment(CORES, configuration);
  }

  private static Map<String, String> common() {
    return Map.of(
        "table.local-time-zone", "UTC",
        // Records are handed on as they are, not copied from operator to operator.
        "pipeline.object-reuse", "true",
        "pipeline.generic-types", "false",
        "taskmanager.memory.managed.size", "256m",
        "taskmanager.memory.network.min", "128m",
        "taskmanager.memory.network.max", "128m");
  }

  private static Map<String, String> streaming() throws IOException {
    Map<String, String> settings = new HashMap<>();
    // State on the heap: faster than RocksDB as long as it fits, and it does.
    settings.put("state.backend.type", "hashmap");
    settings.put("execution.checkpointing.mode", "EXACTLY_ONCE");
    settings.put("execution.checkpointing.interval", "10 s");
    // Else the end waits for one more checkpoint, ten seconds at most.
    settings.put("execution.checkpointing.checkpoints-after-tasks-finish", "false");
    // Goes on after a failure, but not for ever, which is the default.
    settings.put("restart-strategy.type", "fixed-delay");
    settings.put("restart-strategy.fixed-delay.attempts", "3");
    settings.put(
        "execution.checkpointing.dir",
        Files.createTempDirectory("framecount-flink").toUri().toString());
    settings.put("table.exec.mini-batch.enabled", "true");
    settings.put("table.exec.mini-batch.allow-latency", "1 s");
    settings.put("table.exec.mini-batch.size", "50000");
    settings.put("table.optimizer.agg-phase-strategy", "TWO_PHASE");
    return settings;
  }
}
