package io.framecount.common.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.framecount.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class WireSerdesTest {
  /** Zero, the id as four bytes, length and text of uid, zigzag of ts: frozen for good. */
  private static final byte[] GOLDEN = HexFormat.of().parseHex("0001020304" + "06c3a96a" + "904e");

  private static final int ID = 0x01020304;
  private static final Frame FRAME = new Frame("éj", Instant.ofEpochMilli(5000));

  private final WireSerdes serdes = new WireSerdes(Map.of(ID, Frame.getClassSchema())::get);

  @Test
  void writesTheBytesThatItAlwaysWrote() {
    assertThat(serializer().serialize("frames", FRAME)).isEqualTo(GOLDEN);
  }

  @Test
  void readsThemAsTheClassAndAsAnyRecord() {
    assertThat(frames().deserialize("frames", GOLDEN)).isEqualTo(FRAME);

    GenericRecord any = serdes.generic().deserialize("frames", GOLDEN);
    assertThat(any.get("uid")).hasToString("éj");
    assertThat(any.get("ts")).isEqualTo(5000L);
  }

  @Test
  void passesNullOn() {
    assertThat(serializer().serialize("frames", null)).isNull();
    assertThat(frames().deserialize("frames", null)).isNull();
  }

  @Test
  void readsRecordsOfAnOlderSchemaWithDefaults() {
    Schema older =
        SchemaBuilder.record("io.framecount.Frame").fields().requiredString("uid").endRecord();
    Schema newer =
        new Schema.Parser()
            .parse(
                Frame.getClassSchema()
                    .toString()
                    .replace("\"doc\":\"When the event happened.\"", "\"default\":42"));
    assertThat(newer.getField("ts").hasDefaultValue()).isTrue();
    byte[] record = {0, 0, 0, 0, 9, 2, 'a'};

    Frame read =
        new WireSerdes(id -> older).<Frame>deserializer(newer).deserialize("frames", record);
    assertThat(read).isEqualTo(new Frame("a", Instant.ofEpochMilli(42)));
  }

  @Test
  void refusesBytesThatAreLeftOver() {
    byte[] longer = Arrays.copyOf(GOLDEN, GOLDEN.length + 1);
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> frames().deserialize("frames", longer))
        .withMessage("bytes are left over after the Avro record");
  }

  @Test
  void refusesRecordsThatBreakOff() {
    for (int length = 0; length < GOLDEN.length; length++) {
      byte[] shorter = Arrays.copyOf(GOLDEN, length);
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> frames().deserialize("frames", shorter));
    }
  }

  @Test
  void refusesForeignRecords() {
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> frames().deserialize("frames", "{\"uid\":\"a\"}".getBytes(UTF_8)))
        .withMessageStartingWith("not a record with a schema id (magic byte 0 is missing): ");
  }

  @Test
  void answersAnyBytesWithARecordOrARefusal() {
    Schema wide =
        SchemaBuilder.record("Wide")
            .fields()
            .optionalString("a")
            .name("e")
            .type(SchemaBuilder.enumeration("E").symbols("X", "Y"))
            .noDefault()
            .name("l")
            .type(SchemaBuilder.array().items().doubleType())
            .noDefault()
            .endRecord();
    Deserializer<GenericRecord> any = new WireSerdes(id -> wide).generic();
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] record = new byte[5 + random.nextInt(12)];
      int values = 1 + random.nextInt(256);
      for (int at = 5; at < record.length; at++) {
        record[at] = (byte) random.nextInt(values);
      }
      try {
        any.deserialize("frames", record);
      } catch (SerializationException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }

  @Test
  void leavesTroubleOfTheRegistryAsItIs() {
    Deserializer<Frame> failing =
        new WireSerdes(
                id -> {
                  throw new IllegalStateException("registry is down");
                })
            .deserializer(Frame.getClassSchema());
    assertThatIllegalStateException()
        .isThrownBy(() -> failing.deserialize("frames", GOLDEN))
        .withMessage("registry is down");
  }

  /** As the threads of Kafka Streams do, which share one deserializer. */
  @Test
  void readsInSeveralThreadsAtOnce() throws InterruptedException {
    int threads = 8;
    CountDownLatch together = new CountDownLatch(threads);
    Deserializer<Frame> shared =
        new WireSerdes(
                id -> {
                  meet(together);
                  return Frame.getClassSchema();
                })
            .deserializer(Frame.getClassSchema());
    List<Callable<Integer>> readers =
        IntStream.range(0, threads)
            .<Callable<Integer>>mapToObj(thread -> () -> readMany(shared, thread))
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      assertThat(pool.invokeAll(readers))
          .allSatisfy(right -> assertThat(right.get()).isEqualTo(5_000));
    } finally {
      pool.shutdownNow();
    }
  }

  /** Reads records whose schema no other thread has read, then some of all; how many are right. */
  private static int readMany(Deserializer<Frame> shared, int thread) {
    int right = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] record = GOLDEN.clone();
      WireFormat.writeHeader(record, i == 0 ? thread : (thread + i) % 4);
      right += shared.deserialize("frames", record).equals(FRAME) ? 1 : 0;
    }
    return right;
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      all.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Serializer<Frame> serializer() {
    return serdes.serializer(ID, Frame.getClassSchema());
  }

  private Deserializer<Frame> frames() {
    return serdes.deserializer(Frame.getClassSchema());
  }
}
