package io.framecount.bench.count;

import io.framecount.bench.contest.Work;
import io.framecount.bench.contest.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kafka's own benchmark of a consumer, which reads records without looking at them. */
record ConsumeWork(Workbench bench, String topic, long frames) implements Work {
  /** Column of the number of records in its report. */
  private static final int RECORDS = 4;

  @Override
  public String command(int round) {
    return bench.java(
        "org.apache.kafka.tools.ConsumerPerformance",
        "--bootstrap-server",
        bench.bootstrapServers(),
        "--topic",
        topic,
        "--num-records",
        frames,
        "--timeout",
        60_000);
  }

  @Override
  public Verdict check(int round, Path stdout) throws IOException {
    List<String> lines = Files.readAllLines(stdout).stream().filter(l -> !l.isBlank()).toList();
    String[] report = lines.get(lines.size() - 1).split(",", -1);
    long records = Long.parseLong(report[RECORDS].strip());
    return new Verdict("%,d records read".formatted(records), records >= frames);
  }
}
