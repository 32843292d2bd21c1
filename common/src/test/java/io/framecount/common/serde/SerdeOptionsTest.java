package io.framecount.common.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
  void saysOnceWhichSettingsOfConfluentsOursDoesNotHeed() {
    StringWriter said = new StringWriter();
    Command command =
        command(
            "-X",
            "value.subject.name.strategy=io.confluent.kafka.serializers.subject.RecordNameStrategy",
            "-X",
            "auto.register.schemas=false",
            "-X",
            "use.latest.version=true");
    command.spec.commandLine().setErr(new PrintWriter(said, true));
    assertThat(command.serde.serializer(command.kafka, command.registry)).isEmpty();
    assertThat(command.serde.serializer(command.kafka, command.registry)).isEmpty();
    assertThat(said.toString())
        .hasLineCount(1)
        .startsWith("warning: value.subject.name.strategy=io.confluent")
        .contains("is for Confluent's serializer, so it does nothing");
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
        "java.lang.String|has no class that implements org.apache.kafka.common.serialization.Serializer",
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

  /** Confluent's client looks for them in no place unless told where. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://here:1|basic.auth.user.info=me:secret|http://here:1 USER_INFO me:secret null null",
        "http://me:pass%20word@here:1||http://here:1 USER_INFO me:pass word null null",
        "http://me:p@here:1,http://me:p@there:2||http://here:1,http://there:2 USER_INFO me:p null null",
        "http://me:p@here:1,http://there:2||http://me:p@here:1,http://there:2 URL null null null",
        "http://here:1|bearer.auth.token=abc|http://here:1 null null STATIC_TOKEN abc",
        "http://me:p@here:1|basic.auth.credentials.source=URL|http://me:p@here:1 URL null null null",
        "http://here:1|basic.auth.credentials.source=SASL_INHERIT|http://here:1 SASL_INHERIT null null null",
      })
  void tellsWhereTheCredentialsAre(String url, String setting, String told) {
    List<String> arguments =
        new ArrayList<>(List.of("--serde", HERE + "Credentials", "--schema-registry", url));
    if (setting != null) {
      arguments.addAll(List.of("-X", setting));
    }
    ForeignSerializer serializer = serializer(command(arguments.toArray(String[]::new)));
    assertThat(text(serializer.write("frames", new RecordHeaders(), frame("anna"))))
        .isEqualTo(told);
  }

  /** Only so does Confluent's serializer run the rules of the schema that was chosen. */
  @Test
  void namesTheSchemaToConfluentsSerializer(@TempDir Path directory) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader standIn = standIn(directory)) {
      Thread.currentThread().setContextClassLoader(standIn);
      assertThat(writtenUnder("--serde", "confluent")).isEqualTo("7 null false");
      assertThat(writtenUnder("--serde", "confluent", "-X", "use.latest.version=true"))
          .isEqualTo("null true false");
      assertThat(writtenUnder("--serde", "confluent", "-X", "use.schema.id=9"))
          .isEqualTo("9 null false");
      assertThat(writtenUnder("--serde", "confluent", "-X", "auto.register.schemas=true"))
          .isEqualTo("null null true");
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    // Others know ids of their own.
    assertThat(writtenUnder("--serde", HERE + "Names"))
        .isEqualTo("anna null http://127.0.0.1:8081 false");
  }

  private static String writtenUnder(String... arguments) {
    try (ForeignSerializer serializer = serializer(command(arguments))) {
      serializer.writeUnder(7);
      return text(serializer.write("frames", new RecordHeaders(), frame("anna")));
    }
  }

  /** A class of the name of Confluent's, which says what it was told. */
  private static URLClassLoader standIn(Path directory) throws IOException {
    Path file = directory.resolve("KafkaAvroSerializer.java");
    Files.writeString(
        file,
        """
        package io.confluent.kafka.serializers;
        public class KafkaAvroSerializer
            implements org.apache.kafka.common.serialization.Serializer<Object> {
          private String told;
          public void configure(java.util.Map<String, ?> config, boolean isKey) {
            told = config.get("use.schema.id") + " " + config.get("use.latest.version") + " "
                + config.get("auto.register.schemas");
          }
          public byte[] serialize(String topic, Object record) {
            return told.getBytes();
          }
        }
        """);
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString(),
                file.toString());
    assertThat(failures).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, SerdeOptionsTest.class.getClassLoader());
  }

  @Test
  void letsSerdesUseTheClassesThatAvroGenerated() {
    ForeignSerializer unused = serializer(command("--serde", HERE + "Names"));
    ClassSecurityValidator.validate(Frame.class);
    assertThatExceptionOfType(SecurityException.class)
        .isThrownBy(() -> ClassSecurityValidator.validate(ProcessBuilder.class));
  }

  /** Each as Confluent's serdes throw it, the name of the user being the kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule    | SerializationException | Error serializing: Rule failed: sober: Expr failed: 'message.uid != ...'",
        "lacking | CommandFailure   | can't work with its settings: Rule failed: sober: Could not find rule executor of type CEL",
        "vault   | SerdeAway        | can't reach its registry: Rule failed: no key today",
        "denied  | CommandFailure   | is refused access by its registry: Error retrieving Avro schema{ … }: Unauthorized; error code: 401; check its credentials",
        "setting | CommandFailure   | can't work with its settings: Unauthorized; error code: 401",
        "busy    | SerdeAway        | can't reach its registry: Too many requests; error code: 429",
        "store   | SerdeAway        | can't reach its registry: Error retrieving Avro schema{ … }: the store is away; error code: 50001",
        "unknown | CommandFailure   | : Error retrieving Avro schema{ … }: Schema not found; error code: 40403; is the schema registered",
        "trust   | CommandFailure   | can't work with its settings: Error: Forbidden x.Y! This class is not trusted",
      })
  void tellsWhatConfluentsSerializerMeans(String kind, String thrown, String sentence) {
    for (boolean first : new boolean[] {true, false}) {
      ForeignSerializer serializer = serializer(command("--serde", HERE + "Confluent"));
      if (!first) {
        serializer.write("frames", new RecordHeaders(), frame("anna"));
      }
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> serializer.write("frames", new RecordHeaders(), frame(kind)))
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(thrown))
          .satisfies(
              e ->
                  assertThat(e.getMessage().replaceAll("\\{.* … .*\\}", "{ … }"))
                      .contains(sentence));
    }
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
    assertThat(made.get("ts")).isEqualTo(5L);
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
    @Spec private CommandSpec spec;
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

  /** Says what it was told of credentials. */
  public static final class Credentials implements Serializer<GenericRecord> {
    private String told;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
      told =
          String.join(
              " ",
              String.valueOf(config.get("schema.registry.url")),
              String.valueOf(config.get("basic.auth.credentials.source")),
              String.valueOf(config.get("basic.auth.user.info")),
              String.valueOf(config.get("bearer.auth.credentials.source")),
              String.valueOf(config.get("bearer.auth.token")));
    }

    @Override
    public byte[] serialize(String topic, GenericRecord record) {
      return told.getBytes(UTF_8);
    }
  }

  /** Fails as Confluent's does. */
  public static final class Confluent implements Serializer<GenericRecord> {
    private static final String LONG = "Error retrieving Avro schema{" + "x".repeat(2_000) + "}";

    @Override
    public byte[] serialize(String topic, GenericRecord record) {
      if (record.get("uid").toString().equals("anna")) {
        return new byte[1];
      }
      throw switch (record.get("uid").toString()) {
        case "rule" ->
            new SerializationException(
                "Error serializing",
                failed(new RuleConditionException("Expr failed: 'message.uid != ...'")));
        case "lacking" -> failed(new RuleException("Could not find rule executor of type CEL"));
        case "vault" ->
            new SerializationException("Rule failed", new RuleClientException("no key today"));
        case "denied" ->
            new SerializationException(
                LONG, new RestClientException("Unauthorized; error code: 401", 401));
        case "setting" -> new InvalidConfigurationException("Unauthorized; error code: 401");
        case "busy" -> new InvalidConfigurationException("Too many requests; error code: 429");
        case "store" ->
            new SerializationException(
                LONG, new RestClientException("the store is away; error code: 50001", 500));
        case "unknown" ->
            new SerializationException(
                LONG, new RestClientException("Schema not found; error code: 40403", 404));
        case "trust" ->
            new SerializationException(
                "Error", new SecurityException("Forbidden x.Y! This class is not trusted"));
        default -> new IllegalStateException("no such kind");
      };
    }

    private static SerializationException failed(Exception cause) {
      return new SerializationException("Rule failed: sober", cause);
    }
  }

  private static class RuleException extends Exception {
    private static final long serialVersionUID = 1L;

    RuleException(String message) {
      super(message);
    }
  }

  private static final class RuleConditionException extends RuleException {
    private static final long serialVersionUID = 1L;

    RuleConditionException(String message) {
      super(message);
    }
  }

  private static final class RuleClientException extends RuleException {
    private static final long serialVersionUID = 1L;

    RuleClientException(String message) {
      super(message);
    }
  }

  /** With the method by which Confluent's tells the status. */
  public static final class RestClientException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    RestClientException(String message, int status) {
      super(message);
      this.status = status;
    }

    public int getStatus() {
      return status;
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
