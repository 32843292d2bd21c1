package io.framecount.counter.ui;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.AvroSerdes;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.metrics.RunState;
import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.serve.CountSource;
import io.framecount.counter.ui.serve.PageAddress;
import io.framecount.counter.ui.serve.PageServer;
import io.framecount.counter.ui.store.CountStore;
import java.util.Optional;

/** A page that is being served, with all that feeds it. */
public final class Page implements AutoCloseable {
  /**
   * What it takes of the heap with a year of minutes and many viewers, and more: counts, answers.
   */
  public static final int MOST_MB = 80;

  private final CountsFollower follower;
  private final CountWatch watch;
  private final PageServer server;

  private Page(CountsFollower follower, CountWatch watch, PageServer server) {
    this.follower = follower;
    this.watch = watch;
    this.server = server;
  }

  /**
   * The count to show.
   *
   * @param output topic of the rows
   * @param late topic of late partials; need not exist
   * @param group of the combiners
   * @param settings of the count, if known; else they are found out
   */
  public record Shown(String output, String late, String group, Optional<SettingsNote> settings) {}

  /** Shows the count that this process takes part in. */
  public static Page ofRun(
      KafkaConnection kafka, AvroSerdes serdes, Shown shown, RunState run, PageAddress at) {
    return start(kafka, serdes, shown, Optional.of(run), at);
  }

  /** Shows what an output topic holds, whoever counts. */
  public static Page ofTopic(
      KafkaConnection kafka, AvroSerdes serdes, Shown shown, PageAddress at) {
    return start(kafka, serdes, shown, Optional.empty(), at);
  }

  private static Page start(
      KafkaConnection kafka,
      AvroSerdes serdes,
      Shown shown,
      Optional<RunState> run,
      PageAddress at) {
    CountStore store = new CountStore();
    CountsFollower follower =
        new CountsFollower(
            kafka,
            new CountsFollower.Topics(shown.output, shown.late),
            serdes.<WindowCount>deserializer(WindowCount.getClassSchema()),
            serdes.<Partial>deserializer(Partial.getClassSchema()),
            store);
    CountWatch watch = new CountWatch(kafka, shown.group, shown.settings);
    CountSource source =
        new CountSource(
            shown.output,
            store,
            follower::progress,
            watch::status,
            run.map(state -> state::snapshot));
    PageServer server = PageServer.start(at, source);
    follower.start();
    watch.start();
    return new Page(follower, watch, server);
  }

  /** Returns the URL. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    watch.close();
    follower.close();
  }
}
