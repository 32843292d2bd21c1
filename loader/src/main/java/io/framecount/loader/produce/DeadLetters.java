package io.framecount.loader.produce;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.letters.LetterTopic;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Sends rejected lines to their topic, which is made with the first of them. Used by one thread.
 */
public final class DeadLetters implements RejectSink {
  /** Headers and framing that a letter needs beyond its line, in bytes. */
  private static final int ROOM_FOR_HEADERS = 64 * 1024;

  private final KafkaConnection kafka;
  private final FrameProducer producer;
  private final String topic;
  private final int maxLineBytes;
  private boolean topicReady;

  public DeadLetters(
      KafkaConnection kafka, FrameProducer producer, String framesTopic, int maxLineBytes) {
    this.kafka = kafka;
    this.producer = producer;
    this.topic = LetterTopic.of(framesTopic);
    this.maxLineBytes = maxLineBytes;
  }

  /** Largest request in bytes that a letter with a line of this length needs. */
  public static int largestRecord(int maxLineBytes) {
    return maxLineBytes + ROOM_FOR_HEADERS;
  }

  /**
   * Sends the line in the same transaction as the frames around it. If Kafka does not even answer
   * whether the topic exists, the line is dropped where frames are dropped, and the next one asks
   * again.
   */
  @Override
  public void send(DeadLetter letter, byte[] bytes, int from, int to) {
    topicReady = topicReady || producer.askForLetter(this::createTopic, letter);
    if (topicReady) {
      producer.sendLetter(letter.toRecord(topic, bytes, from, to), letter.file(), letter.line());
    }
  }

  /**
   * Creates the topic unless it exists; a user without the right to create may still use an
   * existing one.
   */
  private void createTopic() {
    if (kafka.topics().find(topic).isEmpty()) {
      String largest = Integer.toString(largestRecord(maxLineBytes));
      kafka.topics().create(topic, 1, Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, largest));
    }
  }
}
