package io.framecount.bench.rivals.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Flink in this process, tuned for a topic that is read from its beginning. */
final class FlinkSettings {
  private static final int CORES = 2;

  private FlinkSettings() {}

  static TableEnvironment environment(FrameQuery query) throws IOException {
    Configuration configuration = Configuration.fromMap(common());
    EnvironmentSettings.Builder settings = EnvironmentSettings.newInstance();
    if (query == FrameQuery.EXACT) {
      configuration.addAll(Configuration.fromMap(streaming()));
      settings.inStreamingMode();
    } else {
      configuration.setString("execution.runtime-mode", "BATCH");
      settings.inBatchMode();
    }
    StreamExecutionEnvironment local =
        StreamExecutionEnvironment.createLocalEnvironment(CORES, configuration);
    return StreamTableEnvironment.create(
        local, settings.withConfiguration(configuration).build());
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
