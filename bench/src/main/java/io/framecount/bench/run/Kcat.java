package io.framecount.bench.run;

import io.framecount.bench.contest.Workbench;
import java.nio.file.Path;
import java.util.List;

/** Lines into a topic, as they are. */
final class Kcat {
  private Kcat() {}

  static List<String> load(Workbench bench, Path file, String topic) {
    return List.of("bash", "-o", "pipefail", "-c", shell(bench, file, topic));
  }

  static String shell(Workbench bench, Path file, String topic) {
    return "zcat %s | kcat -P -b %s -t %s -z lz4 -X linger.ms=20 -X batch.size=1000000 -X queue.buffering.max.messages=1000000"
        .formatted(file, bench.bootstrapServers(), topic);
  }
}
