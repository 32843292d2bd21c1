package io.framecount.loader.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.common.cli.CliRun;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.command.option.ProducerOptions;
import io.framecount.loader.load.Foreign;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.local.SharedPlatform;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Replays while others have a transaction open among the dead letters, as killed loaders do. */
@Timeout(120)
class OpenTransactionIT {
  private static final byte[] VALUE = {0, 0, 0, 0, 1, 2};

  private final KafkaConnection kafka =
      KafkaConnection.open(new KafkaOptions().elsewhere(SharedPlatform.bootstrapServers(), null));
  private final String topic = SharedPlatform.newTopic("frames", 1);
  private KafkaProducer<byte[], byte[]> other;

  @BeforeEach
  void leaveATransactionOpenBehindALetter() throws ExecutionException, InterruptedException {
    kafka.topics().create(topic + "-dlq", 1, Map.of());
    other =
        producer(
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                300_000));
    try (KafkaProducer<byte[], byte[]> plain = producer(Map.of())) {
      plain.send(letter(1)).get();
      other.initTransactions();
      other.beginTransaction();
      other.send(letter(2)).get();
      plain.send(letter(3)).get();
    }
  }

  @AfterEach
  void close() {
    other.close(Duration.ZERO);
    kafka.close();
  }

  @Test
  void haveNoneOpenThemselvesWhileTheyWait() throws Exception {
    CompletableFuture<CliRun> run = CompletableFuture.supplyAsync(() -> LoaderRun.replay(topic));
    await().atMost(30, TimeUnit.SECONDS).until(() -> visible() > 0);
    assertThat(run).isNotDone();
    other.commitTransaction();
    assertThat(run.get().stdout()).contains("3 that were set aside by a counter are back");
    assertThat(run.get().code()).as(run.get().stderr()).isZero();
    assertThat(Foreign.letters(topic)).hasSize(3);
  }

  @Test
  void keepWhatTheySentAndSayThatThereIsMore() throws InterruptedException {
    assertThat(replay().incomplete())
        .startsWith(
            "%1$s-dlq-0 could be read only up to offset 1, since topic '%1$s-dlq', partition 0: 2 offsets from 1 on lie behind a transaction that is still open (producer %1$s, since 2"
                .formatted(topic))
        .endsWith("Z); replay again later for the rest");
    assertThat(Foreign.letters(topic)).hasSize(1);

    other.abortTransaction();
    assertThat(replay().incomplete()).isNull();
    assertThat(Foreign.letters(topic)).hasSize(2);
  }

  private ReplayTally replay() throws InterruptedException {
    ReplayTally tally = new ReplayTally();
    TopicLetters letters = new TopicLetters(kafka, topic, true, Duration.ofSeconds(1));
    try (FrameProducer producer =
        FrameProducer.open(kafka, options(), letters.group(), letters.largestLine())) {
      Replayer replayer =
          new Replayer(
              () -> {
                throw new AssertionError("there are no rejected lines");
              },
              producer,
              (letter, bytes, from, to) -> {},
              tally);
      letters.replay(replayer, producer, () -> false);
    }
    return tally;
  }

  private long visible() {
    Collection<Long> ends = kafka.offsets().committedEnd(topic).values();
    return ends.iterator().next();
  }

  private ProducerRecord<byte[], byte[]> letter(int offset) {
    var letter = new ProducerRecord<byte[], byte[]>(topic + "-dlq", VALUE);
    letter.headers().add("framecount.group", "count".getBytes(UTF_8));
    letter.headers().add("framecount.offset", Integer.toString(offset).getBytes(UTF_8));
    return letter;
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SharedPlatform.bootstrapServers());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static ProducerOptions options() {
    ProducerOptions options = new ProducerOptions();
    CommandSpec spec =
        CommandSpec.create().addMixin("producer", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
    return options;
  }
}
