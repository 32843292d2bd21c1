package io.framecount.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A stream of frames, a batch every fifth of a second on a thread of its own: some late, some of
 * yesterday, some without a country; occasionally an unreadable record, and a batch whose
 * transaction is aborted. Five minutes of frames take half a second.
 */
final class Flow implements AutoCloseable {
  private static final Instant START = Instant.parse("2016-07-11T13:39:17Z");
  private static final Duration A_BATCH = Duration.ofMinutes(2);
  private static final int FRAMES = 400;
  private static final long PAUSE_MILLIS = 200;
  private static final String[] COUNTRIES = {null, "br", "de", "fr", "jp"};

  private final String topic;
  private final SplittableRandom random;
  private final Oracle oracle;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::flow, "flow");
  private volatile int schemaId;
  private volatile boolean over;
  private volatile RuntimeException failure;
  private Instant clock = START;

  Flow(
      String bootstrapServers, String topic, int schemaId, SplittableRandom random, Oracle oracle) {
    this.topic = topic;
    this.schemaId = schemaId;
    this.random = random;
    this.oracle = oracle;
    ByteArraySerializer plain = new ByteArraySerializer();
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("transactional.id", topic + "-flow");
    config.put("compression.type", "lz4");
    config.put("linger.ms", 20);
    producer = new KafkaProducer<>(config, plain, plain);
    thread.start();
  }

  /** Writes with this schema from now on. */
  void writeWith(int id) {
    schemaId = id;
  }

  /** Stops the stream; the oracle then knows all frames in the topic. */
  void end() throws InterruptedException {
    over = true;
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }

  private void flow() {
    try {
      producer.initTransactions();
      while (!over) {
        batch();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      failure = new IllegalStateException(e);
    }
  }

  private void batch() {
    producer.beginTransaction();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      Visit visit = visit(clock.plus(A_BATCH.multipliedBy(i).dividedBy(FRAMES)));
      visits.add(visit);
      send(visit.user(), visit.bytes(schemaId));
    }
    boolean unreadable = random.nextInt(4) == 0;
    if (unreadable) {
      send("nobody", null);
    }
    clock = clock.plus(A_BATCH);
    producer.flush();
    if (random.nextInt(10) == 0) {
      producer.abortTransaction();
      return;
    }
    producer.commitTransaction();
    oracle.add(visits);
    if (unreadable) {
      oracle.addUnreadable();
    }
  }

  private Visit visit(Instant now) {
    long lateSeconds =
        switch (random.nextInt(100)) {
          case 0 -> random.nextInt(40 * 3_600);
          case 1, 2, 3, 4 -> random.nextInt(600);
          default -> 0;
        };
    // Few come often, many now and then.
    int user = random.nextInt(1 + random.nextInt(2_000));
    String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
    return new Visit("user-" + user, now.minusSeconds(lateSeconds), country);
  }

  private void send(String user, byte[] value) {
    // If it fails, so does the commit.
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic, user.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    over = true;
    producer.close();
  }
}
