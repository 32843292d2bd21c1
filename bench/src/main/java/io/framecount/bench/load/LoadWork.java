package io.framecount.bench.load;

import io.framecount.bench.contest.Work;
import io.framecount.bench.contest.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Fills a new topic in each round.
 *
 * @param frames expected number of records
 * @param transactions whether there are markers between the records, so that they must be counted
 *     one by one
 * @param command the command for a topic
 */
record LoadWork(
    Workbench bench, String name, long frames, boolean transactions, UnaryOperator<String> command)
    implements Work {
  private static final int PARTITIONS = 4;

  @Override
  public void prepare(int round) throws Exception {
    bench.topics().create(List.of(topic(round)), PARTITIONS);
  }

  @Override
  public String command(int round) {
    return command.apply(topic(round));
  }

  @Override
  public Verdict check(int round, Path stdout) throws Exception {
    String topic = topic(round);
    long records =
        transactions ? bench.topics().size(topic).records() : bench.topics().written(topic);
    return new Verdict("%,d records".formatted(records), records == frames);
  }

  @Override
  public void clean(int round) throws Exception {
    bench.topics().delete(List.of(topic(round)));
  }

  private String topic(int round) {
    return "load-%d-%s-%d".formatted(frames, name, round);
  }
}
