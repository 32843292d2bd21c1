package io.framecount.common.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import java.net.ConnectException;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

class SerdeOptionsTest {
  private static final String HERE = SerdeOptionsTest.class.getName() + "$";

  @Test
  void oursNeedsNoOther() {
    Command command = command();
    assertThat(command.serde.ours()).isTrue();
    assertThat(command.serde.knowsSchemas()).isTrue();
    assertThat(command.serde.serializer(command.kafka, command.registry)).isEmpty();
    assertThat(command.serde.deserializer(command.kafka, command.registry)).isEmpty();
  }

  @Test
  void confluentsFindTheirSchemasWhereWeDo() {
    assertThat(command("--serde", "confluent").serde.knowsSchemas()).isTrue();
    assertThat(command("--serde", HERE + "Names").serde.knowsSchemas()).isFalse();
  }

  @Test
  void handsOverTheUsersSettings() {
    Command command =
        command(
            "--serde",
            HERE + "Names",
            "--schema-registry",
            "http://here:1",
            "-X",
            "schema.registry.url=http://there:2",
            "-X",
            "flavour=sour");
    try (ForeignSerializer serializer = serializer(command)) {
      assertThat(text(serializer.write("frames", new RecordHeaders(), frame("anna"))))
          .isEqualTo("anna sour http://here:1 false");
    }
  }

  @Test
  void takesFromTwoClassesTheOneItNeeds() {
    Command command = command("--serde", HERE + "Names, " + HERE + "Texts");
    assertThat(serializer(command).name()).endsWith("Names");
    assertThat(deserializer(command).name()).endsWith("Texts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no.such.Thing|class no.such.Thing of --serde is not on the class path",
        "confluent|or build with -Pconfluent",
        "java.lang.String|names no org.apache.kafka.common.serialization.Serializer",
        "a,b,c|--serde is framecount, confluent, or one or two class names",
        "SerdeOptionsTest$Closed|needs a public constructor without parameters",
        "SerdeOptionsTest$Picky|refuses its settings: I want a flavour",
      })
  void saysInOneSentenceWhyThereIsNone(String serde, String sentence) {
    String name = serde.replace("SerdeOptionsTest$", HERE);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> serializer(command("--serde", name)))
        .withMessageContaining(sentence)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void endsIfNotEvenTheFirstRecordCanBeWritten() {
    ForeignSerializer serializer = serializer(command("--serde", HERE + "Names"));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> serializer.write("frames", new RecordHeaders(), frame("bad")))
        .withMessageContaining("Names can't write the first frame: bad name")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
  }

  @Test
  void refusesASingleRecordLater() {
    ForeignSerializer serializer = serializer(command("--serde", HERE + "Names"));
    serializer.write("frames", new RecordHeaders(), frame("anna"));
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer.write("frames", new RecordHeaders(), frame("bad")))
        .withMessage("bad name: really");
  }

  @Test
  void tellsARegistryThatIsAwayFromABadRecord() {
    ForeignDeserializer deserializer = deserializer(command("--serde", HERE + "Texts"));
    assertThatExceptionOfType(SerdeAway.class)
        .isThrownBy(() -> read(deserializer, "away"))
        .withMessageContaining("Texts can't reach its registry: no answer: refused");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(deserializer, "text"))
        .withMessageContaining("made a java.lang.String of it, not an Avro record");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> read(deserializer, "nothing"))
        .withMessageContaining("made nothing of it");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> read(deserializer, "lack"))
        .withMessageContaining("java.lang.NoClassDefFoundError: some/Library")
        .withMessageContaining("FRAMECOUNT_CLASSPATH");
  }

  @Test
  void makesAnyRecordGeneric() {
    var generic = deserializer(command("--serde", HERE + "Texts")).generic();
    assertThat(generic.deserialize("frames", new RecordHeaders(), (byte[]) null)).isNull();
    GenericRecord made = generic.deserialize("frames", new RecordHeaders(), "anna".getBytes(UTF_8));
    assertThat(made.get("uid")).hasToString("anna");
    assertThat(made.get("ts")).isEqualTo(Instant.ofEpochMilli(5));
  }

  private static void read(ForeignDeserializer deserializer, String value) {
    deserializer.read("frames", new RecordHeaders(), value.getBytes(UTF_8));
  }

  private static GenericRecord frame(String user) {
    GenericData.Record record = new GenericData.Record(Frame.getClassSchema());
    record.put("uid", user);
    record.put("ts", 5L);
    return record;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static ForeignSerializer serializer(Command command) {
    return command.serde.serializer(command.kafka, command.registry).orElseThrow();
  }

  private static ForeignDeserializer deserializer(Command command) {
    return command.serde.deserializer(command.kafka, command.registry).orElseThrow();
  }

  private static Command command(String... arguments) {
    Command command = new Command();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  @CommandLine.Command
  private static final class Command {
    @Mixin private KafkaOptions kafka;
    @Mixin private RegistryOptions registry;
    @Mixin private SerdeOptions serde;
  }

  /** Writes who, and what it was told. */
  public static final class Names implements Serializer<GenericRecord> {
    private String told;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
      told =
          String.join(
              " ",
              String.valueOf(config.get("flavour")),
              String.valueOf(config.get("schema.registry.url")),
              String.valueOf(config.get("auto.register.schemas")));
      assertThat(isKey).isFalse();
    }

    @Override
    public byte[] serialize(String topic, GenericRecord record) {
      if (record.get("uid").toString().equals("bad")) {
        throw new SerializationException("bad name", new IllegalStateException("really"));
      }
      return (record.get("uid") + " " + told).getBytes(UTF_8);
    }
  }

  /** Reads who. */
  public static final class Texts implements Deserializer<Object> {
    @Override
    public Object deserialize(String topic, byte[] value) {
      return switch (text(value)) {
        case "away" ->
            throw new SerializationException("no answer", new ConnectException("refused"));
        case "lack" -> throw new NoClassDefFoundError("some/Library");
        case "text" -> "text";
        case "nothing" -> null;
        default -> new Frame(text(value), Instant.ofEpochMilli(5));
      };
    }
  }

  /** Can't be made. */
  public static final class Closed implements Serializer<Object> {
    Closed(int size) {
      throw new IllegalArgumentException("size " + size);
    }

    @Override
    public byte[] serialize(String topic, Object record) {
      return null;
    }
  }

  /** Wants more settings. */
  public static final class Picky implements Serializer<Object> {
    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
      throw new IllegalArgumentException("I want a flavour");
    }

    @Override
    public byte[] serialize(String topic, Object record) {
      return null;
    }
  }
}
