package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users that are numbers, texts and booleans in one field: the topic and its JSON agree. */
class UsersOfAnyTypeIT {
  private static final long TIME = 1_468_244_340_000L;
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Mixed\",\"fields\":[{\"name\":\"ts\",\"type\":\"long\"},"
                  + "{\"name\":\"uid\",\"type\":[\"null\",\"int\",\"long\",\"double\",\"boolean\",\"string\"]}]}");

  @TempDir private Path state;
  private final Random random = new Random(42);
  private final Set<String> users = new HashSet<>();

  @Test
  void areCountedByTheirTextWhereverTheyComeFrom() throws IOException {
    StringBuilder lines = new StringBuilder();
    String topic;
    try (FrameTopic records = CounterRun.newTopic()) {
      topic = records.name();
      int id = FrameTopic.register(SharedPlatform.registryUrl(), topic + "-mixed", SCHEMA);
      for (int i = 0; i < 3_000; i++) {
        Object user = user();
        users.add(user.toString());
        String json = user instanceof String ? "\"" + user + "\"" : user.toString();
        lines.append("{\"ts\":%d,\"uid\":%s}%n".formatted(TIME, json));
        records.send(null, record(id, user));
      }
      records.send(null, record(id, null));
      lines.append("{\"ts\":%d,\"uid\":null}%n".formatted(TIME));
      records.flush();
    }
    String expected =
        "minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t3000\t%d\n".formatted(users.size());

    CliRun fromTopic = CounterRun.untilEnd(state, topic);
    assertThat(fromTopic.stdout()).as(fromTopic.stderr()).isEqualTo(expected);
    assertThat(fromTopic.stderr()).contains("3,001 frames read = 3,000 counted + 1 set aside");
    CliRun fromJson = ofStdin(lines.toString());
    assertThat(fromJson.stdout()).as(fromJson.stderr()).isEqualTo(expected);
    assertThat(fromJson.stderr()).contains("3,001 frames read = 3,000 counted + 1 set aside");
    CliRun compared = CounterRun.of("compare", "--topic", topic, "--format", "tsv");
    assertThat(compared.stdout()).as(compared.stderr()).contains("\t" + users.size() + "\t");
  }

  /** Small numbers, so that one comes as an int, a long and a string. */
  private Object user() {
    int number = random.nextInt(300) - 100;
    return switch (random.nextInt(5)) {
      case 0 -> number;
      case 1 -> (long) number;
      case 2 -> Integer.toString(number);
      case 3 -> number / 8.0;
      default -> random.nextBoolean();
    };
  }

  private static byte[] record(int id, Object user) throws IOException {
    GenericData.Record record = new GenericData.Record(SCHEMA);
    record.put("ts", TIME);
    record.put("uid", user);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, id);
    out.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(SCHEMA).write(record, encoder);
    return out.toByteArray();
  }

  private static CliRun ofStdin(String lines) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      return CliRun.of(new CounterCommand(), "--stdin", "--format", "tsv");
    } finally {
      System.setIn(before);
    }
  }
}
