package io.framecount.loader.plan;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.letters.LetterTopic;
import io.framecount.loader.command.option.LoaderTopicOptions;
import io.framecount.loader.encode.CarryOver;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.topic.Demands;
import io.framecount.loader.topic.EventTimes;
import io.framecount.loader.topic.RecordTimes;
import io.framecount.loader.topic.TopicFacts;
import io.framecount.loader.topic.TopicPreflight;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** The topic of the frames, before the first of them is sent. */
public final class FrameTopic {
  /** Bytes of a batch of one record beside its key and value, generously rounded up. */
  private static final int FRAMING_BYTES = 128;

  private final KafkaConnection kafka;
  private final String name;
  private final PrintWriter err;
  private final TopicPreflight preflight;
  private Demands demands;
  private Optional<TopicFacts> facts = Optional.empty();

  /**
   * @param err for warnings, and for the name of a created topic
   */
  public FrameTopic(KafkaConnection kafka, String name, PrintWriter err) {
    this.kafka = kafka;
    this.name = name;
    this.err = err;
    this.preflight = new TopicPreflight(kafka, err);
  }

  /**
   * Checks the topic, if it exists.
   *
   * @throws CommandFailure if a load would fail for sure
   */
  public void check(Demands wanted) {
    demands = wanted;
    preflight.refuseOfOthers(name);
    facts = preflight.check(name, wanted);
  }

  /**
   * Checks the dead letter topic, if it exists.
   *
   * @throws CommandFailure if it could take none
   */
  public void checkDeadLetters(Demands wanted) {
    Optional<TopicFacts> unused = preflight.check(LetterTopic.of(name), wanted);
  }

  /** Makes sure that the topic is there; call it after {@link #check}. */
  public void prepare(LoaderTopicOptions options) throws InterruptedException {
    options.prepare(kafka, err);
    if (facts.isEmpty()) {
      facts = Optional.of(preflight.checkNew(name, demands));
    }
  }

  /**
   * Returns the rules by which frames become records of this topic, which must exist.
   *
   * @param eventTimes whether records bear another time than that of loading
   * @param carried the parts of source records that frames get
   */
  public FrameRules rules(boolean keyed, boolean eventTimes, CarryOver carried) {
    TopicFacts known = facts.orElseThrow();
    RecordTimes times =
        eventTimes
            ? new EventTimes(known, carried.time() ? "source" : "event", Clock.systemUTC(), err)
            : RecordTimes.LOAD;
    long largest =
        known.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.MAX_VALUE) - FRAMING_BYTES;
    return new FrameRules(name, keyed, known.isCompacted(), times, largest, carried);
  }
}
